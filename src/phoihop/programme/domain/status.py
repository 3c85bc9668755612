"""Where a duty or a task is on a day. Nobody types it: it follows from reports, course, last day and day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from phoihop.programme.acts import Rhythm, TaskKind
from phoihop.programme.domain.rhythm import expected
from phoihop.programme.domain.types import (
    DutyRole,
    DutyState,
    Group,
    Status,
    StatusKind,
    TaskView,
    together,
)

SOON: Final = 10
"""Days before the last day from which a task is shown as near. Display only: no rule follows from it."""

CARRYING: Final = (DutyRole.LEAD, DutyRole.COORDINATING, DutyRole.CARRYING_OUT)
"""Who does the task: it is done when all of them are."""

REPORTING: Final = (*CARRYING, DutyRole.OPINION, DutyRole.DECIDING)
"""Whose part can be reported on."""

KIND_OF: Final = {
    DutyState.NONE: StatusKind.NONE,
    DutyState.DOING: StatusKind.DOING,
    DutyState.REPORTED: StatusKind.REPORTED,
    DutyState.DONE: StatusKind.DONE,
}
"""Where a duty is as long as no last day has passed."""


class Course(StrEnum):
    """How time passes over a task: what a last day or a rhythm means for it."""

    DEADLINE = "deadline"
    UNDATED = "undated"
    CONTINUING = "continuing"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    SUSPENDED = "suspended"
    DROPPED = "dropped"


RHYTHM_OF: Final = {Course(rhythm.value): rhythm for rhythm in Rhythm}
STILL: Final = {Course.SUSPENDED: StatusKind.SUSPENDED, Course.DROPPED: StatusKind.DROPPED}


def course_of(kind: TaskKind, rhythm: Rhythm | None, *, suspended: bool, dropped: bool) -> Course:
    """The course of a task."""
    if dropped or suspended:
        return Course.DROPPED if dropped else Course.SUSPENDED
    if kind is TaskKind.CONTINUING:
        return Course(rhythm.value) if rhythm is not None else Course.CONTINUING
    return Course.DEADLINE if kind is TaskKind.DEADLINE else Course.UNDATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a status follows from. `ends`: half-open; `covered`: see TaskView; `since`: standing like this."""

    state: DutyState
    course: Course = Course.DEADLINE
    ends: date | None = None
    covered: date | None = None
    since: date | None = None
    issued_on: date | None


def duty_status(facts: Facts, *, on: date) -> Status:
    """Of one body's part."""
    if facts.course is Course.DROPPED:
        return Status(StatusKind.DROPPED)
    if facts.issued_on is None or facts.issued_on > on:
        return Status(StatusKind.DRAFT)
    if facts.course in STILL:
        return Status(STILL[facts.course])
    if facts.state is DutyState.DONE:
        return Status(StatusKind.DONE, since=facts.since)
    if facts.state is DutyState.REPORTED:
        return Status(StatusKind.REPORTED)
    if facts.course is Course.DEADLINE and facts.ends is not None and facts.ends <= on:
        return Status(StatusKind.LATE, days=(on - facts.ends).days + 1)
    return Status(StatusKind.MISSING) if _missing(facts, on) else Status(KIND_OF[facts.state])


def _missing(facts: Facts, on: date) -> bool:
    """Whether the report for the last full period should be here and is not."""
    rhythm = RHYTHM_OF.get(facts.course)
    if rhythm is None or facts.covered is None or facts.issued_on is None:
        return False
    period = expected(rhythm, on=on)
    return facts.covered < period.counts_from and facts.issued_on <= period.start


def task_status(facts: Facts, *, on: date) -> Status:
    """Of a task with all its duties: as of a duty, and near when the last day is at most SOON days off."""
    status = duty_status(facts, on=on)
    if status.kind not in {StatusKind.DOING, StatusKind.NONE} or facts.course is not Course.DEADLINE:
        return status
    if facts.ends is not None and facts.ends <= soon_until(on):
        return Status(StatusKind.SOON, days=(facts.ends - on).days - 1)
    return status


def status_of(task: TaskView, *, on: date) -> Status:
    """Of a task as it was asked for on the day."""
    return task_status(
        Facts(
            state=task.state,
            course=_course(task),
            ends=task.ends,
            covered=task.covered,
            since=task.since,
            issued_on=task.issued_on,
        ),
        on=on,
    )


def part_status(task: TaskView, group: Group, at: int, *, on: date) -> Status:
    """Of the part of the body `group.bodies[at]` in a task as it was asked for on the day."""
    return duty_status(
        Facts(
            state=group.states[at],
            course=_course(task),
            ends=group.ends or task.ends if group.role in REPORTING else None,
            covered=group.covered[at] if group.covered and group.role in CARRYING else None,
            issued_on=task.issued_on,
        ),
        on=on,
    )


def group_late(task: TaskView, group: Group, *, on: date) -> int:
    """How many of its bodies are late on the day."""
    statuses = (part_status(task, group, at, on=on) for at in range(len(group.states)))
    return sum(status.kind is StatusKind.LATE for status in statuses)


def _course(task: TaskView) -> Course:
    return course_of(task.kind, task.rhythm, suspended=task.suspended, dropped=task.dropped)


def soon_until(on: date) -> date:
    """The latest end (half-open) of a task that is near on the day."""
    return on + timedelta(days=SOON + 1)


def overall(parts: Iterable[tuple[DutyRole, DutyState]]) -> DutyState:
    """All duties of a task as one: done when all who do it are; without anybody who does it, never."""
    return together(state for role, state in parts if role in CARRYING)
