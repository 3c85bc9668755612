"""From the acts known about one subject to the acts that count, in their order. Pure.

Order: by (height, ledger, epoch, index). The height is one more than that of everything an act builds
on, so the order respects every ref and every ledger's own order, on every node, whatever arrived when.
An act that supersedes stands in the place of the first act it replaces. See docs/spec/ledger.md §5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from phoihop.ledger.act import Coordinate, FoldedAct, target_of
from phoihop.ledger.envelope import Envelope

OrderKey = tuple[int, str, int, int]


def own_key(envelope: Envelope) -> OrderKey:
    """The place of an act in the order of replay."""
    return (envelope.height, envelope.ledger, envelope.epoch, envelope.index)


def fold_key(envelope: Envelope) -> OrderKey:
    """The place at which it counts: its own, or that of the first act it replaces."""
    replaced = [
        (r.height, r.ledger, r.epoch, r.index)
        for r in envelope.refs
        if r.role == "supersedes" and r.ledger == envelope.ledger
    ]
    return min(replaced, default=own_key(envelope))


def cleared_places(envelope: Envelope) -> tuple[Coordinate, ...]:
    """The acts whose payload this act redacts. A ledger clears only its own acts."""
    return tuple(target_of(r) for r in envelope.refs if r.role == "redacts" and r.ledger == envelope.ledger)


def replaced_places(envelope: Envelope) -> tuple[Coordinate, ...]:
    """The acts that this act replaces. A ledger replaces only its own acts."""
    return tuple(
        target_of(r) for r in envelope.refs if r.role == "supersedes" and r.ledger == envelope.ledger
    )


def counting(acts: Iterable[FoldedAct]) -> tuple[FoldedAct, ...]:
    """The acts of one subject that count, in order.

    Left out: acts that are replaced; of several that replace the same act, all but the latest; the
    ledger's own acts about acts (redactions). A redacted act stays, without payload.
    """
    known = sorted(acts, key=lambda act: own_key(act.envelope))
    replaced = {place for act in known for place in replaced_places(act.envelope)}
    cleared = {place for act in known for place in cleared_places(act.envelope)}
    at_place: dict[OrderKey, FoldedAct] = {}
    for act in known:
        if act.place not in replaced and act.kind != "ledger.redacted":
            at_place[fold_key(act.envelope)] = act
    return tuple(
        FoldedAct(act.envelope, act.leaf, None) if act.place in cleared else act
        for _, act in sorted(at_place.items())
    )


def replay_order(envelopes: Sequence[Envelope]) -> tuple[Envelope, ...]:
    """Envelopes of any number of ledgers in the order in which they are replayed."""
    return tuple(sorted(envelopes, key=own_key))
