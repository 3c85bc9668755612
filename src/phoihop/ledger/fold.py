"""From the acts known about one subject to the acts that count, in their order. Pure.

Order: by (height, ledger, epoch, index). The height is one more than that of everything an act builds
on, so the order respects every ref and every ledger's own order, on every node, whatever arrived when.
An act that supersedes stands in the place of the first act it replaces; it names everything that its
target replaced too (see seal), so a chain of corrections holds even where a link in it is withheld.
See docs/spec/ledger.md section 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from phoihop.ledger.act import Coordinate, FoldedAct, target_of
from phoihop.ledger.envelope import REDACTED_KIND, Envelope

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
    replacing = [(act.place, places) for act in known if (places := replaced_places(act.envelope))]
    latest = {target: place for place, targets in replacing for target in targets}
    outdone = {place for place, targets in replacing if any(latest[t] != place for t in targets)}
    cleared = {place for act in known for place in cleared_places(act.envelope)}
    gone = outdone.union(latest)
    standing = [act for act in known if act.kind != REDACTED_KIND and act.place not in gone]
    standing.sort(key=lambda act: (fold_key(act.envelope), own_key(act.envelope)))
    return tuple(FoldedAct(act.envelope, act.leaf, None) if act.place in cleared else act for act in standing)


def replay_order(envelopes: Sequence[Envelope]) -> tuple[Envelope, ...]:
    """Envelopes of any number of ledgers in the order in which they are replayed."""
    return tuple(sorted(envelopes, key=own_key))
