"""Last year's programme as the rows of a new grid: times moved on, grounds and names kept as written. Pure.

Names are looked up anew on the day of the new document; that is what finds the ended bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from phoihop.kernel.dates import show_period
from phoihop.kernel.period import Period
from phoihop.programme.acts import DutyRole, Rhythm, TaskKind
from phoihop.programme.domain.grid import ChosenBodies, ChosenInstrument, Column, Grid, Row
from phoihop.programme.domain.types import ProgrammeView, TaskView

Words = Mapping[tuple[TaskKind, Rhythm | None], str]
"""What a kind of task with its rhythm is called."""
ROLES: Final = {Column.LEAD: DutyRole.LEAD, Column.COORDINATING: DutyRole.COORDINATING}


def copied(
    programme: ProgrammeView, tasks: Iterable[TaskView], *, years: int, title: str, day: str, words: Words
) -> Grid:
    """The grid of a new programme. Tasks that no longer fit are not copied; `years` moves the times."""
    kept = [task for task in tasks if not task.dropped]
    return Grid(
        title=title,
        day=day,
        rows=tuple(_row(task, years, words) for task in kept),
        bodies=_bodies(kept),
        instruments=_instruments(kept),
        copied_from=programme.id,
    )


def _row(task: TaskView, years: int, words: Words) -> Row:
    row = Row().with_cell(Column.TEXT, task.text)
    for column, role in ROLES.items():
        row = row.with_cell(column, "\n".join(group.mention for group in task.groups if group.role is role))
    period = moved(task.period, years) if task.period else None
    return (
        row.with_cell(Column.TIME, show_period(period) if period else "")
        .with_cell(Column.PRODUCT, task.product)
        .with_cell(Column.LEVEL, task.level)
        .with_cell(Column.BASIS, "\n".join(ground.label for ground in task.basis))
        .with_cell(Column.KIND, _kind(task, words))
    )


def _kind(task: TaskView, words: Words) -> str:
    """Only what the time does not say already: a last day makes it a task with a deadline."""
    return words.get((task.kind, task.rhythm), "") if task.kind is TaskKind.CONTINUING else ""


def moved(period: Period, years: int) -> Period:
    """The period so many years later; the end of February stays the end of February."""
    return Period(_moved(period.start, years, else_=(2, 28)), _moved(period.end, years, else_=(3, 1)))


def _moved(day: date | None, years: int, *, else_: tuple[int, int]) -> date | None:
    """The same day of another year; `else_`: month and day for 29 February in a year without one.

    A start is then the last day of February, an end (the day after the last one) the first of March.
    """
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, *else_)


def _bodies(tasks: Iterable[TaskView]) -> tuple[ChosenBodies, ...]:
    """What was decided about names: it counts again where a name can mean several bodies."""
    found = {
        group.mention: group.bodies
        for task in tasks
        for group in task.groups
        if group.bodies and group.rule is None
    }
    return tuple(ChosenBodies(mention, bodies) for mention, bodies in found.items())


def _instruments(tasks: Iterable[TaskView]) -> tuple[ChosenInstrument, ...]:
    found = {ground.label: ground.instrument for task in tasks for ground in task.basis if ground.instrument}
    return tuple(ChosenInstrument(label, instrument) for label, instrument in found.items())
