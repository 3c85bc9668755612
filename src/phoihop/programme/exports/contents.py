"""What a file taken away says of a programme: words and days, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One body with one part. `last_day`: its own, None for that of the task."""

    role: str
    body: str
    state: str
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task as it is written into a file. `counts`: its last day may come into a calendar."""

    id: str
    number: int
    text: str
    leading: tuple[str, ...]
    coordinating: tuple[str, ...]
    others: tuple[str, ...]
    level: str
    starts: date | None
    last_day: date | None
    time: str
    product: str
    bases: tuple[str, ...]
    status: str
    days_late: int
    remarks: tuple[str, ...]
    duties: tuple[DutyRow, ...]
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A programme, as of day `on`.

    `paper`: how it is cited ("Kèm theo …"); `filtered`: which tasks, in words.
    `more`: there are more tasks than a file takes, so the last ones are not in it.
    """

    title: str
    issuer: str
    paper: str
    draft: bool
    on: date
    made_at: datetime
    filtered: str
    tasks: tuple[TaskRow, ...]
    more: bool = False

    @property
    def left_out(self) -> str:
        """The sentence that says so, empty when all are in it."""
        return f"Tệp này chỉ có {len(self.tasks)} nhiệm vụ đầu; đề nghị lọc bớt." if self.more else ""
