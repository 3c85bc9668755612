"""Where the parts of many bodies stand, for the pages and files that show them at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from phoihop.programme.domain.status import KIND_OF, REPORTING, part_status
from phoihop.programme.domain.types import DutyRole, DutyState, Status, StatusKind, TaskView


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one body in a task and where it stands. `last_day`: its own, None for that of the task.

    `state`: how far it is by what was reported, whatever the day.
    """

    task: TaskView
    role: DutyRole
    body: str
    status: Status
    state: DutyState
    last_day: date | None

    @property
    def stands(self) -> StatusKind:
        """Where it is as long as nobody looks at the day."""
        return KIND_OF[self.state]

    @property
    def reports(self) -> bool:
        """Whether this part is one that is reported on; who follows or is informed has nothing to report."""
        return self.role in REPORTING


def parts_on(task: TaskView, on: date) -> Iterator[Part]:
    """The parts of all bodies, in the order of the document."""
    for group in task.groups:
        for at, (body, state) in enumerate(zip(group.bodies, group.states, strict=False)):
            status = part_status(task, group, at, on=on)
            yield Part(task, group.role, body, status, state, last_day_of(group.ends))


def last_day_of(ends: date | None) -> date | None:
    """The last day of a half-open end."""
    return None if ends is None else ends - timedelta(days=1)
