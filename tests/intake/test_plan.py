"""From a draft to the programme that is to be drawn up."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from phoihop.intake.domain.plan import Open, decide_plan, open_in
from phoihop.intake.domain.types import (
    BodyDoubt,
    Draft,
    Duty,
    DutyRole,
    Ground,
    How,
    Item,
    MeetingStated,
    TextRow,
    TextView,
    Why,
)
from phoihop.kernel.decision import Accepted, Refused
from phoihop.kernel.period import Period
from phoihop.programme.domain.types import BasisStated, DutyStated, EvidenceStated, ProgrammePlan, TaskPlan
from phoihop.reading.api import open_source

TEXT = TextView(
    row=TextRow(
        id="01J0000000000000000000TEXT",
        body="M-1",
        person="p",
        file_name="",
        how=How.PASTE,
        characters=20,
        opening="Yêu cầu",
        recorded_at=datetime(2026, 11, 23, tzinfo=UTC),
    ),
    content="Yêu cầu hoàn chỉnh.",
    sha256="ab" * 32,
)
CLEAR = Item(
    id="t1",
    text="hoàn chỉnh quy chế",
    start=8,
    end=18,
    duties=(Duty(role=DutyRole.LEAD, mention="các ban", bodies=("P-1", "P-2"), rule="cac-ban"),),
    ends=date(2019, 1, 1),
    grounds=(Ground(label="Chỉ thị 5", instrument="a"),),
)
OPEN = Item(
    id="t2",
    text="kiện toàn",
    start=0,
    end=7,
    duties=(Duty(role=DutyRole.COORDINATING, mention="Ban", doubt=BodyDoubt.SEVERAL),),
    grounds=(Ground(label="Chỉ thị 35", doubt=Why.SEVERAL), Ground(label="x", doubt=Why.NOT_LISTED)),
)
LEFT_OUT = msgspec.structs.replace(OPEN, id="t3", dropped=True)
MEETING = MeetingStated("Hội nghị", "2018-04-06", None)
DRAFT = Draft(title="Chương trình", day=date(2018, 4, 6), meeting=MEETING, items=(CLEAR, OPEN, LEFT_OUT))


def test_kept_items_become_tasks_with_their_evidence() -> None:
    assert decide_plan(DRAFT, TEXT, open_source(TEXT.content)) == Accepted(
        ProgrammePlan(
            title="Chương trình",
            document_date=date(2018, 4, 6),
            text=TEXT.row.id,
            sha256="ab" * 32,
            meeting=MEETING,
            tasks=(
                TaskPlan(
                    text="hoàn chỉnh quy chế",
                    duties=(DutyStated(DutyRole.LEAD, "các ban", "cac-ban", ("P-1", "P-2")),),
                    period=Period(None, date(2019, 1, 1)),
                    basis=(BasisStated("a", "Chỉ thị 5"),),
                    evidence=EvidenceStated(TEXT.row.id, 8, 18, "hoàn chỉnh"),
                ),
                TaskPlan(
                    text="kiện toàn",
                    duties=(DutyStated(DutyRole.COORDINATING, "Ban", None, ()),),
                    period=None,
                    basis=(BasisStated(None, "Chỉ thị 35"), BasisStated(None, "x")),
                    evidence=EvidenceStated(TEXT.row.id, 0, 7, "Yêu cầu"),
                ),
            ),
        )
    )


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (msgspec.structs.replace(DRAFT, day=None), "intake.no_day"),
        (msgspec.structs.replace(DRAFT, items=(LEFT_OUT,)), "intake.nothing_kept"),
        (msgspec.structs.replace(DRAFT, title=""), "intake.no_title"),
    ],
    ids=["no day", "no items", "no title"],
)
def test_a_draft_that_is_no_programme_yet(draft: Draft, code: str) -> None:
    decision = decide_plan(draft, TEXT, open_source(TEXT.content))
    assert isinstance(decision, Refused)
    assert [refusal.code for refusal in decision.refusals] == [code]


def test_what_is_still_open_is_counted_in_kept_items_only() -> None:
    still = open_in(DRAFT.items)
    assert still == Open(without_lead=1, bodies=1, instruments=2, without_time=1)
    assert (still.total, open_in((CLEAR, LEFT_OUT)).total) == (5, 0)
