"""Handing work on inside an agency: one part of a task, or all that was on a desk."""

from __future__ import annotations

from django.utils import timezone

from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refused
from phoihop.ledger.api import Outcome, new_id, party_of, writing
from phoihop.programme.domain.handing import Handover, decide_handing, decide_handover
from phoihop.programme.domain.types import Handing
from phoihop.programme.permissions import may_hand_on
from phoihop.programme.queries.handling import handing_facts, office, works_at_desk


def hand_on(actor: Actor, handing: Handing, *, task: str) -> Outcome:
    """Hand the part of a body on to a post of the own agency and the person in it, or back to the tray.

    Refused: `programme.no_such_task`, `programme.not_your_duty`, `programme.task_not_for_body`,
    `programme.already_handed_on` (the form came twice), `programme.id_malformed`,
    `programme.seat_not_held`, `programme.work_with_colleague`, `programme.work_unchanged`,
    `programme.internal_end_past`, `programme.internal_end_after_task`, `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        refusal = may_hand_on(actor, body=handing.body)
        if refusal is not None:
            return Refused((refusal,))
        today = timezone.localdate(writer.now)
        desks = office(actor.body, on=today)
        facts = handing_facts(task, body=handing.body, bodies=actor.acts_for, office=desks, on=today)
        return writer.record(decide_handing(handing, facts=facts, actor=actor, today=today))


def hand_over(actor: Actor, handover: Handover) -> Outcome:
    """Hand the chosen open parts of one desk over to another person: one act each, one batch.

    Refused: `programme.seat_not_held`, `programme.nothing_to_hand_over` (also when the form came twice),
    `programme.work_unchanged`, `programme.work_with_colleague`, `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        refusal = may_hand_on(actor, body=actor.body)
        if refusal is not None:
            return Refused((refusal,))
        today = timezone.localdate(writer.now)
        desks = office(actor.body, on=today)
        works = works_at_desk(handover.left, handover.parts, actor.acts_for, keys=desks.keys, on=today)
        decision = decide_handover(
            handover,
            works=works,
            seats=desks.seats,
            ids=[new_id() for _ in works],
            actor=actor,
            today=today,
        )
        return writer.record(decision)
