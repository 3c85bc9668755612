"""What was recorded about a programme and its tasks, act by act: issues, opinions, changes, reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from phoihop.programme.acts import (
    AttachmentStated,
    Change,
    DutyStated,
    ProgressState,
    Result,
    TaskOpinion,
    Verdict,
    Way,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFacts:
    """How a programme was issued. `scan`: the signed paper, kept by its content."""

    number: str
    day: date | None
    signer: str
    signer_title: str
    scan: AttachmentStated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBody:
    """A body that was asked for its opinion, and its answer as far as there is one."""

    body: str
    asked_on: date | None
    until: date | None
    opinion: OpinionView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionView:
    """An opinion as it was given. `paper_*`: the letter that it was typed from."""

    id: str
    body: str
    verdict: Verdict
    words: str
    tasks: tuple[TaskOpinion, ...]
    signer: str
    given_on: date | None
    paper_number: str
    paper_date: date | None
    on_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentView:
    """A change of a task as it was recorded, with who approved it and what stood before.

    `before`, `after`: last days or wordings; `duties_*`: who had, and has, which part. `approved_by`: a body.
    """

    id: str
    change: Change
    reason: str
    on: date | None
    approved_by: str
    paper_number: str
    paper_date: date | None
    before: str
    after: str
    signer: str = ""
    drafting: bool = False
    duties_before: tuple[DutyStated, ...] = ()
    duties_after: tuple[DutyStated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report as it was recorded, and what was said of it (`result` None: nothing yet).

    `judges`: who may confirm it; none: its own word stands.
    """

    id: str
    body: str
    state: ProgressState
    reported_on: date | None
    note: str
    difficulties: str
    proposals: str
    next_steps: str
    product_number: str
    product_date: date | None
    attachments: tuple[AttachmentStated, ...]
    way: Way
    on_paper: bool
    paper_number: str
    paper_date: date | None
    result: Result | None
    result_by: str
    result_words: str
    result_on: date | None = None
    judges: tuple[str, ...] = ()
