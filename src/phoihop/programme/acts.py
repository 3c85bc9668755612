"""Acts of programmes. Dates are ISO strings; a period is half-open [from, to).

Subjects: `programme:<id>`, `task:<id>`. The valid period in the envelope says from when on the decision
holds: the day of the document for programme and tasks, the day reported for a report.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from phoihop.ledger.domain.types import ActKind, Payload


class Stage(StrEnum):
    """How far a programme has come. Issuing and changing it have acts of their own, when they are built."""

    DRAFT = "draft"


class DutyRole(StrEnum):
    """The part of a body in a task: chủ trì or phối hợp."""

    LEAD = "lead"
    COORDINATING = "coordinating"


class ProgressState(StrEnum):
    """What a body reports of its part. Late is never reported, it is computed."""

    DOING = "doing"
    DONE = "done"


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
    nobody could say yet who is meant.
    """

    role: DutyRole
    mention: str
    rule: str | None
    bodies: tuple[str, ...]


class BasisStated(Payload, frozen=True):
    """An instrument that the task rests on: its id in the catalogue, None when it could not be told which."""

    instrument: str | None
    label: str


class ProgrammeAdopted(Payload, frozen=True):
    """A programme was drawn up from a text (`text`: its id, `sha256`: of its bytes)."""

    title: str
    stage: Stage
    document_date: str
    text: str
    sha256: str
    meeting: MeetingStated | None


class TaskAssigned(Payload, frozen=True):
    """A task of a programme. `number`: its place in the text, from 1.

    `starts`, `ends`: when it is to be carried out, as far as the text says.
    """

    programme: str
    number: int
    text: str
    duties: tuple[DutyStated, ...]
    starts: str | None
    ends: str | None
    basis: tuple[BasisStated, ...]
    evidence: EvidenceStated | None


class ProgressReported(Payload, frozen=True):
    """A body says how far its part is. `report` is its id: the same form sent twice reports once.

    `product_*`: the paper that came out of the work. `signer`: of the paper it was recorded from.
    """

    report: str
    body: str
    state: ProgressState
    reported_on: str
    note: str
    product_number: str | None
    product_date: str | None
    signer: str | None


ADOPTED: Final = ActKind("programme.adopted", 1, ProgrammeAdopted, ("programme",), "parties")
TASK_ASSIGNED: Final = ActKind("programme.task_assigned", 1, TaskAssigned, ("task",), "parties")
PROGRESS_REPORTED: Final = ActKind("programme.progress_reported", 1, ProgressReported, ("task",), "parties")

KINDS: Final[tuple[ActKind[Payload], ...]] = (ADOPTED, TASK_ASSIGNED, PROGRESS_REPORTED)
