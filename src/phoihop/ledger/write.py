"""The one write path: transaction → the node's one write lock → load → decide → append → project → commit.

with writing(actor.ledger, entered_by) as writer:
    state = queries.programme(...)            # load under the lock
    decision = decide_adoption(state, ...)    # pure
    return writer.record(decision)            # append, project, checkpoint; or nothing at all
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connections, router, transaction
from ulid import ULID

from phoihop.kernel.decision import Accepted, Refused, refuse
from phoihop.ledger.act import Coordinate, Proposal, SealedAct, place_of
from phoihop.ledger.envelope import Party, Ref, origin
from phoihop.ledger.growth import TreeState
from phoihop.ledger.models import Act, Checkpoint
from phoihop.ledger.note import Checkpoint as Signed
from phoihop.ledger.note import sign
from phoihop.ledger.ports import ports
from phoihop.ledger.projecting import project
from phoihop.ledger.rows import insert
from phoihop.ledger.seal import Head, Slot, Stamp, seal
from phoihop.ledger.settle import settle
from phoihop.ledger.store import arrival_of, heads_of, store, targets_at, writing_state

WRITE_LOCK = 0x50484F49  # "PHOI": one advisory lock for the whole node, whatever the number of ledgers
SALT_BYTES = 32


class NoLedger(LookupError):
    """The ledger is not open on this node, or this node has no key for it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written: the acts in order, with their places."""

    acts: tuple[SealedAct, ...]


Outcome = Recorded | Refused


def new_id() -> str:
    """A fresh identifier (ULID): sortable by time, no meaning."""
    return str(ULID())


def database() -> str:
    """The alias of the database that holds ledger and projections."""
    return router.db_for_write(Act)


@contextmanager
def write_lock() -> Iterator[None]:
    """One transaction with the node's write lock, taken before anything is read.

    SQLite: the transaction begins IMMEDIATE (settings). PostgreSQL: an advisory lock until commit.
    """
    alias = database()
    with transaction.atomic(using=alias, durable=True):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITE_LOCK])
        yield


class Writer:
    """Writes acts into one ledger, under the lock that `writing` holds."""

    def __init__(self, ledger: str, entered_by: Party, now: datetime) -> None:
        self.ledger = ledger
        self.entered_by = entered_by
        self.now = now

    def record(self, decision: Accepted[Sequence[Proposal]] | Refused) -> Outcome:
        """Write all proposals of an accepted decision as one batch; a refusal is handed back unchanged."""
        if isinstance(decision, Refused):
            return decision
        if ports().read_only:
            return refuse("ledger.read_only")
        if not decision.value:
            return Recorded(())
        state = writing_state(self.ledger)
        if state is None:
            raise NoLedger(self.ledger)
        hindered = ports().hindrance(self.now, state.last_received)
        return hindered or Recorded(self.append(decision.value, state.tree))

    def append(
        self, proposals: Sequence[Proposal], state: TreeState, *, first_refs: Sequence[Ref] = ()
    ) -> tuple[SealedAct, ...]:
        """Seal, store, settle, project and sign. `first_refs` go into the first act."""
        sealed = seal_batch(
            proposals, state=state, entered_by=self.entered_by, now=self.now, first_refs=first_refs
        )
        arrivals = [arrival_of(act) for act in sealed]
        stored = store(arrivals, state=state, received_at=self.now)
        project(settle(arrivals, stored.numbers))
        sign_head(stored.state)
        return sealed


def seal_batch(
    proposals: Sequence[Proposal],
    *,
    state: TreeState,
    entered_by: Party,
    now: datetime,
    first_refs: Sequence[Ref] = (),
) -> tuple[SealedAct, ...]:
    """Give each proposal its place after `state`; later ones may build on earlier ones of the batch."""
    subjects = sorted({s for p in proposals for s in (*p.subjects, *p.builds_on)})
    heads = heads_of(subjects)
    targets = targets_at([t for p in proposals for t in (*p.supersedes, *p.redacts)])
    batch = new_id() if len(proposals) > 1 else None
    stamp_time = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    index, height = state.frontier.size, state.last_height
    sealed: list[SealedAct] = []
    for proposal in proposals:
        slot = Slot(Coordinate(state.ledger, state.epoch, index), height)
        stamp = Stamp(entered_by, new_id(), batch, stamp_time, secrets.token_bytes(SALT_BYTES))
        extra = first_refs if not sealed else ()
        act = seal(proposal, slot=slot, stamp=stamp, heads=heads, targets=targets, extra_refs=extra)
        sealed.append(act)
        index, height = index + 1, act.envelope.height
        head = Head(height, place_of(act.envelope), act.leaf)
        heads.update(dict.fromkeys(act.envelope.subjects, head))
    return tuple(sealed)


def sign_head(state: TreeState) -> None:
    """Sign the tree head of a ledger epoch. NoLedger without its key."""
    key = ports().keys.signer(state.ledger, state.epoch)
    if key is None:
        raise NoLedger(state.ledger)
    name = origin(state.ledger, state.epoch)
    text = Signed(name, state.frontier.size, state.frontier.root()).text()
    note = sign(text, name=name, key=key)
    insert([Checkpoint(ledger=state.ledger, epoch=state.epoch, size=state.frontier.size, note=note)])


@contextmanager
def writing(ledger: str, entered_by: Party) -> Iterator[Writer]:
    """The write path of one command: lock first, then a Writer. Leaves all or nothing behind."""
    with write_lock():
        yield Writer(ledger, entered_by, ports().clock())
