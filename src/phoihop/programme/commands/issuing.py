"""A programme is signed, numbered, issued."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refused, refuse
from phoihop.ledger.api import Outcome, party_of, writing
from phoihop.ledger.attachments import is_kept
from phoihop.programme.domain.drafting import Signing, decide_issue
from phoihop.programme.domain.types import Issuing
from phoihop.programme.permissions import decides_himself, may_issue
from phoihop.programme.queries.programmes import programme as programme_of
from phoihop.registry import api as registry


def issue_programme(actor: Actor, issuing: Issuing, *, programme: str) -> Outcome:
    """Issue a programme (ban hành): by its leader in his own name, or from the paper that he signed.

    Refused: `programme.no_such_programme`, `programme.not_your_programme`, `programme.already_issued`,
    `programme.number_missing`, `programme.signer_missing`, `programme.drafter_cannot_sign`,
    `programme.paper_in_future`, `programme.issued_before_document`, `programme.attachment_missing`,
    `reading.secret`, and by `access.*`.
    """
    with writing(actor.ledger, party_of(actor)) as writer:
        found = programme_of(programme)
        if found is None:
            return refuse("programme.no_such_programme")
        refusal = may_issue(actor, body=found.body)
        if refusal is not None:
            return Refused((refusal,))
        own = decides_himself(actor)
        if own:
            issuing = replace(
                issuing, signer=actor.person_name, signer_title=actor.post_title, person=actor.person
            )
        signing = Signing(
            own=own,
            drafter_names=frozenset(registry.person_name(person) for person in found.drafters),
            scan_kept=issuing.scan is None or is_kept(issuing.scan.sha256),
        )
        today = timezone.localdate(writer.now)
        return writer.record(decide_issue(issuing, programme=found, signing=signing, today=today))
