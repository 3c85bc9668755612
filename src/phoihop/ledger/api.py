"""The door of the ledger: what may be imported from outside. Pure types: `ledger.domain.types`."""

from __future__ import annotations

from phoihop.access.domain.types import Actor
from phoihop.ledger.act import FoldedAct, KindBook
from phoihop.ledger.append_only import Trigger, install, missing
from phoihop.ledger.commands import redact
from phoihop.ledger.envelope import Party, origin
from phoihop.ledger.export import Exported, export
from phoihop.ledger.models import TreeHead
from phoihop.ledger.note import VerifierKey, parse_verifier_key
from phoihop.ledger.opening import next_epoch, open_epoch, open_ledger
from phoihop.ledger.ports import KeyRing, KindTitle, NameSource, Ports, Projector, plug
from phoihop.ledger.projecting import acts_of
from phoihop.ledger.rebuild import Difference, LeafFault, compare, rebuild
from phoihop.ledger.replay import lines_until, replay
from phoihop.ledger.store import epochs_written, last_received
from phoihop.ledger.verify import Report, verify_node
from phoihop.ledger.write import NoLedger, Outcome, Recorded, Writer, new_id, writing

__all__ = [
    "Difference",
    "Exported",
    "KeyRing",
    "KindBook",
    "KindTitle",
    "LeafFault",
    "NameSource",
    "NoLedger",
    "Outcome",
    "Ports",
    "Projector",
    "Recorded",
    "Report",
    "Trigger",
    "VerifierKey",
    "Writer",
    "acts_about",
    "compare",
    "epochs_written",
    "export",
    "install",
    "last_received",
    "ledgers_here",
    "lines_until",
    "missing",
    "new_id",
    "next_epoch",
    "open_epoch",
    "open_ledger",
    "origin",
    "parse_verifier_key",
    "party_of",
    "plug",
    "rebuild",
    "redact",
    "replay",
    "verify_node",
    "writing",
]


def party_of(actor: Actor) -> Party:
    """Who enters: the person in the post for the body that the actor stands for."""
    return Party(body=actor.body, person=actor.person, post=actor.post)


def acts_about(subject: str) -> tuple[FoldedAct, ...]:
    """The acts that count for one subject, in order: its history. One query."""
    return acts_of([subject])[subject]


def ledgers_here() -> tuple[tuple[str, int], ...]:
    """The ledger epochs that are stored on this node."""
    return tuple(TreeHead.objects.order_by("ledger", "epoch").values_list("ledger", "epoch"))
