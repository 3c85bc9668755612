"""Opening a ledger, and a new epoch of it after a restore."""

from __future__ import annotations

import secrets

from phoihop.ledger.act import Coordinate, Proposal
from phoihop.ledger.acts import EPOCH_OPENED, OPENED, EpochOpened, LedgerOpened
from phoihop.ledger.envelope import LEDGER_NAME, Party, origin
from phoihop.ledger.growth import TreeState
from phoihop.ledger.models import Act
from phoihop.ledger.note import VerifierKey
from phoihop.ledger.ports import ports
from phoihop.ledger.seal import Head, fresh_epoch
from phoihop.ledger.store import greatest_epoch, tree_state
from phoihop.ledger.write import NoLedger, Recorded, Writer, write_lock


class AlreadyOpen(ValueError):
    """The ledger has acts already; a restore opens a new epoch instead."""


def open_ledger(ledger: str, *, agency: str, title: str, key: VerifierKey) -> Recorded:
    """Write the first act of a ledger. AlreadyOpen, or ValueError for a malformed name."""
    if LEDGER_NAME.fullmatch(ledger) is None:
        raise ValueError(f"a ledger is named agency/name in small ASCII letters, not {ledger!r}")
    opened = LedgerOpened(agency=agency, title=title, verifier_key=key.text())
    with write_lock():
        if greatest_epoch(ledger):
            raise AlreadyOpen(ledger)
        writer = Writer(ledger, Party(agency), ports().clock())
        proposal = Proposal(OPENED, (f"ledger:{ledger}",), opened)
        return Recorded(writer.append([proposal], TreeState(ledger, 1)))


def next_epoch(ledger: str) -> int:
    """A number for the epoch after a restore that nobody has used yet (see `fresh_epoch`)."""
    return fresh_epoch(greatest_epoch(ledger), entropy=secrets.token_bytes(4))


def open_epoch(ledger: str, *, epoch: int, agency: str, key: VerifierKey, reason: str) -> Recorded:
    """Open `epoch` (from `next_epoch`) after a restore, citing the last state known. NoLedger without one."""
    with write_lock():
        before = tree_state(ledger, greatest_epoch(ledger))
        last = Act.objects.filter(ledger=ledger, epoch=before.epoch, index=before.frontier.size - 1).first()
        if last is None or epoch <= before.epoch:
            raise NoLedger(ledger)
        payload = EpochOpened(
            agency=agency,
            verifier_key=key.text(),
            previous_origin=origin(ledger, before.epoch),
            previous_size=before.frontier.size,
            previous_root=before.frontier.root().hex(),
            reason=reason,
        )
        place = Coordinate(ledger, before.epoch, before.frontier.size - 1)
        cited = Head(before.last_height, place, last.leaf).as_ref("epoch")
        writer = Writer(ledger, Party(agency), ports().clock())
        proposal = Proposal(EPOCH_OPENED, (f"ledger:{ledger}",), payload)
        state = TreeState(ledger, epoch, last_height=before.last_height)
        return Recorded(writer.append([proposal], state, first_refs=[cited]))
