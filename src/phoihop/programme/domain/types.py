"""Programmes, tasks and duties as values. Other rooms read these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from phoihop.kernel.period import Period
from phoihop.programme.acts import (
    AttachmentStated,
    BasisStated,
    Change,
    DutyRole,
    DutyStated,
    EvidenceStated,
    MeetingStated,
    ProgressState,
    Result,
    Rhythm,
    Stage,
    TaskKind,
    TaskOpinion,
    Verdict,
    Way,
)
from phoihop.programme.domain.asked import (
    Amendment,
    Asking,
    Handing,
    Issuing,
    Judgement,
    Opinion,
    ProgrammePlan,
    Report,
    SigningAsked,
    TaskPlan,
)
from phoihop.programme.domain.recorded import AmendmentView, AskedBody, IssueFacts, OpinionView, ReportView

__all__ = [
    "Amendment",
    "AmendmentView",
    "AskedBody",
    "Asking",
    "AttachmentStated",
    "BasisStated",
    "Change",
    "Changed",
    "DutyRole",
    "DutyState",
    "DutyStated",
    "EvidenceStated",
    "Group",
    "Handing",
    "HandledWork",
    "Happened",
    "IssueFacts",
    "Issuing",
    "Judgement",
    "LatelyAdopted",
    "LatelyDone",
    "MeetingStated",
    "OpenDuty",
    "Opinion",
    "OpinionView",
    "ProgrammePlan",
    "ProgrammeView",
    "ProgressState",
    "Report",
    "ReportView",
    "Result",
    "Rhythm",
    "SigningAsked",
    "Stage",
    "Status",
    "StatusKind",
    "TaskKind",
    "TaskOpinion",
    "TaskPlan",
    "TaskView",
    "ToDecide",
    "Verdict",
    "Wanted",
    "Way",
    "together",
]

# ------------------------------------------------------------------------------------------- states on a day


class DutyState(StrEnum):
    """Where the part of a body is on a day: REPORTED is done by its own word, not confirmed yet."""

    NONE = "none"
    DOING = "doing"
    REPORTED = "reported"
    DONE = "done"


class StatusKind(StrEnum):
    """Where a duty or a task is on a day. Computed with every look, never stored, never typed.

    MISSING: a continuing task whose report for the last full period has not come. DRAFT: not issued yet, so
    that nothing counts.
    """

    DONE = "done"
    LATE = "late"
    SOON = "soon"
    REPORTED = "reported"
    DOING = "doing"
    NONE = "none"
    MISSING = "missing"
    SUSPENDED = "suspended"
    DROPPED = "dropped"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Status:
    """A kind with its days: late by, or left until the last day; `since`: the day on which it was done."""

    kind: StatusKind
    days: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One stated duty with the state of each of its bodies on the day, in the order of the document.

    `ends`: its own end (half-open), None for that of the task. `covered`: of a continuing task, body by body:
    no report that was due up to that day is missing.
    """

    role: DutyRole
    mention: str
    rule: str | None
    bodies: tuple[str, ...]
    states: tuple[DutyState, ...]
    ends: date | None = None
    covered: tuple[date | None, ...] = ()

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
        """The group as one: done when all are, reported when all say so, not begun when nobody reported."""
        return together(self.states)


def together(states: Iterable[DutyState]) -> DutyState:
    """Several parts as one: done when all are; without any part nothing can be done."""
    found = set(states)
    if found and found <= {DutyState.DONE, DutyState.REPORTED}:
        return DutyState.DONE if found == {DutyState.DONE} else DutyState.REPORTED
    return DutyState.NONE if found <= {DutyState.NONE} else DutyState.DOING


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """A programme with how far its tasks are on a day. `body`: who drew it up; `text`: from which text.

    `stage`: on that day. `issued`, `signing`: as far as known now. `drafters`: the persons who drew it up.
    """

    id: str
    title: str
    stage: Stage
    document_date: date | None
    text: str
    body: str
    recorded_at: datetime
    meeting: MeetingStated | None
    issued: IssueFacts | None = None
    signing: SigningAsked | None = None
    drafters: frozenset[str] = frozenset()
    tasks: int = 0
    done: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task as it is on a day. `starts`, `ends`: half-open; `state` is that of all who do it together.

    `since`: the first day on which every body stands like this. `original_ends`: the end it was issued with.
    `issued_on`: its programme is issued from then on, so that the end counts; None while it is a draft.
    `covered`: of a continuing task, no report that was due up to that day is missing. `body`: who drew it up.
    `reason`: why it stands still or does not fit any more.
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
    kind: TaskKind = TaskKind.UNDATED
    rhythm: Rhythm | None = None
    product: str = ""
    level: str = ""
    original_ends: date | None = None
    suspended: bool = False
    dropped: bool = False
    reason: str = ""
    issued_on: date | None = None
    covered: date | None = None
    body: str = ""

    @property
    def issued(self) -> bool:
        """Whether its programme is issued on the day."""
        return self.issued_on is not None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledWork:
    """A part of a task as it was handed on inside an agency.

    `waiting_handover`: the person does not hold the post any more on the day asked for.
    """

    task: str
    body: str
    post: str | None
    person: str | None
    last_day: date | None
    note: str
    handed_on: date | None
    waiting_handover: bool = False


# --------------------------------------------------------------------------------------- for the home page


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDuty:
    """A task in which bodies have a part that is not done. `last_day` None: the text names none.

    `role`: the first in the order of roles that one of them has; `state`: doing, if any of them is at it.
    `kind`: only one with a deadline can be late.
    """

    task: str
    text: str
    programme: str
    programme_title: str
    role: DutyRole
    bodies: tuple[str, ...]
    state: DutyState
    last_day: date | None
    kind: TaskKind = TaskKind.DEADLINE


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


class Wanted(StrEnum):
    """What a decision is wanted on, in the order in which it is shown."""

    SIGNATURE = "signature"
    OPINION = "opinion"
    CONFIRMATION = "confirmation"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecide:
    """Something of a programme that waits for a decision.

    `works`: how many tasks, 0 for the programme as a whole; `task`: which one, if it is one; `until`: the
    last day for an answer, None when none was named.
    """

    wanted: Wanted
    programme: str
    title: str
    works: int = 0
    task: str = ""
    until: date | None = None


class Happened(StrEnum):
    """What was recorded."""

    AMENDED = "amended"
    DRAWN_UP = "drawn-up"
    ISSUED = "issued"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Something that was recorded. `task`, `text` for tasks; `programme`, `title` for programmes.

    `body`: who acted; `on_paper`: recorded by another body from its paper.
    """

    happened: Happened
    at: datetime
    body: str
    task: str = ""
    text: str = ""
    programme: str = ""
    title: str = ""
    on_paper: bool = False
