"""Histories told one by one: what the thousand random ones contain, small enough to be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from phoihop.ledger.act import ActKind, Coordinate, Payload, Proposal, SealedAct, place_of
from phoihop.ledger.acts import EPOCH_OPENED, KINDS, OPENED, REDACTED, EpochOpened, LedgerOpened, Redacted
from phoihop.ledger.admission import ArrivalFault
from phoihop.ledger.envelope import Envelope, Party, envelope_bytes, leaf_of, origin
from phoihop.ledger.note import NoteFault, VerifierKey, parse_verifier_key, sign
from phoihop.ledger.seal import Head, Stamp, fresh_epoch
from phoihop.ledger.tree import root_of
from tests.nodes.cores import REAL
from tests.nodes.node import Handed, Node, Run, RunRefused
from tests.nodes.toys import KEPT, NEW_PROGRAM, OLD_PROGRAM, SAID, Counted, KindBook, Said

TEXT = ("text:a",)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


class Table:
    """A few nodes at one table: they write, and hand over what they have when told to."""

    def __init__(self, names: str) -> None:
        self.trust: dict[str, VerifierKey] = {}
        self.count = 0
        self.nodes = {name: self.node(name) for name in names}
        for name in names:
            self.open(name)

    def node(self, name: str) -> Node:
        return Node(ord(name), frozenset({name}), NEW_PROGRAM, REAL, self.trust)

    def stamp(self, body: str) -> Stamp:
        self.count += 1
        return Stamp(
            Party(body), f"{self.count:026d}", None, "2026-11-23T08:00:00Z", bytes([self.count]) * 32
        )

    def key(self, node: Node, ledger: str, epoch: int) -> str:
        name = origin(ledger, epoch)
        node.keys[name] = KEY
        self.trust[name] = VerifierKey(name, KEY.public_key().public_bytes_raw())
        node.writes[ledger] = epoch
        return self.trust[name].text()

    def open(self, name: str) -> None:
        node, ledger = self.nodes[name], f"{name}/book"
        opened = LedgerOpened(name, "work", self.key(node, ledger, 1))
        node.write(ledger, Proposal(OPENED, (f"ledger:{ledger}",), opened), self.stamp(name))

    def say(
        self,
        name: str,
        text: str,
        *,
        corrects: tuple[SealedAct, ...] = (),
        kind: ActKind[Payload] = SAID,
        subjects: tuple[str, ...] = TEXT,
    ) -> SealedAct:
        targets = tuple(place_of(act.envelope) for act in corrects)
        proposal = Proposal(kind, subjects, Said(text), supersedes=targets)
        return self.nodes[name].write(f"{name}/book", proposal, self.stamp(name))

    def redact(self, name: str, act: SealedAct) -> SealedAct:
        place = place_of(act.envelope)
        proposal = Proposal(REDACTED, act.envelope.subjects, Redacted("test"), redacts=(place,))
        return self.nodes[name].write(f"{name}/book", proposal, self.stamp(name))

    def hand_over(self, giver: str, taker: str) -> None:
        node, other = self.nodes[giver], self.nodes[taker]
        for run in node.answers(other.ask(), other.agencies, iter(lambda: 1.0, None)):
            other.receive(run)

    def exchange(self) -> None:
        for _ in self.nodes:
            for giver in self.nodes:
                for taker in self.nodes:
                    if giver != taker:
                        self.hand_over(giver, taker)

    def restore(self, name: str, backup: object, entropy: bytes) -> None:
        node, ledger = self.nodes[name], f"{name}/book"
        node.load(backup)
        before = node.writes[ledger]
        tree = node.trees[ledger, before]
        last = Coordinate(ledger, before, len(tree.leaves) - 1)
        epoch = fresh_epoch(before, entropy=entropy)
        opened = EpochOpened(
            name, self.key(node, ledger, epoch), origin(ledger, before), last.index + 1, "00", "restore"
        )
        head = Head(tree.last_height, last, tree.leaves[-1])
        proposal = Proposal(EPOCH_OPENED, (f"ledger:{ledger}",), opened)
        node.write(ledger, proposal, self.stamp(name), extra_refs=(head.as_ref("epoch"),))

    def texts(self) -> dict[str, tuple[str, ...]]:
        return {name: node.tables.get("text:a", ()) for name, node in self.nodes.items()}

    def run_of(self, name: str, act: SealedAct) -> Run:
        """The run that brings one more act of `name`, complete, with the checkpoint after it."""
        place = place_of(act.envelope)
        note = self.nodes[name].trees[place.ledger, place.epoch].notes[place.index + 1]
        return Run(place, (Handed(act.leaf, act.data, act.salt, act.body),), note)


def test_acts_of_two_bodies_about_one_subject_stand_in_the_order_of_what_they_built_on() -> None:
    table = Table("ab")
    table.exchange()
    table.say("b", "first")
    table.exchange()
    table.say("a", "second")
    table.exchange()
    assert table.texts() == {"a": ("first", "second"), "b": ("first", "second")}


def test_an_act_that_builds_on_an_unknown_one_waits_until_it_comes() -> None:
    table = Table("abc")
    table.exchange()
    table.say("a", "first")
    table.hand_over("a", "b")
    answer = table.say("b", "second")
    table.nodes["c"].receive(table.run_of("b", answer))
    waiting = table.nodes["c"].waiting
    assert (waiting, table.texts()["c"]) == (
        {Coordinate("b/book", 1, 1): (Coordinate("a/book", 1, 1),)},
        (),
    )
    table.hand_over("a", "c")
    assert (table.nodes["c"].waiting, table.texts()["c"]) == ({}, ("first", "second"))


def test_an_act_of_an_unknown_kind_waits_for_the_program_that_knows_it() -> None:
    table = Table("ab")
    table.nodes["b"].kinds = KindBook(KINDS)
    table.say("a", "word")
    table.exchange()
    assert table.texts()["b"] == ()
    table.nodes["b"].upgrade(OLD_PROGRAM)
    assert table.texts()["b"] == ("word",)


def test_a_correction_stands_where_the_act_stood_that_it_replaces() -> None:
    table = Table("ab")
    wrong = table.say("a", "wrong")
    table.say("a", "after")
    table.say("a", "right", corrects=(wrong,))
    table.exchange()
    assert table.texts() == {"a": ("right", "after"), "b": ("right", "after")}


def test_a_correction_of_a_correction_holds_where_the_link_between_is_withheld() -> None:
    table = Table("ab")
    wrong = table.say("a", "wrong")
    table.say("a", "after")
    secret = table.say("a", "secret", corrects=(wrong,), kind=KEPT)
    table.say("a", "right", corrects=(secret,))
    table.exchange()
    assert table.nodes["b"].shelf[place_of(secret.envelope)].envelope is None
    assert table.texts() == {"a": ("right", "after"), "b": ("right", "after")}


def test_of_two_corrections_made_before_and_after_a_restore_only_the_later_counts() -> None:
    table = Table("ab")
    wrong = table.say("a", "wrong")
    backup = table.nodes["a"].backup()
    table.say("a", "lost here, kept there", corrects=(wrong,))
    table.exchange()
    table.restore("a", backup, b"\0\0\1")
    table.say("a", "said anew", corrects=(wrong,))
    table.exchange()
    assert table.texts() == {"a": ("said anew",), "b": ("said anew",)}


def test_a_node_restored_from_an_old_backup_gets_its_own_lost_acts_back() -> None:
    table = Table("ab")
    backup = table.nodes["a"].backup()
    lost = table.say("a", "lost")
    table.exchange()
    table.restore("a", backup, b"\0\0\1")
    assert table.texts() == {"a": (), "b": ("lost",)}
    table.say("a", "new")
    table.exchange()
    assert table.nodes["a"].leaf_at(place_of(lost.envelope)) == lost.leaf
    assert set(table.texts().values()) == {("lost", "new")}


def test_two_restores_of_one_backup_open_two_epochs_that_live_side_by_side() -> None:
    table = Table("ab")
    backup = table.nodes["a"].backup()
    table.restore("a", backup, b"\0\0\1")
    table.say("a", "after the first")
    table.exchange()
    table.restore("a", backup, b"\0\0\2")
    table.say("a", "after the second")
    table.exchange()
    epochs = {epoch for ledger, epoch in table.nodes["b"].trees if ledger == "a/book"}
    assert (epochs, len(set(table.texts().values()))) == ({1, 3, 4}, 1)


def test_redacted_content_goes_everywhere_and_does_not_come_back_with_an_old_backup() -> None:
    table = Table("ab")
    act = table.say("a", "word")
    table.exchange()
    backups = {name: node.backup() for name, node in table.nodes.items()}
    table.redact("a", act)
    table.exchange()
    assert table.texts() == {"a": ("…",), "b": ("…",)}
    table.nodes["b"].load(backups["b"])
    assert table.texts()["b"] == ("word",)
    table.exchange()
    assert table.texts() == {"a": ("…",), "b": ("…",)}


def test_the_own_redaction_that_a_restore_forgot_comes_back_from_the_others() -> None:
    table = Table("ab")
    act = table.say("a", "word")
    backup = table.nodes["a"].backup()
    table.redact("a", act)
    table.exchange()
    table.restore("a", backup, b"\0\0\1")
    assert table.texts()["a"] == ("word",)
    table.exchange()
    assert table.texts() == {"a": ("…",), "b": ("…",)}


def test_a_redaction_does_not_wait_for_ledgers_that_never_come() -> None:
    table = Table("abc")
    table.exchange()
    act = table.say("a", "word")
    table.exchange()
    table.say("c", "known to the redacting body only")
    table.hand_over("c", "a")
    redaction = table.redact("a", act)
    table.nodes["b"].receive(table.run_of("a", redaction))
    assert table.texts()["b"] == ("…",)


def test_another_leaf_at_a_known_place_is_a_fork_and_changes_nothing() -> None:
    table = Table("ab")
    act = table.say("a", "word")
    table.exchange()
    forged = table.run_of("a", act)
    with pytest.raises(ArrivalFault) as refused:
        table.nodes["b"].receive(replace(forged, acts=(Handed("0" * 64),)))
    assert (refused.value.code, refused.value.place) == ("ledger.fork", Coordinate("a/book", 1, 1))
    assert table.texts()["b"] == ("word",)


def test_acts_beyond_a_hole_are_a_gap_and_name_the_first_missing_place() -> None:
    table = Table("ab")
    table.say("a", "first")
    late = table.say("a", "second")
    with pytest.raises(ArrivalFault) as refused:
        table.nodes["b"].receive(table.run_of("a", late))
    assert (refused.value.code, refused.value.place) == ("ledger.gap", Coordinate("a/book", 1, 0))


def _relocated(envelope: Envelope, **changes: object) -> Handed:
    data = envelope_bytes(Envelope(**{f: getattr(envelope, f) for f in envelope.__struct_fields__} | changes))
    return Handed(leaf_of(data), data)


def test_an_envelope_that_names_another_place_is_refused_with_the_whole_run() -> None:
    table = Table("ab")
    table.hand_over("a", "b")
    act = table.say("a", "word")
    run = table.run_of("a", act)
    moved = _relocated(act.envelope, index=2)
    with pytest.raises(RunRefused, match="not the one of its leaf"):
        table.nodes["b"].receive(replace(run, acts=(moved,)))
    assert table.nodes["b"].leaf_at(place_of(act.envelope)) is None


def test_content_of_another_act_is_refused() -> None:
    table = Table("ab")
    table.hand_over("a", "b")
    act = table.say("a", "word")
    run = table.run_of("a", act)
    other = replace(run.acts[0], body=b'{"text":"ward"}')
    with pytest.raises(RunRefused, match="content"):
        table.nodes["b"].receive(replace(run, acts=(other,)))


def test_the_checkpoint_of_another_epoch_is_refused() -> None:
    table = Table("ab")
    table.hand_over("a", "b")
    act = table.say("a", "word")
    run = table.run_of("a", act)
    note = table.nodes["a"].trees["a/book", 1].notes[2].split("\n\n")[0] + "\n"
    stolen = sign(note.replace("a/book/1", "a/book/2"), name="a/book/1", key=KEY)
    with pytest.raises(NoteFault, match="checkpoint of a/book/2"):
        table.nodes["b"].receive(replace(run, note=stolen))


def test_content_that_is_not_of_its_kind_is_as_good_as_absent() -> None:
    table = Table("ab")
    liar = ActKind(SAID.name, 1, Counted, ("text",))
    act = table.nodes["a"].write("a/book", Proposal(liar, TEXT, Counted(1)), table.stamp("a"))
    table.exchange()
    assert (table.texts(), act.body) == ({"a": ("…",), "b": ("…",)}, b'{"amount":1}')


def test_an_act_that_builds_on_another_leaf_than_the_known_one_is_contested() -> None:
    table = Table("ab")
    first = table.say("a", "first")
    table.exchange()
    node = table.nodes["a"]
    node.heads["text:a"] = Head(first.envelope.height, place_of(first.envelope), "0" * 64)
    second = table.say("a", "second")
    table.exchange()
    place = place_of(second.envelope)
    assert table.nodes["b"].contested == {place: (place_of(first.envelope),)}
    assert table.texts()["b"] == ("first",)


def test_the_key_of_an_epoch_stands_in_its_first_act() -> None:
    table = Table("a")
    tree = table.nodes["a"].trees["a/book", 1]
    opened = NEW_PROGRAM.find(OPENED.name, 1).read(
        table.nodes["a"].shelf[Coordinate("a/book", 1, 0)].handed.body or b""
    )
    assert isinstance(opened, LedgerOpened)
    assert parse_verifier_key(opened.verifier_key) == table.trust["a/book/1"]
    assert tree.frontier.root() == root_of([bytes.fromhex(leaf) for leaf in tree.leaves])
