"""Opening a ledger, and a new epoch of it after a restore."""

from __future__ import annotations

from phoihop.ledger.act import Proposal
from phoihop.ledger.acts import EPOCH_OPENED, OPENED, EpochOpened, LedgerOpened
from phoihop.ledger.envelope import LEDGER_NAME, Party, origin
from phoihop.ledger.growth import TreeState
from phoihop.ledger.models import Checkpoint
from phoihop.ledger.note import VerifierKey
from phoihop.ledger.ports import ports
from phoihop.ledger.store import current_epoch, tree_state
from phoihop.ledger.write import NoLedger, Recorded, Writer, write_lock


class AlreadyOpen(ValueError):
    """The ledger has acts already; a restore opens a new epoch instead."""


def open_ledger(ledger: str, *, agency: str, title: str, key: VerifierKey) -> Recorded:
    """Write the first act of a ledger. AlreadyOpen, or ValueError for a malformed name."""
    if LEDGER_NAME.fullmatch(ledger) is None:
        raise ValueError(f"a ledger is named agency/name in small ASCII letters, not {ledger!r}")
    opened = LedgerOpened(agency=agency, title=title, verifier_key=key.text())
    with write_lock():
        if current_epoch(ledger):
            raise AlreadyOpen(ledger)
        writer = Writer(ledger, Party(agency), ports().clock())
        proposal = Proposal(OPENED, (f"ledger:{ledger}",), opened)
        return Recorded(writer.append([proposal], TreeState(ledger, 1)))


def open_epoch(ledger: str, *, agency: str, key: VerifierKey, reason: str) -> Recorded:
    """Open the next epoch after a restore, citing the last checkpoint known. NoLedger when there is none."""
    with write_lock():
        epoch = current_epoch(ledger)
        last = Checkpoint.objects.filter(ledger=ledger, epoch=epoch).order_by("-size").first()
        if last is None:
            raise NoLedger(ledger)
        state = tree_state(ledger, epoch)
        payload = EpochOpened(
            agency=agency,
            verifier_key=key.text(),
            previous_origin=origin(ledger, epoch),
            previous_size=state.frontier.size,
            previous_root=state.frontier.root().hex(),
            reason=reason,
        )
        writer = Writer(ledger, Party(agency), ports().clock())
        proposal = Proposal(EPOCH_OPENED, (f"ledger:{ledger}",), payload)
        return Recorded(writer.append([proposal], TreeState(ledger, epoch + 1, last_height=state.last_height)))
