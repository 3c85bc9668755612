"""Statements of the register that cannot all be true. They are listed, never a reason to stop a load.

Each is told as a `Refusal` (code and parameters, sentences in the catalogue), because it is shown like one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from phoihop.kernel.dates import show_date, show_period
from phoihop.kernel.decision import Refusal
from phoihop.kernel.period import Period
from phoihop.registry.domain.types import BodyView, LineageFact, LineFact, LineKind, Register

SINGLE_PARENT = frozenset({LineKind.COMMAND, LineKind.PARTY, LineKind.STATE})
"""Lines on which a body is below one other at most; guidance and advice may come from, or go to, several."""


def contradictions(register: Register) -> tuple[Refusal, ...]:
    """All contradictions of a register, by code and parameters."""
    found = (
        *_unknown_bodies(register),
        *_outliving(register),
        *_overlapping(register.lines),
        *_several_parents(register.lines),
        *_cycles(register.lines),
        *_lineage_off(register),
        *_ends_unexplained(register),
    )
    return tuple(sorted(set(found), key=lambda refusal: (refusal.code, refusal.params)))


def _told(code: str, **params: str) -> Refusal:
    return Refusal(f"registry.{code}", tuple(sorted(params.items())))


def _unknown_bodies(register: Register) -> Iterator[Refusal]:
    named = {code for line in register.lines for code in (line.child, line.parent)}
    named |= {code for f in register.lineage for code in (f.predecessor, f.successor) if code is not None}
    yield from (_told("contradiction_unknown_body", body=code) for code in named - register.bodies.keys())


def _outliving(register: Register) -> Iterator[Refusal]:
    """A line that holds on days on which one of its bodies does not exist."""
    for line in register.lines:
        for code in (line.child, line.parent):
            body = register.bodies.get(code)
            if body is not None and not body.period.covers(line.period):
                yield _told(
                    "contradiction_outlives",
                    body=code,
                    line=f"{line.child} → {line.parent} ({line.line.value})",
                    line_period=show_period(line.period),
                    body_period=show_period(body.period),
                )


def _overlapping(lines: Sequence[LineFact]) -> Iterator[Refusal]:
    """The same line twice for the same days."""
    for (child, parent, line), same in _grouped(lines, lambda f: (f.child, f.parent, f.line.value)).items():
        for one, other in combinations(same, 2):
            if one.period.overlaps(other.period):
                yield _told("contradiction_twice", line=f"{child} → {parent} ({line})")


def _several_parents(lines: Sequence[LineFact]) -> Iterator[Refusal]:
    single = [line for line in lines if line.line in SINGLE_PARENT]
    for (child, line), same in _grouped(single, lambda f: (f.child, f.line.value)).items():
        for one, other in combinations(same, 2):
            if one.parent != other.parent and one.period.overlaps(other.period):
                above = ", ".join(sorted((one.parent, other.parent)))
                yield _told("contradiction_two_parents", body=child, line=line, parents=above)


def _cycles(lines: Sequence[LineFact]) -> Iterator[Refusal]:
    """Bodies that are below themselves on some day."""
    for line, same in _grouped(lines, lambda f: (f.line.value,)).items():
        for ring in _rings(same):
            yield _told("contradiction_cycle", line=line[0], bodies=" → ".join((*ring, ring[0])))


def _rings(lines: Sequence[LineFact]) -> set[tuple[str, ...]]:
    """Rings of lines of one kind that have a day in common, each starting at its smallest code."""
    above = _grouped(lines, lambda f: (f.child,))
    rings: set[tuple[str, ...]] = set()

    def climb(path: tuple[str, ...], period: Period) -> None:
        for line in above.get((path[-1],), ()):
            shared = period.intersect(line.period)
            if shared is None:
                continue
            if line.parent in path:
                ring = path[path.index(line.parent) :]
                least = ring.index(min(ring))
                rings.add((*ring[least:], *ring[:least]))
            else:
                climb((*path, line.parent), shared)

    for (child,) in above:
        climb((child,), Period(None, None))
    return rings


def _lineage_off(register: Register) -> Iterator[Refusal]:
    """A change dated otherwise than the end of the body that it ends, or the life of the one that follows."""
    for fact in register.lineage:
        before = register.bodies.get(fact.predecessor)
        after = register.bodies.get(fact.successor) if fact.successor is not None else None
        if before is not None and before.period.end != fact.on:
            yield _off(fact, before)
        if after is not None and not after.alive(fact.on):
            yield _off(fact, after)


def _off(fact: LineageFact, body: BodyView) -> Refusal:
    return _told(
        "contradiction_lineage_date",
        body=body.code,
        day=show_date(fact.on),
        body_period=show_period(body.period),
    )


def _ends_unexplained(register: Register) -> Iterator[Refusal]:
    explained = {fact.predecessor for fact in register.lineage}
    for body in register.bodies.values():
        if body.period.end is not None and body.code not in explained:
            yield _told("contradiction_end_unexplained", body=body.code, day=show_date(body.period.end))


def _grouped(
    lines: Iterable[LineFact], key: Callable[[LineFact], tuple[str, ...]]
) -> Mapping[tuple[str, ...], list[LineFact]]:
    groups: dict[tuple[str, ...], list[LineFact]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return groups
