"""From reports and judgements to states over time: from which day to which day a body, and a task, stood how.

Kept as half-open stretches, so that "as of day X" is a plain filter and the present is only a special day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from phoihop.programme.acts import ProgressState, Rhythm
from phoihop.programme.domain.rhythm import covered_from
from phoihop.programme.domain.status import CARRYING, RHYTHM_OF, overall
from phoihop.programme.domain.types import DutyState
from phoihop.programme.domain.versions import Stretch, Version

_LETTERS: Final = {
    DutyState.NONE: "n",
    DutyState.DOING: "g",
    DutyState.REPORTED: "r",
    DutyState.DONE: "d",
}
_STATES: Final = {letter: state for state, letter in _LETTERS.items()}

GroupStates = tuple[tuple[DutyState, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A report as far as states need it. `judged`: what was said of it, by day; True: confirmed.

    `stands`: nobody else is to confirm it.
    """

    on: date
    state: ProgressState
    stands: bool = True
    judged: tuple[tuple[date, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Spell:
    """A state from `start` (None: from ever) up to, but without, `end` (None: until further notice)."""

    state: DutyState
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Life:
    """One body in a task: its states, and the days on which it reported."""

    spells: tuple[Spell, ...]
    reported: tuple[date, ...] = ()

    def state_on(self, day: date | None) -> DutyState:
        """The state on the first day of a stretch, None standing for the very beginning."""
        if day is None:
            return self.spells[0].state
        return next(spell.state for spell in self.spells if spell.end is None or day < spell.end)


@dataclass(frozen=True, slots=True)
class Standing:
    """How all duties of a task stood over some days, group by group.

    `version`: its number among the stretches; `since`: the first day on which all stood like this; `covered`:
    of a continuing task, as in TaskView and Group.
    """

    states: GroupStates
    start: date | None
    end: date | None
    version: int = 0
    state: DutyState = DutyState.NONE
    since: date | None = None
    covered: tuple[tuple[date | None, ...], ...] = field(default=())


def spells(reports: Iterable[Said], *, begins: date | None) -> tuple[Spell, ...]:
    """The states of one duty since `begins`; `reports` in the order recorded, in any order of their days.

    The day reported decides; of several reports for one day the last recorded. A report for a day before the
    assignment counts from the assignment on; a judgement counts for its report, until the next report.
    """
    changes: dict[date | None, DutyState] = {begins: DutyState.NONE}
    known = sorted(reports, key=lambda said: said.on)
    for at, said in enumerate(known):
        until = known[at + 1].on if at + 1 < len(known) else date.max
        changes[_at(said.on, begins)] = _state(said)
        for judged, confirmed in sorted(said.judged, key=lambda judgement: judgement[0]):
            on = max(said.on, judged)
            if on < until or on == said.on:
                changes[_at(on, begins)] = DutyState.DONE if confirmed else DutyState.DOING
    kept: list[tuple[date | None, DutyState]] = []
    for start, state in changes.items():
        if not kept or kept[-1][1] is not state:
            kept.append((start, state))
    edges = [*(start for start, _ in kept[1:]), None]
    return tuple(Spell(state, start, end) for (start, state), end in zip(kept, edges, strict=True))


def _at(day: date, begins: date | None) -> date | None:
    return begins if begins is not None and day <= begins else day


def _state(said: Said) -> DutyState:
    if said.state is ProgressState.DOING:
        return DutyState.DOING
    return DutyState.DONE if said.stands else DutyState.REPORTED


def life(reports: Sequence[Said], *, begins: date | None) -> Life:
    """One body in a task."""
    return Life(spells(reports, begins=begins), tuple(sorted(said.on for said in reports)))


def standings(
    lived: Mapping[str, Life], versions: Sequence[Stretch], *, begins: date | None
) -> tuple[Standing, ...]:
    """The duties of a task together: one entry per stretch in which nothing changed. Bodies by code."""
    edges = _edges(lived, versions, begins)
    found: list[Standing] = []
    for start, end in pairwise(edges):
        at = _version_on(versions, start)
        fresh = _standing(lived, versions[at].version, at, begins=begins, start=start, end=end)
        last = found[-1] if found else None
        if last is not None and (last.states, last.state, last.covered) == (
            fresh.states,
            fresh.state,
            fresh.covered,
        ):
            if last.version == at:
                found[-1] = _until(last, end, since=last.since)
                continue
            fresh = _until(fresh, end, since=last.since)
        found.append(fresh)
    return tuple(found)


def _edges(lived: Mapping[str, Life], versions: Sequence[Stretch], begins: date | None) -> list[date | None]:
    changes = {stretch.start for stretch in versions[1:] if stretch.start}
    with_rhythm = any(stretch.version.course in RHYTHM_OF for stretch in versions)
    for one in lived.values():
        changes.update(spell.start for spell in one.spells[1:] if spell.start)
        if with_rhythm:
            changes.update(day for day in one.reported if begins is None or day > begins)
    return [begins, *sorted(changes), None]


def _version_on(versions: Sequence[Stretch], day: date | None) -> int:
    if day is None:
        return 0
    return next(at for at, stretch in enumerate(versions) if stretch.end is None or day < stretch.end)


def _standing(
    lived: Mapping[str, Life],
    version: Version,
    at: int,
    *,
    begins: date | None,
    start: date | None,
    end: date | None,
) -> Standing:
    states = tuple(tuple(lived[body].state_on(start) for body in duty.bodies) for duty in version.duties)
    parts = zip(version.duties, states, strict=True)
    rhythm = RHYTHM_OF.get(version.course)
    covered: tuple[tuple[date | None, ...], ...] = ()
    if rhythm is not None:
        floor = _floor(version, rhythm, begins)
        covered = tuple(
            tuple(_covered(lived[body], floor, start) for body in duty.bodies) for duty in version.duties
        )
    return Standing(
        states,
        start,
        end,
        version=at,
        state=overall((duty.role, state) for duty, group in parts for state in group),
        since=start,
        covered=covered,
    )


def _floor(version: Version, rhythm: Rhythm, begins: date | None) -> date | None:
    """Up to which day no report can be missing; None when nobody knows when it began."""
    known = [day for day in (begins, version.starts) if day is not None]
    return covered_from(max(known), rhythm) if known else None


def _covered(one: Life, floor: date | None, start: date | None) -> date | None:
    if floor is None or start is None:
        return floor
    reported = [day for day in one.reported if day <= start]
    return max(floor, reported[-1]) if reported else floor


def _until(standing: Standing, end: date | None, *, since: date | None) -> Standing:
    return Standing(
        standing.states,
        standing.start,
        end,
        version=standing.version,
        state=standing.state,
        since=since,
        covered=standing.covered,
    )


def all_covered(standing: Standing, version: Version) -> date | None:
    """The day up to which no report of who does the task is missing; None where none is awaited."""
    if not standing.covered:
        return None
    days = [
        day
        for duty, group in zip(version.duties, standing.covered, strict=True)
        if duty.role in CARRYING
        for day in group
        if day is not None
    ]
    return min(days, default=None)


def written(states: GroupStates) -> str:
    """The states of a task in one column: a letter per duty, a stroke between groups ("g/ndnnnnnnn")."""
    return "/".join("".join(_LETTERS[state] for state in group) for group in states)


def read(text: str) -> GroupStates:
    """The states back from `written`. KeyError for an unknown letter."""
    return tuple(tuple(_STATES[letter] for letter in group) for group in text.split("/"))


def written_days(covered: tuple[tuple[date | None, ...], ...]) -> str:
    """Days in one column, as `written`."""
    return "/".join(" ".join(day.isoformat() if day else "-" for day in group) for group in covered)


def read_days(text: str) -> tuple[tuple[date | None, ...], ...]:
    """The days back from `written_days`; empty where there are none."""
    if not text:
        return ()
    return tuple(
        tuple(None if day == "-" else date.fromisoformat(day) for day in group.split())
        for group in text.split("/")
    )
