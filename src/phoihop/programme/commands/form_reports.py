"""A form that came back becomes reports: every row or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Accepted, Decision, Refused
from phoihop.ledger.api import Outcome, party_of, writing
from phoihop.ledger.attachments import is_kept
from phoihop.ledger.domain.types import Basis, Proposal
from phoihop.programme.commands.opinions import paper_for
from phoihop.programme.domain.progress import TaskFacts, decide_report
from phoihop.programme.domain.types import Report, TaskView
from phoihop.programme.permissions import may_report
from phoihop.programme.queries.facts import task_facts
from phoihop.programme.queries.form_facts import facts_for_form


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form as the report it would become."""

    task: str
    report: Report


def report_form(actor: Actor, rows: Sequence[FormRow], *, paper: Basis | None = None) -> Outcome:
    """Record the rows of a form as one batch; with `paper`, as reported there.

    Refused: as `report_progress` refuses a single report, for the first row or for all that are at fault;
    `programme.already_reported` when the form came twice. Then nothing of it is recorded.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        today = timezone.localdate(writer.now)
        decided = [_decided(actor, row, paper=paper, today=today) for row in rows]
        refusals = [
            refusal for answer in decided if isinstance(answer, Refused) for refusal in answer.refusals
        ]
        if refusals:
            return Refused(tuple(dict.fromkeys(refusals)))
        proposals = [p for answer in decided if isinstance(answer, Accepted) for p in answer.value]
        return writer.record(Accepted(proposals))


def checked_form(
    actor: Actor,
    rows: Sequence[FormRow],
    *,
    tasks: Sequence[TaskView],
    paper: Basis | None,
    today: date,
) -> tuple[Refused | None, ...]:
    """What stands against each row, None against none, as far as a look can tell. One query.

    `tasks`: at least those of the rows, as they are today.
    """
    facts = facts_for_form(tasks)
    answers = (_checked(actor, row, facts.get(row.task), paper=paper, today=today) for row in rows)
    return tuple(answer if isinstance(answer, Refused) else None for answer in answers)


def _decided(actor: Actor, row: FormRow, *, paper: Basis | None, today: date) -> Decision[Sequence[Proposal]]:
    missing = tuple(file.name for file in row.report.attachments if not is_kept(file.sha256))
    facts = task_facts(row.report, task=row.task, missing=missing, today=today)
    return _checked(actor, row, facts, paper=paper, today=today)


def _checked(
    actor: Actor, row: FormRow, facts: TaskFacts | None, *, paper: Basis | None, today: date
) -> Decision[Sequence[Proposal]]:
    body = row.report.body
    refusal = may_report(actor, body=body, on_paper=paper is not None)
    if refusal is not None:
        return Refused((refusal,))
    return decide_report(row.report, facts=facts, paper=paper_for(actor, paper, body), today=today)
