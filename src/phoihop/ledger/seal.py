"""Giving a proposal its place: refs, height, digest, bytes. Pure: salt, id and time are handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from phoihop.ledger.act import Coordinate, Proposal, SealedAct, payload_bytes, payload_digest, place_of
from phoihop.ledger.envelope import (
    ENVELOPE_VERSION,
    Envelope,
    EnvelopeFault,
    Party,
    Ref,
    RefRole,
    decode_envelope,
    envelope_bytes,
    leaf_of,
)

ANY_SUBJECT = ("*",)
EPOCH_STEP = 1 << 20


class SealFault(ValueError):
    """A proposal breaks the contract of its kind (a defect of the caller, not a refusal)."""


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """An act that can be referred to: its height first, so that the greatest head is the latest."""

    height: int
    place: Coordinate
    leaf: str

    def as_ref(self, role: RefRole) -> Ref:
        """A ref to this act."""
        return Ref(role, self.place.ledger, self.place.epoch, self.place.index, self.height, self.leaf)


@dataclass(frozen=True, slots=True)
class Target:
    """An act to be replaced or cleared: where it stands, whom it is about, what it replaced itself."""

    head: Head
    subjects: tuple[str, ...]
    replaced: tuple[Ref, ...] = ()


def target_at(envelope: Envelope, leaf: str) -> Target:
    """A stored act as the target of a proposal."""
    replaced = tuple(ref for ref in envelope.refs if ref.role == "supersedes")
    return Target(Head(envelope.height, place_of(envelope), leaf), envelope.subjects, replaced)


@dataclass(frozen=True, slots=True)
class Slot:
    """The next free place of a ledger epoch, and the height of the act before it (0 for none)."""

    place: Coordinate
    last_height: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What only the outside can supply: who enters, act id, batch, UTC time, 32 random bytes of salt."""

    entered_by: Party
    act_id: str
    batch: str | None
    recorded_at: str
    salt: bytes


def seal(
    proposal: Proposal,
    *,
    slot: Slot,
    stamp: Stamp,
    heads: Mapping[str, Head],
    targets: Mapping[Coordinate, Target],
    extra_refs: Sequence[Ref] = (),
) -> SealedAct:
    """The act at `slot`. `heads`: latest act of each subject named or built on; `targets`: acts replaced.

    SealFault when the proposal breaks its contract or the envelope would not be read by another node.
    """
    _check(proposal)
    _check_targets(proposal, targets)
    refs = _refs(proposal, heads, targets, extra_refs)
    height = 1 + max([slot.last_height, *(ref.height for ref in refs)])
    body = payload_bytes(proposal.payload)
    envelope = Envelope(
        v=ENVELOPE_VERSION,
        kind=proposal.kind.name,
        kind_version=proposal.kind.version,
        ledger=slot.place.ledger,
        epoch=slot.place.epoch,
        index=slot.place.index,
        height=height,
        id=stamp.act_id,
        batch=stamp.batch,
        decided_by=proposal.decided_by or stamp.entered_by,
        entered_by=stamp.entered_by,
        subjects=tuple(sorted(proposal.subjects)),
        refs=refs,
        audience=proposal.audience(),
        basis=proposal.basis,
        valid=proposal.valid,
        recorded_at=stamp.recorded_at,
        payload=payload_digest(stamp.salt, body),
    )
    data = envelope_bytes(envelope)
    try:
        decode_envelope(data)
    except EnvelopeFault as fault:
        raise SealFault(f"{proposal.kind.name}: {fault}") from fault
    return SealedAct(envelope, data, leaf_of(data), stamp.salt, body)


def _check(proposal: Proposal) -> None:
    if not proposal.subjects or len(set(proposal.subjects)) != len(proposal.subjects):
        raise SealFault(f"{proposal.kind.name}: subjects are named once each, and there is at least one")
    allowed = proposal.kind.subject_types
    for subject in proposal.subjects:
        if subject.partition(":")[0] not in allowed and allowed != ANY_SUBJECT:
            raise SealFault(f"{proposal.kind.name} may not change {subject}")
    if not isinstance(proposal.payload, proposal.kind.payload):
        raise SealFault(f"{proposal.kind.name}: payload of another kind")


def _check_targets(proposal: Proposal, targets: Mapping[Coordinate, Target]) -> None:
    """An act changes only the subjects it names, so it names all subjects of what it replaces or clears."""
    for place in (*proposal.supersedes, *proposal.redacts):
        if place not in targets:
            raise SealFault(f"{proposal.kind.name}: nothing is known at {place}")
        unnamed = set(targets[place].subjects) - set(proposal.subjects)
        if unnamed:
            raise SealFault(f"{proposal.kind.name}: {place} is also about {', '.join(sorted(unnamed))}")


def _refs(
    proposal: Proposal,
    heads: Mapping[str, Head],
    targets: Mapping[Coordinate, Target],
    extra: Sequence[Ref],
) -> tuple[Ref, ...]:
    refs = set(extra)
    refs.update(targets[place].head.as_ref("redacts") for place in proposal.redacts)
    for place in proposal.supersedes:
        refs.add(targets[place].head.as_ref("supersedes"))
        refs.update(targets[place].replaced)
    if not proposal.redacts:  # a redaction builds on nothing, so that it never waits for another ledger
        named = (*proposal.subjects, *proposal.builds_on)
        refs.update(heads[subject].as_ref("on") for subject in named if subject in heads)
    return tuple(sorted(refs, key=lambda r: (r.role, r.ledger, r.epoch, r.index)))


def fresh_epoch(latest: int, *, entropy: bytes) -> int:
    """The number of a new epoch after a restore: greater than `latest`, and one that nobody has used yet.

    Not simply the next number: two restores from one old backup would both take it, and the acts of the
    first, which others hold by then, would look like a fork. `entropy`: at least 3 random bytes.
    """
    if len(entropy) < 3:
        raise SealFault("a new epoch needs at least 3 random bytes")
    return latest + 1 + int.from_bytes(entropy[:3]) % EPOCH_STEP
