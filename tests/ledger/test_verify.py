"""Whoever can write the database can change it; `verify` names the place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from phoihop.ledger.api import open_epoch, open_ledger, redact, verify_node
from phoihop.ledger.append_only import install, triggers_of
from phoihop.ledger.domain.types import Coordinate
from phoihop.ledger.models import Act, Checkpoint, Clearance, TileRow, TreeHead, VaultEntry
from phoihop.ledger.opening import next_epoch
from phoihop.node.keys import FileKeyRing
from tests.ledger.conftest import LEDGER, put, toy_actor

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
GUARDED = ("ledger_act", "ledger_vaultentry", "ledger_checkpoint", "ledger_clearance")


@contextmanager
def behind_the_triggers() -> Iterator[None]:
    """As somebody with the database password would: triggers off, change, triggers on again."""
    with connection.cursor() as cursor:
        for table in GUARDED:
            for trigger in triggers_of(table, connection.vendor):
                suffix = "" if connection.vendor == "sqlite" else f' ON "{table}"'
                cursor.execute(f'DROP TRIGGER "{trigger.name}"{suffix}')
    yield
    install("default")


def findings() -> set[tuple[str, str]]:
    return {(f.code.removeprefix("ledger."), dict(f.params)["place"]) for f in verify_node().findings}


def test_an_untouched_ledger_has_no_findings(opened: FileKeyRing) -> None:
    put("Một", "Hai", "Ba")
    report = verify_node()
    assert report.findings == ()
    assert [(e.ledger, e.epoch, e.size, e.signed_size) for e in report.epochs] == [(LEDGER, 1, 4, 4)]


def test_one_byte_changed_in_an_act(opened: FileKeyRing) -> None:
    put("Một", "Hai", "Ba")
    act = Act.objects.get(index=2)
    with behind_the_triggers():
        Act.objects.filter(index=2).update(
            envelope=(act.envelope or "").replace("m-toy/work", "m-toz/work", 1)
        )
    assert ("leaf_changed", f"{LEDGER}/1#2") in findings()


def test_an_act_changed_and_hashed_anew(opened: FileKeyRing) -> None:
    put("Một", "Hai", "Ba")
    with behind_the_triggers():
        Act.objects.filter(index=3).update(leaf="00" * 32)
    assert {("leaf_changed", f"{LEDGER}/1#3"), ("checkpoint_wrong", f"{LEDGER}/1#3")} <= findings()


def test_the_content_of_an_act_changed(opened: FileKeyRing) -> None:
    put("Một")
    with behind_the_triggers():
        VaultEntry.objects.filter(act__index=1).update(body='{"text":"Khác"}')
    assert findings() == {("content_changed", f"{LEDGER}/1#1")}


def test_the_content_of_an_act_removed(opened: FileKeyRing) -> None:
    put("Một")
    with behind_the_triggers():
        VaultEntry.objects.filter(act__index=1).delete()
    assert findings() == {("content_missing", f"{LEDGER}/1#1")}


def test_content_removed_under_a_clearance_that_no_act_made(opened: FileKeyRing) -> None:
    put("Một", "Hai")
    Clearance.objects.create(ledger=LEDGER, epoch=1, index=1, by_act=Act.objects.get(index=2))
    VaultEntry.objects.filter(act__index=1).delete()
    assert findings() == {("clearance_unfounded", f"{LEDGER}/1#1")}


def test_an_act_deleted(opened: FileKeyRing) -> None:
    put("Một", "Hai", "Ba")
    put("Bốn")
    act = Act.objects.get(index=2)
    with behind_the_triggers(), connection.cursor() as cursor:
        for table in ("ledger_vaultentry", "ledger_subjectact"):
            cursor.execute(f"DELETE FROM {table} WHERE act_id = %s", [act.arrival])
        cursor.execute("DELETE FROM ledger_act WHERE arrival = %s", [act.arrival])
    assert ("act_missing", f"{LEDGER}/1#2") in findings()


def test_the_last_act_cut_off(opened: FileKeyRing) -> None:
    put("Một", "Hai")
    act = Act.objects.get(index=2)
    with behind_the_triggers(), connection.cursor() as cursor:
        for table in ("ledger_vaultentry", "ledger_subjectact"):
            cursor.execute(f"DELETE FROM {table} WHERE act_id = %s", [act.arrival])
        cursor.execute("DELETE FROM ledger_act WHERE arrival = %s", [act.arrival])
    assert ("checkpoint_wrong", f"{LEDGER}/1#2") in findings()


def test_two_acts_swapped(opened: FileKeyRing) -> None:
    put("Một", "Hai", "Ba")
    with behind_the_triggers():
        for old, new in ((1, 900), (2, 1), (900, 2)):
            Act.objects.filter(index=old).update(index=new)
    assert {("place_changed", f"{LEDGER}/1#1"), ("place_changed", f"{LEDGER}/1#2")} <= findings()


def test_a_column_beside_the_envelope_changed(opened: FileKeyRing) -> None:
    put("Một")
    with behind_the_triggers():
        Act.objects.filter(index=1).update(kind="toy.other")
    assert findings() == {("column_changed", f"{LEDGER}/1#1")}


def test_a_trigger_removed(opened: FileKeyRing) -> None:
    on_table = "" if connection.vendor == "sqlite" else " ON ledger_act"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "ledger_act_no_delete"{on_table}')
    assert findings() == {("trigger_missing", "ledger_act")}


def test_a_checkpoint_from_another_epoch(opened: FileKeyRing) -> None:
    put("Một")
    other = "m-toy/other"
    open_ledger(other, agency="M-TOY", title="Khác", key=opened.create(other, 1))
    foreign = Checkpoint.objects.get(ledger=other)
    with behind_the_triggers():
        Checkpoint.objects.filter(ledger=LEDGER, size=2).update(note=foreign.note)
    assert ("checkpoint_foreign", f"{LEDGER}/1#1") in findings()


def test_a_signature_changed(opened: FileKeyRing) -> None:
    put("Một")
    note = Checkpoint.objects.get(size=2).note
    with behind_the_triggers():
        Checkpoint.objects.filter(size=2).update(
            note=note[:-8] + ("A" if note[-8] != "A" else "B") + note[-7:]
        )
    assert ("checkpoint_unsigned", f"{LEDGER}/1#1") in findings()


def test_an_act_added_behind_the_back(opened: FileKeyRing) -> None:
    put("Một")
    with behind_the_triggers():
        Checkpoint.objects.filter(size=2).delete()
    assert findings() == {("tail_unsigned", f"{LEDGER}/1#1")}


def test_a_tree_head_and_a_tile_changed(opened: FileKeyRing) -> None:
    put(*[f"Dòng {n}" for n in range(300)])
    TreeHead.objects.update(last_height=7)
    TileRow.objects.update(hashes="00" * 32 * 256)
    assert findings() == {("head_wrong", f"{LEDGER}/1#300"), ("tile_wrong", f"{LEDGER}/1#0")}


def test_a_whole_ledger_deleted(opened: FileKeyRing) -> None:
    put("Một")
    with behind_the_triggers(), connection.cursor() as cursor:
        for table in ("ledger_vaultentry", "ledger_subjectact", "ledger_act"):
            cursor.execute(f"DELETE FROM {table}")
    assert findings() == {("act_missing", f"{LEDGER}/1#0")}


def test_a_new_epoch_cites_the_one_before(opened: FileKeyRing) -> None:
    put("Một")
    epoch = next_epoch(LEDGER)
    open_epoch(LEDGER, epoch=epoch, agency="M-TOY", key=opened.create(LEDGER, epoch), reason="Khôi phục")
    put("Hai")
    assert findings() == set()
    assert [e.size for e in verify_node().epochs] == [2, 2]


def test_an_epoch_that_cites_another_past(opened: FileKeyRing) -> None:
    put("Một")
    TreeHead.objects.update(frontier="11" * 32)
    epoch = next_epoch(LEDGER)
    open_epoch(LEDGER, epoch=epoch, agency="M-TOY", key=opened.create(LEDGER, epoch), reason="Khôi phục")
    assert ("epoch_wrong", f"{LEDGER}/{epoch}#0") in findings()


def test_redacted_content_is_no_fault(opened: FileKeyRing) -> None:
    put("Một", "Nhầm tên người")
    redact(toy_actor(), [Coordinate(LEDGER, 1, 2)], reason="Ghi nhầm")
    report = verify_node()
    assert report.findings == ()
    assert [e.without_content for e in report.epochs] == [1]
