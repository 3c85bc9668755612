"""The pure types that acts, decisions and projectors of all contexts are written in."""

from __future__ import annotations

from phoihop.ledger.act import ActKind, Coordinate, FoldedAct, KindBook, Payload, Proposal
from phoihop.ledger.envelope import Audience, Basis, Envelope, Party, Valid

__all__ = [
    "ActKind",
    "Audience",
    "Basis",
    "Coordinate",
    "Envelope",
    "FoldedAct",
    "KindBook",
    "Party",
    "Payload",
    "Proposal",
    "Valid",
]
