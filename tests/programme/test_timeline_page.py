"""The timeline: where bars begin and end, which days have a line, what it says beside them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from phoihop.kernel.period import Period
from phoihop.programme.acts import TaskKind
from phoihop.programme.domain.types import DutyState, ProgrammeView, Stage, TaskView
from phoihop.programme.web.timeline import Scale, bar, month_labels, months_on, scale
from tests.programme.issued import PAGE, drafted, issued, queries, task, words_of
from tests.programme.office import QUANG_NINH, logged_in

FOUND = ProgrammeView(
    id="01J000000000000000000PR0GR",
    title="Chương trình",
    stage=Stage.DRAFT,
    document_date=date(2018, 4, 6),
    text="",
    body="M-QK3-CT",
    recorded_at=datetime(2018, 4, 6, tzinfo=UTC),
    meeting=None,
)
MAY = date(2018, 5, 16)
YEAR = Scale(date(2018, 1, 1), date(2019, 1, 1), 1)


def drawn(starts: date | None, ends: date | None, **more: object) -> TaskView:
    return TaskView(
        id="01J000000000000000000TASK1",
        programme=FOUND.id,
        number=1,
        text="việc",
        starts=starts,
        ends=ends,
        groups=(),
        basis=(),
        evidence=None,
        state=DutyState.NONE,
        since=None,
        kind=TaskKind.DEADLINE,
        **more,  # type: ignore[arg-type] # only fields of a task are handed over
    )


# ------------------------------------------------------------------------------------------------- geometry


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2018, 1, 31), 1, date(2018, 2, 1)),
        (date(2018, 11, 6), 3, date(2019, 2, 1)),
        (date(9999, 12, 5), 1, date.max),
    ],
    ids=["next month", "over the year", "the end of time"],
)
def test_months_on(day: date, months: int, expected: date) -> None:
    assert months_on(day, months) == expected


@pytest.mark.parametrize(
    ("ends", "on", "expected"),
    [
        ((MAY,), date(2018, 4, 20), Scale(date(2018, 4, 1), date(2018, 6, 1), 1)),
        ((MAY,), date(2018, 9, 20), Scale(date(2018, 4, 1), date(2018, 10, 1), 1)),
        ((MAY,), date(2026, 11, 23), Scale(date(2018, 4, 1), date(2018, 6, 1), 1)),
        (
            (MAY, date(2019, 12, 31)),
            date(2018, 5, 1),
            Scale(date(2018, 4, 1), date(2020, 1, 1), 3),
        ),
        ((date(2026, 1, 1),), date(2018, 5, 1), Scale(date(2018, 4, 1), date(2026, 1, 1), 12)),
    ],
    ids=[
        "whole months from the day of the document to the last end",
        "the day looked at is in it when it is near",
        "and is not when it is years away",
        "by quarter when months would crowd",
        "by year for a programme of a term",
    ],
)
def test_the_scale_holds_what_is_to_be_drawn(ends: tuple[date, ...], on: date, expected: Scale) -> None:
    assert scale([drawn(None, end) for end in ends], FOUND, on=on) == expected


def test_without_any_last_day_there_is_nothing_to_draw() -> None:
    assert scale([drawn(date(2018, 5, 1), None)], FOUND, on=date(2018, 5, 1)) is None


def test_labels_name_the_year_at_the_beginning_and_each_january() -> None:
    labels = month_labels(Scale(date(2018, 11, 1), date(2019, 4, 1), 1), on=date(2020, 1, 1))
    assert re.findall(r">([^<]+)</text>", labels) == ["11/2018", "12", "1/2019", "2", "3"]
    quarters = month_labels(Scale(date(2018, 4, 1), date(2020, 1, 1), 3), on=date(2020, 1, 1))
    assert re.findall(r">([^<]+)</text>", quarters) == ["4/2018", "7", "10", "1/2019", "4", "7", "10"]
    years = month_labels(Scale(date(2018, 4, 1), date(2021, 4, 1), 12), on=date(2031, 1, 1))
    assert re.findall(r">([^<]+)</text>", years) == ["2018", "2019", "2020"]


def test_a_bar_reaches_from_the_first_day_to_the_end() -> None:
    picture = bar(
        drawn(date(2018, 4, 2), date(2018, 7, 2)), YEAR, sign="doing", begins=None, on=date(2020, 1, 1)
    )
    assert '<rect class="doing" x="24.93%" y="4" width="24.93%" height="12" rx="2"/>' in picture


def test_a_bar_without_a_first_day_begins_with_its_programme_and_is_open() -> None:
    picture = bar(
        drawn(None, date(2018, 7, 2)), YEAR, sign="late", begins=date(2018, 4, 2), on=date(2020, 1, 1)
    )
    assert '<rect class="late open" x="24.93%"' in picture


def test_an_end_that_was_moved_leaves_a_mark() -> None:
    moved = drawn(date(2018, 4, 2), date(2018, 7, 2), original_ends=date(2018, 5, 1))
    picture = bar(moved, YEAR, sign="doing", begins=None, on=date(2020, 1, 1))
    assert '<line class="first-end" x1="32.88%" x2="32.88%"' in picture


def test_a_continuing_task_goes_on_to_the_edge() -> None:
    picture = bar(drawn(date(2018, 7, 2), None), YEAR, sign="doing", begins=None, on=date(2020, 1, 1))
    assert '<rect class="doing endless" x="49.86%" y="4" width="50.14%"' in picture


def test_the_day_looked_at_is_a_strong_line_while_it_is_in_the_picture() -> None:
    task_ = drawn(date(2018, 4, 2), date(2018, 7, 2))
    inside = bar(task_, YEAR, sign="ok", begins=None, on=date(2018, 7, 2))
    outside = bar(task_, YEAR, sign="ok", begins=None, on=date(2019, 7, 2))
    assert '<line class="today" x1="49.86%"' in inside
    assert "today" not in outside


# -------------------------------------------------------------------------------------------------- the page

TIMELINE = f"{PAGE}tien-trinh/"
database = pytest.mark.django_db(databases=["default", "local"])


@database
@pytest.mark.db_again
@pytest.mark.usefixtures("site")
class TestPage:
    """With a programme behind it."""

    def test_each_bar_stands_beside_its_words(self) -> None:
        issued(task("hoàn chỉnh Quy chế", period=Period(None, MAY)), task("rà soát"))
        content = logged_in().get(TIMELINE, {"as_of": "20-9-2018"}).content
        assert "1 Hoàn chỉnh Quy chế Cục Chính trị Quân khu 3 đến 15-5-2018 Quá hạn 128 ngày" in words_of(
            content
        )
        assert "2 Rà soát Cục Chính trị Quân khu 3 Chưa có thời hạn Chưa báo cáo" in words_of(content)
        assert content.decode().count('<svg class="span-bar"') == 1

    def test_it_takes_the_filters_of_the_table(self) -> None:
        issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch"))
        said = words_of(logged_in().get(TIMELINE, {"q": "ra soat"}).content)
        assert "Rà soát quy hoạch" in said
        assert "Hoàn chỉnh Quy chế" not in said

    def test_a_draft_is_not_there_for_those_who_only_have_a_part_in_it(self) -> None:
        drafted(task("hoàn chỉnh Quy chế"))
        assert logged_in(body=QUANG_NINH).get(TIMELINE).status_code == 404

    @pytest.mark.parametrize("tasks", [1, 3])
    def test_it_costs_ten_queries_whatever_is_on_it(self, tasks: int) -> None:
        issued(*(task(f"việc {n}", period=Period(None, MAY)) for n in range(tasks)))
        client = logged_in()
        client.get("/chuong-trinh/")
        assert queries(client, TIMELINE) == 10
