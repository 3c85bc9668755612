"""Last year's programme as rows: times a year on, names and grounds as written, dropped tasks left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel.dates import parse_typed_date, show_period
from phoihop.kernel.period import Period
from phoihop.programme.acts import BasisStated, DutyRole, Rhythm, Stage, TaskKind
from phoihop.programme.domain.grid import ChosenBodies, ChosenInstrument, Grid
from phoihop.programme.domain.grid_copy import copied, moved
from phoihop.programme.domain.types import DutyState, Group, ProgrammeView, TaskView
from tests.programme.grids import row

SOURCE = ProgrammeView(
    id="01J000000000000000000PR0GR",
    title="Chương trình năm 2018",
    stage=Stage.ISSUED,
    document_date=date(2018, 4, 6),
    text="",
    body="M-QK3-CT",
    recorded_at=datetime(2018, 4, 6, tzinfo=UTC),
    meeting=None,
)
TASK = TaskView(
    id="01J0000000000000000000TSK1",
    programme=SOURCE.id,
    number=1,
    text="Hoàn chỉnh Quy chế",
    starts=date(2018, 4, 1),
    ends=date(2018, 7, 1),
    groups=(
        Group(DutyRole.LEAD, "Cục Chính trị", None, ("M-QK3-CT",), (DutyState.NONE,)),
        Group(DutyRole.COORDINATING, "các ban tổ chức", "ban-to-chuc", ("P-1", "P-2"), (DutyState.NONE,) * 2),
        Group(DutyRole.COORDINATING, "ban nào đó", None, (), ()),
    ),
    basis=(BasisStated("QD61", "Quy định 61"), BasisStated(None, "kế hoạch")),
    evidence=None,
    state=DutyState.NONE,
    since=None,
    kind=TaskKind.DEADLINE,
    product="Quy chế",
    level="Ban Thường vụ",
)
WORDS = {(TaskKind.CONTINUING, Rhythm.QUARTERLY): "hằng quý"}


def copy(*tasks: TaskView, years: int = 1) -> Grid:
    return copied(SOURCE, tasks, years=years, title="Chương trình năm 2019", day="06-4-2019", words=WORDS)


def test_a_task_becomes_a_row_a_year_later() -> None:
    assert copy(TASK) == Grid(
        title="Chương trình năm 2019",
        day="06-4-2019",
        rows=(
            row(
                text="Hoàn chỉnh Quy chế",
                lead="Cục Chính trị",
                coordinating="các ban tổ chức\nban nào đó",
                time="quý II/2019",
                product="Quy chế",
                level="Ban Thường vụ",
                basis="Quy định 61\nkế hoạch",
            ),
        ),
        bodies=(ChosenBodies("Cục Chính trị", ("M-QK3-CT",)),),
        instruments=(ChosenInstrument("Quy định 61", "QD61"),),
        copied_from=SOURCE.id,
    )


def test_a_continuing_task_keeps_its_kind_and_a_dropped_one_is_left_out() -> None:
    continuing = replace(
        TASK, starts=None, ends=None, kind=TaskKind.CONTINUING, rhythm=Rhythm.QUARTERLY, basis=(), groups=()
    )
    found = copy(continuing, replace(TASK, dropped=True))
    assert found.rows == (
        row(text="Hoàn chỉnh Quy chế", product="Quy chế", level="Ban Thường vụ", kind="hằng quý"),
    )


@pytest.mark.parametrize(
    ("period", "years", "expected"),
    [
        pytest.param(Period.month(2024, 2), 1, Period.month(2025, 2), id="tháng 2 năm nhuận sang năm thường"),
        pytest.param(Period.month(2027, 2), 1, Period.month(2028, 2), id="tháng 2 năm thường sang năm nhuận"),
        pytest.param(Period(None, date(2018, 7, 1)), 1, Period(None, date(2019, 7, 1)), id="chỉ có hạn"),
        pytest.param(
            Period.day(date(2024, 2, 29)), 1, Period.day(date(2025, 2, 28)), id="ngày 29-02 sang năm thường"
        ),
        pytest.param(
            Period(None, date(2024, 2, 29)), 1, Period(None, date(2025, 3, 1)), id="hạn 28-02 vẫn là 28-02"
        ),
        pytest.param(Period.year(2018), 8, Period.year(2026), id="tám năm"),
        pytest.param(Period.year(2018), 0, Period.year(2018), id="không lùi"),
    ],
)
def test_periods_move_by_whole_years(period: Period, years: int, expected: Period) -> None:
    assert moved(period, years) == expected


DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@given(DAYS, st.integers(1, 400), st.integers(0, 9))
def test_a_moved_period_is_a_period_that_its_words_say(start: date, days: int, years: int) -> None:
    period = moved(Period(start, date.fromordinal(start.toordinal() + days)), years)
    assert parse_typed_date(show_period(period)) == period
