"""The report of the conference of 06-04-2018 and the sample of the demonstration, with shipped content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from phoihop.intake import api
from phoihop.intake.domain.proposing import ground_of
from phoihop.intake.domain.types import DaySource, Draft, DutyRole, Item, Why
from phoihop.intake.queries.meanings import with_meanings
from phoihop.ledger.api import Recorded, compare, open_ledger
from phoihop.programme.models import Duty, Programme, Task
from phoihop.reading.api import read
from phoihop.registry import api as registry
from tests.intake.desk import draft, load_norms, received, vocabulary
from tests.programme.office import LEDGERS, NINE, REGION, REGISTRY_LEDGER, Office, actor
from tests.registry.registers import CONTENT

pytestmark = [pytest.mark.django_db(databases=["default", "local"])]
LEAD, COORDINATING = DutyRole.LEAD, DutyRole.COORDINATING
CONFERENCE = date(2018, 4, 6)


@pytest.fixture
def shipped(db: None, desk: Office) -> Iterator[Office]:
    """The ledgers open, the shipped register and catalogue loaded."""
    for ledger, agency in ((REGISTRY_LEDGER, REGION), (LEDGERS[REGION], REGION)):
        open_ledger(ledger, agency=agency, title="Nhật ký thử", key=desk.ring.create(ledger, 1))
    assert isinstance(registry.load_edition(CONTENT), Recorded)
    load_norms()
    yield desk
    assert compare() == ()


def seed(shared: Path) -> str:
    return (shared / "seed" / "conference-2018-04-06.txt").read_text(encoding="utf-8")


@pytest.mark.needs_shared
def test_the_conference_becomes_a_programme_with_nine_boards(shipped: Office, shared: Path) -> None:
    text = received(seed(shared), file_name="conference-2018-04-06.txt")
    found = draft(text)
    assert (found.content.day, found.content.day_source) == (CONFERENCE, DaySource.MEETING)
    first, second, *required = found.content.items
    assert (first.starts, first.ends, second.starts, second.ends) == (
        date(2018, 1, 1),
        date(2019, 1, 1),
        date(2018, 1, 1),
        date(2021, 1, 1),
    )
    assert [ground.instrument for ground in first.grounds] == ["28-nq-tw-2008"]
    assert len(required) == 5
    for item in (first, second):
        assert [sorted(duty.bodies) for duty in item.of(LEAD)] == [[REGION], sorted(NINE)]
    for item in required:
        assert [sorted(duty.bodies) for duty in item.of(LEAD)] == [[REGION]]
        assert [sorted(duty.bodies) for duty in item.of(COORDINATING)] == [sorted(NINE)]
    assert isinstance(api.adopt(actor(), text=text, version=1), Recorded)
    assert (Programme.objects.get().document_date, Task.objects.count()) == (CONFERENCE, 7)
    assert Duty.objects.filter(role="coordinating").count() == 5 * 9


@pytest.mark.needs_shared
def test_citations_of_the_conference_are_resolved_or_left_open(shipped: Office, shared: Path) -> None:
    grounds = tuple(ground_of(citation) for citation in read(seed(shared), vocabulary()).citations)
    item = Item(id="t1", text="x", start=0, end=1, grounds=grounds)
    (resolved,) = with_meanings(Draft(title="x", day=CONFERENCE, items=(item,)), agency="M-QK3-CT").items
    assert [ground.label for ground in resolved.grounds] == [
        "Quy định 59 của Bộ Chính trị, Ban Bí thư, Quân ủy Trung ương",
        "Quy định 61 của Bộ Chính trị, Ban Bí thư, Quân ủy Trung ương",
        "Quy định 104 của Bộ Chính trị, Ban Bí thư, Quân ủy Trung ương",
        "Nghị quyết Trung ương 4 (khóa XII)",
        "Chỉ thị 05 của Bộ Chính trị",
        "Chỉ thị 317 của Quân ủy Trung ương",
        "Nghị quyết Trung ương 3 (khóa VIII)",
        "Nghị quyết số 28 của Bộ Chính trị",
        "Quy chế phối hợp giữa Cục Chính trị với Ban Tổ chức 9 tỉnh, thành ủy",
    ]
    told = {ground.instrument for ground in resolved.grounds if ground.doubt is None}
    assert {"59-qd-tw-2016", "28-nq-tw-2008"} <= told
    assert {ground.instrument for ground in resolved.grounds if ground.doubt is not None} == {None}
    assert resolved.grounds[-1].doubt is Why.NOT_LISTED


def test_the_sample_of_the_demonstration_names_the_four_boards_of_2026(
    shipped: Office, project_root: Path
) -> None:
    sample = project_root / "content" / "scenarios" / "hoi-nghi-phoi-hop-2026.txt"
    found = draft(received(sample.read_text(encoding="utf-8"))).content
    assert found.day == date(2026, 11, 12)
    boards = [duty for item in found.items for duty in item.duties if duty.rule is not None]
    assert {len(duty.bodies) for duty in boards} == {4}
    assert [ground.instrument for ground in found.items[0].grounds] == ["43-hd-btctw-2025"]
