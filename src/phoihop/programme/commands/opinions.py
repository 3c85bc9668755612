"""A draft goes out for opinion, and the answers come back."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from django.utils import timezone

from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Accepted, Refused, refuse
from phoihop.ledger.api import Outcome, party_of, writing
from phoihop.ledger.domain.types import Basis
from phoihop.programme.domain.drafting import OpinionFacts, decide_asking, decide_opinion
from phoihop.programme.domain.types import Asking, Opinion
from phoihop.programme.permissions import may_answer, may_draft, speaks_for
from phoihop.programme.queries.bodies import absent_bodies
from phoihop.programme.queries.facts import opinion_known, tasks_named
from phoihop.programme.queries.opinions import asked_bodies
from phoihop.programme.queries.programmes import programme as programme_of


def ask_opinions(actor: Actor, asking: Asking, *, programme: str) -> Outcome:
    """Send the draft out for opinion (xin ý kiến), to whom it may be sent again with another day.

    Refused: `programme.no_such_programme`, `programme.not_your_programme`, `programme.not_a_draft`,
    `programme.nobody_asked`, `programme.own_opinion`, `programme.body_ended`, `programme.body_not_begun`,
    `programme.paper_in_future`, `programme.answer_before_question`, `programme.already_asked`,
    `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        found = programme_of(programme)
        if found is None:
            return refuse("programme.no_such_programme")
        refusal = may_draft(actor, body=found.body)
        if refusal is not None:
            return Refused((refusal,))
        today = timezone.localdate(writer.now)
        decision = decide_asking(
            asking,
            programme=found,
            asked=asked_bodies(programme),
            absent=absent_bodies(asking.bodies, on=asking.day or today),
            today=today,
        )
        return writer.record(decision)


def give_opinion(actor: Actor, opinion: Opinion, *, programme: str, paper: Basis | None = None) -> Outcome:
    """Record a body's one answer on a draft; a second one corrects the first, as long as it stands here.

    Refused: `programme.no_such_programme`, `programme.not_your_duty`, `programme.not_your_programme`,
    `programme.opinion_already_given` (the form came twice), `programme.not_out_for_opinion`,
    `programme.not_asked`, `programme.opinion_stands`, `programme.task_of_another_programme`,
    `programme.id_malformed`, `programme.paper_needs_number_and_date`, `programme.paper_in_future`,
    `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        found = programme_of(programme)
        if found is None:
            return refuse("programme.no_such_programme")
        refusal = may_answer(actor, body=opinion.body, asking=found.body, on_paper=paper is not None)
        if refusal is not None:
            return Refused((refusal,))
        asked, known, place = opinion_known(programme, opinion.body)
        here = place is not None and place.ledger == actor.ledger
        decision = decide_opinion(
            opinion,
            facts=OpinionFacts(
                programme=found,
                asked=asked,
                known=known,
                replaceable=here,
                tasks=tasks_named((one.task for one in opinion.tasks), programme=programme),
            ),
            paper=paper_for(actor, paper, opinion.body),
            today=timezone.localdate(writer.now),
        )
        if isinstance(decision, Refused) or place is None or not here:
            return writer.record(decision)
        return writer.record(Accepted([replace(act, supersedes=(place,)) for act in decision.value]))


def paper_for(actor: Actor, paper: Basis | None, body: str) -> Basis | None:
    """The paper, marked as one of another body when the actor does not speak for `body`."""
    if paper is None:
        return None
    return msgspec.structs.replace(paper, for_body=None if speaks_for(actor, body) else body)
