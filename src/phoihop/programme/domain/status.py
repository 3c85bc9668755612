"""Where a duty or a task is on a day. Nobody types this: it follows from reports, last day and day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from phoihop.programme.domain.types import DutyState, Status, StatusKind

SOON: Final = 10
"""Days before the last day from which a task is shown as near. Display only: no rule follows from it."""

KIND_OF: Final = {
    DutyState.NONE: StatusKind.NONE,
    DutyState.DOING: StatusKind.DOING,
    DutyState.DONE: StatusKind.DONE,
}
"""Where a duty is as long as no last day has passed."""


def duty_status(state: DutyState, *, ends: date | None, since: date | None, on: date) -> Status:
    """Of one body's part. `ends`: the first day after the period, None: never late. `since`: done on."""
    if state is DutyState.DONE:
        return Status(StatusKind.DONE, since=since)
    if ends is not None and ends <= on:
        return Status(StatusKind.LATE, days=(on - ends).days + 1)
    return Status(KIND_OF[state])


def task_status(state: DutyState, *, ends: date | None, since: date | None, on: date) -> Status:
    """Of a task with all its duties: as of a duty, and near when the last day is at most SOON days off."""
    status = duty_status(state, ends=ends, since=since, on=on)
    if status.kind in {StatusKind.DOING, StatusKind.NONE} and ends is not None and ends <= soon_until(on):
        return Status(StatusKind.SOON, days=(ends - on).days - 1)
    return status


def soon_until(on: date) -> date:
    """The latest end (half-open) of a task that is near on the day."""
    return on + timedelta(days=SOON + 1)


def overall(states: Iterable[DutyState]) -> DutyState:
    """All duties of a task as one: done when all are; without any duty nothing can be done."""
    found = set(states)
    if found == {DutyState.DONE}:
        return DutyState.DONE
    return DutyState.NONE if found <= {DutyState.NONE} else DutyState.DOING
