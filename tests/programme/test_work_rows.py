"""Rows of work inside an agency from its acts: in any order, with gaps, each agency for itself."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from phoihop.ledger.domain.types import Audience, Envelope, FoldedAct, Party, Payload, Valid
from phoihop.programme.acts import WORK_HANDED_ON, WorkHandedOn
from phoihop.programme.models import Work
from phoihop.programme.projections import WorkProjector
from tests.programme.office import HAI_PHONG, LEDGERS, OLD_HAI_PHONG, REGION

TASK = "01J0000000000000000000TSK1"
SUBJECT = f"work:{TASK}/{REGION}"
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)


def said(person: str | None = "LAN", *, body: str = REGION, task: str = TASK) -> WorkHandedOn:
    return WorkHandedOn(
        handing=f"{len(person or ''):026d}",
        task=task,
        body=body,
        post=person and f"P-{person}",
        person=person,
        ends="2026-12-21",
        note="ghi chú",
    )


def act(
    payload: Payload | None, *, on: date | None = MONDAY, index: int = 1, agency: str = REGION
) -> FoldedAct:
    envelope = Envelope(
        v=1,
        kind=WORK_HANDED_ON.name,
        kind_version=1,
        ledger=LEDGERS[agency],
        epoch=1,
        index=index,
        height=index,
        id=f"{index:026d}",
        batch=None,
        decided_by=Party(agency),
        entered_by=Party(agency),
        subjects=(SUBJECT,),
        refs=(),
        audience=Audience("agency"),
        basis=(),
        valid=Valid(on.isoformat() if on else None),
        recorded_at="2026-11-23T01:00:00Z",
        payload="0" * 64,
    )
    return FoldedAct(envelope, f"{index:064d}", payload)


def rows(*acts: FoldedAct, subject: str = SUBJECT) -> list[tuple[object, ...]]:
    found = WorkProjector().rows(subject, acts)
    assert all(isinstance(row, Work) for row in found)
    return [
        (row.agency, row.order, row.seat, row.valid_from, row.valid_to)
        for row in found
        if isinstance(row, Work)
    ]


def test_one_handing_holds_until_further_notice() -> None:
    (row,) = WorkProjector().rows(SUBJECT, [act(said())])
    assert isinstance(row, Work)
    columns = (row.task_id, row.body, row.agency, row.post, row.person, row.ends, row.note, row.place)
    assert columns == (TASK, REGION, REGION, "P-LAN", "LAN", date(2026, 12, 21), "ghi chú", 1)
    assert (row.valid_from, row.valid_to) == (MONDAY, None)


def test_the_next_handing_ends_the_one_before_and_the_tray_is_nobody() -> None:
    assert rows(act(said("LAN")), act(said("SON"), on=TUESDAY), act(said(None), on=FRIDAY)) == [
        (REGION, 1, "P-LAN/LAN", MONDAY, TUESDAY),
        (REGION, 2, "P-SON/SON", TUESDAY, FRIDAY),
        (REGION, 3, "", FRIDAY, None),
    ]


def test_of_two_on_one_day_only_the_later_holds_on_any_day() -> None:
    assert rows(act(said("LAN")), act(said("SON"))) == [
        (REGION, 1, "P-LAN/LAN", MONDAY, MONDAY),
        (REGION, 2, "P-SON/SON", MONDAY, None),
    ]


def test_on_every_day_the_same_person_has_it_in_whichever_order_the_acts_came() -> None:
    acts = [act(said("LAN")), act(said("SON"), on=TUESDAY), act(said("YEN"), on=FRIDAY)]
    periods = {
        frozenset((seat, start, end) for _, _, seat, start, end in rows(*order))
        for order in permutations(acts)
    }
    assert len(periods) == 1


def test_what_another_agency_records_of_the_same_part_stands_beside_it() -> None:
    assert rows(act(said("LAN")), act(said("SON"), on=TUESDAY, agency=HAI_PHONG)) == [
        (REGION, 1, "P-LAN/LAN", MONDAY, None),
        (HAI_PHONG, 2, "P-SON/SON", TUESDAY, None),
    ]


@pytest.mark.parametrize(
    ("acts", "subject"),
    [
        ([act(None)], SUBJECT),
        ([act(said(body=OLD_HAI_PHONG))], SUBJECT),
        ([act(said(task="01J0000000000000000000TSK2"))], SUBJECT),
        ([act(said())], f"work:gì/{REGION}"),
        ([act(said())], f"work:{TASK}"),
    ],
    ids=[
        "the content is gone",
        "about another body than its subject",
        "about another task",
        "a subject without a task",
        "a subject without a body",
    ],
)
def test_what_cannot_be_read_makes_no_row(acts: list[FoldedAct], subject: str) -> None:
    assert rows(*acts, subject=subject) == []


def test_a_gap_leaves_the_handing_before_in_force() -> None:
    found = rows(act(said("LAN")), act(None, on=TUESDAY), act(said("YEN"), on=FRIDAY))
    assert found == [(REGION, 1, "P-LAN/LAN", MONDAY, FRIDAY), (REGION, 3, "P-YEN/YEN", FRIDAY, None)]
