"""Writing programmes: drawing one up, reporting on its tasks."""

from __future__ import annotations

import msgspec
from django.utils import timezone

from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refused
from phoihop.ledger.api import Outcome, new_id, party_of, writing
from phoihop.ledger.domain.types import Basis
from phoihop.programme.domain.adoption import ENTERED_HIMSELF, Grounds, decide_adoption
from phoihop.programme.domain.progress import decide_report
from phoihop.programme.domain.types import ProgrammePlan, Report
from phoihop.programme.permissions import may_adopt, may_report, speaks_for
from phoihop.programme.queries.programmes import programme_known
from phoihop.programme.queries.tasks import task_facts


def adopt_programme(
    actor: Actor, plan: ProgrammePlan, *, programme: str, grounds: Grounds = ENTERED_HIMSELF
) -> Outcome:
    """Draw up a draft programme (dự thảo chương trình) under an id that the form brings along.

    Refused: `programme.already_adopted` (the form came twice: show the programme), `programme.id_malformed`,
    `programme.no_title`, `programme.no_tasks`, `programme.task_without_text`, `programme.document_in_future`,
    `programme.paper_needs_number_and_date`, `programme.paper_in_future`, `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        own, on_paper = grounds.decided_by is None, grounds.paper is not None
        refusal = may_adopt(actor, own=own, on_paper=on_paper)
        if refusal is not None:
            return Refused((refusal,))
        decision = decide_adoption(
            plan,
            programme=programme,
            task_ids=[new_id() for _ in plan.tasks],
            known=programme_known(programme),
            grounds=grounds,
            today=timezone.localdate(writer.now),
        )
        return writer.record(decision)


def report_progress(actor: Actor, report: Report, *, task: str, paper: Basis | None = None) -> Outcome:
    """Record that a body reports on its part of a task; with `paper`, that it did so on that paper.

    A paper of a body that the actor does not speak for is recorded as such (`Basis.for_body`).
    Refused: `programme.no_such_task`, `programme.not_your_duty`, `programme.task_not_for_body`,
    `programme.already_reported` (the form came twice), `programme.id_malformed`,
    `programme.report_in_future`, `programme.report_before_assignment`, `programme.product_without_number`,
    `programme.paper_needs_number_and_date`, `programme.paper_in_future`, `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        refusal = may_report(actor, body=report.body, on_paper=paper is not None)
        if refusal is not None:
            return Refused((refusal,))
        if paper is not None:
            other = None if speaks_for(actor, report.body) else report.body
            paper = msgspec.structs.replace(paper, for_body=other)
        decision = decide_report(
            report,
            facts=task_facts(task, report=report.id),
            paper=paper,
            today=timezone.localdate(writer.now),
        )
        return writer.record(decision)
