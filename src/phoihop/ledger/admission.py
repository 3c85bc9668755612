"""What happens to an act that arrives: it counts, waits, or is refused at the door. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from phoihop.ledger.act import SALT_SIZE, Coordinate, KindBook, payload_digest, target_of
from phoihop.ledger.envelope import Envelope


class KnownLeaves(Protocol):
    """What a node knows of other places: the leaf hash there, or None."""

    def leaf_at(self, place: Coordinate) -> str | None:
        """The leaf hash (hex) at a place, None when nothing is known there."""
        ...


@dataclass(frozen=True, slots=True)
class Counts:
    """The act takes part in the fold of its subjects."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The act is stored and waits: for acts at `missing`, or (empty) for a program that knows its kind."""

    missing: tuple[Coordinate, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """The act is stored and shown, but takes part in no fold: it builds on acts that are not what it says."""

    wrong: tuple[Coordinate, ...]


Standing = Counts | Waits | Contested


def standing(envelope: Envelope, known: KnownLeaves, kinds: KindBook) -> Standing:
    """Decide from the refs alone, so that every node that knows the same leaves decides the same."""
    missing: list[Coordinate] = []
    wrong: list[Coordinate] = []
    for ref in envelope.refs:
        leaf = known.leaf_at(target_of(ref))
        if leaf is None:
            missing.append(target_of(ref))
        elif leaf != ref.leaf:
            wrong.append(target_of(ref))
    if wrong:
        return Contested(tuple(wrong))
    if missing or not kinds.knows(envelope):
        return Waits(tuple(missing))
    return Counts()


def content_belongs(envelope: Envelope, *, salt: bytes, body: bytes, cleared: bool) -> bool:
    """Whether content that arrives may be kept at the place of `envelope`.

    Not when its digest is another's, and not where a redaction that counts has `cleared` the place: content
    that was redacted stays away, from whichever node or backup it comes back.
    """
    return not cleared and len(salt) == SALT_SIZE and payload_digest(salt, body) == envelope.payload


class ArrivalFault(ValueError):
    """A run of acts cannot be taken in: it leaves a gap or contradicts what is already here."""

    def __init__(self, code: str, place: Coordinate) -> None:
        super().__init__(f"{code} at {place}")
        self.code = code
        self.place = place


def new_part(*, size: int, known: Sequence[str], first: Coordinate, leaves: Sequence[str]) -> int:
    """How many of the arriving `leaves` (from place `first`) are already here.

    `size`: how many acts of this ledger epoch are here; `known`: their leaf hashes from `first.index`
    on. ArrivalFault `gap` when acts in between are missing, `fork` when a known place has another leaf.
    """
    if first.index > size:
        raise ArrivalFault("ledger.gap", Coordinate(first.ledger, first.epoch, size))
    overlap = min(size - first.index, len(leaves))
    for offset in range(overlap):
        if known[offset] != leaves[offset]:
            raise ArrivalFault("ledger.fork", Coordinate(first.ledger, first.epoch, first.index + offset))
    return overlap
