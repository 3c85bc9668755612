"""One command: lock, seal, store, fold, sign; all or nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phoihop.kernel.decision import Accepted, Refused, refuse
from phoihop.ledger.api import NoLedger, Recorded, acts_about, party_of, writing
from phoihop.ledger.domain.types import Proposal
from phoihop.ledger.models import Act, Checkpoint, TileRow, TreeHead
from phoihop.ledger.note import parse_checkpoint, verify
from phoihop.ledger.seal import SealFault
from phoihop.node.keys import FileKeyRing
from tests.ledger.conftest import LEDGER, put, toy_actor
from tests.toy_room.board import NOTE_PUT, NotePut
from tests.toy_room.models import BoardNote

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


def notes() -> list[tuple[str, int, str]]:
    return list(BoardNote.objects.order_by("subject", "number").values_list("subject", "number", "text"))


def test_an_act_gets_the_next_place_and_its_rows(opened: FileKeyRing) -> None:
    first, second = put("Một").acts[0].envelope, put("Hai").acts[0].envelope
    assert [(e.index, e.height) for e in (first, second)] == [(1, 2), (2, 3)]
    assert notes() == [("board:1", 1, "Một"), ("board:1", 2, "Hai")]


def test_an_act_refers_to_the_latest_act_on_its_subject(opened: FileKeyRing) -> None:
    put("Một")
    put("Khác", board="board:2")
    refs = put("Hai").acts[0].envelope.refs
    assert [(r.role, r.index) for r in refs] == [("on", 1)]


def test_acts_of_one_command_share_a_batch_and_build_on_each_other(opened: FileKeyRing) -> None:
    first, second = (sealed.envelope for sealed in put("Một", "Hai").acts)
    assert first.batch == second.batch is not None
    assert [(r.role, r.index) for r in second.refs] == [("on", first.index)]


def test_the_tree_head_is_signed_with_every_command(opened: FileKeyRing) -> None:
    put("Một")
    note = Checkpoint.objects.order_by("-size").first()
    key = opened.verifier(LEDGER, 1)
    assert note is not None
    assert key is not None
    stated = parse_checkpoint(verify(note.note, key))
    assert (stated.origin, stated.size) == ("m-toy/work/1", 2)


def test_a_refused_decision_leaves_nothing_behind(opened: FileKeyRing) -> None:
    with writing(LEDGER, party_of(toy_actor())) as writer:
        outcome = writer.record(refuse("ledger.redact_no_reason"))
    assert isinstance(outcome, Refused)
    assert Act.objects.count() == 1


def test_an_accepted_decision_without_acts_writes_nothing(opened: FileKeyRing) -> None:
    with writing(LEDGER, party_of(toy_actor())) as writer:
        assert writer.record(Accepted([])) == Recorded(())
    assert Checkpoint.objects.count() == 1


def test_a_kind_may_change_only_its_own_subjects(opened: FileKeyRing) -> None:
    with pytest.raises(SealFault), writing(LEDGER, party_of(toy_actor())) as writer:
        writer.record(Accepted([Proposal(NOTE_PUT, ("task:1",), NotePut("Một"))]))


def test_a_ledger_that_is_not_open_takes_nothing(opened: FileKeyRing) -> None:
    with pytest.raises(NoLedger), writing("m-khac/work", party_of(toy_actor())) as writer:
        writer.record(Accepted([Proposal(NOTE_PUT, ("board:1",), NotePut("Một"))]))


def test_a_ledger_without_key_takes_nothing(opened: FileKeyRing, tmp_path: object) -> None:
    opened._path(LEDGER, 1, "pem").unlink()
    with pytest.raises(NoLedger):
        put("Một")
    assert notes() == []


@pytest.mark.parametrize("boards", [1, 3], ids=["one board", "three boards"])
def test_a_command_needs_the_same_queries_whatever_the_number_of_acts(
    opened: FileKeyRing, boards: int
) -> None:
    put("Một")
    with CaptureQueriesContext(connection) as queries, writing(LEDGER, party_of(toy_actor())) as writer:
        writer.record(
            Accepted([Proposal(NOTE_PUT, (f"board:{n}",), NotePut("Hai")) for n in range(1, boards + 1)])
        )
    own = [q for q in queries if "SAVEPOINT" not in q["sql"] and "advisory" not in q["sql"]]
    assert len(own) == 12


def test_full_tiles_are_kept_and_the_tree_stays_right(opened: FileKeyRing) -> None:
    put(*[f"Dòng {n}" for n in range(600)])
    head = TreeHead.objects.get()
    assert (head.size, sorted(TileRow.objects.values_list("level", "number"))) == (601, [(0, 0), (0, 1)])


def test_history_is_the_acts_that_count_in_order(opened: FileKeyRing) -> None:
    put("Một", "Hai")
    assert [act.payload for act in acts_about("board:1")] == [NotePut("Một"), NotePut("Hai")]


def test_a_correction_stands_in_the_place_of_what_it_replaces(opened: FileKeyRing) -> None:
    wrong = put("Mốt", "Hai").acts[0]
    place = acts_about("board:1")[0].place
    with writing(LEDGER, party_of(toy_actor())) as writer:
        writer.record(Accepted([Proposal(NOTE_PUT, ("board:1",), NotePut("Một"), supersedes=(place,))]))
    assert wrong.envelope.index == place.index
    assert notes() == [("board:1", 1, "Một"), ("board:1", 2, "Hai")]
