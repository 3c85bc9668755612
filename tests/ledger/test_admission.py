"""What happens to what arrives: an act counts, waits, is contested; a run continues, forks or has a gap."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.ledger.act import Coordinate, KindBook, payload_digest
from phoihop.ledger.acts import KINDS
from phoihop.ledger.admission import (
    ArrivalFault,
    Contested,
    Counts,
    Standing,
    Waits,
    content_belongs,
    new_part,
    standing,
)
from phoihop.ledger.envelope import Audience, Envelope, Party, Ref, Valid

GOOD, OTHER = "ab" * 32, "cd" * 32
BOOK = KindBook(KINDS)
MINE, THEIRS = Coordinate("tinh-a/work", 1, 0), Coordinate("tinh-b/work", 1, 3)
SALT, BODY = b"s" * 32, b'{"reason":"test"}'


@dataclass
class Known:
    """The leaves that a node knows."""

    leaves: dict[Coordinate, str] = field(default_factory=dict)

    def leaf_at(self, place: Coordinate) -> str | None:
        return self.leaves.get(place)


def act(*targets: Coordinate, kind: str = "ledger.opened", version: int = 1) -> Envelope:
    refs = tuple(Ref("on", t.ledger, t.epoch, t.index, 1, GOOD) for t in targets)
    return Envelope(
        1, kind, version, "tinh-a/work", 1, 5, 9, "01J0000000000000000000000A", None, Party("A"), Party("A"),
        ("ledger:x",), refs, Audience("public"), (), Valid(), "2026-11-23T08:00:00Z",
        payload_digest(SALT, BODY),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("envelope", "known", "verdict"),
    [
        pytest.param(act(), {}, Counts(), id="an act that builds on nothing counts"),
        pytest.param(act(MINE), {MINE: GOOD}, Counts(), id="an act counts when all it builds on is known"),
        pytest.param(act(MINE), {}, Waits((MINE,)), id="an act waits for what is not known"),
        pytest.param(
            act(MINE, THEIRS), {MINE: GOOD}, Waits((THEIRS,)), id="an act names only what is still missing"
        ),
        pytest.param(act(MINE), {MINE: OTHER}, Contested((MINE,)), id="an act on another leaf is contested"),
        pytest.param(
            act(MINE, THEIRS), {MINE: OTHER}, Contested((MINE,)), id="what is wrong outweighs what is missing"
        ),
        pytest.param(
            act(kind="example.new"), {}, Waits(()), id="an act of an unknown kind waits for a program"
        ),
        pytest.param(act(version=2), {}, Waits(()), id="an act of an unknown version waits for a program"),
        pytest.param(
            act(MINE, kind="example.new"), {}, Waits((MINE,)), id="an unknown kind waits for its refs first"
        ),
    ],
)
def test_the_standing_of_an_act(envelope: Envelope, known: dict[Coordinate, str], verdict: Standing) -> None:
    assert standing(envelope, Known(known), BOOK) == verdict


# ---- content


@pytest.mark.parametrize(
    ("salt", "body", "cleared", "kept"),
    [
        pytest.param(SALT, BODY, False, True, id="content with the digest of the envelope is kept"),
        pytest.param(SALT, BODY, True, False, id="redacted content is not taken in again"),
        pytest.param(SALT, BODY + b" ", False, False, id="other content is not kept"),
        pytest.param(b"t" * 32, BODY, False, False, id="content under another salt is not kept"),
        pytest.param(
            SALT + BODY[:1], BODY[1:], False, False, id="the border of the salt cannot be moved right"
        ),
        pytest.param(
            SALT[:-1], SALT[-1:] + BODY, False, False, id="the border of the salt cannot be moved left"
        ),
    ],
)
def test_content_that_arrives(salt: bytes, body: bytes, cleared: bool, kept: bool) -> None:
    assert content_belongs(act(), salt=salt, body=body, cleared=cleared) is kept


# ---- runs


def run(known: str, first: int, leaves: str) -> int:
    """`known`: the leaves here, one letter each."""
    place = Coordinate("tinh-a/work", 1, first)
    return new_part(size=len(known), known=list(known[first:]), first=place, leaves=list(leaves))


@pytest.mark.parametrize(
    ("known", "first", "leaves", "old"),
    [
        ("", 0, "abc", 0),
        ("abc", 3, "de", 0),
        ("abc", 0, "abc", 3),
        ("abc", 1, "bcde", 2),
        ("abc", 1, "b", 1),
        ("abc", 3, "", 0),
    ],
)
def test_how_much_of_a_run_is_already_here(known: str, first: int, leaves: str, old: int) -> None:
    assert run(known, first, leaves) == old


@pytest.mark.parametrize(
    ("known", "first", "leaves", "code", "at"),
    [
        pytest.param("", 1, "b", "ledger.gap", 0, id="the first act is missing"),
        pytest.param("abc", 5, "f", "ledger.gap", 3, id="acts between are missing"),
        pytest.param("abc", 0, "abx", "ledger.fork", 2, id="the last known place has another leaf"),
        pytest.param("abc", 1, "xcd", "ledger.fork", 1, id="the first overlapping place has another leaf"),
    ],
)
def test_a_run_with_a_gap_or_a_fork_is_refused_and_names_the_place(
    known: str, first: int, leaves: str, code: str, at: int
) -> None:
    with pytest.raises(ArrivalFault) as refused:
        run(known, first, leaves)
    assert (refused.value.code, refused.value.place) == (code, Coordinate("tinh-a/work", 1, at))
    assert str(refused.value) == f"{code} at tinh-a/work/1#{at}"


@given(st.text("abc", max_size=12), st.data())
def test_pieces_of_one_ledger_in_any_order_give_that_ledger(whole: str, data: st.DataObject) -> None:
    here = ""
    pieces = data.draw(st.lists(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
    for first, stop in [*pieces, (0, len(whole))]:
        piece = whole[first:stop]
        if first > len(here):
            with pytest.raises(ArrivalFault, match=r"ledger\.gap"):
                run(here, first, piece)
        else:
            here += piece[run(here, first, piece) :]
        assert whole.startswith(here)
    assert here == whole
