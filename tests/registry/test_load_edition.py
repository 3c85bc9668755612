"""Loading content/registry into the registry ledger, and what a later edition writes."""

from __future__ import annotations

import pytest

from phoihop.ledger.api import Recorded, acts_about, compare, rebuild
from phoihop.registry import api as registry
from phoihop.registry.models import Body, Line, Lineage
from tests.registry.node import LEDGER, Node, rows_of, write_head, write_rows
from tests.registry.registers import CONFERENCE, CONTENT, MERGED

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


def test_the_shipped_edition_is_one_batch_of_1751_acts(opened: Node) -> None:
    outcome = registry.load_edition(CONTENT)
    assert isinstance(outcome, Recorded)
    assert len(outcome.acts) == 544 + 723 + 482 + 2
    assert len({act.envelope.batch for act in outcome.acts}) == 1
    assert {(act.envelope.ledger, act.envelope.entered_by.body) for act in outcome.acts} == {
        (LEDGER, "M-QK3-CT")
    }
    assert (Body.objects.count(), Line.objects.count(), Lineage.objects.count()) == (544, 723, 482)
    assert [b.code for b in registry.partners(on=CONFERENCE)] == [
        f"P-{unit}-BTC" for unit in (17, 22, 30, 31, 33, 34, 35, 36, 37)
    ]
    assert [b.code for b in registry.partners(on=MERGED)] == [
        "P-22-BTC",
        "P-31-BTC.v2",
        "P-33-BTC.v2",
        "P-37-BTC.v2",
    ]
    assert registry.contradictions() == ()


def test_the_same_edition_again_writes_nothing(loaded: Node) -> None:
    assert loaded.load() == Recorded(())


def test_the_edition_in_force_is_named_with_its_hash(loaded: Node) -> None:
    edition = registry.edition()
    assert edition is not None
    assert (edition.name, edition.ledger, edition.sha256) == (
        "bản thử 1",
        LEDGER,
        registry.read_edition(loaded.folder).edition.sha256,
    )


def test_a_later_edition_writes_the_difference_only(loaded: Node) -> None:
    rows = rows_of(loaded.folder / "bodies.csv")
    changed = [row | {"note": "đã đối chiếu"} if row["code"] == "M-QK3" else row for row in rows]
    write_rows(loaded.folder / "bodies.csv", [row for row in changed if row["code"] != "M-QK3-CT-TC"])
    lines = rows_of(loaded.folder / "edges.csv")
    write_rows(loaded.folder / "edges.csv", [row for row in lines if row["child"] != "M-QK3-CT-TC"])
    write_head(loaded.folder, name="bản thử 2")

    outcome = loaded.load()

    assert isinstance(outcome, Recorded)
    assert [(act.envelope.kind, act.envelope.subjects) for act in outcome.acts] == [
        ("registry.edition_loaded", (f"registry_edition:{LEDGER}",)),
        ("registry.body_recorded", ("body:M-QK3",)),
        ("registry.row_withdrawn", ("body:M-QK3-CT-TC",)),
        ("registry.row_withdrawn", ("body_line:M-QK3-CT-TC/M-QK3-CT/command",)),
    ]
    body = registry.body("M-QK3", on=MERGED)
    assert body is not None
    assert body.note == "đã đối chiếu"
    assert registry.body("M-QK3-CT-TC", on=MERGED) is None
    assert [act.kind for act in acts_about("body:M-QK3")] == ["registry.body_recorded"]
    edition = registry.edition()
    assert edition is not None
    assert edition.name == "bản thử 2"


def test_a_row_may_come_back_in_a_third_edition(loaded: Node) -> None:
    before = (loaded.folder / "bodies.csv").read_text(encoding="utf-8")
    lines = (loaded.folder / "edges.csv").read_text(encoding="utf-8")
    for name, column in (("bodies.csv", "code"), ("edges.csv", "child")):
        rows = rows_of(loaded.folder / name)
        write_rows(loaded.folder / name, [row for row in rows if row[column] != "M-QK3-CT-TC"])
    write_head(loaded.folder, name="bản thử 2")
    loaded.load()
    (loaded.folder / "bodies.csv").write_text(before, encoding="utf-8")
    (loaded.folder / "edges.csv").write_text(lines, encoding="utf-8")
    write_head(loaded.folder, name="bản thử 3")

    outcome = loaded.load()

    assert isinstance(outcome, Recorded)
    assert len(outcome.acts) == 3
    body = registry.body("M-QK3-CT-TC", on=MERGED)
    assert body is not None
    assert body.name == "Phòng Tổ chức - Cục Chính trị Quân khu 3"


def test_rows_equal_their_rebuild(loaded: Node) -> None:
    assert list(compare()) == []
    rebuild()
    assert list(compare()) == []
