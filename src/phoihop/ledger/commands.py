"""Commands of the ledger itself: redaction."""

from __future__ import annotations

from collections.abc import Sequence

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.ledger.act import Coordinate, Proposal
from phoihop.ledger.acts import REDACTED, Redacted
from phoihop.ledger.envelope import Basis, Envelope, Party, decode_envelope
from phoihop.ledger.models import Act
from phoihop.ledger.write import Outcome, writing

MAY_REDACT = frozenset({Role.LEADER, Role.CLERK})


def redact(
    actor: Actor, places: Sequence[Coordinate], *, reason: str, basis: tuple[Basis, ...] = ()
) -> Outcome:
    """Clear the content of own acts for ever; the acts, their places and all proofs stay.

    Refused: `ledger.redact_not_allowed`, `ledger.redact_foreign`, `ledger.redact_unknown`,
    `ledger.redact_no_reason`.
    """
    party = Party(body=actor.body, person=actor.person, post=actor.post)
    with writing(actor.ledger, party) as writer:
        found = {place: _envelope_at(place) for place in places}
        return writer.record(decide_redaction(actor, found, reason=reason, basis=basis))


def decide_redaction(
    actor: Actor,
    found: dict[Coordinate, Envelope | None],
    *,
    reason: str,
    basis: tuple[Basis, ...],
) -> Decision[list[Proposal]]:
    """Pure: one redaction act per place, naming the subjects of the act that it clears."""
    if actor.role not in MAY_REDACT:
        return refuse("ledger.redact_not_allowed")
    if not reason.strip():
        return refuse("ledger.redact_no_reason")
    proposals: list[Proposal] = []
    for place, envelope in found.items():
        if place.ledger != actor.ledger:
            return refuse("ledger.redact_foreign", place=str(place))
        if envelope is None or envelope.kind in {"ledger.opened", "ledger.epoch_opened", "ledger.redacted"}:
            return refuse("ledger.redact_unknown", place=str(place))
        payload = Redacted(reason=reason.strip())
        proposals.append(Proposal(REDACTED, envelope.subjects, payload, basis=basis, redacts=(place,)))
    return Accepted(proposals)


def _envelope_at(place: Coordinate) -> Envelope | None:
    row = Act.objects.filter(ledger=place.ledger, epoch=place.epoch, index=place.index).first()
    return decode_envelope(row.envelope.encode()) if row is not None and row.envelope else None
