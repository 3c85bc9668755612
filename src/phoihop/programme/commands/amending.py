"""A task is changed, or one is added."""

from __future__ import annotations

from django.utils import timezone

from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refused, refuse
from phoihop.ledger.api import Outcome, new_id, party_of, writing
from phoihop.programme.domain.adoption import ENTERED_HIMSELF, Grounds
from phoihop.programme.domain.amending import (
    AddingFacts,
    AmendingFacts,
    decide_added_task,
    decide_amendment,
    newly_named,
    since,
)
from phoihop.programme.domain.types import Amendment, Stage, TaskPlan
from phoihop.programme.permissions import decides_himself, may_amend
from phoihop.programme.queries.bodies import ended_bodies
from phoihop.programme.queries.facts import amendments_known, last_number, task_known
from phoihop.programme.queries.programmes import programme as programme_of
from phoihop.programme.queries.tasks import task as task_of


def amend_task(
    actor: Actor, amendment: Amendment, *, task: str, grounds: Grounds = ENTERED_HIMSELF
) -> Outcome:
    """Change a task: freely in a draft, with reason and approver once it is issued.

    Refused: `programme.no_such_task`, `programme.no_such_programme`, `programme.not_your_programme`,
    `programme.already_amended` (the form came twice), `programme.reason_missing`,
    `programme.amended_in_future`, `programme.amended_before_issue`, `programme.deadline_before_document`,
    `programme.ends_before_start`, `programme.no_lead`, `programme.body_twice`, `programme.body_ended`,
    `programme.task_without_text`, `programme.rhythm_missing`, `programme.stands_still`, `programme.goes_on`,
    `programme.paper_needs_number_and_date`, `programme.paper_in_future`, `programme.id_malformed`,
    `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        today = timezone.localdate(writer.now)
        found = task_of(task, on=today)
        if found is None:
            return refuse("programme.no_such_task")
        programme = programme_of(found.task.programme)
        if programme is None:
            return refuse("programme.no_such_programme")
        issued = programme.stage is Stage.ISSUED
        refusal = _against(actor, grounds, body=programme.body, issued=issued)
        if refusal is not None:
            return refusal
        facts = AmendingFacts(
            task=found.task,
            programme=programme,
            amendments=amendments_known(task, amendment=amendment.id),
            ended=ended_bodies(newly_named(amendment, found.task), on=since(amendment, programme, today)),
        )
        return writer.record(
            decide_amendment(
                amendment, facts=facts, grounds=_grounds(actor, grounds, issued=issued), today=today
            )
        )


def add_task(
    actor: Actor,
    plan: TaskPlan,
    *,
    programme: str,
    reason: str = "",
    grounds: Grounds = ENTERED_HIMSELF,
    task: str = "",
) -> Outcome:
    """Add a task to a programme under the next number; `task`: the id that the form brings along.

    Refused: `programme.no_such_programme`, `programme.not_your_programme`, `programme.already_added` (the
    form came twice), `programme.reason_missing`, and as a task of `adopt_programme`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        found = programme_of(programme)
        if found is None:
            return refuse("programme.no_such_programme")
        issued = found.stage is Stage.ISSUED
        refusal = _against(actor, grounds, body=found.body, issued=issued)
        if refusal is not None:
            return refusal
        today, id_ = timezone.localdate(writer.now), task or new_id()
        bodies = {body for duty in plan.duties for body in duty.bodies}
        facts = AddingFacts(
            programme=found,
            task=id_,
            number=last_number(programme) + 1,
            known=task_known(id_),
            ended=ended_bodies(bodies, on=today if issued else found.document_date or today),
        )
        decision = decide_added_task(
            plan, facts=facts, reason=reason, grounds=_grounds(actor, grounds, issued=issued), today=today
        )
        return writer.record(decision)


def _against(actor: Actor, grounds: Grounds, *, body: str, issued: bool) -> Refused | None:
    own, on_paper = grounds.decided_by is None, grounds.paper is not None
    refusal = may_amend(actor, body=body, issued=issued, own=own, on_paper=on_paper)
    return None if refusal is None else Refused((refusal,))


def _grounds(actor: Actor, grounds: Grounds, *, issued: bool) -> Grounds:
    """A leader who enters a change approves it himself; a draft needs no approver."""
    own = not issued or decides_himself(actor)
    return Grounds(paper=grounds.paper) if own else grounds
