"""Nodes that write, exchange, forget and come back: one seed, one history of the world."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from phoihop.ledger.act import ActKind, Coordinate, Payload, Proposal, place_of
from phoihop.ledger.acts import EPOCH_OPENED, OPENED, REDACTED, EpochOpened, LedgerOpened, Redacted
from phoihop.ledger.admission import ArrivalFault
from phoihop.ledger.envelope import Envelope, EnvelopeFault, Party, origin
from phoihop.ledger.note import NoteFault, VerifierKey
from phoihop.ledger.seal import Head, Stamp
from tests.nodes.cores import REAL, Core
from tests.nodes.node import Ask, Backup, Handed, Node, Run, RunRefused
from tests.nodes.oracle import (
    Record,
    check_all,
    check_author,
    check_node,
    check_rebuild,
    check_tables,
    demand,
)
from tests.nodes.toys import (
    COUNTED,
    KEPT,
    LOUDER,
    MINUTED,
    NEW_PROGRAM,
    OLD_PROGRAM,
    PLACED,
    SAID,
    Counted,
    Placed,
    Said,
    SaidLouder,
)

SUBJECTS = ("counter:a", "text:a", "text:b", "set:a", "set:b")
ITEMS = ("gạo", "muối", "vải")
CLERK = ("p-01", "q-01")


@dataclass(slots=True)
class Figures:
    """What happened, summed over seeds."""

    seeds: int = 0
    acts: int = 0
    corrections: int = 0
    redactions: int = 0
    restores: int = 0
    messages: int = 0
    lost: int = 0
    duplicated: int = 0
    gaps: int = 0
    forks: int = 0
    tampered: int = 0
    waited: int = 0

    def add(self, other: Figures) -> None:
        for name in (f.name for f in fields(self)):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        return " · ".join(f"{f.name} {getattr(self, f.name):,}" for f in fields(self))


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad the network and the machines are, from 0 to 1."""

    loss: float
    double: float
    crash: float


@dataclass(slots=True)
class Flight:
    """A message on its way; a `mischief` must be refused with this code, without a trace."""

    to: int
    message: Ask | Run
    mischief: str | None = None


@lru_cache(maxsize=64)
def _key(number: int) -> Ed25519PrivateKey:
    """One of 64 invented keys: the name in a verifier key makes it another key for each ledger epoch."""
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


@dataclass(slots=True)
class World:
    """A few nodes and the network between them; everything random comes from one seed."""

    seed: int
    size: int
    core: Core = REAL
    figures: Figures = field(default_factory=Figures)

    rng: random.Random = field(init=False)
    weather: Weather = field(init=False)
    nodes: list[Node] = field(init=False)
    record: Record = field(init=False, default_factory=Record)
    trust: dict[str, VerifierKey] = field(init=False, default_factory=dict)
    flights: list[Flight] = field(init=False, default_factory=list)
    backups: dict[int, list[Backup]] = field(init=False, default_factory=dict)
    written: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.weather = Weather(self.rng.choice([0, 0.1, 0.3]), self.rng.choice([0, 0.2]), 0.03)
        self.nodes = [self._node(number) for number in range(self.size)]
        for node in self.nodes:
            for agency in sorted(node.agencies):
                for title in self.rng.choice([("work",), ("work", "people")]):
                    self._open(node, agency, f"{agency}/{title}")
        self.backups = {node.number: [node.backup()] for node in self.nodes}

    def _node(self, number: int) -> Node:
        agencies = [f"agency-{number}"]
        if self.rng.random() < 0.3:
            agencies.append(f"agency-{number}b")  # a shared installation keeps the ledgers of several
        kinds = OLD_PROGRAM if self.rng.random() < 0.3 else NEW_PROGRAM
        return Node(number, frozenset(agencies), kinds, self.core, self.trust)

    # ---- writing

    def _open(self, node: Node, agency: str, ledger: str) -> None:
        key = self._new_key(node, ledger, 1)
        opened = LedgerOpened(agency, ledger, key.text())
        node.writes[ledger] = 1
        self._write(node, ledger, Proposal(OPENED, (f"ledger:{ledger}",), opened))

    def _new_key(self, node: Node, ledger: str, epoch: int) -> VerifierKey:
        name = origin(ledger, epoch)
        node.keys[name] = _key(self.rng.randrange(64))
        self.trust[name] = VerifierKey(name, node.keys[name].public_key().public_bytes_raw())
        return self.trust[name]

    def _write(self, node: Node, ledger: str, proposal: Proposal, epoch_of: Head | None = None) -> None:
        """One command: seal, remember what was meant, and see that the decision comes last for its author."""
        seen = [p for s in (*proposal.subjects, *proposal.builds_on) for p in node.counted.get(s, {})]
        if proposal.redacts:
            seen = list(proposal.redacts)
        extra = () if epoch_of is None else (epoch_of.as_ref("epoch"),)
        seen += () if epoch_of is None else (epoch_of.place,)
        sealed = node.write(ledger, proposal, self._stamp(ledger), extra_refs=extra)
        place = place_of(sealed.envelope)
        self.record.write(
            sealed.envelope,
            sealed.leaf,
            proposal.payload,
            node.trees[ledger, node.writes[ledger]].notes[place.index + 1],
            seen=seen,
            corrects=proposal.supersedes,
            clears=proposal.redacts,
        )
        if not proposal.supersedes and not proposal.redacts:
            check_author(node, place, proposal.subjects)
        self.figures.acts += 1
        check_node(node, self.record)

    def _stamp(self, ledger: str) -> Stamp:
        self.written += 1
        day = self.rng.randrange(1, 29)  # clocks are wrong: nothing may depend on them
        return Stamp(
            Party(ledger.partition("/")[0], *CLERK),
            f"{self.written:026d}",
            None,
            f"2026-{self.rng.randrange(1, 13):02d}-{day:02d}T08:00:00Z",
            self.rng.randbytes(32),
        )

    def _decide(self, node: Node) -> None:
        ledger = self.rng.choice(sorted(node.writes))
        dice = self.rng.random()
        own = self._own_acts(node, ledger) if dice < 0.4 else []
        if own and dice < 0.28:
            self._correct(node, ledger, own)
        elif own and dice < 0.4:
            self._redact(node, ledger, own)
        else:
            subjects = tuple(self.rng.sample(SUBJECTS, self.rng.choice([1, 1, 1, 2])))
            self._write(node, ledger, self._proposal(node, subjects))

    def _own_acts(self, node: Node, ledger: str) -> list[Envelope]:
        """Acts of this ledger that can be corrected or cleared: of any epoch, counting or corrected."""
        return [
            held.envelope
            for held in node.shelf.values()
            if held.envelope is not None
            and held.envelope.ledger == ledger
            and held.envelope.kind.startswith("toy.")
            and node.kinds.knows(held.envelope)
        ]

    def _correct(self, node: Node, ledger: str, own: list[Envelope]) -> None:
        targets = self.rng.sample(own, min(len(own), self.rng.choice([1, 1, 1, 2])))
        subjects = {subject for target in targets for subject in target.subjects}
        if self.rng.random() < 0.2:
            subjects.add(self.rng.choice(SUBJECTS))
        places = tuple(place_of(target) for target in targets)
        self._write(node, ledger, self._proposal(node, tuple(sorted(subjects)), supersedes=places))
        self.figures.corrections += 1

    def _redact(self, node: Node, ledger: str, own: list[Envelope]) -> None:
        target = self.rng.choice(own)
        proposal = Proposal(REDACTED, target.subjects, Redacted("test"), redacts=(place_of(target),))
        self._write(node, ledger, proposal)
        self.figures.redactions += 1

    def _proposal(
        self, node: Node, subjects: tuple[str, ...], supersedes: tuple[Coordinate, ...] = ()
    ) -> Proposal:
        kind, payload = self._content(node)
        bodies: tuple[str, ...] = ()
        if kind.audience == "parties" and self.rng.random() < 0.3:
            bodies = tuple(f"agency-{n}" for n in self.rng.sample(range(self.size), 2))
        on = (self.rng.choice(SUBJECTS),) if self.rng.random() < 0.2 else ()
        return Proposal(kind, subjects, payload, builds_on=on, supersedes=supersedes, audience_bodies=bodies)

    def _content(self, node: Node) -> tuple[ActKind[Payload], Payload]:
        word = f"word-{self.written}"
        kinds = [SAID, SAID, PLACED, PLACED, COUNTED, MINUTED, KEPT]
        if node.kinds is NEW_PROGRAM:
            kinds.append(LOUDER)
        kind = self.rng.choice(kinds)
        if kind is COUNTED:
            return kind, Counted(self.rng.randrange(-9, 10))
        if kind is PLACED:
            return kind, Placed(self.rng.choice(ITEMS), self.rng.random() < 0.6)
        return kind, SaidLouder(word, 2) if kind is LOUDER else Said(word)

    # ---- accidents

    def _crash(self, node: Node) -> None:
        """The machine is lost; an old backup takes its place and opens a new epoch of each ledger."""
        node.load(self.rng.choice(self.backups[node.number]))
        node.just_counted.clear()
        for ledger in sorted(node.writes):
            self._reopen(node, ledger)
        self.figures.restores += 1

    def _reopen(self, node: Node, ledger: str) -> None:
        """A new epoch cites the last checkpoint known of the epoch that the backup was writing."""
        before = node.writes[ledger]
        tree = node.trees[ledger, before]
        last = Coordinate(ledger, before, len(tree.leaves) - 1)
        latest = max(epoch for name, epoch in node.trees if name == ledger)
        node.writes[ledger] = self.core.fresh_epoch(latest, entropy=self.rng.randbytes(3))
        key = self._new_key(node, ledger, node.writes[ledger])
        opened = EpochOpened(
            agency=ledger.partition("/")[0],
            verifier_key=key.text(),
            previous_origin=origin(ledger, before),
            previous_size=len(tree.leaves),
            previous_root=tree.frontier.root().hex(),
            reason="restore",
        )
        head = Head(tree.last_height, last, tree.leaves[-1])
        self._write(node, ledger, Proposal(EPOCH_OPENED, (f"ledger:{ledger}",), opened), head)

    def _mischief(self, node: Node) -> None:
        """Somebody sends known acts with one leaf changed, with bytes changed, or beyond a hole."""
        name = self.rng.choice(sorted(node.trees))
        tree = node.trees[name]
        place = Coordinate(*name, self.rng.randrange(len(tree.leaves)))
        good = node.shelf[place].handed
        size = len(tree.leaves)
        note = tree.notes[max(tree.notes)]
        bad = self.rng.choice(["fork", "gap", "bytes", "tail"])
        if bad == "fork":
            run = Run(place, (Handed(_altered(good.leaf)),), note)
        elif bad == "gap":
            run = Run(Coordinate(*name, size + 1), (good,), note)
        elif bad == "tail":
            run = Run(Coordinate(*name, size), (Handed(_altered(good.leaf)),), note)
        else:
            run = Run(place, (Handed(good.leaf, b"{}" if good.data is None else good.data + b" "),), note)
        self._deliver_mischief(node, run, bad)

    def _deliver_mischief(self, node: Node, run: Run, bad: str) -> None:
        sizes = {name: len(tree.leaves) for name, tree in node.trees.items()}
        tables = dict(node.tables)
        code = "taken"
        try:
            node.receive(run)
        except ArrivalFault as fault:
            code = fault.code
        except (RunRefused, EnvelopeFault, NoteFault):
            code = "refused"
        wanted = {"fork": "ledger.fork", "gap": "ledger.gap"}.get(bad, "refused")
        demand(code == wanted, "a run that is not what it says is refused", bad, code)
        left = {name: len(tree.leaves) for name, tree in node.trees.items()}
        demand(left == sizes and node.tables == tables, "a refused run leaves no trace", bad)
        self.figures.tampered += 1
        self.figures.forks += bad == "fork"

    # ---- the network

    def _ask(self, asker: Node, other: Node) -> None:
        self.flights.append(Flight(other.number, asker.ask()))

    def _deliver(self) -> None:
        """One message, not the oldest: lost, or delivered and perhaps left in the air for a second time."""
        index = self.rng.randrange(len(self.flights))
        flight = self.flights[index]
        self.figures.messages += 1
        if self.rng.random() < self.weather.double:
            self.figures.duplicated += 1
        else:
            self.flights[index] = self.flights[-1]
            self.flights.pop()
        if self.rng.random() < self.weather.loss:
            self.figures.lost += 1
            return
        node = self.nodes[flight.to]
        if isinstance(flight.message, Ask):
            asker = flight.message.asker
            runs = node.answers(flight.message, self.nodes[asker].agencies, self._luck())
            self.flights.extend(Flight(asker, run) for run in runs)
        else:
            self._take(node, flight.message)

    def _take(self, node: Node, run: Run) -> None:
        try:
            changed = node.receive(run)
        except ArrivalFault as fault:
            demand(fault.code == "ledger.gap", "honest nodes do not fork", fault)
            self.figures.gaps += 1
            return
        except RunRefused:
            demand(run.note is None, "an honest run is what it says", run.first)
            self.figures.gaps += 1  # it would have filled a hole that a restore has made a gap meanwhile
            return
        if changed:
            self.figures.waited += len(node.waiting)
            check_node(node, self.record)

    def _luck(self) -> Iterator[float]:
        while True:
            yield self.rng.random()

    # ---- history

    def run(self, steps: int) -> Figures:
        """A history of `steps` steps, then quiet: everything that is demanded is checked."""
        for _ in range(steps):
            self._step()
        self._quieten()
        check_all(self.nodes, self.record)
        for node in self.nodes:
            if node.kinds is OLD_PROGRAM:
                node.upgrade(NEW_PROGRAM)
                check_tables(node, self.record)
        self.figures.seeds += 1
        return self.figures

    def _step(self) -> None:
        node, other = self.rng.sample(self.nodes, 2)
        dice = self.rng.random()
        if self.flights and dice < 0.4:
            self._deliver()
        elif dice < 0.65:
            self._decide(node)
        elif dice < 0.9:
            self._ask(node, other)
        elif dice < 0.93:
            self.backups[node.number].append(node.backup())
        elif dice < 0.93 + self.weather.crash:
            self._crash(node)
        elif dice < 0.97:
            self._mischief(node)
        elif dice < 0.98:
            node.upgrade(NEW_PROGRAM)
        else:
            check_rebuild(node)

    def _quieten(self) -> None:
        """Nobody writes; everybody asks everybody until nothing new comes, at last without loss."""
        for quiet in range(100):
            calm = quiet >= 2
            if calm:
                self.weather = Weather(0, 0, 0)
            before = self._state()
            for asker in self.nodes:
                others = [node for node in self.nodes if node is not asker]
                for other in others if calm else self.rng.sample(others, min(3, len(others))):
                    self._ask(asker, other)
                while self.flights:
                    self._deliver()
            if calm and self._state() == before:
                return
        demand(False, "the exchange comes to rest", self.seed)

    def _state(self) -> list[tuple[int, int]]:
        return [(len(node.shelf), len(node.holes)) for node in self.nodes]


def _altered(leaf: str) -> str:
    return ("0" if leaf[0] != "0" else "1") + leaf[1:]
