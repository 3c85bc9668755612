"""Giving a proposal its place: refs, height, digest, bytes. Pure: salt, id and time are handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from phoihop.ledger.act import Coordinate, Proposal, SealedAct, payload_bytes, payload_digest
from phoihop.ledger.envelope import (
    ENVELOPE_VERSION,
    Envelope,
    Party,
    Ref,
    RefRole,
    envelope_bytes,
    leaf_of,
)


ANY_SUBJECT = ("*",)


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
    targets: Mapping[Coordinate, Head],
    extra_refs: Sequence[Ref] = (),
) -> SealedAct:
    """The act at `slot`. `heads`: latest act of each subject named or built on; `targets`: acts replaced."""
    _check(proposal)
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


def _refs(
    proposal: Proposal,
    heads: Mapping[str, Head],
    targets: Mapping[Coordinate, Head],
    extra: Sequence[Ref],
) -> tuple[Ref, ...]:
    refs = set(extra)
    for subject in (*proposal.subjects, *proposal.builds_on):
        if subject in heads:
            refs.add(heads[subject].as_ref("on"))
    refs.update(targets[place].as_ref("supersedes") for place in proposal.supersedes)
    refs.update(targets[place].as_ref("redacts") for place in proposal.redacts)
    return tuple(sorted(refs, key=lambda r: (r.role, r.ledger, r.epoch, r.index)))
