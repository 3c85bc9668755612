"""From the acts known about a subject to those that count, in their order."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.ledger.act import Coordinate, FoldedAct, Payload
from phoihop.ledger.envelope import Audience, Envelope, Party, Ref, RefRole, Valid
from phoihop.ledger.fold import cleared_places, counting, fold_key, own_key, replaced_places, replay_order

A, B = "tinh-a/work", "tinh-b/work"
LEAF = "ab" * 32


class Noted(Payload, frozen=True):
    text: str


def act(
    text: str,
    height: int,
    *,
    ledger: str = A,
    epoch: int = 1,
    index: int | None = None,
    corrects: Sequence[FoldedAct] = (),
    clears: Sequence[FoldedAct] = (),
) -> FoldedAct:
    """An act that says `text`; its index is its height unless told otherwise."""
    refs = [_ref("supersedes", target) for target in corrects]
    refs += [_ref("redacts", target) for target in clears]
    kind = "ledger.redacted" if clears else "example.noted"
    envelope = Envelope(
        1, kind, 1, ledger, epoch, height if index is None else index, height, "01J0000000000000000000000A",
        None, Party("A"), Party("A"), ("task:1",), tuple(refs), Audience("public"), (), Valid(),
        "2026-11-23T08:00:00Z", LEAF,
    )  # fmt: skip
    return FoldedAct(envelope, LEAF, Noted(text))


def _ref(role: RefRole, target: FoldedAct) -> Ref:
    place = target.place
    return Ref(role, place.ledger, place.epoch, place.index, target.envelope.height, LEAF)


def told(*acts: FoldedAct) -> list[str]:
    """What counts of these acts, in order; … for a gap."""
    return [found.payload.text if isinstance(found.payload, Noted) else "…" for found in counting(acts)]


FIRST, SECOND, THIRD = act("first", 1), act("second", 2), act("third", 3)


def test_acts_count_in_the_order_of_their_height() -> None:
    assert told(THIRD, FIRST, SECOND) == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("early", "late"),
    [
        pytest.param(act("early", 5, ledger=A), act("late", 5, ledger=B), id="by ledger"),
        pytest.param(act("early", 5, epoch=2), act("late", 5, epoch=10), id="by epoch, as a number"),
        pytest.param(act("early", 5, index=9), act("late", 5, index=10), id="by index, as a number"),
    ],
)
def test_acts_of_one_height_stand_in_the_order_of_their_place(early: FoldedAct, late: FoldedAct) -> None:
    assert told(early, late) == told(late, early) == ["early", "late"]


def test_a_correction_stands_in_the_place_of_what_it_replaces() -> None:
    assert told(FIRST, SECOND, act("corrected", 4, corrects=[FIRST])) == ["corrected", "second"]


def test_a_correction_of_several_acts_stands_in_the_place_of_the_first() -> None:
    both = act("both", 4, corrects=[SECOND, FIRST])
    assert told(FIRST, SECOND, THIRD, both) == ["both", "third"]


def test_a_correction_of_a_correction_stands_in_the_first_place() -> None:
    once = act("once", 4, corrects=[FIRST])
    twice = act("twice", 5, corrects=[FIRST, once])
    assert told(FIRST, SECOND, once, twice) == ["twice", "second"]


def test_a_chain_of_corrections_holds_when_a_link_is_not_known() -> None:
    once = act("once", 4, corrects=[FIRST])
    twice = act("twice", 5, corrects=[FIRST, once])
    assert told(FIRST, SECOND, twice) == ["twice", "second"]


def test_of_two_corrections_of_one_act_the_later_counts_whatever_came_first() -> None:
    one, other = act("one", 4, corrects=[FIRST]), act("other", 4, epoch=9, corrects=[FIRST])
    assert told(FIRST, SECOND, one, other) == told(other, one, SECOND, FIRST) == ["other", "second"]


def test_of_two_corrections_that_share_one_of_several_acts_the_later_counts() -> None:
    wide = act("wide", 4, corrects=[FIRST, SECOND])
    narrow = act("narrow", 5, corrects=[SECOND])
    assert told(FIRST, SECOND, THIRD, wide, narrow) == ["narrow", "third"]


def test_an_act_does_not_come_back_when_its_correction_is_outdone() -> None:
    wide = act("wide", 4, corrects=[FIRST, SECOND])
    narrow = act("narrow", 5, corrects=[SECOND])
    assert "first" not in told(FIRST, SECOND, wide, narrow)


def test_a_correction_counts_where_the_act_it_corrects_is_not_known() -> None:
    assert told(SECOND, act("corrected", 4, corrects=[FIRST])) == ["corrected", "second"]


def test_two_corrections_that_state_other_heights_for_one_act_do_not_both_count() -> None:
    lifted = act("first", 2, index=1)
    one, other = act("one", 4, corrects=[FIRST]), act("other", 5, corrects=[lifted])
    assert told(FIRST, one, other) == ["other"]


def test_a_ledger_cannot_correct_the_act_of_another() -> None:
    theirs = act("theirs", 4, ledger=B, corrects=[FIRST])
    assert (told(FIRST, theirs), replaced_places(theirs.envelope)) == (["first", "theirs"], ())
    assert fold_key(theirs.envelope) == own_key(theirs.envelope)


def test_a_redacted_act_stays_as_a_gap_and_the_redaction_is_not_shown() -> None:
    assert told(FIRST, SECOND, act("", 4, clears=[FIRST])) == ["…", "second"]


def test_a_redacted_correction_goes_on_replacing() -> None:
    corrected = act("corrected", 4, corrects=[FIRST])
    assert told(FIRST, SECOND, corrected, act("", 5, clears=[corrected])) == ["…", "second"]


def test_a_ledger_cannot_clear_the_act_of_another() -> None:
    theirs = act("", 4, ledger=B, clears=[FIRST])
    assert (told(FIRST, theirs), cleared_places(theirs.envelope)) == (["first"], ())


def test_nothing_known_gives_nothing() -> None:
    assert counting(()) == ()


def test_replay_goes_through_all_ledgers_by_height() -> None:
    acts = [act("", height, ledger=ledger).envelope for ledger in (B, A) for height in (3, 1, 2)]
    order = [(e.height, e.ledger) for e in replay_order(acts)]
    assert order == [(1, A), (1, B), (2, A), (2, B), (3, A), (3, B)]


@st.composite
def histories(draw: st.DrawFn) -> list[FoldedAct]:
    """Acts of two ledgers and two epochs, some correcting or clearing earlier ones of their ledger."""
    acts: list[FoldedAct] = []
    for index in range(draw(st.integers(1, 12))):
        ledger, epoch = draw(st.sampled_from([(A, 1), (A, 7), (B, 1)]))
        own = [found for found in acts if found.place.ledger == ledger and found.kind != "ledger.redacted"]
        picks = draw(st.sets(st.integers(0, len(own) - 1), max_size=2)) if own else set()
        targets = [own[pick] for pick in sorted(picks)]
        clears = bool(targets) and draw(st.booleans())
        height = 1 + max([0, *(found.envelope.height for found in targets)]) + draw(st.integers(0, 2))
        role = {"clears": targets} if clears else {"corrects": targets}
        acts.append(act(str(index), height, ledger=ledger, epoch=epoch, index=index, **role))
    return acts


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(acts: list[FoldedAct], chance: random.Random) -> None:
    shuffled = list(acts)
    chance.shuffle(shuffled)
    assert counting(shuffled) == counting(acts)


@given(histories())
def test_acts_that_arrive_twice_do_not_matter(acts: list[FoldedAct]) -> None:
    once = {found.place: found for found in [*acts, *acts]}
    assert counting(once.values()) == counting(acts)


@given(histories())
def test_no_two_counting_acts_replace_the_same_act(acts: list[FoldedAct]) -> None:
    replaced = [place for found in counting(acts) for place in replaced_places(found.envelope)]
    assert len(replaced) == len(set(replaced))


@given(histories())
def test_something_counts_for_every_act_that_is_replaced(acts: list[FoldedAct]) -> None:
    """Nothing gets lost without an heir: what is replaced leads, step by step, to an act that counts."""
    standing = {found.place for found in counting(acts)}
    heirs: dict[Coordinate, set[Coordinate]] = {}
    for found in acts:
        for place in replaced_places(found.envelope):
            heirs.setdefault(place, set()).add(found.place)
            heirs.setdefault(found.place, set()).add(place)  # a rival of the same act counts as heir
    for start in [place for place in heirs if place not in standing]:
        assert _reaches(start, heirs) & standing


def _reaches(start: Coordinate, heirs: dict[Coordinate, set[Coordinate]]) -> set[Coordinate]:
    seen, todo = set[Coordinate](), [start]
    while todo:
        place = todo.pop()
        if place not in seen:
            seen.add(place)
            todo.extend(heirs.get(place, ()))
    return seen
