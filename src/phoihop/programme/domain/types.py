"""Programmes, tasks and duties as values. Other rooms read these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from phoihop.kernel.period import Period
from phoihop.programme.acts import (
    BasisStated,
    DutyRole,
    DutyStated,
    EvidenceStated,
    MeetingStated,
    ProgressState,
    Stage,
)

__all__ = [
    "BasisStated",
    "DutyRole",
    "DutyState",
    "DutyStated",
    "EvidenceStated",
    "Group",
    "LatelyDone",
    "MeetingStated",
    "OpenDuty",
    "ProgrammePlan",
    "ProgrammeView",
    "ProgressState",
    "Report",
    "Stage",
    "Status",
    "StatusKind",
    "TaskPlan",
    "TaskView",
]

# -------------------------------------------------------------------------------- what is to be adopted


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPlan:
    """One task as it is to be adopted. `period` None: the text names no time, so the task is never late."""

    text: str
    duties: tuple[DutyStated, ...]
    period: Period | None = None
    basis: tuple[BasisStated, ...] = ()
    evidence: EvidenceStated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePlan:
    """A programme as it is to be adopted; `sha256` (hex) is of the bytes of the text `text`."""

    title: str
    document_date: date
    text: str
    sha256: str
    tasks: tuple[TaskPlan, ...]
    meeting: MeetingStated | None = None


# ---------------------------------------------------------------------------------------- what a body reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it is to be recorded. `id` comes with the form, so that sending it twice reports once."""

    id: str
    body: str
    state: ProgressState
    reported_on: date
    note: str = ""
    product_number: str = ""
    product_date: date | None = None
    signer: str = ""


# ------------------------------------------------------------------------------------------- states on a day


class DutyState(StrEnum):
    """What a body has reported of its part up to a day."""

    NONE = "none"
    DOING = "doing"
    DONE = "done"


class StatusKind(StrEnum):
    """Where a duty or a task is on a day. Computed with every look, never stored, never typed."""

    DONE = "done"
    LATE = "late"
    SOON = "soon"
    DOING = "doing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Status:
    """A kind with its days: late by, or left until the last day; `since`: the day on which it was done."""

    kind: StatusKind
    days: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One stated duty with the state of each of its bodies on the day, in the order of the document."""

    role: DutyRole
    mention: str
    rule: str | None
    bodies: tuple[str, ...]
    states: tuple[DutyState, ...]

    @property
    def done(self) -> int:
        """How many of its bodies are done."""
        return self.states.count(DutyState.DONE)

    @property
    def total(self) -> int:
        """How many bodies have this part."""
        return len(self.bodies)

    @property
    def state(self) -> DutyState:
        """The group as one: done when all are, not begun when nobody reported."""
        if self.total and self.done == self.total:
            return DutyState.DONE
        return DutyState.NONE if set(self.states) <= {DutyState.NONE} else DutyState.DOING


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """A programme with how far its tasks are on a day. `body`: who drew it up; `text`: from which text."""

    id: str
    title: str
    stage: Stage
    document_date: date | None
    text: str
    body: str
    recorded_at: datetime
    meeting: MeetingStated | None
    tasks: int = 0
    done: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task as it is on a day. `starts`, `ends`: half-open; `state` is that of all duties together.

    `since`: the first day on which every body stands like this.
    """

    id: str
    programme: str
    number: int
    text: str
    starts: date | None
    ends: date | None
    groups: tuple[Group, ...]
    basis: tuple[BasisStated, ...]
    evidence: EvidenceStated | None
    state: DutyState
    since: date | None

    @property
    def period(self) -> Period | None:
        """When it is to be carried out, None when the text names no time."""
        return Period(self.starts, self.ends) if self.starts or self.ends else None

    @property
    def last_day(self) -> date | None:
        """The last day, None without one."""
        return self.ends - timedelta(days=1) if self.ends else None

    @property
    def bodies(self) -> tuple[str, ...]:
        """All bodies with a part in it, each once."""
        return tuple(dict.fromkeys(body for group in self.groups for body in group.bodies))


# --------------------------------------------------------------------------------------- for the home page


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDuty:
    """A task in which bodies have a part that is not done. `last_day` None: the text names none.

    `role`: leading, if any of them leads; `state`: doing, if any of them is at it.
    """

    task: str
    text: str
    programme: str
    programme_title: str
    role: DutyRole
    bodies: tuple[str, ...]
    state: DutyState
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LatelyAdopted:
    """A programme that was drawn up. `body`: who drew it up."""

    at: datetime
    programme: str
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LatelyDone:
    """A report that was recorded. `on_paper`: entered by another body from a paper of `body`."""

    at: datetime
    task: str
    text: str
    body: str
    state: ProgressState
    on_paper: bool
