"""A part that was reported as done is confirmed or sent back by who leads or follows the task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import nfc
from phoihop.ledger.domain.types import Basis, Party, Proposal, Valid
from phoihop.programme.acts import RESULT_JUDGED, ProgressState, Result, ResultJudged
from phoihop.programme.domain.days import day
from phoihop.programme.domain.paper import against_paper
from phoihop.programme.domain.secrecy import against_secrets
from phoihop.programme.domain.types import DutyRole, Judgement, ReportView, TaskView

JUDGING = (DutyRole.LEAD, DutyRole.FOLLOWING)


def candidates(task: TaskView, body: str, *, drawn_up_by: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who could confirm the part of `body`: those who lead or follow; else who drew the programme up."""
    beside = dict.fromkeys(
        code for role in JUDGING for group in task.groups if group.role is role for code in group.bodies
    )
    own = (drawn_up_by,) if drawn_up_by and drawn_up_by != body else ()
    return tuple(code for code in beside if code != body), own


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingFacts:
    """What is known of a report: itself, whether a later one of its body is here, who may judge it."""

    task: str
    report: ReportView | None
    outdated: bool
    judges: tuple[str, ...]
    judgements: frozenset[str]


def decide_judgement(
    judgement: Judgement, *, facts: JudgingFacts, paper: Basis | None, today: date
) -> Decision[Sequence[Proposal]]:
    """One act about the task; with a `paper` it was decided there, by the judging body."""
    report = facts.report
    if report is None:
        return Refused((Refusal("programme.no_such_report"),))
    refusals = tuple(_against(judgement, report, facts=facts, paper=paper, today=today))
    if refusals:
        return Refused(refusals)
    said = ResultJudged(judgement.id, report.id, report.body, judgement.result, nfc(judgement.words).strip())
    proposal = Proposal(
        RESULT_JUDGED,
        (subject("task", facts.task),),
        said,
        basis=() if paper is None else (paper,),
        valid=Valid(_decided_on(paper, today).isoformat()),
        decided_by=None if paper is None else Party(body=judgement.by),
    )
    return Accepted((proposal,))


def _decided_on(paper: Basis | None, today: date) -> date:
    return (day(paper.date) if paper is not None else None) or today


def _against(
    judgement: Judgement, report: ReportView, *, facts: JudgingFacts, paper: Basis | None, today: date
) -> Iterator[Refusal]:
    if not is_ulid(judgement.id):
        yield Refusal("programme.id_malformed")
        return
    if judgement.id in facts.judgements:
        yield Refusal("programme.already_judged")
        return
    if report.state is not ProgressState.DONE:
        yield Refusal("programme.report_not_of_done")
        return
    if report.result is not None:
        yield Refusal("programme.result_settled")
    if facts.outdated:
        yield Refusal("programme.report_outdated")
    if judgement.by not in facts.judges:
        yield Refusal("programme.not_the_judge")
    if judgement.result is Result.SENT_BACK and not nfc(judgement.words).strip():
        yield Refusal("programme.sent_back_without_reason")
    if paper is not None:
        yield from against_paper(paper, today=today)
    decided, reported = _decided_on(paper, today), report.reported_on
    if reported is not None and decided < reported:
        yield Refusal("programme.judged_before_report", (("day", show_date(reported)),))
    yield from against_secrets(judgement.words)
