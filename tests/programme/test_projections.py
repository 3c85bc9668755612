"""Rows from acts: in any order, with gaps, from any ledger."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from msgspec.structs import replace

from phoihop.ledger.domain.types import Audience, Basis, Envelope, FoldedAct, Party, Payload, Valid
from phoihop.programme import acts
from phoihop.programme.acts import (
    BasisStated,
    DutyStated,
    ProgrammeAdopted,
    ProgressReported,
    ProgressState,
    Result,
    ResultJudged,
    Stage,
    TaskAssigned,
)
from phoihop.programme.api import PROJECTORS
from phoihop.programme.domain.versions import each_once
from tests.programme.office import COORDINATING, LEAD, PROGRAMME, REGION, TEXT, evidence

TASK = "01J0000000000000000000TSK1"
BOARD, OTHER = "P-22-BTC", "P-30-BTC"
OURS, THEIRS = "m-qk3-ct/work", "p-31-btc/work"
APRIL, MAY, JUNE = date(2018, 4, 6), date(2018, 5, 1), date(2018, 6, 1)

ADOPTED = ProgrammeAdopted("Chương trình Hòa Bình", Stage.DRAFT, "2018-04-06", TEXT, "ab" * 32, None)
ASSIGNED = TaskAssigned(
    programme=PROGRAMME,
    number=4,
    text="hoàn chỉnh Quy chế",
    duties=(
        DutyStated(LEAD, "Cục Chính trị", None, (REGION,)),
        DutyStated(COORDINATING, "Ban Tổ chức các tỉnh ủy", "ban-to-chuc", (BOARD, OTHER)),
    ),
    starts=None,
    ends="2018-05-16",
    basis=(BasisStated("59-qd-tw", "59-QĐ/TW"), BasisStated(None, "Quy định 61")),
    evidence=evidence(),
)


def said(
    body: str = BOARD, day: str = "2018-05-01", state: str = "done", number: int = 1
) -> ProgressReported:
    return ProgressReported(f"{number:026d}", body, ProgressState(state), day, "", None, None, None)


def act(
    payload: Payload | None,
    *,
    index: int = 1,
    kind: str = "",
    ledger: str = OURS,
    start: str | None = "2018-04-06",
    basis: tuple[Basis, ...] = (),
    entered: str = REGION,
) -> FoldedAct:
    """An act as a fold hands it over; `kind` is wanted only where the payload is gone."""
    known = next((k.name for k in acts.KINDS if isinstance(payload, k.payload)), kind)
    envelope = Envelope(
        v=1,
        kind=known,
        kind_version=1,
        ledger=ledger,
        epoch=1,
        index=index,
        height=index,
        id=f"{index:026d}",
        batch=None,
        decided_by=Party(entered),
        entered_by=Party(entered),
        subjects=("task:1",),
        refs=(),
        audience=Audience("parties"),
        basis=basis,
        valid=Valid(start),
        recorded_at="2026-11-23T01:00:00Z",
        payload="0" * 64,
    )
    return FoldedAct(envelope, f"{index:064d}", payload)


MID_MAY, FOLDED = date(2018, 5, 16), "hoan chinh qui che 59-qd/tw qui dinh 61"
SHOWN = {
    "Programme": ("programme", "title", "folded", "document_date", "text", "body"),
    "Task": ("task", "programme", "number", "original_ends", "assigned_on"),
    "Version": ("version", "folded", "kind", "ends", "valid_from", "valid_to"),
    "Standing": ("number", "ends", "state", "states", "valid_from", "valid_to"),
    "Duty": ("position", "role", "body", "state", "valid_from", "valid_to"),
    "Ground": ("position", "key", "label"),
    "Progress": ("order", "report", "body", "state", "reported_on", "paper_number", "for_other"),
}


def rows(subject: str, *folded: FoldedAct, table: str = "") -> list[tuple[object, ...]]:
    """The rows as tuples of what matters, of one table or of all."""
    projector = next(p for p in PROJECTORS if p.subject_type == subject.partition(":")[0])
    return [
        (type(row).__name__, *(getattr(row, name) for name in SHOWN[type(row).__name__]))
        for row in projector.rows(subject, folded)
        if table in {"", type(row).__name__}
    ]


def of_task(*folded: FoldedAct, table: str = "") -> list[tuple[object, ...]]:
    return rows(f"task:{TASK}", *folded, table=table)


def test_a_programme_is_one_row() -> None:
    found = rows(f"programme:{PROGRAMME}", act(ADOPTED))
    assert found == [
        ("Programme", PROGRAMME, "Chương trình Hòa Bình", "chuong trinh hoa binh", APRIL, TEXT, REGION)
    ]


def test_a_task_without_reports() -> None:
    assert of_task(act(ASSIGNED)) == [
        ("Task", TASK, PROGRAMME, 4, MID_MAY, APRIL),
        ("Version", f"{TASK}.0", FOLDED, "deadline", MID_MAY, APRIL, None),
        ("Standing", 4, date(2018, 5, 16), "none", "n/nn", APRIL, None),
        ("Duty", 0, "lead", REGION, "none", APRIL, None),
        ("Duty", 1, "coordinating", BOARD, "none", APRIL, None),
        ("Duty", 1, "coordinating", OTHER, "none", APRIL, None),
        ("Ground", 0, "59-qd-tw", "59-QĐ/TW"),
        ("Ground", 1, "Quy định 61", "Quy định 61"),
    ]


def test_two_reports_cut_the_time_of_the_task_in_three() -> None:
    folded = (act(ASSIGNED), act(said(), index=2), act(said(REGION, "2018-06-01", "doing", 2), index=3))
    assert of_task(*folded, table="Standing") == [
        ("Standing", 4, date(2018, 5, 16), "none", "n/nn", APRIL, MAY),
        ("Standing", 4, date(2018, 5, 16), "doing", "n/dn", MAY, JUNE),
        ("Standing", 4, date(2018, 5, 16), "doing", "g/dn", JUNE, None),
    ]
    assert of_task(*folded, table="Duty") == [
        ("Duty", 0, "lead", REGION, "none", APRIL, JUNE),
        ("Duty", 0, "lead", REGION, "doing", JUNE, None),
        ("Duty", 1, "coordinating", BOARD, "none", APRIL, MAY),
        ("Duty", 1, "coordinating", BOARD, "done", MAY, None),
        ("Duty", 1, "coordinating", OTHER, "none", APRIL, None),
    ]


def test_nobody_confirms_his_own_word_whatever_his_ledger_says() -> None:
    waiting = replace(said(), judges=(REGION,))
    word = ResultJudged("0" * 26, waiting.report, BOARD, Result.CONFIRMED, "")
    for entered, letter in ((BOARD, "r"), (REGION, "d")):
        folded = (
            act(ASSIGNED),
            act(waiting, index=2),
            act(word, index=3, entered=entered, start="2018-06-01"),
        )
        assert of_task(*folded, table="Standing")[-1][4] == f"n/{letter}n"


def test_when_all_are_done_the_task_is_done_from_the_last_day() -> None:
    reports = [
        act(said(body, day, number=n), index=n)
        for n, (body, day) in enumerate(
            [(REGION, "2018-05-01"), (BOARD, "2018-06-01"), (OTHER, "2018-05-01")], 2
        )
    ]
    found = of_task(act(ASSIGNED), *reports, table="Standing")
    assert found[-1] == ("Standing", 4, date(2018, 5, 16), "done", "d/dd", JUNE, None)


def test_the_days_reported_decide_and_not_the_order_in_which_acts_come() -> None:
    folded = [act(ASSIGNED), act(said(), index=2), act(said(OTHER, "2018-06-01", number=2), index=3)]
    found = {tuple(sorted(of_task(*order, table="Standing"), key=repr)) for order in permutations(folded)}
    assert len(found) == 1


def test_reports_without_their_task_are_kept_and_stand_for_nothing() -> None:
    found = of_task(act(said()))
    assert found == [("Progress", 1, f"{1:026d}", BOARD, "done", MAY, "", False)]


def test_a_report_of_a_body_without_a_part_is_kept_and_changes_nothing() -> None:
    found = of_task(act(ASSIGNED), act(said("P-99-BTC"), index=2))
    assert [row[0] for row in found] == [
        "Progress",
        "Task",
        "Version",
        "Standing",
        "Duty",
        "Duty",
        "Duty",
        "Ground",
        "Ground",
    ]


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        (f"programme:{PROGRAMME}", "programme.adopted"),
        (f"task:{TASK}", "programme.task_assigned"),
        (f"task:{TASK}", "programme.progress_reported"),
    ],
    ids=["programme", "task", "report"],
)
def test_an_act_whose_content_is_gone_makes_no_row(subject: str, kind: str) -> None:
    assert rows(subject, act(None, kind=kind)) == []


def test_a_task_whose_content_is_gone_leaves_its_reports() -> None:
    found = of_task(act(None, kind="programme.task_assigned"), act(said(), index=2))
    assert [row[0] for row in found] == ["Progress"]


def test_a_later_assignment_does_not_fill_the_place_of_a_cleared_one() -> None:
    again = act(ASSIGNED, index=2, ledger=THEIRS)
    assert of_task(act(None, kind="programme.task_assigned"), again) == []


def test_of_two_assignments_the_first_counts_whoever_made_the_second() -> None:
    other = TaskAssigned(PROGRAMME, 9, "việc khác", (), None, None, (), None)
    found = of_task(act(ASSIGNED), act(other, index=2, ledger=THEIRS), table="Task")
    assert [row[3] for row in found] == [4]


def test_a_cleared_report_leaves_what_was_reported_before() -> None:
    folded = (act(ASSIGNED), act(said(), index=2), act(None, index=3, kind="programme.progress_reported"))
    assert of_task(*folded, table="Standing")[-1][3:] == ("doing", "n/dn", MAY, None)


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ((), ("", False)),
        ((Basis(kind="paper", issuer="Ban", number="41-CV", date="2018-05-02"),), ("41-CV", False)),
        ((Basis(kind="paper", issuer="Ban", number="41-CV", for_body=BOARD),), ("41-CV", True)),
        ((Basis(kind="text", issuer="", number="", sha256="ab" * 32),), ("", False)),
    ],
    ids=["the body itself", "the body from its own paper", "somebody else from its paper", "no paper"],
)
def test_a_report_says_from_which_paper_it_was_recorded(basis, expected: tuple[str, bool]) -> None:
    found = of_task(act(said(), basis=basis), table="Progress")
    assert found[0][-2:] == expected


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2018-05-16", "2018-05-16", None),
        ("2018-05-17", "2018-05-16", None),
        (None, "31-12-2018", None),
        ("2018-01-01", "2018-05-16", date(2018, 5, 16)),
    ],
    ids=["no day", "the wrong way round", "no ISO day", "a period"],
)
def test_days_that_cannot_be_read_say_nothing(starts: str | None, ends: str, expected: date | None) -> None:
    odd = TaskAssigned(PROGRAMME, 1, "việc", (), starts, ends, (), None)
    assert of_task(act(odd), table="Standing") == [("Standing", 1, expected, "none", "", APRIL, None)]


def test_a_report_without_a_day_is_kept_and_changes_nothing() -> None:
    folded = (act(ASSIGNED), act(said(day="mai"), index=2))
    assert of_task(*folded, table="Progress")[0][5] is None
    assert len(of_task(*folded, table="Standing")) == 1


def test_without_the_day_of_the_document_a_task_stands_from_ever() -> None:
    folded = (act(ASSIGNED, start=None), act(said(), index=2))
    assert [row[-2:] for row in of_task(*folded, table="Standing")] == [(None, MAY), (MAY, None)]


def test_a_subject_that_no_command_of_ours_makes_has_no_rows() -> None:
    assert rows("task:1", act(ASSIGNED), act(said(), index=2)) == []
    assert rows("programme:x", act(ADOPTED)) == []


def test_a_body_that_is_named_twice_has_one_part_and_counts_once() -> None:
    twice = DutyStated(LEAD, "Cục Chính trị", None, (REGION, REGION))
    again = TaskAssigned(PROGRAMME, 1, "việc", (twice, twice), None, None, (), None)
    assert of_task(act(again))[2:] == [
        ("Standing", 1, None, "none", "n/", APRIL, None),
        ("Duty", 0, "lead", REGION, "none", APRIL, None),
    ]


def test_a_body_stands_once_per_role_under_the_first_mention_that_names_it() -> None:
    found = each_once(
        (
            DutyStated(LEAD, "Cục Chính trị", None, (REGION, REGION)),
            DutyStated(LEAD, "cơ quan chính trị", None, (REGION, BOARD)),
            DutyStated(COORDINATING, "Cục Chính trị", None, (REGION,)),
        )
    )
    assert [duty.bodies for duty in found] == [(REGION,), (BOARD,), (REGION,)]
