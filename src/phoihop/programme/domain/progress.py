"""A body reports on its part of a task: itself, or through somebody who has its paper in hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import collapse, nfc
from phoihop.ledger.domain.types import Basis, Party, Proposal, Valid
from phoihop.programme.acts import PROGRESS_REPORTED, ProgressReported, ProgressState
from phoihop.programme.domain.paper import against_paper
from phoihop.programme.domain.secrecy import against_secrets
from phoihop.programme.domain.types import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """What is known of a task when somebody reports on it: who has a part, since when, known reports.

    `bodies`: those whose part can be reported on; `judges`: who may confirm the reporting body's;
    `missing`: the names of attachments that are not kept here.
    """

    task: str
    bodies: frozenset[str]
    assigned_on: date | None
    reports: frozenset[str]
    programme: str = ""
    issued: bool = True
    dropped: bool = False
    judges: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def decide_report(
    report: Report, *, facts: TaskFacts | None, paper: Basis | None, today: date
) -> Decision[Sequence[Proposal]]:
    """One act about the task; with a `paper` it was decided there, by the body, not by who enters it.

    Sent a second time it is refused as `programme.already_reported`.
    """
    if facts is None:
        return Refused((Refusal("programme.no_such_task"),))
    refusals = tuple(_against(report, facts=facts, paper=paper, today=today))
    if refusals:
        return Refused(refusals)
    proposal = Proposal(
        PROGRESS_REPORTED,
        (subject("task", facts.task),),
        _reported(report, facts.judges),
        basis=() if paper is None else (paper,),
        valid=Valid(report.reported_on.isoformat()),
        decided_by=None if paper is None else Party(body=report.body),
    )
    return Accepted((proposal,))


def _against(report: Report, *, facts: TaskFacts, paper: Basis | None, today: date) -> Iterator[Refusal]:
    if not is_ulid(report.id):
        yield Refusal("programme.id_malformed")
        return
    if report.id in facts.reports:
        yield Refusal("programme.already_reported")
        return
    if not facts.issued:
        yield Refusal("programme.not_issued")
    if facts.dropped:
        yield Refusal("programme.task_dropped")
    if report.body not in facts.bodies:
        yield Refusal("programme.task_not_for_body")
    yield from _against_days(report, facts=facts, today=today)
    if report.product_date is not None and not collapse(report.product_number):
        yield Refusal("programme.product_without_number")
    if paper is not None:
        yield from against_paper(paper, today=today)
    for name in facts.missing:
        yield Refusal("programme.attachment_missing", (("name", name),))
    written = (report.note, report.difficulties, report.proposals, report.next_steps)
    yield from against_secrets(*written, f"{report.product_number}\n{report.signer}")


def _against_days(report: Report, *, facts: TaskFacts, today: date) -> Iterator[Refusal]:
    """Back-dating is normal; a day before the task existed, or one that has not come, is a slip."""
    day = report.reported_on
    if day > today:
        yield Refusal("programme.report_in_future", (("day", show_date(day)),))
    if facts.assigned_on is not None and day < facts.assigned_on:
        days = (("assigned", show_date(facts.assigned_on)), ("day", show_date(day)))
        yield Refusal("programme.report_before_assignment", days)


def _reported(report: Report, judges: tuple[str, ...]) -> ProgressReported:
    return ProgressReported(
        report=report.id,
        body=report.body,
        state=report.state,
        reported_on=report.reported_on.isoformat(),
        note=nfc(report.note).strip(),
        product_number=_clean(report.product_number) or None,
        product_date=report.product_date.isoformat() if report.product_date else None,
        signer=_clean(report.signer) or None,
        difficulties=nfc(report.difficulties).strip(),
        proposals=nfc(report.proposals).strip(),
        next_steps=nfc(report.next_steps).strip(),
        attachments=report.attachments,
        way=report.way,
        judges=judges if report.state is ProgressState.DONE else (),
    )


def _clean(words: str) -> str:
    return collapse(nfc(words))
