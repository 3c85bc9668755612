"""From rows to tasks: what is clear is taken, what is not is said with its cell, nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.kernel.decision import Accepted, Refused
from phoihop.kernel.period import Period
from phoihop.norms.domain import types as norms
from phoihop.programme.acts import BasisStated, DutyRole, DutyStated, Rhythm, TaskKind
from phoihop.programme.domain.grid import Column, Grid, Row, chosen_bodies, chosen_instrument
from phoihop.programme.domain.grid_plan import Doubt, DoubtKind, decide_plan
from phoihop.programme.domain.types import TaskPlan
from phoihop.registry.domain import types as registry
from tests.norms.catalogues import instrument
from tests.programme.grids import A, B, C, grid, plan, row

LEAD, COORDINATING = DutyRole.LEAD, DutyRole.COORDINATING
CLASS = "Ban Tổ chức các tỉnh ủy, thành ủy"
KNOWN: dict[str, registry.Resolution] = {
    "Cục Chính trị": registry.Resolved((A,)),
    "Ban Tổ chức Tỉnh ủy Quảng Ninh": registry.Resolved((B,)),
    CLASS: registry.ClassOf((B, C), "ban-to-chuc", CLASS),
}
DEED = row(text="Hoàn chỉnh Quy chế", lead="Cục Chính trị")


def kinds(*rows: Row, **answers: registry.Resolution) -> list[tuple[str, str]]:
    found = plan(grid(*rows), {**KNOWN, **answers}).doubts
    return [(doubt.cell, doubt.kind.value) for doubt in found]


def doubts(given: Grid, bodies: dict[str, registry.Resolution]) -> tuple[Doubt, ...]:
    return plan(given, bodies).doubts


# --------------------------------------------------------------------------------------------------- tasks


def test_a_row_becomes_a_task_with_all_that_it_says() -> None:
    said = row(
        text="Hoàn chỉnh\nQuy chế",
        lead="Cục Chính trị",
        coordinating=CLASS,
        time="quý II/2018",
        product="Quy chế",
        level="Ban Thường vụ Đảng ủy Quân khu",
        basis="kế hoạch năm",
        kind="có thời hạn",
    )
    assert plan(grid(Row(), said), KNOWN).tasks == (
        TaskPlan(
            text="Hoàn chỉnh Quy chế",
            duties=(
                DutyStated(LEAD, "Cục Chính trị", None, ("P-1",)),
                DutyStated(COORDINATING, CLASS, "ban-to-chuc", ("P-2", "P-3")),
            ),
            period=Period.quarter(2018, 2),
            basis=(BasisStated(None, "kế hoạch năm"),),
            kind=TaskKind.DEADLINE,
            product="Quy chế",
            level="Ban Thường vụ Đảng ủy Quân khu",
        ),
    )


def test_empty_rows_are_no_tasks_and_doubts_name_the_row_as_it_is_shown() -> None:
    found = plan(grid(DEED, Row(), row(text="Rà soát hồ sơ")), KNOWN)
    assert (found.rows, [doubt.cell for doubt in found.doubts]) == ((1, 3), ["C3"])


def test_several_names_in_one_line_are_one_duty_each() -> None:
    line = "Cục Chính trị, Ban Tổ chức Tỉnh ủy Quảng Ninh"
    (task,) = plan(grid(row(text="việc", lead=line)), KNOWN).tasks
    assert [(duty.mention, duty.bodies) for duty in task.duties] == [
        ("Cục Chính trị", ("P-1",)),
        ("Ban Tổ chức Tỉnh ủy Quảng Ninh", ("P-2",)),
    ]


def test_a_line_that_the_register_knows_as_one_name_is_one_duty() -> None:
    line = "Cục Chính trị và Ban Tổ chức Tỉnh ủy Quảng Ninh"
    (task,) = plan(grid(row(text="việc", lead=line)), {**KNOWN, line: registry.Resolved((C,))}).tasks
    assert [(duty.mention, duty.bodies) for duty in task.duties] == [(line, ("P-3",))]


def test_a_continuing_task_takes_its_rhythm_from_either_cell() -> None:
    rows = (
        row(text="một", lead="Cục Chính trị", time="Thường xuyên, hằng quý"),
        row(text="hai", lead="Cục Chính trị", time="thường xuyên", kind="hằng tháng"),
    )
    found = plan(grid(*rows), KNOWN)
    assert [(task.kind, task.rhythm) for task in found.tasks] == [
        (TaskKind.CONTINUING, Rhythm.QUARTERLY),
        (TaskKind.CONTINUING, Rhythm.MONTHLY),
    ]
    assert found.doubts == ()


# -------------------------------------------------------------------------------------------------- doubts


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(row(lead="Cục Chính trị"), [("B1", "text_missing")], id="không có nội dung"),
        pytest.param(row(text="việc"), [("C1", "lead_missing")], id="không có chủ trì"),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", time="Quý II"),
            [("E1", "time_without_year")],
            id="thiếu năm",
        ),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", time="sau này"), [("E1", "time_unreadable")], id="không rõ"
        ),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", time="5/4/2018"),
            [("E1", "time_before_day")],
            id="hạn trước ngày văn bản",
        ),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", kind="gấp"), [("I1", "kind_unknown")], id="loại lạ"
        ),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", kind="có thời hạn"),
            [("I1", "kind_against_time")],
            id="có thời hạn mà không có hạn",
        ),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", time="2018", kind="chưa có thời hạn"),
            [("I1", "kind_against_time")],
            id="chưa có thời hạn mà có hạn",
        ),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", time="hằng quý", kind="có thời hạn"),
            [("I1", "kind_against_time")],
            id="hai ô nói hai loại",
        ),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", time="thường xuyên"),
            [("E1", "rhythm_missing")],
            id="thường xuyên không có kỳ",
        ),
        pytest.param(
            row(text="việc", lead="Cục Chính trị", coordinating="Cục Chính trị"),
            [("D1", "twice")],
            id="vừa chủ trì vừa phối hợp",
        ),
        pytest.param(
            row(text="việc", lead="Ban Tổ chức Tỉnh ủy Quảng Ninh", coordinating=CLASS),
            [],
            id="các ban tổ chức, trong đó có ban chủ trì",
        ),
        pytest.param(
            row(text="việc", lead="Ban Nào đó", basis="kế hoạch năm"),
            [("C1", "unknown"), ("H1", "basis")],
            id="tên và căn cứ không có trong danh mục",
        ),
    ],
)
def test_what_is_not_clear_is_said_with_its_cell(said: Row, expected: list[tuple[str, str]]) -> None:
    assert kinds(said) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(
            registry.Ambiguous((A, B)), (DoubtKind.SEVERAL, ("P-1", "P-2"), False), id="có thể nhiều tổ chức"
        ),
        pytest.param(
            registry.Ended(A, (B, C)), (DoubtKind.ENDED, ("P-2", "P-3"), True), id="đã kết thúc: chọn kế thừa"
        ),
        pytest.param(registry.Unknown((B,)), (DoubtKind.LATER, (), False), id="sau này mới có"),
        pytest.param(registry.Unknown(), (DoubtKind.UNKNOWN, (), False), id="không có"),
        pytest.param(
            registry.ClassOf((A, B), "r", "x", 3), (DoubtKind.FIGURE, ("P-1", "P-2"), False), id="khác số"
        ),
        pytest.param(registry.ClassOf((), "r", "x"), (DoubtKind.UNKNOWN, (), False), id="nhóm không có ai"),
    ],
)
def test_a_name_that_is_not_clear_offers_what_the_register_offers(
    answer: registry.Resolution, expected: tuple[DoubtKind, tuple[str, ...], bool]
) -> None:
    (doubt,) = doubts(grid(row(text="việc", lead="Tên")), {"Tên": answer})
    assert (doubt.kind, doubt.candidates, doubt.stopping) == expected


def test_a_choice_settles_the_name_in_every_row() -> None:
    two = grid(row(text="một", lead="Tên"), row(text="hai", lead="Tên"))
    found = plan(chosen_bodies(two, "Tên", ("P-3",)), {"Tên": registry.Ended(A, (B, C))})
    assert [task.duties for task in found.tasks] == [(DutyStated(LEAD, "Tên", None, ("P-3",)),)] * 2
    assert found.doubts == ()


def test_a_choice_that_is_not_on_offer_any_more_counts_for_nothing() -> None:
    chosen = chosen_bodies(grid(row(text="một", lead="Tên")), "Tên", ("P-1",))
    assert [doubt.kind for doubt in doubts(chosen, {"Tên": registry.Ended(A, (B, C))})] == [DoubtKind.ENDED]


def test_a_clear_name_needs_no_choice() -> None:
    chosen = chosen_bodies(grid(row(text="một", lead="Cục Chính trị")), "Cục Chính trị", ("P-3",))
    assert plan(chosen, KNOWN).tasks[0].duties[0].bodies == ("P-1",)


LABEL = "Quy định số 61-QĐ/TW ngày 29-12-2012"


@pytest.mark.parametrize(
    ("answer", "basis", "why"),
    [
        pytest.param(norms.Found(instrument("X")), BasisStated("X", LABEL), None, id="một văn bản"),
        pytest.param(
            norms.Ambiguous((instrument("X"),), norms.Why.TO_CONFIRM),
            BasisStated(None, LABEL),
            norms.Why.TO_CONFIRM,
            id="còn cần xác nhận",
        ),
        pytest.param(
            norms.Unknown(norms.Why.NOT_LISTED), BasisStated(None, LABEL), norms.Why.NOT_LISTED, id="chưa có"
        ),
    ],
)
def test_a_ground_is_looked_up_and_left_open_when_it_is_not_clear(
    answer: norms.Resolution, basis: BasisStated, why: norms.Why | None
) -> None:
    found = plan(grid(DEED.with_cell(Column.BASIS, LABEL)), KNOWN, {LABEL: answer})
    assert found.tasks[0].basis == (basis,)
    assert [doubt.why for doubt in found.doubts] == ([why] if why else [])


def test_a_chosen_ground_is_taken() -> None:
    given = chosen_instrument(grid(DEED.with_cell(Column.BASIS, LABEL)), LABEL, "X")
    answer = norms.Ambiguous((instrument("X"), instrument("Y")), norms.Why.SEVERAL)
    found = plan(given, KNOWN, {LABEL: answer})
    assert (found.tasks[0].basis, found.doubts) == ((BasisStated("X", LABEL),), ())


# -------------------------------------------------------------------------------------------- the programme


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(Grid(rows=(DEED,)), ["title_missing", "day_missing"], id="đầu bảng trống"),
        pytest.param(grid(DEED, day="hôm nay"), ["day_unreadable"], id="ngày không đọc được"),
        pytest.param(grid(DEED, year="18"), ["year_unreadable"], id="năm hai chữ số"),
    ],
)
def test_what_is_not_clear_in_the_head(given: Grid, expected: list[str]) -> None:
    assert [doubt.kind.value for doubt in plan(given, KNOWN).doubts] == expected


def test_a_clear_grid_becomes_a_programme_without_a_text() -> None:
    decided = decide_plan(grid(DEED), plan(grid(DEED), KNOWN))
    assert isinstance(decided, Accepted)
    made = decided.value
    assert (made.title, made.document_date, made.text, made.sha256, len(made.tasks)) == (
        "Chương trình phối hợp",
        date(2018, 4, 6),
        "",
        "",
        1,
    )


def test_what_nobody_could_say_yet_is_recorded_as_such() -> None:
    given = grid(row(text="việc", lead="Ban Nào đó"))
    decided = decide_plan(given, plan(given, KNOWN))
    assert isinstance(decided, Accepted)
    assert decided.value.tasks[0].duties == (DutyStated(LEAD, "Ban Nào đó", None, ()),)


@pytest.mark.parametrize(
    ("given", "code", "params"),
    [
        pytest.param(grid(), "programme.no_tasks", (), id="bảng trống"),
        pytest.param(
            grid(DEED, row(lead="Cục Chính trị", time="sau này")),
            "programme.grid_not_clear",
            (("cells", "B2, E2"),),
            id="ô phải rõ",
        ),
        pytest.param(grid(DEED, day=""), "programme.grid_head_not_clear", (), id="chưa có ngày văn bản"),
    ],
)
def test_nothing_is_drawn_up_while_words_would_get_lost(
    given: Grid, code: str, params: tuple[tuple[str, str], ...]
) -> None:
    decided = decide_plan(given, plan(given, KNOWN))
    assert isinstance(decided, Refused)
    assert [(refusal.code, refusal.params) for refusal in decided.refusals] == [(code, params)]
