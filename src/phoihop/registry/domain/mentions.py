"""From the name of a body in a text to the bodies it meant on the day of the text. Never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.kernel.period import Period
from phoihop.registry.acts import ClassRule
from phoihop.registry.domain.lineage import living_heirs
from phoihop.registry.domain.naming import class_key, loose_key, mention_key, name_key, without_scope
from phoihop.registry.domain.protocol import in_protocol_order
from phoihop.registry.domain.structure import as_named, members
from phoihop.registry.domain.types import (
    Ambiguous,
    BodyView,
    ClassOf,
    Ended,
    NameFact,
    Register,
    Resolution,
    Resolved,
    Unknown,
)

_LEAST_WORDS = 2
"""A single word ("Ban") begins too many names to be offered as the beginning of one."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of a register under their keys; made once for all mentions of a text."""

    register: Register
    exact: Mapping[str, tuple[NameFact, ...]]
    loose: Mapping[str, tuple[NameFact, ...]]
    aliases: Mapping[str, str]
    classes: Mapping[str, ClassRule]


def name_index(register: Register) -> NameIndex:
    """The index over all names, aliases and class names of a register."""
    rules = register.rules
    exact: dict[str, list[NameFact]] = {}
    loose: dict[str, list[NameFact]] = {}
    for fact in (fact for facts in register.names.values() for fact in facts):
        key = name_key(fact.name)
        exact.setdefault(key, []).append(fact)
        loose.setdefault(loose_key(fact.name, rules), []).append(fact)
    return NameIndex(
        register=register,
        exact={key: tuple(facts) for key, facts in exact.items()},
        loose={key: tuple(facts) for key, facts in loose.items()},
        aliases={name_key(name): alias.body for alias in rules.aliases for name in alias.names},
        classes={class_key(name_key(name))[0]: rule for rule in rules.classes for name in rule.names},
    )


def resolve(index: NameIndex, mention: str, *, on: date, home: str) -> Resolution:
    """What a mention (a canonical name from reading) meant on the day, seen from the agency `home`.

    In this order: class name, alias of the home agency, whole name, name without the words for levels,
    beginning of names. Aliases and class names hold for papers of the home agency of the rules only.
    """
    key = mention_key(mention, index.register.rules)
    if home == index.register.rules.home:
        found = _class(index, key, on) or _alias(index, key, on)
        if found is not None:
            return found
    facts = index.exact.get(key) or index.loose.get(key)
    if facts is not None:
        return _named(index.register, facts, on)
    return _beginning(index, key, on)


def _class(index: NameIndex, key: str, on: date) -> ClassOf | None:
    written, stated = class_key(without_scope(key, index.register.rules))
    rule = index.classes.get(written) or index.classes.get(written.removeprefix("cac "))
    if rule is None:
        return None
    found = in_protocol_order(members(index.register, rule, on=on), rules=index.register.rules)
    return ClassOf(found, rule.id, rule.label, stated)


def _alias(index: NameIndex, key: str, on: date) -> Resolution | None:
    code = index.aliases.get(key)
    body = index.register.bodies.get(code) if code is not None else None
    return None if body is None else _of_body(index.register, body, on)


def _of_body(register: Register, body: BodyView, on: date) -> Resolution:
    if body.alive(on):
        return Resolved((as_named(register, body.code, on),))
    return _ended(register, body, on) if _over(body.period, on) else Unknown((body,))


def _named(register: Register, facts: Sequence[NameFact], on: date) -> Resolution:
    """The body that has the name on the day; else the one that had it last; else those that will."""
    bearers = {f.body for f in facts if f.period.contains(on) and register.bodies[f.body].alive(on)}
    if not bearers:
        over = [fact for fact in facts if _over(fact.period, on)]
        latest = max((fact.period.end for fact in over if fact.period.end is not None), default=None)
        bearers = {fact.body for fact in over if fact.period.end == latest}
    if len(bearers) == 1:
        return _of_body(register, register.bodies[bearers.pop()], on)
    if bearers:
        return Ambiguous(_bodies(register, bearers, on))
    return Unknown(_bodies(register, {fact.body for fact in facts}, on))


def _over(period: Period, on: date) -> bool:
    return period.end is not None and period.end <= on


def _ended(register: Register, body: BodyView, on: date) -> Ended:
    periods = {code: known.period for code, known in register.bodies.items()}
    heirs = living_heirs(body.code, on=on, facts=register.lineage, periods=periods)
    return Ended(body, _bodies(register, heirs, on))


def _beginning(index: NameIndex, key: str, on: date) -> Resolution:
    """A name of which only the beginning stands there ("Bộ Chỉ huy quân sự tỉnh"): all it could be."""
    if len(key.split()) < _LEAST_WORDS:
        return Unknown()
    register = index.register
    found = {
        fact.body
        for name, facts in index.exact.items()
        if name.startswith(f"{key} ")
        for fact in facts
        if fact.period.contains(on) and register.bodies[fact.body].alive(on)
    }
    return Ambiguous(_bodies(register, found, on)) if found else Unknown()


def _bodies(register: Register, codes: Iterable[str], on: date) -> tuple[BodyView, ...]:
    return in_protocol_order((as_named(register, code, on) for code in codes), rules=register.rules)
