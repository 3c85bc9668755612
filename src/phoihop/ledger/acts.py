"""The acts that the ledger itself owns: opening, a new epoch, redaction."""

from __future__ import annotations

from phoihop.ledger.act import ActKind, Payload
from phoihop.ledger.envelope import REDACTED_KIND


class LedgerOpened(Payload, frozen=True):
    """First act of a ledger: whose it is and which key signs its checkpoints."""

    agency: str
    title: str
    verifier_key: str


class EpochOpened(Payload, frozen=True):
    """First act after a restore: the last checkpoint known of the epoch before, and why."""

    agency: str
    verifier_key: str
    previous_origin: str
    previous_size: int
    previous_root: str
    reason: str


class Redacted(Payload, frozen=True):
    """The content of the acts it refers to was cleared, on which ground."""

    reason: str


OPENED = ActKind("ledger.opened", 1, LedgerOpened, ("ledger",), "public")
EPOCH_OPENED = ActKind("ledger.epoch_opened", 1, EpochOpened, ("ledger",), "public")
REDACTED = ActKind(REDACTED_KIND, 1, Redacted, ("*",), "public")
KINDS: tuple[ActKind[Payload], ...] = (OPENED, EPOCH_OPENED, REDACTED)
