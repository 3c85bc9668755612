"""Acts of other ledgers arrive in any interleaving; the tables end up the same."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest

from phoihop.ledger.act import SealedAct
from phoihop.ledger.api import compare, open_epoch, verify_node
from phoihop.ledger.domain.types import ActKind, Coordinate, Party, Payload, Proposal
from phoihop.ledger.growth import TreeState
from phoihop.ledger.models import Act, WaitingAct
from phoihop.ledger.opening import next_epoch
from phoihop.ledger.projecting import project
from phoihop.ledger.seal import Head, Slot, Stamp, seal
from phoihop.ledger.settle import settle
from phoihop.ledger.store import Arrival, arrival_of, store, tree_state
from phoihop.node.keys import FileKeyRing
from tests.ledger.conftest import LEDGER, put
from tests.toy_room.board import NOTE_PUT, NotePut
from tests.toy_room.models import BoardNote

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


class WrongNote(Payload, frozen=True):
    """What another program sealed under the name of our kind."""

    number: int


WRONG_NOTE = ActKind(NOTE_PUT.name, NOTE_PUT.version, WrongNote, ("board",), "parties")
WHEN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def act(ledger: str, index: int, text: str, on: SealedAct | None, number: int) -> SealedAct:
    heads = {}
    if on is not None:
        place = Coordinate(on.envelope.ledger, 1, on.envelope.index)
        heads["board:1"] = Head(on.envelope.height, place, on.leaf)
    stamp = Stamp(Party(ledger), f"01J{number:023d}", None, "2026-03-02T08:00:00Z", bytes([number]) * 32)
    slot = Slot(Coordinate(ledger, 1, index), index)
    return seal(
        Proposal(NOTE_PUT, ("board:1",), NotePut(text)), slot=slot, stamp=stamp, heads=heads, targets={}
    )


def three_ledgers() -> list[SealedAct]:
    """b builds on a, c builds on b."""
    first = act("a/work", 0, "Một", None, 1)
    second = act("b/work", 0, "Hai", first, 2)
    return [first, second, act("c/work", 0, "Ba", second, 3)]


def take(arrival: Arrival) -> None:
    state: TreeState = tree_state(arrival.place.ledger, arrival.place.epoch)
    project(settle([arrival], store([arrival], state=state, received_at=WHEN).numbers))


def texts() -> list[str]:
    return list(BoardNote.objects.order_by("number").values_list("text", flat=True))


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_every_interleaving_gives_the_same_rows(db: None, ring: FileKeyRing, order: tuple[int, ...]) -> None:
    acts = three_ledgers()
    for position in order:
        take(arrival_of(acts[position]))
    assert texts() == ["Một", "Hai", "Ba"]
    assert WaitingAct.objects.count() == 0
    assert compare() == ()


def test_an_act_waits_for_what_it_builds_on(db: None, ring: FileKeyRing) -> None:
    first, second, _ = three_ledgers()
    take(arrival_of(second))
    assert (texts(), WaitingAct.objects.values_list("reason", "on_ledger")[0]) == ([], ("waits", "a/work"))
    assert compare() == ()
    take(arrival_of(first))
    assert texts() == ["Một", "Hai"]


def test_an_act_on_something_that_is_not_there_is_contested(db: None, ring: FileKeyRing) -> None:
    _, second, _ = three_ledgers()
    take(arrival_of(act("a/work", 0, "Khác", None, 9)))
    take(arrival_of(second))
    assert texts() == ["Khác"]
    assert list(WaitingAct.objects.values_list("reason", flat=True)) == ["contested"]


def test_a_leaf_alone_releases_those_who_wait_for_it(db: None, ring: FileKeyRing) -> None:
    first, second, _ = three_ledgers()
    take(arrival_of(second))
    take(Arrival(Coordinate("a/work", 1, 0), first.leaf, None, None, None, None))
    assert texts() == ["Hai"]
    assert compare() == ()


def test_after_a_restore_the_node_writes_the_epoch_that_it_opened_itself(opened: FileKeyRing) -> None:
    """An epoch opened before, on the same old backup, comes back from a partner with a greater number."""
    epoch = next_epoch(LEDGER)
    open_epoch(LEDGER, epoch=epoch, agency="M-TOY", key=opened.create(LEDGER, epoch), reason="Khôi phục")
    take(Arrival(Coordinate(LEDGER, epoch + 7, 0), "ab" * 32, None, None, None, None))
    assert [act.envelope.epoch for act in put("Một").acts] == [epoch]


def test_two_ledgers_may_use_the_same_act_id(db: None, ring: FileKeyRing) -> None:
    for ledger in ("a/work", "b/work"):
        take(arrival_of(act(ledger, 0, "Một", None, 1)))
    assert Act.objects.values("act_id").distinct().count() == 1


def test_content_of_another_kind_counts_as_absent_and_is_named(opened: FileKeyRing) -> None:
    sealed = seal(
        Proposal(WRONG_NOTE, ("board:1",), WrongNote(number=1)),
        slot=Slot(Coordinate("a/work", 1, 0), 0),
        stamp=Stamp(Party("a/work"), f"01J{1:023d}", None, "2026-03-02T08:00:00Z", bytes(32)),
        heads={},
        targets={},
    )
    take(arrival_of(sealed))
    assert texts() == []
    assert ("ledger.content_unreadable", "a/work/1#0") in {
        (f.code, dict(f.params)["place"]) for f in verify_node().findings
    }
