"""Toy kinds of acts and their projectors: a sum, a text whose order matters, a set whose last word counts."""

from __future__ import annotations

from collections.abc import Sequence

from phoihop.ledger.act import ActKind, FoldedAct, KindBook, Payload
from phoihop.ledger.acts import KINDS
from phoihop.ledger.envelope import Envelope

Rows = tuple[str, ...]
GAP = "…"


class Counted(Payload, frozen=True):
    amount: int


class Said(Payload, frozen=True):
    text: str


class SaidLouder(Payload, frozen=True):
    text: str
    volume: int


class Placed(Payload, frozen=True):
    item: str
    present: bool


ANYTHING = ("counter", "text", "set")
COUNTED = ActKind("toy.counted", 1, Counted, ANYTHING, "public")
SAID = ActKind("toy.said", 1, Said, ANYTHING, "parties")
LOUDER = ActKind("toy.said", 2, SaidLouder, ANYTHING, "parties")
PLACED = ActKind("toy.placed", 1, Placed, ANYTHING, "public")
MINUTED = ActKind("toy.minuted", 1, Said, ANYTHING, "agency")  # the envelope travels, the content does not
KEPT = ActKind("toy.kept", 1, Said, ANYTHING, "agency")  # nothing travels but the leaf hash
OLD_PROGRAM = KindBook([*KINDS, COUNTED, SAID, PLACED, MINUTED, KEPT])
NEW_PROGRAM = KindBook([*KINDS, COUNTED, SAID, LOUDER, PLACED, MINUTED, KEPT])


def agency_of(ledger: str) -> str:
    return ledger.partition("/")[0]


def may_hold_envelope(envelope: Envelope, agencies: frozenset[str]) -> bool:
    return envelope.kind != KEPT.name or agency_of(envelope.ledger) in agencies


def may_read(envelope: Envelope, agencies: frozenset[str]) -> bool:
    """Whether a node that serves these agencies may hold the content."""
    if agency_of(envelope.ledger) in agencies or envelope.audience.group in {"public", "parties"}:
        return True
    return envelope.audience.group == "named" and not agencies.isdisjoint(envelope.audience.bodies)


def rows_of(subject: str, acts: Sequence[FoldedAct]) -> Rows:
    """The rows of a subject; an act without content is shown as a gap, never skipped in silence."""
    payloads = [act.payload for act in acts]
    kind = subject.partition(":")[0]
    if kind == "text":
        return tuple(_words(payload) for payload in payloads)
    if kind == "counter":
        total = sum(payload.amount for payload in payloads if isinstance(payload, Counted))
        return (str(total), str(payloads.count(None)))
    return _members(payloads)


def _words(payload: Payload | None) -> str:
    if payload is None:
        return GAP
    return payload.text if isinstance(payload, Said | SaidLouder) else repr(payload)


def _members(payloads: Sequence[Payload | None]) -> Rows:
    members: set[str] = set()
    for payload in payloads:
        if isinstance(payload, Placed):
            (members.add if payload.present else members.discard)(payload.item)
    return (*sorted(members), str(payloads.count(None)))
