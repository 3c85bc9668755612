"""Kinds of acts, proposals (acts before they have a place) and acts as a fold sees them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from phoihop.kernel.canonical import canonical, digest
from phoihop.ledger.envelope import Audience, AudienceClass, Basis, Envelope, Party, Ref, Valid

SALT_SIZE = 32
ALWAYS = Valid()

P_co = TypeVar("P_co", bound="Payload", covariant=True)


class Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all payloads: frozen; an unknown field is a fault, never ignored."""


class UnknownKind(LookupError):
    """This program does not know the kind or version; the act waits until it does."""


@dataclass(frozen=True, slots=True)
class ActKind(Generic[P_co]):
    """A kind of decision that one context owns.

    `subject_types` are the only types of subject that its acts may name; `audience` is the class it
    travels in unless the command narrows it.
    """

    name: str
    version: int
    payload: type[P_co]
    subject_types: tuple[str, ...]
    audience: AudienceClass = "parties"

    def read(self, data: bytes) -> P_co:
        """The typed payload from canonical bytes. msgspec.DecodeError when it is not of this kind."""
        try:
            return msgspec.json.decode(data, type=self.payload)
        except UnicodeDecodeError as fault:  # msgspec lets a broken UTF-8 sequence inside a string through
            raise msgspec.DecodeError(str(fault)) from fault


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that was accepted and now wants a place in the ledger.

    `builds_on`: further subjects whose latest act this one refers to. `supersedes`/`redacts`: acts of
    the same ledger that it replaces or clears. `decided_by` None means: decided by who enters it.
    """

    kind: ActKind[Payload]
    subjects: tuple[str, ...]
    payload: Payload
    basis: tuple[Basis, ...] = ()
    valid: Valid = ALWAYS
    builds_on: tuple[str, ...] = ()
    supersedes: tuple[Coordinate, ...] = ()
    redacts: tuple[Coordinate, ...] = ()
    decided_by: Party | None = None
    audience_bodies: tuple[str, ...] = ()

    def audience(self) -> Audience:
        """The audience of the envelope."""
        group: AudienceClass = "named" if self.audience_bodies else self.kind.audience
        return Audience(group, tuple(sorted(self.audience_bodies)))


@dataclass(frozen=True, slots=True, order=True)
class Coordinate:
    """The place of an act: ledger, epoch, index."""

    ledger: str
    epoch: int
    index: int

    def __str__(self) -> str:
        return f"{self.ledger}/{self.epoch}#{self.index}"


def place_of(envelope: Envelope) -> Coordinate:
    """Where an act stands."""
    return Coordinate(envelope.ledger, envelope.epoch, envelope.index)


def target_of(ref: Ref) -> Coordinate:
    """Where a ref points."""
    return Coordinate(ref.ledger, ref.epoch, ref.index)


@dataclass(frozen=True, slots=True)
class FoldedAct:
    """An act as a projector sees it. `payload` is None when it is redacted, withheld or not here yet."""

    envelope: Envelope
    leaf: str
    payload: Payload | None

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.envelope.kind

    @property
    def place(self) -> Coordinate:
        """Where it stands."""
        return place_of(self.envelope)


@dataclass(frozen=True, slots=True)
class SealedAct:
    """An act with its place, ready to be stored: envelope bytes, leaf hash, salt and payload bytes."""

    envelope: Envelope
    data: bytes
    leaf: str
    salt: bytes
    body: bytes


class KindBook:
    """All kinds that this program knows, by name and version."""

    def __init__(self, kinds: Sequence[ActKind[Payload]]) -> None:
        self._kinds = {(kind.name, kind.version): kind for kind in kinds}
        if len(self._kinds) != len(kinds):
            raise ValueError("a kind and version is declared twice")

    def __iter__(self) -> Iterator[ActKind[Payload]]:
        return iter(self._kinds.values())

    def find(self, name: str, version: int) -> ActKind[Payload]:
        """The kind, or UnknownKind."""
        try:
            return self._kinds[name, version]
        except KeyError as fault:
            raise UnknownKind(f"{name} v{version}") from fault

    def knows(self, envelope: Envelope) -> bool:
        """True when an act of this envelope can be read."""
        return (envelope.kind, envelope.kind_version) in self._kinds


def payload_bytes(payload: Payload) -> bytes:
    """Canonical bytes of a payload."""
    return canonical(payload)


def payload_digest(salt: bytes, body: bytes) -> str:
    """The salted digest that stands in the envelope, hex. ValueError for a salt that is not 32 bytes.

    With a salt of any other length the border between salt and content could be moved.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return digest(salt, body)
