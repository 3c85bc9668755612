"""Giving a proposal its place: refs, height, digest, and what may not be sealed."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.ledger.act import (
    ActKind,
    Coordinate,
    KindBook,
    Payload,
    Proposal,
    SealedAct,
    UnknownKind,
    payload_digest,
    place_of,
)
from phoihop.ledger.acts import KINDS, REDACTED, Redacted
from phoihop.ledger.envelope import Audience, Party, Ref, decode_envelope, leaf_of
from phoihop.ledger.seal import EPOCH_STEP, Head, SealFault, Slot, Stamp, Target, fresh_epoch, seal, target_at

LEDGER = "tinh-a/work"
HERE = Coordinate(LEDGER, 1, 5)
SLOT = Slot(HERE, 7)
ULID = "01J0000000000000000000000A"
STAMP = Stamp(Party("TINH-A", "p", "q"), ULID, None, "2026-11-23T08:00:00Z", b"s" * 32)
LEAF = "ab" * 32


class Noted(Payload, frozen=True):
    text: str


NOTED = ActKind("example.noted", 1, Noted, ("task",))
PROPOSAL = Proposal(NOTED, ("task:1",), Noted("Một"))


def place(index: int, ledger: str = LEDGER, epoch: int = 1) -> Coordinate:
    return Coordinate(ledger, epoch, index)


def sealed(
    proposal: Proposal = PROPOSAL,
    *,
    heads: dict[str, Head] | None = None,
    targets: dict[Coordinate, Target] | None = None,
    slot: Slot = SLOT,
    stamp: Stamp = STAMP,
    extra: tuple[Ref, ...] = (),
) -> SealedAct:
    return seal(proposal, slot=slot, stamp=stamp, heads=heads or {}, targets=targets or {}, extra_refs=extra)


def test_a_sealed_act_is_read_back_by_anybody() -> None:
    act = sealed()
    assert decode_envelope(act.data) == act.envelope
    assert (act.leaf, act.body, act.salt) == (leaf_of(act.data), '{"text":"Một"}'.encode(), b"s" * 32)
    assert act.envelope.payload == payload_digest(act.salt, act.body)


def test_the_first_act_of_a_ledger_has_height_1() -> None:
    assert sealed(slot=Slot(place(0), 0)).envelope.height == 1


def test_the_height_is_one_more_than_the_act_before() -> None:
    assert sealed().envelope.height == 8


def test_the_height_is_one_more_than_all_it_builds_on_in_whatever_ledger() -> None:
    heads = {
        "task:1": Head(30, place(2, "tinh-b/work"), LEAF),
        "task:2": Head(40, place(9, "tinh-c/work"), LEAF),
    }
    act = sealed(replace(PROPOSAL, builds_on=("task:2",)), heads=heads)
    assert (act.envelope.height, act.envelope.refs) == (
        41,
        (Ref("on", "tinh-b/work", 1, 2, 30, LEAF), Ref("on", "tinh-c/work", 1, 9, 40, LEAF)),
    )


def test_the_head_of_a_subject_that_the_act_does_not_name_is_not_referred_to() -> None:
    assert sealed(heads={"task:9": Head(30, place(2), LEAF)}).envelope.refs == ()


def test_subjects_stand_in_order_whatever_order_they_are_named_in() -> None:
    assert sealed(replace(PROPOSAL, subjects=("task:2", "task:1"))).envelope.subjects == ("task:1", "task:2")


def test_who_enters_decides_unless_somebody_else_is_named() -> None:
    leader = Party("TINH-A", "leader", "post")
    assert sealed().envelope.decided_by == STAMP.entered_by
    envelope = sealed(replace(PROPOSAL, decided_by=leader)).envelope
    assert (envelope.decided_by, envelope.entered_by) == (leader, STAMP.entered_by)


def test_bodies_named_by_the_command_narrow_the_audience_of_the_kind() -> None:
    assert sealed().envelope.audience == Audience("parties")
    narrowed = sealed(replace(PROPOSAL, audience_bodies=("TINH-C", "TINH-B"))).envelope.audience
    assert narrowed == Audience("named", ("TINH-B", "TINH-C"))


# ---- corrections and redactions


def target(
    index: int = 3, *, subjects: tuple[str, ...] = ("task:1",), replaced: tuple[Ref, ...] = ()
) -> Target:
    return Target(Head(index + 1, place(index), LEAF), subjects, replaced)


def test_a_correction_names_what_it_corrects_and_all_that_was_corrected_before() -> None:
    first = Ref("supersedes", LEDGER, 1, 0, 1, "cd" * 32)
    correcting = replace(PROPOSAL, supersedes=(place(3),))
    act = sealed(correcting, targets={place(3): target(replaced=(first,))})
    assert act.envelope.refs == (first, Ref("supersedes", LEDGER, 1, 3, 4, LEAF))
    again = sealed(
        replace(PROPOSAL, supersedes=(HERE,)),
        slot=Slot(place(6), 8),
        targets={HERE: target_at(act.envelope, act.leaf)},
    )
    assert [(ref.role, ref.index) for ref in again.envelope.refs] == [("supersedes", n) for n in (0, 3, 5)]


def test_a_correction_must_be_about_everything_that_its_target_is_about() -> None:
    both = target(subjects=("task:1", "task:2"))
    with pytest.raises(SealFault, match="is also about task:2"):
        sealed(replace(PROPOSAL, supersedes=(place(3),)), targets={place(3): both})


def test_a_redaction_must_be_about_everything_that_its_target_is_about() -> None:
    redaction = Proposal(REDACTED, ("task:1",), Redacted("test"), redacts=(place(3),))
    with pytest.raises(SealFault, match="is also about task:2"):
        sealed(redaction, targets={place(3): target(subjects=("task:2",))})


def test_a_redaction_builds_on_nothing_so_that_it_never_waits() -> None:
    redaction = Proposal(REDACTED, ("task:1",), Redacted("test"), redacts=(place(3),))
    heads = {"task:1": Head(30, place(2, "tinh-b/work"), LEAF)}
    envelope = sealed(redaction, heads=heads, targets={place(3): target()}).envelope
    assert (envelope.refs, envelope.height) == ((Ref("redacts", LEDGER, 1, 3, 4, LEAF),), 8)


@pytest.mark.parametrize("role", ["supersedes", "redacts"])
def test_only_a_known_act_is_corrected_or_redacted(role: str) -> None:
    with pytest.raises(SealFault, match="nothing is known at tinh-a/work/1#3"):
        sealed(replace(PROPOSAL, **{role: (place(3),)}))


def test_only_a_redaction_clears() -> None:
    with pytest.raises(SealFault, match="nothing else clears"):
        sealed(replace(PROPOSAL, redacts=(place(3),)), targets={place(3): target()})
    with pytest.raises(SealFault, match="refers to what it clears"):
        sealed(Proposal(REDACTED, ("task:1",), Redacted("test")))


def test_a_ledger_corrects_only_its_own_acts() -> None:
    foreign = place(3, "tinh-b/work")
    theirs = Target(Head(4, foreign, LEAF), ("task:1",))
    with pytest.raises(SealFault, match="only its own acts"):
        sealed(replace(PROPOSAL, supersedes=(foreign,)), targets={foreign: theirs})


# ---- the contract of the kind


@pytest.mark.parametrize(
    ("proposal", "why"),
    [
        (replace(PROPOSAL, subjects=()), "there is at least one"),
        (replace(PROPOSAL, subjects=("task:1", "task:1")), "named once each"),
        (replace(PROPOSAL, subjects=("text:1",)), "may not change text:1"),
        (replace(PROPOSAL, payload=Redacted("test")), "payload of another kind"),
        (replace(PROPOSAL, decided_by=Party("")), "body"),
    ],
)
def test_a_proposal_against_its_kind_is_a_fault(proposal: Proposal, why: str) -> None:
    with pytest.raises(SealFault, match=why):
        sealed(proposal)


@pytest.mark.parametrize(
    "stamp",
    [replace(STAMP, act_id="1"), replace(STAMP, recorded_at="2026-11-23 08:00")],
    ids=["id", "moment"],
)
def test_what_another_node_would_refuse_is_not_sealed(stamp: Stamp) -> None:
    with pytest.raises(SealFault):
        sealed(stamp=stamp)


def test_a_height_poisoned_by_another_ledger_stops_here() -> None:
    with pytest.raises(SealFault, match="height"):
        sealed(heads={"task:1": Head(2**53 - 1, place(2, "tinh-b/work"), LEAF)})


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_salt_has_32_bytes(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        sealed(stamp=replace(STAMP, salt=b"s" * size))


def test_the_same_content_under_another_salt_has_another_leaf() -> None:
    assert sealed().leaf != sealed(stamp=replace(STAMP, salt=b"t" * 32)).leaf


# ---- epochs


def test_the_first_act_of_an_epoch_stands_above_the_act_it_cites() -> None:
    cited = Head(9, place(3), LEAF).as_ref("epoch")
    act = sealed(slot=Slot(place(0, epoch=77), 0), extra=(cited,))
    assert (act.envelope.height, act.envelope.refs) == (10, (cited,))


@given(st.integers(1, 2**31), st.binary(min_size=3, max_size=32))
def test_a_fresh_epoch_is_later_and_within_reach(latest: int, entropy: bytes) -> None:
    assert latest < fresh_epoch(latest, entropy=entropy) <= latest + EPOCH_STEP


def test_other_chance_gives_another_epoch() -> None:
    epochs = {fresh_epoch(1, entropy=number.to_bytes(3)) for number in range(1000)}
    assert len(epochs) == 1000


def test_a_fresh_epoch_needs_chance() -> None:
    with pytest.raises(SealFault):
        fresh_epoch(1, entropy=b"xy")


# ---- kinds and content


def test_a_kind_reads_its_content_strictly() -> None:
    assert NOTED.read(b'{"text":"a"}') == Noted("a")
    for body in (b'{"text":1}', b'{"text":"a","more":1}', b"{}", b"", b'{"text":"\xff"}'):
        with pytest.raises(msgspec.DecodeError):
            NOTED.read(body)


def test_a_book_of_kinds_finds_by_name_and_version() -> None:
    book = KindBook([*KINDS, NOTED])
    assert (book.find("example.noted", 1), [*book]) == (NOTED, [*KINDS, NOTED])
    with pytest.raises(UnknownKind, match=r"example\.noted v2"):
        book.find("example.noted", 2)


def test_a_kind_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        KindBook([NOTED, NOTED])


def test_a_place_is_shown_as_ledger_epoch_and_number() -> None:
    assert str(place_of(sealed().envelope)) == "tinh-a/work/1#5"
