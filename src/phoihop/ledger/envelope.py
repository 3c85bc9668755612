"""The envelope of an act: what is hashed, what travels, what can never be taken back. Pure.

Frozen by the golden files under tests/vectors/ledger. It carries no text about a person: people are
opaque identifiers, all content is in the payload, of which only a salted digest stands here.
See docs/spec/ledger.md for the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Annotated, Literal, TypeVar

import msgspec

from phoihop.ledger.tree import leaf_hash

ENVELOPE_VERSION = 1
REDACTED_KIND = "ledger.redacted"
LEDGER_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*/[a-z0-9][a-z0-9-]*")
MAX_INT = 2**53 - 1
MAX_EPOCH = 2**31 - 1

_Key = TypeVar("_Key", str, tuple[str, str, int, int])
RefRole = Literal["on", "supersedes", "redacts", "epoch"]
AudienceClass = Literal["public", "parties", "named", "agency"]
BasisKind = Literal["instrument", "paper", "text"]

# `\Z`, not `$`, which also matches before a last newline. The lengths are those of the columns with copies.
_Ledger = Annotated[str, msgspec.Meta(pattern=rf"^{LEDGER_NAME.pattern}\Z", max_length=80)]
_Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
_Ulid = Annotated[str, msgspec.Meta(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}\Z")]
_Kind = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+\Z", max_length=80)]
_Subject = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*:[^\s\x00-\x1f\x7f]+\Z", max_length=200)]
_Moment = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")]
_Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
_Some = Annotated[str, msgspec.Meta(min_length=1)]
_Epoch = Annotated[int, msgspec.Meta(ge=1, le=MAX_EPOCH)]
_Ordinal = Annotated[int, msgspec.Meta(ge=1, le=MAX_INT)]
_Index = Annotated[int, msgspec.Meta(ge=0, le=MAX_INT)]


class EnvelopeFault(ValueError):
    """The bytes are not an envelope of version 1: malformed, not canonical or against a rule of section 2."""


class UnknownEnvelopeVersion(EnvelopeFault):
    """An envelope of a later version. It is kept as bytes and treated like a leaf alone until it is known."""


class _Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all envelope parts: immutable, unknown fields refused."""


class Party(_Frozen, frozen=True):
    """Who: a person in a post for a body. Person and post are None when the command line acted."""

    body: _Some
    person: _Some | None = None
    post: _Some | None = None


class Ref(_Frozen, frozen=True):
    """What an act builds on, replaces or clears: a place in a ledger, its height and its leaf hash (hex)."""

    role: RefRole
    ledger: _Ledger
    epoch: _Epoch
    index: _Index
    height: _Ordinal
    leaf: _Hash


class Audience(_Frozen, frozen=True, rename={"group": "class"}):
    """Who may hold the payload: everybody, all parties, the named bodies, or only the own agency."""

    group: AudienceClass
    bodies: tuple[_Some, ...] = ()


class Basis(_Frozen, frozen=True):
    """Why: an instrument with clause, a paper act (number, date) or a text received (its hash).

    `for_body` is the body whose paper act is recorded here by somebody else ("ghi theo văn bản số …").
    """

    kind: BasisKind
    issuer: str
    number: str
    date: _Day | None = None
    clause: str | None = None
    sha256: _Hash | None = None
    for_body: _Some | None = None


class Valid(_Frozen, frozen=True, rename={"start": "from", "end": "to"}):
    """When the fact holds: half-open ISO dates, None = open."""

    start: _Day | None = None
    end: _Day | None = None


class Envelope(_Frozen, frozen=True):
    """One act without its content. Field by field: docs/spec/ledger.md section 2."""

    v: int
    kind: _Kind
    kind_version: _Ordinal
    ledger: _Ledger
    epoch: _Epoch
    index: _Index
    height: _Ordinal
    id: _Ulid
    batch: _Ulid | None
    decided_by: Party
    entered_by: Party
    subjects: tuple[_Subject, ...]
    refs: tuple[Ref, ...]
    audience: Audience
    basis: tuple[Basis, ...]
    valid: Valid
    recorded_at: _Moment
    payload: _Hash


class _Version(msgspec.Struct, frozen=True):
    v: int


# msgspec lets a broken UTF-8 sequence inside a string through as Python's own error.
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError)
_DECODER = msgspec.json.Decoder(Envelope)
_VERSION = msgspec.json.Decoder(_Version)
_ENCODER = msgspec.json.Encoder(order="sorted")


def envelope_bytes(envelope: Envelope) -> bytes:
    """The canonical bytes (RFC 8785: keys are ASCII, there are no floats)."""
    return _ENCODER.encode(envelope)


def decode_envelope(data: bytes) -> Envelope:
    """Read canonical bytes. EnvelopeFault when they are none; UnknownEnvelopeVersion for a later version."""
    try:
        envelope = _DECODER.decode(data)
    except _UNREADABLE as fault:
        raise _unreadable(data, fault) from fault
    if envelope.v != ENVELOPE_VERSION:
        raise _unreadable(data, ValueError(f"envelope version {envelope.v} is not known"))
    if envelope_bytes(envelope) != data:
        raise EnvelopeFault("the bytes are not in canonical form")
    for broken in broken_rules(envelope):
        raise EnvelopeFault(broken)
    return envelope


def _unreadable(data: bytes, fault: Exception) -> EnvelopeFault:
    try:
        version = _VERSION.decode(data).v
    except _UNREADABLE:
        return EnvelopeFault(str(fault))
    if version > ENVELOPE_VERSION:
        return UnknownEnvelopeVersion(f"envelope version {version} is not known")
    return EnvelopeFault(str(fault))


def broken_rules(envelope: Envelope) -> Iterator[str]:
    """What an envelope says that no envelope may say, from itself alone (spec section 2), as sentences."""
    if not envelope.subjects or not _ascending(envelope.subjects):
        yield "subjects are named once each, in order, and there is at least one"
    if not _ascending([(r.role, r.ledger, r.epoch, r.index) for r in envelope.refs]):
        yield "refs stand once each, in the order role, ledger, epoch, index"
    for ref in envelope.refs:
        yield from _broken_by_ref(envelope, ref)
    redacting = envelope.kind == REDACTED_KIND
    if redacting != any(ref.role == "redacts" for ref in envelope.refs):
        yield "a redaction refers to what it clears, and nothing else clears"
    if redacting and any(ref.role != "redacts" for ref in envelope.refs):
        yield "a redaction refers to nothing but what it clears, so that it never waits for another ledger"
    bodies = envelope.audience.bodies
    if (envelope.audience.group == "named") != bool(bodies) or not _ascending(bodies):
        yield "bodies are named once each, in order, for the audience class named only"
    yield from _broken_by_dates(envelope)


def _broken_by_ref(envelope: Envelope, ref: Ref) -> Iterator[str]:
    here, home = (envelope.ledger, envelope.epoch), (ref.ledger, ref.epoch)
    if ref.height >= envelope.height:
        yield "an act is higher than everything it refers to"
    if here == home and ref.index >= envelope.index:
        yield "an act refers to acts before it"
    if ref.role in {"supersedes", "redacts"} and ref.ledger != envelope.ledger:
        yield "a ledger replaces and clears only its own acts"
    earlier = ref.ledger == envelope.ledger and ref.epoch < envelope.epoch
    if ref.role == "epoch" and not (envelope.index == 0 and earlier):
        yield "only the first act of an epoch refers to an earlier epoch of its ledger as epoch"


def _broken_by_dates(envelope: Envelope) -> Iterator[str]:
    start, end = envelope.valid.start, envelope.valid.end
    days = [day for day in (start, end, *(basis.date for basis in envelope.basis)) if day is not None]
    try:
        datetime.fromisoformat(envelope.recorded_at)
        for day in days:
            date.fromisoformat(day)
    except ValueError:
        yield "a date or moment is not in the calendar"
    if start is not None and end is not None and start >= end:
        yield "a period ends after it starts"


def _ascending(keys: Sequence[_Key]) -> bool:
    return len(keys) < 2 or all(a < b for a, b in pairwise(keys))


def leaf_of(data: bytes) -> str:
    """The leaf hash of canonical envelope bytes, hex."""
    return leaf_hash(data).hex()


def origin(ledger: str, epoch: int) -> str:
    """The name under which checkpoints of this ledger epoch are signed: `agency/ledger/epoch`."""
    return f"{ledger}/{epoch}"
