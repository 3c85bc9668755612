"""The door of the ledger for contexts: what may be imported from outside."""

from __future__ import annotations

from phoihop.access.domain.types import Actor
from phoihop.ledger.act import ActKind, Coordinate, FoldedAct, KindBook, Payload, Proposal
from phoihop.ledger.envelope import Audience, Basis, Envelope, Party, Valid
from phoihop.ledger.ports import KeyRing, Ports, Projector, plug
from phoihop.ledger.projecting import acts_of
from phoihop.ledger.write import NoLedger, Outcome, Recorded, Writer, new_id, writing

__all__ = [
    "ActKind",
    "Actor",
    "Audience",
    "Basis",
    "Coordinate",
    "Envelope",
    "FoldedAct",
    "KeyRing",
    "KindBook",
    "NoLedger",
    "Outcome",
    "Party",
    "Payload",
    "Ports",
    "Projector",
    "Proposal",
    "Recorded",
    "Valid",
    "Writer",
    "acts_about",
    "new_id",
    "party_of",
    "plug",
    "writing",
]


def party_of(actor: Actor) -> Party:
    """Who enters: the person in the post for the body that the actor stands for."""
    return Party(body=actor.body, person=actor.person, post=actor.post)


def acts_about(subject: str) -> tuple[FoldedAct, ...]:
    """The acts that count for one subject, in order: its history. One query."""
    return acts_of([subject])[subject]
