"""From the rows of a grid to the tasks of a programme, and what is not clear in which cell. Pure.

What cannot be told is said, never guessed. Some doubts are recorded as what they are (nobody could say yet
who is meant); others would lose what was typed, and no programme is drawn up before they are settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.norms.domain import types as norms
from phoihop.programme.acts import BasisStated, DutyStated, Rhythm, TaskKind
from phoihop.programme.domain.grid import Column, Grid, cell_name
from phoihop.programme.domain.grid_cells import TimeFault, TimeRead
from phoihop.programme.domain.grid_rows import ROLES, Label, Mention, RowRead
from phoihop.programme.domain.types import ProgrammePlan, TaskPlan
from phoihop.registry.domain import types as registry

Bodies = Mapping[str, registry.Resolution]
Instruments = Mapping[str, norms.Resolution]


class DoubtKind(StrEnum):
    """Why a cell, or the head of the grid, is not clear."""

    TITLE_MISSING = "title_missing"
    DAY_MISSING = "day_missing"
    DAY_UNREADABLE = "day_unreadable"
    YEAR_UNREADABLE = "year_unreadable"
    NO_REGISTER = "no_register"
    """The register of bodies is empty."""
    TEXT_MISSING = "text_missing"
    LEAD_MISSING = "lead_missing"
    UNKNOWN = "unknown"
    """The register has no such name on the day."""
    LATER = "later"
    """The register has the name only after the day."""
    SEVERAL = "several"
    """More than one body can be meant."""
    ENDED = "ended"
    """The body no longer exists on the day; its successors are offered."""
    FIGURE = "figure"
    """The cell states another number of bodies than the register has."""
    TWICE = "twice"
    """The same body is named twice in one task."""
    TIME_UNREADABLE = "time_unreadable"
    TIME_WITHOUT_YEAR = "time_without_year"
    TIME_BEFORE_DAY = "time_before_day"
    KIND_UNKNOWN = "kind_unknown"
    KIND_AGAINST_TIME = "kind_against_time"
    RHYTHM_MISSING = "rhythm_missing"
    """A continuing task of which it is not said how often it is reported on."""
    BASIS = "basis"


STOPPING: Final = frozenset(DoubtKind) - {
    DoubtKind.NO_REGISTER,
    DoubtKind.LEAD_MISSING,
    DoubtKind.UNKNOWN,
    DoubtKind.LATER,
    DoubtKind.SEVERAL,
    DoubtKind.FIGURE,
    DoubtKind.BASIS,
}
"""Doubts with which no programme is drawn up: what was typed would get lost, or is a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that is not clear. `row` 0: in the head. `words`: the part of the cell that it is about.

    `candidates`: codes of bodies or ids of instruments to choose from. `stated`, `known`: figures of FIGURE.
    """

    kind: DoubtKind
    row: int = 0
    column: Column | None = None
    words: str = ""
    candidates: tuple[str, ...] = ()
    why: norms.Why | None = None
    stated: int = 0
    known: int = 0

    @property
    def cell(self) -> str:
        """C4; empty for the head."""
        return cell_name(self.row, self.column) if self.column is not None else ""

    @property
    def stopping(self) -> bool:
        """Whether no programme is drawn up with it."""
        return self.kind in STOPPING


# --------------------------------------------------------------------------------------------- the programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What registry and catalogue answered. `bodies` None: the register holds nothing."""

    bodies: Bodies | None
    instruments: Instruments


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The tasks of a grid in order, the number of the row of each, and what is not clear."""

    tasks: tuple[TaskPlan, ...]
    rows: tuple[int, ...]
    doubts: tuple[Doubt, ...]

    @property
    def stopping(self) -> tuple[Doubt, ...]:
        """What must be settled before a programme is drawn up."""
        return tuple(doubt for doubt in self.doubts if doubt.stopping)


def planned(grid: Grid, rows: Iterable[RowRead], meanings: Meanings) -> Planned:
    """The tasks with all doubts, those of the head first, then row by row."""
    kept = tuple(rows)
    doubts: list[Doubt] = [*_head(grid, meanings)]
    tasks = [_Planner(grid, row, meanings, doubts).task() for row in kept]
    return Planned(tasks=tuple(tasks), rows=tuple(row.number for row in kept), doubts=tuple(doubts))


def decide_plan(grid: Grid, plan: Planned) -> Decision[ProgrammePlan]:
    """The programme as it would be drawn up.

    Refused: `programme.no_tasks`, `programme.grid_head_not_clear`, `programme.grid_not_clear` (with the
    cells to settle).
    """
    if not plan.tasks:
        return refuse("programme.no_tasks")
    cells = tuple(dict.fromkeys(doubt.cell for doubt in plan.stopping if doubt.cell))
    if grid.on is None or any(not doubt.cell for doubt in plan.stopping):
        return refuse("programme.grid_head_not_clear")
    if cells:
        return refuse("programme.grid_not_clear", cells=", ".join(cells))
    return Accepted(
        ProgrammePlan(title=grid.title, document_date=grid.on, text="", sha256="", tasks=plan.tasks)
    )


def _head(grid: Grid, meanings: Meanings) -> Iterator[Doubt]:
    if not grid.title:
        yield Doubt(kind=DoubtKind.TITLE_MISSING)
    if not grid.day:
        yield Doubt(kind=DoubtKind.DAY_MISSING)
    elif grid.on is None:
        yield Doubt(kind=DoubtKind.DAY_UNREADABLE, words=grid.day)
    if grid.year and grid.in_year is None:
        yield Doubt(kind=DoubtKind.YEAR_UNREADABLE, words=grid.year)
    if meanings.bodies is None:
        yield Doubt(kind=DoubtKind.NO_REGISTER)


class _Planner:
    """One row on its way to a task; doubts go to the list that is handed in."""

    def __init__(self, grid: Grid, row: RowRead, meanings: Meanings, doubts: list[Doubt]) -> None:
        self._on, self._row, self._meanings, self._doubts = grid.on, row, meanings, doubts
        self._chosen = {chosen.mention: chosen.bodies for chosen in grid.bodies}
        self._instruments = {chosen.label: chosen.instrument for chosen in grid.instruments}

    def task(self) -> TaskPlan:
        """The task; what is not clear in it is left out of it."""
        row = self._row.row
        if not row[Column.TEXT]:
            self._doubt(DoubtKind.TEXT_MISSING, Column.TEXT)
        if not self._row.mentions[Column.LEAD]:
            self._doubt(DoubtKind.LEAD_MISSING, Column.LEAD)
        duties = self._duties()
        kind, rhythm = self._kind()
        return TaskPlan(
            text=" ".join(row[Column.TEXT].split()),
            duties=duties,
            period=self._row.time.period,
            basis=tuple(map(self._ground, self._row.labels)),
            kind=kind,
            rhythm=rhythm,
            product=row[Column.PRODUCT],
            level=row[Column.LEVEL],
        )

    def _doubt(self, kind: DoubtKind, column: Column, words: str = "") -> None:
        self._add(Doubt(kind=kind, words=words), column)

    def _add(self, doubt: Doubt, column: Column) -> None:
        self._doubts.append(replace(doubt, row=self._row.number, column=column))

    # ---------------------------------------------------------------------------------------------- bodies

    def _duties(self) -> tuple[DutyStated, ...]:
        duties: list[DutyStated] = []
        named: set[str] = set()
        for column in ROLES:
            stated = self._of(column)
            # A class ("các ban tổ chức") may contain who leads; of bodies named one by one it is a slip.
            bodies = [body for duty in stated if duty.rule is None for body in duty.bodies]
            if len(bodies) > len(set(bodies) - named):
                self._doubt(DoubtKind.TWICE, column)
            named.update(bodies)
            duties += stated
        return tuple(duties)

    def _of(self, column: Column) -> tuple[DutyStated, ...]:
        mentions = self._row.mentions[column]
        return tuple(duty for mention in mentions for duty in self._stated(mention, column))

    def _stated(self, mention: Mention, column: Column) -> Iterator[DutyStated]:
        known = self._meanings.bodies
        if known is None or self._on is None:
            yield DutyStated(ROLES[column], mention.words, None, ())
            return
        whole = known[mention.words]
        unknown = isinstance(whole, registry.Unknown) and not whole.later
        split = unknown and mention.words not in self._chosen
        for name in mention.names if split and mention.names else (mention.words,):
            bodies, rule = self._meant(name, known[name], column)
            yield DutyStated(ROLES[column], name, rule, bodies)

    def _meant(
        self, name: str, answer: registry.Resolution, column: Column
    ) -> tuple[tuple[str, ...], str | None]:
        """The bodies that a name means, with the class rule that gave them."""
        match answer:
            case registry.Resolved(found):
                return _codes(found), None
            case registry.ClassOf(members, rule) if members and answer.agrees:
                return _codes(members), rule
        doubt = _open(name, answer)
        chosen = self._chosen.get(name, ())
        if chosen and set(chosen) <= set(doubt.candidates):
            return chosen, answer.rule if isinstance(answer, registry.ClassOf) else None
        self._add(doubt, column)
        # Of a class with another figure in the cell the members still are the best that is known.
        return (_codes(answer.members), answer.rule) if isinstance(answer, registry.ClassOf) else ((), None)

    # ----------------------------------------------------------------------------------------- times, kinds

    def _kind(self) -> tuple[TaskKind | None, Rhythm | None]:
        time, said, cell = self._row.time, self._row.kind, self._row.row[Column.KIND]
        self._time(time)
        if cell and said is None:
            self._doubt(DoubtKind.KIND_UNKNOWN, Column.KIND, cell)
        elif said is not None and _contradicts(said.kind, time):
            self._doubt(DoubtKind.KIND_AGAINST_TIME, Column.KIND, cell)
        kind = said.kind if said is not None else time.kind
        rhythm = (said.rhythm if said is not None else None) or time.rhythm
        if kind is TaskKind.CONTINUING and rhythm is None:
            self._doubt(DoubtKind.RHYTHM_MISSING, Column.KIND if said is not None else Column.TIME)
        return kind, rhythm

    def _time(self, time: TimeRead) -> None:
        typed = self._row.row[Column.TIME]
        if time.fault is TimeFault.UNREADABLE:
            self._doubt(DoubtKind.TIME_UNREADABLE, Column.TIME, typed)
        elif time.fault is TimeFault.WITHOUT_YEAR:
            self._doubt(DoubtKind.TIME_WITHOUT_YEAR, Column.TIME, typed)
        elif _before(time, self._on):
            self._doubt(DoubtKind.TIME_BEFORE_DAY, Column.TIME, typed)

    # --------------------------------------------------------------------------------------------- grounds

    def _ground(self, label: Label) -> BasisStated:
        answer = self._meanings.instruments.get(label.words) if label.cited is not None else None
        if isinstance(answer, norms.Found):
            return BasisStated(answer.instrument.id, label.words)
        doubt = _open_ground(label, answer)
        chosen = self._instruments.get(label.words)
        if chosen in doubt.candidates:
            return BasisStated(chosen, label.words)
        self._add(doubt, Column.BASIS)
        return BasisStated(None, label.words)


def _open(name: str, answer: registry.Resolution) -> Doubt:
    """What is not clear about a name."""
    match answer:
        case registry.Ambiguous(candidates):
            return Doubt(kind=DoubtKind.SEVERAL, words=name, candidates=_codes(candidates))
        case registry.Ended(_, successors):
            return Doubt(kind=DoubtKind.ENDED, words=name, candidates=_codes(successors))
        case registry.ClassOf(members) if members:
            return Doubt(
                kind=DoubtKind.FIGURE,
                words=name,
                candidates=_codes(members),
                stated=answer.stated or 0,
                known=len(members),
            )
        case registry.Unknown(later) if later:
            return Doubt(kind=DoubtKind.LATER, words=name)  # no duty before it exists
    return Doubt(kind=DoubtKind.UNKNOWN, words=name)


def _open_ground(label: Label, answer: norms.Resolution | None) -> Doubt:
    """What is not clear about a citation."""
    match answer:
        case norms.Ambiguous(candidates, why):
            ids = tuple(candidate.id for candidate in candidates)
            return Doubt(kind=DoubtKind.BASIS, words=label.words, why=why, candidates=ids)
        case norms.Unknown(why):
            return Doubt(kind=DoubtKind.BASIS, words=label.words, why=why)
    return Doubt(kind=DoubtKind.BASIS, words=label.words, why=norms.Why.NOT_LISTED)


def _codes(bodies: Iterable[registry.BodyView]) -> tuple[str, ...]:
    return tuple(body.code for body in bodies)


def _before(time: TimeRead, on: date | None) -> bool:
    """Whether the last day lies before the day of the document."""
    ends = time.period.end if time.period is not None else None
    return on is not None and ends is not None and ends <= on


def _contradicts(kind: TaskKind, time: TimeRead) -> bool:
    """Two kinds in two cells; with a last day but no time; without a time, but with one."""
    if time.kind is not None:
        return time.kind is not kind
    ends = time.period is not None and time.period.end is not None
    if kind is TaskKind.DEADLINE:
        return not ends and time.fault is None
    return kind is TaskKind.UNDATED and ends
