"""A body reports on its part of a task; who leads or follows confirms it."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refused, refuse
from phoihop.ledger.api import Outcome, party_of, writing
from phoihop.ledger.attachments import is_kept
from phoihop.ledger.domain.types import Basis
from phoihop.programme.commands.opinions import paper_for
from phoihop.programme.domain.judging import JudgingFacts, decide_judgement
from phoihop.programme.domain.progress import decide_report
from phoihop.programme.domain.types import Judgement, Report, Way
from phoihop.programme.permissions import may_report, speaks_for
from phoihop.programme.queries.facts import judging_facts, task_facts


def report_progress(
    actor: Actor, report: Report, *, task: str, paper: Basis | None = None, programme: str | None = None
) -> Outcome:
    """Record that a body reports on its part of a task; with `paper`, that it did so on that paper.

    A paper of a body that the actor does not speak for is recorded as such (`Basis.for_body`). `programme`:
    to which the task must belong, for forms that name both.
    Refused: `programme.no_such_task`, `programme.task_of_another_programme`, `programme.not_issued`,
    `programme.task_dropped`, `programme.not_your_duty`, `programme.task_not_for_body`,
    `programme.already_reported` (the form came twice), `programme.id_malformed`,
    `programme.report_in_future`, `programme.report_before_assignment`, `programme.product_without_number`,
    `programme.attachment_missing`, `programme.paper_needs_number_and_date`, `programme.paper_in_future`,
    `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        refusal = may_report(actor, body=report.body, on_paper=paper is not None)
        if refusal is not None:
            return Refused((refusal,))
        if paper is not None and report.way is Way.ACCOUNT:
            report = replace(report, way=Way.LETTER)
        today = timezone.localdate(writer.now)
        missing = tuple(file.name for file in report.attachments if not is_kept(file.sha256))
        facts = task_facts(report, task=task, missing=missing, today=today)
        if facts is not None and programme is not None and facts.programme != programme:
            return refuse("programme.task_of_another_programme")
        decision = decide_report(report, facts=facts, paper=paper_for(actor, paper, report.body), today=today)
        return writer.record(decision)


def judge_result(actor: Actor, judgement: Judgement, *, task: str, paper: Basis | None = None) -> Outcome:
    """Confirm a part that was reported as done, or send it back; with `paper`, as decided there.

    Refused: `programme.no_such_task`, `programme.no_such_report`, `programme.report_not_of_done`,
    `programme.already_judged` (the form came twice), `programme.result_settled`,
    `programme.report_outdated`, `programme.not_the_judge`, `programme.not_your_duty`,
    `programme.sent_back_without_reason`, `programme.judged_before_report`, `programme.id_malformed`,
    `programme.paper_needs_number_and_date`, `programme.paper_in_future`, `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        refusal = may_report(actor, body=judgement.by, on_paper=paper is not None)
        if refusal is not None:
            return Refused((refusal,))
        today = timezone.localdate(writer.now)
        facts = judging_facts(judgement.report, judgement.id, task=task, today=today)
        if facts is None:
            return refuse("programme.no_such_task")
        if _own_report(actor, facts, by=judgement.by):
            return refuse("programme.not_the_judge")
        decision = decide_judgement(
            judgement, facts=facts, paper=paper_for(actor, paper, judgement.by), today=today
        )
        return writer.record(decision)


def _own_report(actor: Actor, facts: JudgingFacts, *, by: str) -> bool:
    """Whether the actor would type the confirmation of his own body's report, even from a paper."""
    report = facts.report
    return report is not None and speaks_for(actor, report.body) and not speaks_for(actor, by)
