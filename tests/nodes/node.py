"""A node in memory: what it holds, what it hands over, what it takes in. It uses the pure core only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from phoihop.ledger.act import Coordinate, FoldedAct, KindBook, Proposal, SealedAct, place_of
from phoihop.ledger.admission import Contested, Waits, content_belongs
from phoihop.ledger.envelope import Envelope, Ref, decode_envelope, leaf_of, origin
from phoihop.ledger.note import Checkpoint, VerifierKey, open_checkpoint, sign
from phoihop.ledger.seal import Head, Slot, Stamp
from phoihop.ledger.tree import Frontier
from tests.nodes.cores import Core
from tests.nodes.toys import Rows, may_hold_envelope, may_read, rows_of

TreeName = tuple[str, int]

# Pure functions of bytes: ten nodes that read the same bytes need not compute the same ten times.
read_envelope = lru_cache(maxsize=4096)(decode_envelope)
read_checkpoint = lru_cache(maxsize=4096)(open_checkpoint)
hash_of = lru_cache(maxsize=4096)(leaf_of)


class RunRefused(ValueError):
    """A run is not what it says; it is refused as a whole."""


@dataclass(frozen=True, slots=True)
class Handed:
    """One act as it travels: the leaf always, the envelope and the content where the other may hold them."""

    leaf: str
    data: bytes | None = None
    salt: bytes | None = None
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive acts of one ledger epoch, and the checkpoint at their end (None: only fills holes)."""

    first: Coordinate
    acts: tuple[Handed, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Ask:
    """Reconciliation: how much of each ledger epoch the asker has, and the places where it lacks content."""

    asker: int
    sizes: Mapping[TreeName, int]
    holes: tuple[Coordinate, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a node holds at one place."""

    handed: Handed
    envelope: Envelope | None


@dataclass(slots=True)
class Tree:
    """One ledger epoch: leaf hashes, frontier, signed checkpoints by size."""

    leaves: list[str] = field(default_factory=list)
    frontier: Frontier = field(default_factory=Frontier)
    last_height: int = 0
    notes: dict[int, str] = field(default_factory=dict)

    def copy(self) -> Tree:
        return Tree(list(self.leaves), self.frontier, self.last_height, dict(self.notes))


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of all that is not derived."""

    shelf: Mapping[Coordinate, Held]
    trees: Mapping[TreeName, Tree]
    writes: Mapping[str, int]


class Node:
    """The ledgers of the agencies it serves, and copies of the others."""

    def __init__(
        self,
        number: int,
        agencies: frozenset[str],
        kinds: KindBook,
        core: Core,
        trust: dict[str, VerifierKey],
    ) -> None:
        self.number, self.agencies, self.kinds, self.core, self.trust = number, agencies, kinds, core, trust
        self.keys: dict[str, Ed25519PrivateKey] = {}
        self.load(Backup({}, {}, {}))

    # ---- what is derived, and how it comes about again

    def load(self, backup: Backup) -> None:
        """Become what the backup holds; everything derived is made afresh."""
        self.shelf = dict(backup.shelf)
        self.trees = {name: tree.copy() for name, tree in backup.trees.items()}
        self.writes = dict(backup.writes)
        self.counted: dict[str, dict[Coordinate, FoldedAct]] = {}
        self.heads: dict[str, Head] = {}
        self.waiting: dict[Coordinate, tuple[Coordinate, ...]] = {}
        self.contested: dict[Coordinate, tuple[Coordinate, ...]] = {}
        self.waiters: dict[Coordinate, dict[Coordinate, None]] = {}  # a dict, so that the order repeats
        self.cleared: set[Coordinate] = set()
        self.just_counted: list[Coordinate] = []
        self.tables: dict[str, Rows] = {}
        self.holes: set[Coordinate] = set()
        for place in self.shelf:
            self._note_hole(place)
        self._settle([place for place, held in self.shelf.items() if held.envelope is not None])

    def backup(self) -> Backup:
        """A copy; what is in it stays what it is."""
        return Backup(dict(self.shelf), {n: t.copy() for n, t in self.trees.items()}, dict(self.writes))

    def upgrade(self, kinds: KindBook) -> None:
        """A new program: acts whose kind was unknown are judged again."""
        self.kinds = kinds
        again = [place for place, missing in self.waiting.items() if not missing]
        for place in again:
            del self.waiting[place]
        self._settle(again)

    def leaf_at(self, place: Coordinate) -> str | None:
        """The leaf hash at a place (port `KnownLeaves`)."""
        held = self.shelf.get(place)
        return None if held is None else held.handed.leaf

    def _settle(self, fresh: Sequence[Coordinate], arrived: Iterable[Coordinate] = ()) -> None:
        """Judge acts, and those that waited for the leaves that `arrived`; then re-fold what changed."""
        released = [place for leaf in arrived for place in self.waiters.pop(leaf, ())]
        changed: set[str] = set()
        for place in dict.fromkeys([*fresh, *released]):
            self.waiting.pop(place, None)
            changed |= self._judge(place)
        self._project(changed)

    def _judge(self, place: Coordinate) -> set[str]:
        envelope = self.shelf[place].envelope
        if envelope is None:
            return set()
        verdict = self.core.standing(envelope, self, self.kinds)
        if isinstance(verdict, Waits):
            self.waiting[place] = verdict.missing
            for missing in verdict.missing:
                self.waiters.setdefault(missing, {})[place] = None
            return set()
        if isinstance(verdict, Contested):
            self.contested[place] = verdict.wrong
            return set()
        return self._take_part(place, envelope)

    def _take_part(self, place: Coordinate, envelope: Envelope) -> set[str]:
        self.just_counted.append(place)
        head = Head(envelope.height, place, self.shelf[place].handed.leaf)
        for subject in envelope.subjects:
            self.counted.setdefault(subject, {})[place] = self._folded(place, envelope)
            self.heads[subject] = max(head, self.heads.get(subject, head))
        changed = set(envelope.subjects)
        for target in self.core.cleared_places(envelope):
            changed |= self._clear(target)
        return changed

    def _clear(self, place: Coordinate) -> set[str]:
        self.cleared.add(place)
        held = self.shelf[place]
        self.shelf[place] = replace(held, handed=replace(held.handed, salt=None, body=None))
        self._note_hole(place)
        return self._refresh(place)

    def _refresh(self, place: Coordinate) -> set[str]:
        """Content came or went at a place that may count: the subjects to re-fold."""
        envelope = self.shelf[place].envelope
        subjects = () if envelope is None else envelope.subjects
        counting = {s for s in subjects if place in self.counted.get(s, {})}
        for subject in counting:
            self.counted[subject][place] = self._folded(place, envelope)
        return counting

    def _folded(self, place: Coordinate, envelope: Envelope) -> FoldedAct:
        """An act as a projector sees it; content that is not of its kind is as good as absent."""
        handed = self.shelf[place].handed
        kind = self.kinds.find(envelope.kind, envelope.kind_version)
        try:
            payload = None if handed.body is None else kind.read(handed.body)
        except msgspec.DecodeError:
            payload = None
        return FoldedAct(envelope, handed.leaf, payload)

    def _project(self, subjects: Iterable[str]) -> None:
        for subject in subjects:
            self.tables[subject] = rows_of(subject, self.core.counting(self.counted[subject].values()))

    def _note_hole(self, place: Coordinate) -> None:
        held = self.shelf[place]
        lacks = held.handed.body is None and place not in self.cleared
        if held.envelope is None or (lacks and may_read(held.envelope, self.agencies)):
            self.holes.add(place)
        else:
            self.holes.discard(place)

    # ---- writing

    def write(
        self, ledger: str, proposal: Proposal, stamp: Stamp, *, extra_refs: Sequence[Ref] = ()
    ) -> SealedAct:
        """Seal a proposal in the epoch that this node writes, store it, sign the tree."""
        name = (ledger, self.writes[ledger])
        tree = self.trees.setdefault(name, Tree())
        subjects = (*proposal.subjects, *proposal.builds_on)
        targets = (*proposal.supersedes, *proposal.redacts)
        sealed = self.core.seal(
            proposal,
            slot=Slot(Coordinate(*name, len(tree.leaves)), tree.last_height),
            stamp=stamp,
            heads={s: self.heads[s] for s in subjects if s in self.heads},
            targets={p: self._target(p) for p in targets},
            extra_refs=extra_refs,
        )
        place = place_of(sealed.envelope)
        self.shelf[place] = Held(Handed(sealed.leaf, sealed.data, sealed.salt, sealed.body), sealed.envelope)
        self._grow(tree, place)
        tree.notes[len(tree.leaves)] = self._signed(name, tree)
        self._settle([place], [place])
        return sealed

    def _target(self, place: Coordinate) -> object:
        held = self.shelf[place]
        return self.core.target_at(held.envelope, held.handed.leaf)

    def _grow(self, tree: Tree, place: Coordinate) -> None:
        held = self.shelf[place]
        tree.leaves.append(held.handed.leaf)
        tree.frontier = tree.frontier.append(bytes.fromhex(held.handed.leaf))
        if held.envelope is not None:
            tree.last_height = held.envelope.height
        self._note_hole(place)

    def _signed(self, name: TreeName, tree: Tree) -> str:
        text = Checkpoint(origin(*name), tree.frontier.size, tree.frontier.root()).text()
        return sign(text, name=origin(*name), key=self.keys[origin(*name)])

    # ---- handing over

    def ask(self) -> Ask:
        """What this node has, so that another can tell what it lacks."""
        sizes = {name: len(tree.leaves) for name, tree in self.trees.items()}
        return Ask(self.number, sizes, tuple(sorted(self.holes)))

    def answers(self, ask: Ask, agencies: frozenset[str], luck: Iterator[float]) -> list[Run]:
        """Runs that bring the asker to what this node has.

        `luck` says at which checkpoints a run ends, and which acts come first as a leaf or without content.
        """
        runs = [
            run
            for name, tree in self.trees.items()
            if len(tree.leaves) > ask.sizes.get(name, 0)
            for run in self._runs(name, ask.sizes.get(name, 0), agencies, luck)
        ]
        for place in ask.holes:
            fill = self._fill(place, agencies)
            if fill is not None:
                runs.append(fill)
        return runs

    def _runs(
        self, name: TreeName, start: int, agencies: frozenset[str], luck: Iterator[float]
    ) -> Iterator[Run]:
        tree = self.trees[name]
        for size in sorted(s for s in tree.notes if s > start):
            if size == len(tree.leaves) or next(luck) < 0.3:
                places = [Coordinate(*name, index) for index in range(start, size)]
                acts = tuple(_thinned(self.hand(p, agencies), next(luck)) for p in places)
                yield Run(places[0], acts, tree.notes[size])
                start = size

    def _fill(self, place: Coordinate, agencies: frozenset[str]) -> Run | None:
        if self.leaf_at(place) is None:
            return None
        handed = self.hand(place, agencies)
        return Run(place, (handed,), None) if handed.data is not None else None

    def hand(self, place: Coordinate, agencies: frozenset[str]) -> Handed:
        """As much of an act as a node serving `agencies` may hold."""
        held = self.shelf[place]
        if held.envelope is None or not may_hold_envelope(held.envelope, agencies):
            return Handed(held.handed.leaf)
        if may_read(held.envelope, agencies):
            return held.handed
        return replace(held.handed, salt=None, body=None)

    # ---- taking in

    def receive(self, run: Run) -> bool:
        """Take a run in, whole or not at all; True when it brought something.

        ArrivalFault for a gap or a fork, RunRefused, EnvelopeFault or NoteFault for anything else.
        """
        name = (run.first.ledger, run.first.epoch)
        tree = self.trees.get(name) or Tree()
        leaves = [handed.leaf for handed in run.acts]
        known = tree.leaves[run.first.index : run.first.index + len(leaves)]
        old = self.core.new_part(size=len(tree.leaves), known=known, first=run.first, leaves=leaves)
        places = [Coordinate(*name, run.first.index + n) for n in range(len(leaves))]
        envelopes = [_opened(place, handed) for place, handed in zip(places, run.acts, strict=True)]
        if old < len(leaves):
            self._check_note(run, name, tree.frontier, leaves[old:])
        more = [n for n in range(old) if self._brings_more(places[n], run.acts[n])]
        return self._take_in(name, tree, run, places, envelopes, [*more, *range(old, len(leaves))])

    def _check_note(self, run: Run, name: TreeName, frontier: Frontier, leaves: Sequence[str]) -> None:
        if run.note is None:
            raise RunRefused("new acts come with a checkpoint at their end")
        for leaf in leaves:
            frontier = frontier.append(bytes.fromhex(leaf))
        checkpoint = read_checkpoint(run.note, self.trust[origin(*name)])
        if (checkpoint.size, checkpoint.root) != (frontier.size, frontier.root()):
            raise RunRefused("the acts are not those of the checkpoint")

    def _brings_more(self, place: Coordinate, handed: Handed) -> bool:
        mine = self.shelf[place].handed
        return (mine.data is None and handed.data is not None) or (
            mine.body is None and handed.body is not None
        )

    def _take_in(
        self,
        name: TreeName,
        tree: Tree,
        run: Run,
        places: Sequence[Coordinate],
        envelopes: Sequence[Envelope | None],
        wanted: Sequence[int],
    ) -> bool:
        if not wanted:
            return False
        self.trees[name] = tree
        fresh, arrived, changed = [], [], set[str]()
        for n in wanted:
            place, envelope, before = places[n], envelopes[n], self.shelf.get(places[n])
            self.shelf[place] = Held(self._kept(place, envelope, run.acts[n]), envelope)
            if before is None:
                self._grow(tree, place)
                arrived.append(place)
            self._note_hole(place)
            if before is None or before.envelope is None:
                fresh.append(place)
            else:
                changed |= self._refresh(place)
        if arrived and run.note is not None:
            tree.notes[len(tree.leaves)] = run.note
        self._settle(fresh, arrived)
        self._project(changed)
        return True

    def _kept(self, place: Coordinate, envelope: Envelope | None, handed: Handed) -> Handed:
        """What may stay here of what was handed over: no content where a redaction cleared the place."""
        if envelope is None or handed.salt is None or handed.body is None:
            return handed
        cleared = place in self.cleared
        if self.core.content_belongs(envelope, salt=handed.salt, body=handed.body, cleared=cleared):
            return handed
        return replace(handed, salt=None, body=None)


def _thinned(handed: Handed, luck: float) -> Handed:
    """What comes at first: now and then only the leaf, or the envelope without content."""
    if luck < 0.03:
        return Handed(handed.leaf)
    return Handed(handed.leaf, handed.data) if luck < 0.08 else handed


def _opened(place: Coordinate, handed: Handed) -> Envelope | None:
    """The envelope of an act that arrives, once it is shown to be the one of this leaf, place and content."""
    if handed.data is None:
        return None
    envelope = read_envelope(handed.data)
    if hash_of(handed.data) != handed.leaf or place_of(envelope) != place:
        raise RunRefused(f"the envelope at {place} is not the one of its leaf")
    if handed.salt is None or handed.body is None:
        return envelope
    if not content_belongs(envelope, salt=handed.salt, body=handed.body, cleared=False):
        raise RunRefused(f"the content at {place} is another one")
    return envelope
