"""Drawing a programme up, laying it before who signs it, and back."""

from __future__ import annotations

from django.utils import timezone

from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refused, refuse
from phoihop.ledger.api import Outcome, new_id, party_of, writing
from phoihop.programme.domain.adoption import ENTERED_HIMSELF, Grounds, decide_adoption
from phoihop.programme.domain.drafting import decide_return, decide_signing
from phoihop.programme.domain.types import ProgrammePlan, SigningAsked
from phoihop.programme.permissions import may_adopt, may_draft
from phoihop.programme.queries.bodies import ended_bodies
from phoihop.programme.queries.programmes import programme as programme_of
from phoihop.programme.queries.programmes import programme_known


def adopt_programme(
    actor: Actor, plan: ProgrammePlan, *, programme: str, grounds: Grounds = ENTERED_HIMSELF
) -> Outcome:
    """Draw up a draft programme (dự thảo chương trình) under an id that the form brings along.

    Refused: `programme.already_adopted` (the form came twice: show the programme), `programme.id_malformed`,
    `programme.no_title`, `programme.no_tasks`, `programme.task_without_text`, `programme.rhythm_missing`,
    `programme.document_in_future`, `programme.deadline_before_document`, `programme.body_twice`,
    `programme.body_ended`, `programme.paper_needs_number_and_date`, `programme.paper_in_future`,
    `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        own, on_paper = grounds.decided_by is None, grounds.paper is not None
        refusal = may_adopt(actor, own=own, on_paper=on_paper)
        if refusal is not None:
            return Refused((refusal,))
        bodies = {body for task in plan.tasks for duty in task.duties for body in duty.bodies}
        decision = decide_adoption(
            plan,
            programme=programme,
            task_ids=[new_id() for _ in plan.tasks],
            known=programme_known(programme),
            grounds=grounds,
            today=timezone.localdate(writer.now),
            ended=ended_bodies(bodies, on=plan.document_date),
        )
        return writer.record(decision)


def send_for_signature(actor: Actor, asked: SigningAsked, *, programme: str) -> Outcome:
    """Lay the draft before who is to sign it (trình ký).

    Refused: `programme.no_such_programme`, `programme.not_your_programme`, `programme.not_a_draft`,
    `programme.signer_missing`, `programme.drafter_cannot_sign`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        found = programme_of(programme)
        if found is None:
            return refuse("programme.no_such_programme")
        refusal = may_draft(actor, body=found.body)
        if refusal is not None:
            return Refused((refusal,))
        return writer.record(
            decide_signing(asked, programme=found, today=timezone.localdate(writer.now)),
        )


def return_to_draft(actor: Actor, *, programme: str, reason: str) -> Outcome:
    """Give the draft back to its drafter, from opinion or from signature.

    Refused: `programme.no_such_programme`, `programme.not_your_programme`, `programme.nothing_to_return`,
    `programme.reason_missing`, `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        found = programme_of(programme)
        if found is None:
            return refuse("programme.no_such_programme")
        refusal = may_draft(actor, body=found.body)
        if refusal is not None:
            return Refused((refusal,))
        return writer.record(
            decide_return(reason, programme=found, today=timezone.localdate(writer.now)),
        )
