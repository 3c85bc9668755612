"""What is above and below a body on a day, along one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from phoihop.registry.acts import ClassRule, Step
from phoihop.registry.domain.types import BodyView, LineFact, LineKind, NameFact, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A body in a tree with what is below it; `line` is the line to the body above, None at a root."""

    body: BodyView
    line: LineFact | None
    below: tuple[Branch, ...]


def holding(lines: Iterable[LineFact], *, on: date, bodies: Mapping[str, BodyView]) -> tuple[LineFact, ...]:
    """The lines that hold on the day between two bodies that exist on it."""
    return tuple(
        line
        for line in lines
        if line.period.contains(on)
        and all(code in bodies and bodies[code].alive(on) for code in (line.child, line.parent))
    )


def as_named(register: Register, code: str, on: date) -> BodyView:
    """The body under the name it has on the day; outside its period under the nearest one."""
    body = register.bodies[code]
    return replace(body, name=name_on(register.names.get(code, ()), on, otherwise=body.name))


def name_on(names: Sequence[NameFact], on: date, *, otherwise: str) -> str:
    """The official name on the day: the last that had begun, else the first, else `otherwise`."""
    in_order = sorted(names, key=lambda fact: fact.period.start or date.min)
    begun = [fact for fact in in_order if fact.period.start is None or fact.period.start <= on]
    chosen = begun[-1:] or in_order[:1]
    return chosen[0].name if chosen else otherwise


def children(register: Register, parent: str, *, line: LineKind, on: date) -> tuple[BodyView, ...]:
    """The bodies directly below `parent` on the day, by code."""
    found = {f.child for f in _lines(register, line, on) if f.parent == parent}
    return tuple(as_named(register, code, on) for code in sorted(found))


def parents(register: Register, child: str, *, line: LineKind, on: date) -> tuple[BodyView, ...]:
    """The bodies directly above `child` on the day, by code."""
    found = {f.parent for f in _lines(register, line, on) if f.child == child}
    return tuple(as_named(register, code, on) for code in sorted(found))


def members(register: Register, rule: ClassRule, *, on: date) -> tuple[BodyView, ...]:
    """The bodies that a class name stands for on the day, by code."""
    reached = {rule.start}
    for step in rule.steps:
        reached = _stepped(register, reached, step, on)
    return tuple(as_named(register, code, on) for code in sorted(reached) if register.bodies[code].alive(on))


def _lines(register: Register, line: LineKind, on: date) -> tuple[LineFact, ...]:
    return holding((f for f in register.lines if f.line is line), on=on, bodies=register.bodies)


def _stepped(register: Register, reached: set[str], step: Step, on: date) -> set[str]:
    lines = _lines(register, step.line, on)
    if step.toward == "children":
        found = {line.child for line in lines if line.parent in reached}
    else:
        found = {line.parent for line in lines if line.child in reached}
    return {code for code in found if register.bodies[code].kind in step.kinds}


def branches(
    lines: Sequence[LineFact], bodies: Mapping[str, BodyView], *, order: Sequence[str]
) -> tuple[Branch, ...]:
    """The trees that these lines (all of one kind, all of one day) make; siblings stand in `order`.

    A body below two others stands below both. A cycle has no root; it is cut where it would repeat and
    shown from its first body, so that nothing is hidden.
    """
    place = {code: at for at, code in enumerate(order)}
    below: dict[str, list[LineFact]] = {}
    for line in sorted(lines, key=lambda f: place.get(f.child, len(place))):
        below.setdefault(line.parent, []).append(line)
    has_parent = {line.child for line in lines}
    roots = sorted((code for code in below if code not in has_parent), key=lambda c: place.get(c, len(place)))
    shown: set[str] = set()
    trees = [_branch(code, None, below, bodies, (), shown) for code in roots]
    for code in sorted(below, key=lambda c: place.get(c, len(place))):
        trees += () if code in shown else (_branch(code, None, below, bodies, (), shown),)
    return tuple(trees)


def _branch(
    code: str,
    line: LineFact | None,
    below: Mapping[str, Sequence[LineFact]],
    bodies: Mapping[str, BodyView],
    above: tuple[str, ...],
    shown: set[str],
) -> Branch:
    shown.add(code)
    path = (*above, code)
    further = [f for f in below.get(code, ()) if f.child not in path]
    return Branch(
        body=bodies[code],
        line=line,
        below=tuple(_branch(f.child, f, below, bodies, path, shown) for f in further),
    )
