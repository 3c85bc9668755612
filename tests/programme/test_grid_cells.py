"""What single cells say: times, kinds, lists of names. What cannot be read whole is not read."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.kernel.period import Period
from phoihop.programme.acts import Rhythm, TaskKind
from phoihop.programme.domain.grid_cells import (
    KindRead,
    TimeFault,
    TimeRead,
    cited_in,
    kind_read,
    names_in,
    parts,
    time_read,
)
from tests.programme.grids import vocabulary, words


def time(cell: str, year: int | None = 2027) -> TimeRead:
    return time_read(cell, year=year, words=words(), vocabulary=vocabulary())


FIRST_HALF = Period(date(2027, 1, 1), date(2027, 7, 1))
SECOND_QUARTER = Period.quarter(2027, 2)


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("30/6/2027", Period.day(date(2027, 6, 30))),
        ("30/6", Period.day(date(2027, 6, 30))),
        ("quý II/2027", SECOND_QUARTER),
        ("Quý II", SECOND_QUARTER),
        ("Trong quý II", SECOND_QUARTER),
        ("hoàn thành trong quý II", SECOND_QUARTER),
        ("Tháng 6", Period.month(2027, 6)),
        ("Quý I - Quý II/2027", FIRST_HALF),
        ("6 tháng đầu năm", FIRST_HALF),
        ("Trước ngày 30/6/2027", Period(None, date(2027, 7, 1))),
        ("xong trước 30/6", Period(None, date(2027, 7, 1))),
        ("đến 30/6/2027", Period(None, date(2027, 7, 1))),
        ("Từ tháng 3\nđến tháng 6", Period(date(2027, 3, 1), date(2027, 7, 1))),
        ("Cả năm", Period.year(2027)),
        ("năm 2028", Period.year(2028)),
    ],
)
def test_a_time_as_plans_print_it(cell: str, period: Period) -> None:
    assert time(cell) == TimeRead(period)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        pytest.param("Quý II", TimeFault.WITHOUT_YEAR, id="quý không có năm"),
        pytest.param("trước 30/6", TimeFault.WITHOUT_YEAR, id="ngày không có năm"),
        pytest.param("khi có chỉ đạo", TimeFault.UNREADABLE, id="không phải thời gian"),
        pytest.param("Cuối năm 2027", TimeFault.UNREADABLE, id="chỉ đọc được một phần thì không đọc"),
        pytest.param("31/2/2027", TimeFault.UNREADABLE, id="ngày không có trong lịch"),
    ],
)
def test_a_time_that_cannot_be_told_says_why(cell: str, fault: TimeFault) -> None:
    assert time(cell, None) == TimeRead(fault=fault)


def test_a_day_that_the_given_year_does_not_have_lacks_no_year() -> None:
    assert time("29/2", 2027) == TimeRead(fault=TimeFault.UNREADABLE)
    assert time("29/2", None) == TimeRead(fault=TimeFault.WITHOUT_YEAR)


def test_a_continuing_task_may_say_so_in_the_cell_of_the_time() -> None:
    assert time("Thường xuyên; hằng quý") == TimeRead(kind=TaskKind.CONTINUING, rhythm=Rhythm.QUARTERLY)
    assert time("") == TimeRead()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Thường xuyên, hằng quý", KindRead(TaskKind.CONTINUING, Rhythm.QUARTERLY)),
        ("thường xuyên (hằng tháng)", KindRead(TaskKind.CONTINUING, Rhythm.MONTHLY)),
        ("THUONG XUYEN", KindRead(TaskKind.CONTINUING)),
        ("Có thời hạn", KindRead(TaskKind.DEADLINE)),
        ("chưa có thời hạn", KindRead(TaskKind.UNDATED)),
        pytest.param("có thời hạn, thường xuyên", None, id="hai loại trái nhau"),
        pytest.param("hằng quý, hằng tháng", None, id="hai kỳ"),
        pytest.param("gấp", None, id="không phải loại nào"),
        pytest.param("thường xuyên, gấp", None, id="chỉ hiểu một nửa"),
        pytest.param("", None, id="ô trống"),
    ],
)
def test_a_kind_is_told_only_when_all_its_words_are_known(cell: str, expected: KindRead | None) -> None:
    assert kind_read(cell, words=words()) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Cục Chính trị", ("Cục Chính trị",)),
        ("- Cục Chính trị;\n- Ban Tổ chức A.", ("Cục Chính trị", "Ban Tổ chức A")),
        ("Ban Tổ chức các tỉnh ủy, thành ủy", ("Ban Tổ chức các tỉnh ủy, thành ủy",)),
        ("A; A", ("A",)),
        (" ;\n", ()),
    ],
)
def test_a_cell_lists_one_thing_per_line_or_semicolon(cell: str, expected: tuple[str, ...]) -> None:
    assert parts(cell) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param(
            "Cục Chính trị, Ban Tổ chức Tỉnh ủy Quảng Ninh và Ban Tổ chức Tỉnh ủy Ninh Bình",
            ("Cục Chính trị", "Ban Tổ chức Tỉnh ủy Quảng Ninh", "Ban Tổ chức Tỉnh ủy Ninh Bình"),
            id="chỉ gồm tên các tổ chức",
        ),
        pytest.param("Cục Chính trị và các cơ quan liên quan", (), id="còn chữ khác thì không tách"),
        pytest.param("các cơ quan liên quan", (), id="không có tên nào"),
    ],
)
def test_several_names_in_one_line_are_taken_apart_only_when_nothing_else_stands_there(
    part: str, expected: tuple[str, ...]
) -> None:
    assert names_in(part, vocabulary()) == expected


def test_a_label_cites_what_reading_finds_in_it() -> None:
    cited = cited_in("Quy định số 61-QĐ/TW ngày 29-12-2012", vocabulary())
    assert cited is not None
    assert (cited.kind, cited.notation, cited.date) == ("Quy định", "61-QĐ/TW", date(2012, 12, 29))
    assert cited_in("kế hoạch năm", vocabulary()) is None
