"""From reports to states over time: from which day to which day a body, and a whole task, stood how.

Kept as half-open stretches, so that "as of day X" is a plain filter and the present is only a special day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from phoihop.programme.domain.types import DutyState

_LETTERS: Final = {DutyState.NONE: "n", DutyState.DOING: "g", DutyState.DONE: "d"}
_STATES: Final = {letter: state for state, letter in _LETTERS.items()}

GroupStates = tuple[tuple[DutyState, ...], ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """A state from `start` (None: from ever) up to, but without, `end` (None: until further notice)."""

    state: DutyState
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How all duties of a task stood over some days, group by group."""

    states: GroupStates
    start: date | None
    end: date | None


def spells(reports: Iterable[tuple[date, DutyState]], *, begins: date | None) -> tuple[Spell, ...]:
    """The states of one duty since `begins`; `reports` in the order recorded, in any order of their days.

    The day reported decides; of several reports for one day the last recorded. A report for a day before the
    assignment counts from the assignment on.
    """
    changes: dict[date | None, DutyState] = {begins: DutyState.NONE}
    for day, state in sorted(reports, key=lambda report: report[0]):
        changes[begins if begins is not None and day <= begins else day] = state
    kept: list[tuple[date | None, DutyState]] = []
    for start, state in changes.items():
        if not kept or kept[-1][1] is not state:
            kept.append((start, state))
    ends = [*(start for start, _ in kept[1:]), None]
    return tuple(Spell(state, start, end) for (start, state), end in zip(kept, ends, strict=True))


def standings(groups: Sequence[Sequence[Sequence[Spell]]], *, begins: date | None) -> Iterator[Standing]:
    """The duties of a task together: one entry per stretch in which nothing changed.

    `groups`: stated duties, each of bodies, each of spells.
    """
    changes = {spell.start for group in groups for duty in group for spell in duty[1:] if spell.start}
    edges: list[date | None] = [begins, *sorted(changes), None]
    for start, end in pairwise(edges):
        states = tuple(tuple(_state_on(duty, start) for duty in group) for group in groups)
        yield Standing(states, start, end)


def _state_on(duty: Sequence[Spell], day: date | None) -> DutyState:
    """The state on the first day of a stretch, None standing for the very beginning."""
    if day is None:
        return duty[0].state
    return next(spell.state for spell in duty if spell.end is None or day < spell.end)


def written(states: GroupStates) -> str:
    """The states of a task in one column: a letter per duty, a stroke between groups ("g/ndnnnnnnn")."""
    return "/".join("".join(_LETTERS[state] for state in group) for group in states)


def read(text: str) -> GroupStates:
    """The states back from `written`. KeyError for an unknown letter."""
    return tuple(tuple(_STATES[letter] for letter in group) for group in text.split("/"))
