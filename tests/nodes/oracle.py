"""What must hold in the simulation, said without the core: a world that saw every act being written.

The reference fold below works from what the authors did (which acts they had before them, which they meant to
correct), not from heights and refs in envelopes, and compares acts two by two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phoihop.ledger.act import Coordinate, FoldedAct, Payload, place_of
from phoihop.ledger.envelope import REDACTED_KIND, Envelope, leaf_of, origin
from phoihop.ledger.tree import (
    consistency_proof,
    inclusion_proof,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from tests.nodes.cores import REAL
from tests.nodes.node import Node, TreeName, read_checkpoint
from tests.nodes.toys import Rows, may_read, rows_of

Order = tuple[int, Coordinate]


class Violation(AssertionError):
    """A property of the ledger does not hold."""


SEEN = (Violation, LookupError, ValueError)
"""How a broken core shows itself: a property fails, an act cannot be read, a run or envelope is refused."""


def demand(holds: bool, sentence: str, *about: object) -> None:
    """Violation with the sentence when it does not hold."""
    if not holds:
        raise Violation(f"{sentence}: {' '.join(map(str, about))}")


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as its author meant it."""

    envelope: Envelope
    payload: Payload
    order: Order
    corrects: frozenset[Coordinate]  # what it corrects, and what that corrected before
    clears: tuple[Coordinate, ...]
    leaf: str


class Record:
    """All acts that were ever written, by place, and all checkpoints that were ever signed."""

    def __init__(self) -> None:
        self.deeds: dict[Coordinate, Deed] = {}
        self.leaves: dict[TreeName, list[str]] = {}
        self.notes: dict[TreeName, dict[int, str]] = {}

    def write(
        self,
        envelope: Envelope,
        leaf: str,
        payload: Payload,
        note: str,
        *,
        seen: Sequence[Coordinate],
        corrects: Sequence[Coordinate],
        clears: Sequence[Coordinate],
    ) -> None:
        """Remember an act: what its author had `seen`, and what it was meant to do."""
        place = place_of(envelope)
        name = (envelope.ledger, envelope.epoch)
        demand(place not in self.deeds, "an honest node writes each place once", place)
        before = [self.deeds[p].order[0] for p in seen]
        if envelope.index:
            before.append(self.deeds[Coordinate(*name, envelope.index - 1)].order[0])
        earlier = frozenset(corrects).union(*(self.deeds[p].corrects for p in corrects))
        order = (1 + max(before, default=0), place)
        self.deeds[place] = Deed(envelope, payload, order, earlier, tuple(clears), leaf)
        self.leaves.setdefault(name, []).append(leaf)
        self.notes.setdefault(name, {})[len(self.leaves[name])] = note

    # ---- the reference fold

    def counts(self, deed: Deed, node: Node) -> bool:
        """Whether a node can let an act take part: it knows the envelope, the kind, and all it refers to."""
        held = node.shelf.get(place_of(deed.envelope))
        if held is None or held.envelope is None or not node.kinds.knows(deed.envelope):
            return False
        return all(Coordinate(r.ledger, r.epoch, r.index) in node.shelf for r in deed.envelope.refs)

    def expected(self, node: Node) -> dict[str, Rows]:
        """The tables that this node must show."""
        known = [deed for deed in self.deeds.values() if self.counts(deed, node)]
        cleared = {place for deed in known for place in deed.clears}
        about: dict[str, list[Deed]] = {}
        for deed in known:
            for subject in deed.envelope.subjects:
                about.setdefault(subject, []).append(deed)
        return {s: rows_of(s, self._standing(deeds, cleared, node)) for s, deeds in about.items()}

    def _standing(self, deeds: Sequence[Deed], cleared: set[Coordinate], node: Node) -> list[FoldedAct]:
        corrections = [deed for deed in deeds if deed.corrects]
        standing = [
            deed
            for deed in deeds
            if not deed.clears and not any(_beaten(deed, other) for other in corrections)
        ]
        standing.sort(key=self._position)
        return [self._seen(deed, cleared, node) for deed in standing]

    def _position(self, deed: Deed) -> Order:
        return min([self.deeds[p].order for p in deed.corrects], default=deed.order)

    def _seen(self, deed: Deed, cleared: set[Coordinate], node: Node) -> FoldedAct:
        place = place_of(deed.envelope)
        here = node.shelf[place].handed.body is not None and place not in cleared
        return FoldedAct(deed.envelope, deed.leaf, deed.payload if here else None)


def _beaten(deed: Deed, other: Deed) -> bool:
    """`other` corrects `deed`, or corrects later what `deed` corrects too."""
    if place_of(deed.envelope) in other.corrects:
        return True
    return other.order > deed.order and not deed.corrects.isdisjoint(other.corrects)


# ---- properties at every moment


def check_node(node: Node, record: Record) -> None:
    """After each step of a node: nothing counts before its causes, nothing redacted comes back."""
    for place in node.just_counted:
        envelope = node.shelf[place].envelope
        demand(envelope is not None, "only an act whose envelope is here counts", place)
        for ref in envelope.refs:
            leaf = node.leaf_at(Coordinate(ref.ledger, ref.epoch, ref.index))
            demand(leaf == ref.leaf, "an act counts only after everything it builds on", place, ref)
    node.just_counted.clear()
    for place, deed in record.deeds.items():
        for target in deed.clears:
            held, clearing = node.shelf.get(target), node.shelf.get(place)
            if held is not None and clearing is not None and clearing.envelope is not None:
                demand(held.handed.body is None, "where the redaction is, the content is not", target)


def check_author(node: Node, place: Coordinate, subjects: Sequence[str]) -> None:
    """An act that was just written comes last in what its author sees of its subjects."""
    for subject in subjects:
        last = REAL.counting(node.counted[subject].values())[-1]
        seen = node.core.counting(node.counted[subject].values())[-1]
        demand(seen.place == last.place == place, "a decision comes after all that its author saw", place)


def check_rebuild(node: Node) -> None:
    """The tables are those of a rebuild from what is stored, in any order of reading."""
    fresh = Node(node.number, node.agencies, node.kinds, node.core, node.trust)
    backup = node.backup()
    shelf = dict(sorted(backup.shelf.items(), key=lambda item: item[1].handed.leaf))
    fresh.load(type(backup)(shelf, backup.trees, backup.writes))
    demand(fresh.tables == node.tables, "the tables equal their rebuild", node.number)
    demand(set(fresh.waiting) == set(node.waiting), "the same acts wait after a rebuild", node.number)


# ---- properties once everything was exchanged


def check_tables(node: Node, record: Record) -> None:
    """The tables of one node are those of its rebuild and of the reference; nothing waits in vain."""
    check_node(node, record)
    check_rebuild(node)
    demand(node.tables == record.expected(node), "the tables are those of the reference", node.number)
    _check_waiting(node)


def check_all(nodes: Sequence[Node], record: Record) -> None:
    """After quiescence: same leaves, tables as expected and in agreement, content where it may be."""
    for node in nodes:
        check_tables(node, record)
        _check_leaves(node, nodes[0], record)
    _check_agreement(nodes)
    _check_content(nodes, record)
    _check_checkpoints(nodes, record)
    _check_proofs(nodes, record)


def _check_waiting(node: Node) -> None:
    demand(not node.contested, "no honest act is contested", node.contested)
    for place, missing in node.waiting.items():
        envelope = node.shelf[place].envelope
        unknown = envelope is not None and not node.kinds.knows(envelope)
        lost = any(p not in node.shelf for p in missing)
        demand(unknown or lost, "an act waits only for what nobody has", place, missing)


def _check_leaves(node: Node, first: Node, record: Record) -> None:
    demand(node.trees.keys() == first.trees.keys(), "all nodes know the same ledger epochs", node.number)
    for name, tree in node.trees.items():
        demand(tree.leaves == first.trees[name].leaves, "all nodes hold the same leaves", name)
        demand(tree.leaves == record.leaves[name][: len(tree.leaves)], "leaves are as written", name)


def _check_agreement(nodes: Sequence[Node]) -> None:
    for node, other in zip(nodes, [*nodes[1:], nodes[0]], strict=True):
        for subject in node.counted.keys() & other.counted.keys():
            mine, theirs = node.counted[subject], other.counted[subject]
            both = [place for place in mine if place in theirs]
            hidden = {p for p in both if mine[p].payload is None or theirs[p].payload is None}
            rows = [
                rows_of(subject, node.core.counting(_veiled(acts[p], p in hidden) for p in order))
                for acts, order in ((mine, both), (theirs, sorted(both, reverse=True)))
            ]
            demand(rows[0] == rows[1], "tables agree over what both may read", subject)


def _veiled(act: FoldedAct, hidden: bool) -> FoldedAct:
    return FoldedAct(act.envelope, act.leaf, None) if hidden else act


def _check_content(nodes: Sequence[Node], record: Record) -> None:
    """Redacted content is nowhere; other content is with everybody who may read it, if anybody has it."""
    for place, deed in record.deeds.items():
        holders = [n for n in nodes if place in n.shelf and n.shelf[place].handed.body is not None]
        for node in holders:
            demand(may_read(deed.envelope, node.agencies), "content is only with its audience", place)
            demand(place not in node.cleared, "redacted content is nowhere", place)
        if not holders or deed.clears:
            continue
        entitled = [n for n in nodes if n.shelf[place].envelope and may_read(deed.envelope, n.agencies)]
        demand(len(holders) == len(entitled), "content is with everybody who may read it", place)
    secrets = [word for node in nodes for word in _words_cleared(node, record)]
    shown = " ".join(word for node in nodes for rows in node.tables.values() for word in rows)
    for word in secrets:
        demand(word not in shown.split(), "redacted words stand in no table", word)


def _words_cleared(node: Node, record: Record) -> list[str]:
    payloads = [record.deeds[place].payload for place in node.cleared]
    return [payload.text for payload in payloads if hasattr(payload, "text")]


def _check_checkpoints(nodes: Sequence[Node], record: Record) -> None:
    """Every checkpoint ever signed verifies and is consistent with the later ones of its epoch."""
    trust = nodes[0].trust
    for name, notes in record.notes.items():
        leaves = [bytes.fromhex(leaf) for leaf in record.leaves[name]]
        signed = [read_checkpoint(notes[size], trust[origin(*name)]) for size in sorted(notes)]
        last = signed[-1]
        demand(last.root == root_of(leaves[: last.size]), "a checkpoint is the root of its leaves", name)
        for old in signed[:: max(1, len(signed) // 3)]:
            proof = consistency_proof(leaves[: last.size], old.size)
            good = verify_consistency(old.size, last.size, old.root, last.root, proof)
            demand(good, "checkpoints of one epoch are consistent", name, old.size)
        _check_opening(record, name)


def _check_opening(record: Record, name: TreeName) -> None:
    """A later epoch cites a checkpoint of an earlier one that is consistent with what was written."""
    deed = record.deeds[Coordinate(*name, 0)]
    for ref in deed.envelope.refs:
        if ref.role == "epoch":
            previous = record.leaves[ref.ledger, ref.epoch][: ref.index + 1]
            root = root_of([bytes.fromhex(leaf) for leaf in previous]).hex()
            demand(root == deed.payload.previous_root, "an epoch cites the tree it follows", name)


def _check_proofs(nodes: Sequence[Node], record: Record) -> None:
    """The leaf of a redacted act is still that of its envelope, and still proved by the latest checkpoint."""
    node = nodes[-1]
    for place in list(node.cleared)[:3]:
        name = (place.ledger, place.epoch)
        tree, held = node.trees[name], node.shelf[place]
        if held.handed.data is not None:
            demand(leaf_of(held.handed.data) == held.handed.leaf, "a redacted act keeps its leaf", place)
        size = max(tree.notes)
        head = read_checkpoint(tree.notes[size], node.trust[origin(*name)])
        leaves = [bytes.fromhex(leaf) for leaf in tree.leaves[:size]]
        proof = inclusion_proof(leaves, place.index)
        good = verify_inclusion(leaves[place.index], place.index, size, proof, head.root)
        demand(good, "a redacted act is still proved", place)


def is_redaction(envelope: Envelope) -> bool:
    return envelope.kind == REDACTED_KIND
