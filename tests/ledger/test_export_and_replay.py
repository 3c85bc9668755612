"""What leaves the machine: an export that a stranger can check, and the ledger as it was known earlier."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from phoihop.ledger.api import compare, export, lines_until, redact, replay, verify_node
from phoihop.ledger.domain.types import Coordinate
from phoihop.ledger.envelope import leaf_of
from phoihop.ledger.models import Act
from phoihop.node.keys import FileKeyRing
from tests.ledger.conftest import LEDGER, put, toy_actor
from tests.ledger.test_verify import behind_the_triggers
from tests.toy_room.models import BoardNote

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "verify_ledger.py"
    path.write_text("# stands for the verifier\n", encoding="utf-8")
    return path


def test_each_line_of_an_export_hashes_to_its_leaf(opened: FileKeyRing, tmp_path: Path, script: Path) -> None:
    put("Một", "Hai")
    redact(toy_actor(), [Coordinate(LEDGER, 1, 2)], reason="Ghi nhầm")
    done = export(tmp_path / "xuat", verifier_script=script)
    folder = tmp_path / "xuat" / "m-toy" / "work" / "1"
    lines = (folder / "envelopes.jsonl").read_bytes().splitlines()
    contents = [json.loads(line) for line in (folder / "payloads.jsonl").read_bytes().splitlines()]
    assert [(e.origin, e.size) for e in done] == [("m-toy/work/1", 4)]
    assert [leaf_of(line) for line in lines] == list(
        Act.objects.order_by("index").values_list("leaf", flat=True)
    )
    assert [content is None for content in contents] == [False, False, True, False]
    assert json.loads(contents[1]["body"]) == {"text": "Một"}
    assert sorted(p.name for p in folder.iterdir()) == [
        "checkpoint",
        "checkpoints.jsonl",
        "envelopes.jsonl",
        "key",
        "payloads.jsonl",
    ]


def test_an_export_never_writes_over_another(opened: FileKeyRing, tmp_path: Path, script: Path) -> None:
    (tmp_path / "xuat").mkdir()
    with pytest.raises(FileExistsError):
        export(tmp_path / "xuat", verifier_script=script)


def empty_the_ledger() -> None:
    """The database as a child process finds it: tables, nothing in them."""
    from phoihop.ledger import models
    from phoihop.ledger.rebuild import projection_tables

    with behind_the_triggers():
        for table in projection_tables():
            table._default_manager.all().delete()
        for table in (models.VaultEntry, models.Clearance, models.Checkpoint, models.Act):
            table.objects.all().delete()


def test_a_replay_knows_what_was_known_then_and_no_more(opened: FileKeyRing) -> None:
    put("Một")
    until = Act.objects.get(index=1).received_at + timedelta(milliseconds=1)
    put("Hai")
    lines = list(lines_until(until))
    empty_the_ledger()
    assert replay(lines) == 2
    assert list(BoardNote.objects.values_list("text", flat=True)) == ["Một"]
    assert (verify_node().findings, compare()) == ((), ())


def test_a_replay_does_not_bring_back_what_was_redacted_since(opened: FileKeyRing) -> None:
    put("Một", "Nhầm tên người")
    until = Act.objects.get(index=2).received_at + timedelta(milliseconds=1)
    redact(toy_actor(), [Coordinate(LEDGER, 1, 2)], reason="Ghi nhầm")
    lines = list(lines_until(until))
    empty_the_ledger()
    replay(lines)
    assert list(BoardNote.objects.values_list("text", flat=True)) == ["Một"]
