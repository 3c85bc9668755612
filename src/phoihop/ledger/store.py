"""Storing acts: leaves and content. Called under the node's write lock only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db.models import Max, OuterRef, Subquery

from phoihop.ledger.act import Coordinate, SealedAct
from phoihop.ledger.envelope import Envelope, decode_envelope
from phoihop.ledger.growth import TreeState, grow
from phoihop.ledger.models import Act, TreeHead, VaultEntry
from phoihop.ledger.rows import CHUNK, answer, chunks, insert, insert_acts
from phoihop.ledger.seal import Head, Target, target_at
from phoihop.ledger.tree import Frontier

_WRITING_STATE: Final = """
    SELECT ledger, epoch, size, last_height, frontier,
        (SELECT received_at FROM ledger_act ORDER BY arrival DESC LIMIT 1)
    FROM ledger_treehead WHERE ledger = %s AND epoch = (
        SELECT epoch FROM ledger_act WHERE ledger = %s AND sealed_here ORDER BY arrival DESC LIMIT 1)
"""
_LEAVES: Final = """
    SELECT "index", leaf FROM ledger_act WHERE ledger = %s AND epoch = %s AND "index" IN ({})
"""
_HEADS: Final = """
    SELECT s.subject, s.height, a.ledger, a.epoch, a."index", a.leaf
    FROM ledger_subjectact s JOIN ledger_act a ON a.arrival = s.act_id WHERE s.subject IN ({})
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An act to be stored: its place and leaf, and as much of it as was handed over."""

    place: Coordinate
    leaf: str
    envelope: Envelope | None
    data: bytes | None
    salt: bytes | None
    body: bytes | None
    sealed_here: bool = False


def arrival_of(sealed: SealedAct) -> Arrival:
    """An act of our own, complete."""
    envelope = sealed.envelope
    place = Coordinate(envelope.ledger, envelope.epoch, envelope.index)
    return Arrival(place, sealed.leaf, envelope, sealed.data, sealed.salt, sealed.body, sealed_here=True)


def tree_state(ledger: str, epoch: int) -> TreeState:
    """The state of a ledger epoch; an empty one when nothing is stored."""
    row = TreeHead.objects.filter(ledger=ledger, epoch=epoch).first()
    if row is None:
        return TreeState(ledger, epoch)
    return _state(row.ledger, row.epoch, row.size, row.last_height, row.frontier)


def _state(ledger: str, epoch: int, size: int, last_height: int, frontier: str) -> TreeState:
    peaks = tuple(bytes.fromhex(peak) for peak in frontier.split())
    return TreeState(ledger, epoch, Frontier(size, peaks), last_height)


@dataclass(frozen=True, slots=True)
class WritingState:
    """Where this node goes on writing a ledger, and when it took in the last act of any ledger."""

    tree: TreeState
    last_received: datetime


def writing_state(ledger: str) -> WritingState | None:
    """The state of the epoch that this node writes; None when it has written nothing into the ledger.

    Not simply the greatest epoch: after a restore, an epoch that was opened before it may come back from
    partners with a greater number.
    """
    found = answer(_WRITING_STATE, [ledger, ledger], _writing)
    return found[0] if found else None


def _writing(
    ledger: str, epoch: int, size: int, last_height: int, frontier: str, received_at: str | datetime
) -> WritingState:
    # Without the column's declared type, SQLite hands the text over as it is stored: UTC, no zone.
    moment = datetime.fromisoformat(received_at) if isinstance(received_at, str) else received_at
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return WritingState(_state(ledger, epoch, size, last_height, frontier), aware)


def epochs_written() -> tuple[tuple[str, int], ...]:
    """The ledgers that this node writes, each with the epoch in which it goes on. One query."""
    latest = Act.objects.filter(ledger=OuterRef("ledger"), sealed_here=True).order_by("-arrival")
    ledgers = TreeHead.objects.order_by("ledger").values("ledger").distinct()
    rows = ledgers.annotate(written=Subquery(latest.values("epoch")[:1])).values_list("ledger", "written")
    return tuple((ledger, epoch) for ledger, epoch in rows if epoch is not None)


def last_received() -> datetime | None:
    """When this node took in its last act by its own clock, written here or elsewhere; None without acts."""
    return Act.objects.order_by("-arrival").values_list("received_at", flat=True).first()


def greatest_epoch(ledger: str) -> int:
    """The greatest epoch of a ledger that is known here; 0 when the ledger is not known."""
    return TreeHead.objects.filter(ledger=ledger).aggregate(greatest=Max("epoch"))["greatest"] or 0


class StoredLeaves:
    """The leaf hashes of places, from the database (port `KnownLeaves`), prefetched for a batch."""

    def __init__(self, places: Iterable[Coordinate]) -> None:
        self._leaves: dict[Coordinate, str] = {}
        wanted: dict[tuple[str, int], list[int]] = {}
        for place in places:
            wanted.setdefault((place.ledger, place.epoch), []).append(place.index)
        for (ledger, epoch), indexes in wanted.items():
            for marks, part in chunks(indexes):
                for index, leaf in answer(_LEAVES.format(marks), [ledger, epoch, *part], _leaf_at):
                    self._leaves[Coordinate(ledger, epoch, index)] = leaf

    def leaf_at(self, place: Coordinate) -> str | None:
        """The leaf hash at a place, None when nothing is stored there."""
        return self._leaves.get(place)


def _leaf_at(index: int, leaf: str) -> tuple[int, str]:
    return index, leaf


def heads_of(subjects: Sequence[str]) -> dict[str, Head]:
    """The latest act of each subject that has one."""
    heads: dict[str, Head] = {}
    for places, part in chunks(subjects):
        for subject, head in answer(_HEADS.format(places), part, _subject_head):
            heads[subject] = max(head, heads.get(subject, head))
    return heads


def _subject_head(
    subject: str, height: int, ledger: str, epoch: int, index: int, leaf: str
) -> tuple[str, Head]:
    return subject, Head(height, Coordinate(ledger, epoch, index), leaf)


def targets_at(places: Sequence[Coordinate]) -> dict[Coordinate, Target]:
    """The acts at given places, to be replaced or cleared; places where no envelope is known are left out."""
    wanted: dict[tuple[str, int], list[int]] = {}
    for place in places:
        wanted.setdefault((place.ledger, place.epoch), []).append(place.index)
    found: dict[Coordinate, Target] = {}
    for (ledger, epoch), indexes in wanted.items():
        for start in range(0, len(indexes), CHUNK):
            acts = Act.objects.filter(ledger=ledger, epoch=epoch, index__in=indexes[start : start + CHUNK])
            for envelope, leaf in acts.exclude(envelope=None).values_list("envelope", "leaf"):
                target = target_at(decode_envelope((envelope or "").encode()), leaf)
                found[target.head.place] = target
    return found


@dataclass(frozen=True, slots=True)
class Stored:
    """What `store` did: the arrival number of each act, and how far the tree has grown."""

    numbers: dict[Coordinate, int]
    state: TreeState


def store(arrivals: Sequence[Arrival], *, state: TreeState, received_at: datetime) -> Stored:
    """Write a contiguous run of new acts of one ledger epoch and grow its tree."""
    numbers = insert_acts([_row(arrival, received_at) for arrival in arrivals])
    insert(
        [
            VaultEntry(act_id=number, salt=arrival.salt.hex(), body=arrival.body.decode())
            for number, arrival in zip(numbers, arrivals, strict=True)
            if arrival.salt is not None and arrival.body is not None
        ]
    )
    heights = [a.envelope.height for a in arrivals if a.envelope is not None]
    grown = grow(state, [a.leaf for a in arrivals], last_height=max(heights, default=state.last_height))
    return Stored({a.place: number for number, a in zip(numbers, arrivals, strict=True)}, grown)


def _row(arrival: Arrival, received_at: datetime) -> Act:
    place, envelope = arrival.place, arrival.envelope
    row = Act(
        ledger=place.ledger,
        epoch=place.epoch,
        index=place.index,
        leaf=arrival.leaf,
        received_at=received_at,
        sealed_here=arrival.sealed_here,
    )
    if envelope is not None and arrival.data is not None:
        row.act_id, row.kind, row.height = envelope.id, envelope.kind, envelope.height
        row.batch, row.envelope = envelope.batch, arrival.data.decode()
    return row
