"""Acts of programmes. Dates are ISO strings; a period is half-open [from, to).

Subjects: `programme:<id>`, `task:<id>`, and for work inside one agency `work:<task>/<body>`. The valid period
in the envelope says from when on the decision holds: the day of the document for programme and tasks, the
day reported for a report, the day decided for a change.

Version 1 of a kind that has a version 2 is a version 2 without its later fields; both are read alike.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from phoihop.ledger.domain.types import ActKind, Payload


class Stage(StrEnum):
    """How far a programme has come: dự thảo, xin ý kiến, trình ký, ban hành."""

    DRAFT = "draft"
    CONSULTING = "consulting"
    SIGNING = "signing"
    ISSUED = "issued"


class DutyRole(StrEnum):
    """The part of a body in a task.

    Chủ trì (tham mưu), phối hợp, cho ý kiến, quyết định/chỉ đạo, thực hiện, theo dõi–đôn đốc, nhận để biết.
    """

    LEAD = "lead"
    COORDINATING = "coordinating"
    OPINION = "opinion"
    DECIDING = "deciding"
    CARRYING_OUT = "carrying-out"
    FOLLOWING = "following"
    INFORMED = "informed"


class TaskKind(StrEnum):
    """With a last day; continuing (thường xuyên); or without a date until somebody decides on one."""

    DEADLINE = "deadline"
    CONTINUING = "continuing"
    UNDATED = "undated"


class Rhythm(StrEnum):
    """How often a continuing task is reported on."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


class ProgressState(StrEnum):
    """What a body reports of its part. Late is never reported, it is computed."""

    DOING = "doing"
    DONE = "done"


class Way(StrEnum):
    """How a report came: typed by the body itself, typed from its letter, read from the form sent out."""

    ACCOUNT = "account"
    LETTER = "letter"
    FORM = "form"


class Verdict(StrEnum):
    """An opinion on a draft: nhất trí; nhất trí, có ý kiến; không nhất trí; đề nghị bổ sung."""

    AGREED = "agreed"
    AGREED_WITH_REMARKS = "agreed-with-remarks"
    DISAGREED = "disagreed"
    WANTS_MORE = "wants-more"


class Change(StrEnum):
    """What an amendment changes: last day, standstill and going on, duties, wording, no longer fitting."""

    DEADLINE = "deadline"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    DUTIES = "duties"
    WORDING = "wording"
    DROPPED = "dropped"


class Result(StrEnum):
    """What the confirming body says of a part that was reported as done."""

    CONFIRMED = "confirmed"
    SENT_BACK = "sent-back"


class AttachmentStated(Payload, frozen=True):
    """A file, kept by its content. `size` in bytes."""

    sha256: str
    name: str
    size: int


class MeetingStated(Payload, frozen=True):
    """The meeting that agreed on the programme, as its report states it."""

    title: str
    date: str | None = None
    place: str | None = None


class EvidenceStated(Payload, frozen=True):
    """Where the task stands in the text: code points [start, end) of text `text`, and the words themselves.

    The words are kept because the text is for its own agency only, while the task goes to all parties.
    """

    text: str
    start: int
    end: int
    quote: str


class DutyStated(Payload, frozen=True):
    """Bodies with the same part under one mention: "Ban Tổ chức các tỉnh ủy, thành ủy" are nine in 2018.

    `rule`: the class rule that gave the members, None for a mention of one body. `bodies` may be empty:
    nobody could say yet who is meant. `ends`: its own end, None for that of the task.
    """

    role: DutyRole
    mention: str
    rule: str | None
    bodies: tuple[str, ...]
    ends: str | None = None


class BasisStated(Payload, frozen=True):
    """An instrument that the task rests on: its id in the catalogue, None when it could not be told which."""

    instrument: str | None
    label: str


class ProgrammeAdopted(Payload, frozen=True):
    """A programme was drawn up from a text (`text`: its id, `sha256`: of its bytes); by hand: both empty."""

    title: str
    stage: Stage
    document_date: str
    text: str
    sha256: str
    meeting: MeetingStated | None


class TaskAssigned(Payload, frozen=True):
    """A task of a programme. `number`: its place in the text, from 1.

    `starts`, `ends`: when it is to be carried out, as far as the text says. From version 2 on: `kind` (None:
    with a last day if there is one, else undated), `rhythm` of a continuing one, `product` (kind of document
    that comes out of it), `level` that decides it, `reason` when it is added to an issued programme.
    """

    programme: str
    number: int
    text: str
    duties: tuple[DutyStated, ...]
    starts: str | None
    ends: str | None
    basis: tuple[BasisStated, ...]
    evidence: EvidenceStated | None
    kind: TaskKind | None = None
    rhythm: Rhythm | None = None
    product: str = ""
    level: str = ""
    reason: str = ""


class ProgressReported(Payload, frozen=True):
    """A body says how far its part is. `report` is its id: the same form sent twice reports once.

    `product_*`: the paper that came out of the work. `signer`: of the paper it was recorded from. `note` is
    the result. From version 2 on: difficulties, proposals, next steps, attachments, the way it came; and when
    it says that the part is done, the bodies that may confirm it (`judges`; none: its own word stands).
    """

    report: str
    body: str
    state: ProgressState
    reported_on: str
    note: str
    product_number: str | None
    product_date: str | None
    signer: str | None
    difficulties: str = ""
    proposals: str = ""
    next_steps: str = ""
    attachments: tuple[AttachmentStated, ...] = ()
    way: Way = Way.ACCOUNT
    judges: tuple[str, ...] = ()


class OpinionAsked(Payload, frozen=True):
    """The draft goes out for opinion. `until`: the last day for an answer; number and date of the letter."""

    bodies: tuple[str, ...]
    until: str | None
    number: str | None
    date: str | None


class TaskOpinion(Payload, frozen=True):
    """The opinion on one task."""

    task: str
    verdict: Verdict
    words: str


class OpinionGiven(Payload, frozen=True):
    """A body's one official answer on a draft: on the whole and on single tasks. `answer` is its id."""

    answer: str
    body: str
    verdict: Verdict
    words: str
    tasks: tuple[TaskOpinion, ...]
    signer: str | None


class SentForSignature(Payload, frozen=True):
    """The draft is laid before who is to sign it: name, title, and the person's id where known here."""

    signer: str
    signer_title: str
    person: str | None


class ReturnedToDraft(Payload, frozen=True):
    """Back to the drafter, from opinion or from signature, with the reason."""

    reason: str


class Issued(Payload, frozen=True):
    """Signed, numbered, issued: only now do other agencies see duties, and deadlines count."""

    number: str
    date: str
    signer: str
    signer_title: str
    person: str | None
    scan: AttachmentStated | None


class TaskAmended(Payload, frozen=True):
    """A task is changed; what `change` does not name is empty. `amendment` is its id.

    DEADLINE: `ends` (None: without date) and `starts` (None: as it was). DUTIES: all `duties` as they are
    from then on. WORDING: `text`, `product`, `level`, `rhythm`, and `kind` (None: as it was). `drafting`:
    made before the issue, so that it belongs to the original. `signer`: of the approving paper.
    """

    amendment: str
    change: Change
    reason: str
    starts: str | None = None
    ends: str | None = None
    duties: tuple[DutyStated, ...] = ()
    text: str = ""
    product: str = ""
    level: str = ""
    kind: TaskKind | None = None
    rhythm: Rhythm | None = None
    drafting: bool = False
    signer: str = ""


class ResultJudged(Payload, frozen=True):
    """The leading or following body confirms a part that `body` reported as done, or sends it back."""

    judgement: str
    report: str
    body: str
    result: Result
    words: str


class WorkHandedOn(Payload, frozen=True):
    """Inside an agency a part of a task goes to a post and the person in it. Stays in the agency.

    `ends`: the internal end. `person` None: back to the agency's tray.
    """

    handing: str
    task: str
    body: str
    post: str | None
    person: str | None
    ends: str | None
    note: str


ADOPTED: Final = ActKind("programme.adopted", 1, ProgrammeAdopted, ("programme",), "parties")
OPINION_ASKED: Final = ActKind("programme.opinion_asked", 1, OpinionAsked, ("programme",), "parties")
OPINION_GIVEN: Final = ActKind("programme.opinion_given", 1, OpinionGiven, ("programme",), "parties")
SENT_FOR_SIGNATURE: Final = ActKind(
    "programme.sent_for_signature", 1, SentForSignature, ("programme",), "parties"
)
RETURNED_TO_DRAFT: Final = ActKind(
    "programme.returned_to_draft", 1, ReturnedToDraft, ("programme",), "parties"
)
ISSUED: Final = ActKind("programme.issued", 1, Issued, ("programme",), "parties")
TASK_ASSIGNED_1: Final = ActKind("programme.task_assigned", 1, TaskAssigned, ("task",), "parties")
TASK_ASSIGNED: Final = ActKind("programme.task_assigned", 2, TaskAssigned, ("task",), "parties")
TASK_AMENDED: Final = ActKind("programme.task_amended", 1, TaskAmended, ("task",), "parties")
PROGRESS_REPORTED_1: Final = ActKind("programme.progress_reported", 1, ProgressReported, ("task",), "parties")
PROGRESS_REPORTED: Final = ActKind("programme.progress_reported", 2, ProgressReported, ("task",), "parties")
RESULT_JUDGED: Final = ActKind("programme.result_judged", 1, ResultJudged, ("task",), "parties")
WORK_HANDED_ON: Final = ActKind("programme.work_handed_on", 1, WorkHandedOn, ("work",), "agency")

KINDS: Final[tuple[ActKind[Payload], ...]] = (
    ADOPTED,
    OPINION_ASKED,
    OPINION_GIVEN,
    SENT_FOR_SIGNATURE,
    RETURNED_TO_DRAFT,
    ISSUED,
    TASK_ASSIGNED_1,
    TASK_ASSIGNED,
    TASK_AMENDED,
    PROGRESS_REPORTED_1,
    PROGRESS_REPORTED,
    RESULT_JUDGED,
    WORK_HANDED_ON,
)
