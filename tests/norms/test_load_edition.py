"""Loading content/norms into the registry ledger, and what a later edition writes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Accepted
from phoihop.ledger.api import Recorded, acts_about, compare, rebuild, redact, writing
from phoihop.ledger.domain.types import Party, Proposal
from phoihop.norms import api as norms
from phoihop.norms.acts import INSTRUMENT_RECORDED
from phoihop.norms.domain.types import Cited, Found, RelationKind
from phoihop.norms.models import Edition, Instrument, Relation
from tests.access.office import actor
from tests.norms.catalogues import CONFERENCE, CONTENT, POLITBURO, shipped, shipped_catalogue
from tests.norms.node import HOME, LEDGER, OTHER, Node

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


def test_the_shipped_edition_is_one_batch_of_111_acts(opened: Node) -> None:
    outcome = norms.load_edition(CONTENT)
    assert isinstance(outcome, Recorded)
    assert len(outcome.acts) == 110 + 1
    assert len({act.envelope.batch for act in outcome.acts}) == 1
    assert {(act.envelope.ledger, act.envelope.entered_by.body) for act in outcome.acts} == {(LEDGER, HOME)}
    assert {act.envelope.audience.group for act in outcome.acts} == {"public"}
    assert (Instrument.objects.count(), Edition.objects.count()) == (110, 1)
    assert list(compare()) == []


def test_the_same_edition_again_writes_nothing(loaded: Node) -> None:
    assert norms.load_edition(CONTENT) == Recorded(())


def test_what_is_loaded_is_what_the_files_say(loaded: Node) -> None:
    known = norms.catalogue()
    without_reverse = [
        (i.id, i.words, i.issued, i.begins, i.ends, i.state, i.to_confirm, i.sources)
        for i in known.instruments
    ]
    assert without_reverse == [
        (i.id, i.words, i.issued, i.begins, i.ends, i.state, i.to_confirm, i.sources)
        for i in shipped_catalogue().instruments
    ]
    assert known.issuers == shipped().edition.issuers
    edition = norms.edition()
    assert edition is not None
    assert (edition.name, edition.known_until, edition.instruments, edition.sha256, edition.ledger) == (
        "Danh mục văn bản chỉ đạo, bản 1",
        date(2026, 7, 31),
        110,
        shipped().edition.sha256,
        LEDGER,
    )


def test_relations_are_seen_from_both_ends(loaded: Node) -> None:
    replaced = norms.instrument("132-qd-tw-2018")
    assert replaced is not None
    assert [(r.kind, r.instrument) for r in replaced.reverse if r.kind is RelationKind.REPLACES] == [
        (RelationKind.REPLACES, "124-qd-tw-2023")
    ]
    newest = norms.instrument("366-qd-tw-2025")
    assert newest is not None
    assert [(r.kind, r.instrument) for r in newest.relations] == [(RelationKind.REPLACES, "124-qd-tw-2023")]
    assert norms.instrument("khong-co") is None


def test_questions_of_other_rooms(loaded: Node) -> None:
    cited = Cited(kind="Nghị quyết", numbers=("28",), issuers=(POLITBURO,))
    found = norms.resolve(cited, on=CONFERENCE)
    assert isinstance(found, Found)
    assert found.instrument.id == "28-nq-tw-2008"
    assert found.instrument.citation().date == date(2008, 9, 22)
    assert norms.in_force("132-qd-tw-2018", on=CONFERENCE) is True
    assert norms.in_force("132-qd-tw-2018", on=date(2024, 1, 1)) is False
    assert norms.in_force("104-qd-qutw", on=CONFERENCE) is None
    assert norms.in_force("khong-co", on=CONFERENCE) is None
    assert sorted(norms.named(["28-nq-tw-2008", "khong-co"])) == ["28-nq-tw-2008"]
    wanted = norms.Wanted(text="quy hoach can bo", kind="Hướng dẫn")
    assert [i.id for i in norms.instruments(wanted, on=CONFERENCE)] == [
        "16-hd-btctw-2022",
        "06-hd-btctw-2017",
        "15-hd-btctw-2012",
        "22-hd-btctw-2008",
    ]


def test_a_later_edition_writes_the_difference_only(loaded: Node, tmp_path: Path) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "norms")
    entries = (folder / "instruments.yaml").read_text(encoding="utf-8")
    changed = entries.replace(
        "title: Luân chuyển cán bộ\n  begins: 2017", "title: Luân chuyển\n  begins: 2017"
    )
    assert changed != entries
    (folder / "instruments.yaml").write_text(changed, encoding="utf-8")
    outcome = norms.load_edition(folder)
    assert isinstance(outcome, Recorded)
    assert [(act.envelope.kind, act.envelope.subjects) for act in outcome.acts] == [
        ("norms.edition_loaded", (f"norms_edition:{LEDGER}",)),
        ("norms.instrument_recorded", ("instrument:98-qd-tw-2017",)),
    ]
    known = norms.instrument("98-qd-tw-2017")
    assert known is not None
    assert known.title == "Luân chuyển"
    assert [act.kind for act in acts_about("instrument:98-qd-tw-2017")] == ["norms.instrument_recorded"]
    assert list(compare()) == []


def test_an_instrument_may_go_and_come_back(loaded: Node, tmp_path: Path) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "norms")
    before = (folder / "instruments.yaml").read_text(encoding="utf-8")
    start = before.index("- id: luat-giao-dich-dien-tu-2005")
    end = before.index("- id: ", start + 1)
    without = (before[:start] + before[end:]).replace(
        "  relations:\n    - {kind: replaces, to: luat-giao-dich-dien-tu-2005, state: verified}\n", ""
    )
    (folder / "instruments.yaml").write_text(without, encoding="utf-8")
    head = (folder / "edition.yaml").read_text(encoding="utf-8")
    (folder / "edition.yaml").write_text(head.replace("110", "109"), encoding="utf-8")
    outcome = norms.load_edition(folder)
    assert isinstance(outcome, Recorded)
    assert [act.envelope.kind for act in outcome.acts] == [
        "norms.edition_loaded",
        "norms.instrument_recorded",
        "norms.instrument_withdrawn",
    ]
    assert norms.instrument("luat-giao-dich-dien-tu-2005") is None
    again = norms.load_edition(CONTENT)
    assert isinstance(again, Recorded)
    assert len(again.acts) == 3
    assert norms.instrument("luat-giao-dich-dien-tu-2005") is not None
    assert list(compare()) == []


def test_a_redacted_instrument_leaves_no_row(loaded: Node) -> None:
    act = acts_about("instrument:98-qd-tw-2017")[0]
    redact(replace(actor(Role.CLERK), ledger=LEDGER), [act.place], reason="thử")
    assert norms.instrument("98-qd-tw-2017") is None
    assert Relation.objects.filter(instrument="98-qd-tw-2017").count() == 0
    assert list(compare()) == []


def test_what_another_agency_states_stands_beside_and_changes_nothing(loaded: Node) -> None:
    loaded.open(OTHER, agency="P-31-BTC")
    said = dict(shipped().instruments)["98-qd-tw-2017"]
    with writing(OTHER, Party("P-31-BTC")) as writer:
        writer.record(Accepted((Proposal(INSTRUMENT_RECORDED, ("instrument:98-qd-tw-2017",), said),)))
    assert Instrument.objects.filter(instrument="98-qd-tw-2017").count() == 2
    assert len(norms.catalogue().instruments) == 110
    assert list(compare()) == []


def test_rows_equal_their_rebuild(loaded: Node) -> None:
    rebuild()
    assert list(compare()) == []
