"""Putting what registry and norms answer into a draft. What a person has chosen is not touched again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from phoihop.intake.domain.types import BodyDoubt, BodyHow, Cited, Draft, Duty, Ground, Item, Why
from phoihop.kernel.text import search_key
from phoihop.norms.domain import types as norms
from phoihop.registry.domain import types as registry

Bodies = Mapping[str, registry.Resolution]
Instruments = Mapping[Cited, norms.Resolution]


def open_mentions(draft: Draft) -> tuple[str, ...]:
    """The mentions that no person has decided about, each once."""
    duties = (duty for item in draft.items for duty in item.duties)
    return tuple(dict.fromkeys(duty.mention for duty in duties if not duty.chosen))


def open_citations(draft: Draft) -> tuple[Cited, ...]:
    """The citations that no person has decided about, each once."""
    grounds = (ground for item in draft.items for ground in item.grounds)
    return tuple(dict.fromkeys(g.cited for g in grounds if g.cited is not None and not g.chosen))


def resolved(
    draft: Draft,
    *,
    bodies: Bodies | None,
    instruments: Instruments,
    learned: Collection[str] = frozenset(),
) -> Draft:
    """The draft with these answers. `bodies` None: the register holds nothing.

    `learned`: the mentions that are answered by a word which the agency has learned.
    """

    def answered(duty: Duty) -> Duty:
        found = _duty(duty, draft, bodies)
        by_word = duty.mention in learned and found.bodies
        return msgspec.structs.replace(found, how=BodyHow.LEARNED) if by_word else found

    def of(item: Item) -> Item:
        return _item(item, tuple(d if d.chosen else answered(d) for d in item.duties), instruments)

    return msgspec.structs.replace(draft, items=tuple(map(of, draft.items)))


def _item(item: Item, duties: tuple[Duty, ...], instruments: Instruments) -> Item:
    return msgspec.structs.replace(
        item,
        duties=duties,
        grounds=tuple(g if g.chosen else _ground(g, instruments) for g in item.grounds),
    )


# -------------------------------------------------------------------------------------------------- bodies


def _duty(duty: Duty, draft: Draft, bodies: Bodies | None) -> Duty:
    bare = Duty(role=duty.role, mention=duty.mention)
    if draft.day is None:
        return msgspec.structs.replace(bare, doubt=BodyDoubt.NO_DAY)
    if bodies is None:
        return msgspec.structs.replace(bare, doubt=BodyDoubt.NO_REGISTER)
    return _answered(bare, bodies[duty.mention])


def _answered(duty: Duty, answer: registry.Resolution) -> Duty:
    replace = msgspec.structs.replace
    match answer:
        case registry.Resolved(found):
            return replace(duty, bodies=_codes(found), how=_how(duty.mention, found))
        case registry.ClassOf(members=()):
            return replace(duty, doubt=BodyDoubt.UNKNOWN, rule=answer.rule)
        case registry.ClassOf():
            doubt = None if answer.agrees else BodyDoubt.FIGURE
            members = _codes(answer.members)
            offered = () if answer.agrees else members
            return replace(
                duty,
                bodies=members,
                rule=answer.rule,
                doubt=doubt,
                candidates=offered,
                stated=answer.stated,
                how=BodyHow.RULE,
            )
        case registry.Ambiguous(candidates):
            return replace(duty, doubt=BodyDoubt.SEVERAL, candidates=_codes(candidates))
        case registry.Ended(body, successors):
            return replace(duty, doubt=BodyDoubt.ENDED, candidates=_codes((*successors, body)))
        case registry.Unknown(later):
            doubt = BodyDoubt.LATER if later else BodyDoubt.UNKNOWN
            return replace(duty, doubt=doubt, candidates=_codes(later))


def _how(mention: str, found: tuple[registry.BodyView, ...]) -> BodyHow:
    """Whether the mention is the body's very name or another one that the register knows it by."""
    same = len(found) == 1 and search_key(mention) == search_key(found[0].name)
    return BodyHow.NAME if same else BodyHow.OTHER


def _codes(bodies: tuple[registry.BodyView, ...]) -> tuple[str, ...]:
    return tuple(body.code for body in bodies)


# --------------------------------------------------------------------------------------------- instruments


def _ground(ground: Ground, instruments: Instruments) -> Ground:
    if ground.cited is None:
        return Ground(label=ground.label, doubt=Why.NOT_LISTED)
    bare = Ground(label=ground.label, cited=ground.cited)
    replace = msgspec.structs.replace
    match instruments[ground.cited]:
        case norms.Found(instrument):
            return replace(bare, instrument=instrument.id)
        case norms.Ambiguous(candidates, why):
            return replace(bare, doubt=why, candidates=_ids(candidates))
        case norms.Unknown(why, later):
            return replace(bare, doubt=why, candidates=_ids(later))


def _ids(instruments: tuple[norms.InstrumentView, ...]) -> tuple[str, ...]:
    return tuple(instrument.id for instrument in instruments)
