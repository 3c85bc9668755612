"""What people ask for: programmes, opinions, issues, changes, reports as they are to be recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from phoihop.kernel.period import Period
from phoihop.programme.acts import (
    AttachmentStated,
    BasisStated,
    Change,
    DutyStated,
    EvidenceStated,
    MeetingStated,
    ProgressState,
    Result,
    Rhythm,
    TaskKind,
    TaskOpinion,
    Verdict,
    Way,
)

# -------------------------------------------------------------------------------- what is to be adopted


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPlan:
    """One task as it is to be adopted. `period` None: the text names no time, so the task is never late."""

    text: str
    duties: tuple[DutyStated, ...]
    period: Period | None = None
    basis: tuple[BasisStated, ...] = ()
    evidence: EvidenceStated | None = None
    kind: TaskKind | None = None
    rhythm: Rhythm | None = None
    product: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePlan:
    """A programme as it is to be adopted; `sha256` (hex) is of the bytes of the text `text`.

    Both are empty for a programme typed by hand.
    """

    title: str
    document_date: date
    text: str
    sha256: str
    tasks: tuple[TaskPlan, ...]
    meeting: MeetingStated | None = None


# ------------------------------------------------------------------------------ from draft to issued, changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A draft that is to go out for opinion. `until`: the last day for an answer."""

    bodies: tuple[str, ...]
    until: date | None = None
    number: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A body's one official answer on a draft. `id` comes with the form."""

    id: str
    body: str
    verdict: Verdict
    words: str = ""
    tasks: tuple[TaskOpinion, ...] = ()
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningAsked:
    """Who is to sign: name and title, and the person's id where it is known here."""

    signer: str
    signer_title: str
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """How a programme was issued. The signer is not the drafter."""

    number: str
    day: date
    signer: str
    signer_title: str
    person: str | None = None
    scan: AttachmentStated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change of a task as it is to be recorded, holding from `on`. `id` comes with the form.

    Only what `change` names is looked at (see acts.TaskAmended); `ends` is half-open. While it is a draft
    `on` counts for nothing: the change holds from the day of the document. `signer`: of the paper.
    """

    id: str
    change: Change
    reason: str
    on: date
    starts: date | None = None
    ends: date | None = None
    duties: tuple[DutyStated, ...] = ()
    text: str = ""
    product: str = ""
    level: str = ""
    kind: TaskKind | None = None
    rhythm: Rhythm | None = None
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a leading or following body (`by`) says of a report of done. `id` comes with the form."""

    id: str
    report: str
    by: str
    result: Result
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """A part of a task handed on inside an agency; without post and person: back to its tray."""

    id: str
    body: str
    post: str | None
    person: str | None
    last_day: date | None = None
    note: str = ""


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
    difficulties: str = ""
    proposals: str = ""
    next_steps: str = ""
    attachments: tuple[AttachmentStated, ...] = ()
    way: Way = Way.ACCOUNT
