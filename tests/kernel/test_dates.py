"""Dates and figures as typed and as printed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel.dates import parse_typed_date, show_date, show_date_in_paper, show_number, show_period
from phoihop.kernel.period import Period

APRIL_6 = Period.day(date(2018, 4, 6))


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("6/4/2018", APRIL_6),
        ("06-4-2018", APRIL_6),
        ("6.4.2018", APRIL_6),
        ("2018-04-06", APRIL_6),
        (" 06 / 04 / 2018 ", APRIL_6),
        ("ngày 6/4/2018", APRIL_6),
        ("ngày 06 tháng 4 năm 2018", APRIL_6),
        ("Ngày 6 tháng 4 năm 2018", APRIL_6),
        ("nga\u0300y 6/4/2018", APRIL_6),
        ("29/2/2020", Period.day(date(2020, 2, 29))),
        ("tháng 4/2018", Period.month(2018, 4)),
        ("Tháng 04-2018", Period.month(2018, 4)),
        ("tháng 4 năm 2018", Period.month(2018, 4)),
        ("4/2018", Period.month(2018, 4)),
        ("quý II/2018", Period.quarter(2018, 2)),
        ("quý 1/2018", Period.quarter(2018, 1)),
        ("quý 2/2018", Period.quarter(2018, 2)),
        ("quý 3/2018", Period.quarter(2018, 3)),
        ("quý 4/2018", Period.quarter(2018, 4)),
        ("Quý IV năm 2018", Period.quarter(2018, 4)),
        ("năm 2018", Period.year(2018)),
        ("2018", Period.year(2018)),
        ("từ 6/4/2018 đến 30/6/2018", Period.from_inclusive(date(2018, 4, 6), date(2018, 6, 30))),
        ("từ tháng 4/2018 đến hết quý II/2019", Period(date(2018, 4, 1), date(2019, 7, 1))),
        ("từ năm 2018", Period(date(2018, 1, 1), None)),
        ("đến hết năm 2018", Period(None, date(2019, 1, 1))),
        ("không thời hạn", Period(None, None)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_accepted(typed: str, period: Period) -> None:
    assert parse_typed_date(typed) == period


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hôm nay",
        "31/2/2018",
        "29/2/2019",
        "13/2018",
        "6/4-2018",
        "6/4/18",
        "06042018",
        "4/6/2018/1",
        "quý V/2018",
        "quý 0/2018",
        "năm 0000",
        "2018/04/06",
        "từ 6/4/2018 đến 5/4/2018",
        "từ hôm nay đến năm 2018",
        "6/4/2018 và 7/4/2018",
    ],
)
def test_not_a_date(typed: str) -> None:
    assert parse_typed_date(typed) is None


@given(st.text())
def test_any_text_is_a_period_or_none(typed: str) -> None:
    assert isinstance(parse_typed_date(typed), Period | None)


@given(st.dates())
def test_a_shown_date_is_read_back(day: date) -> None:
    assert parse_typed_date(show_date(day)) == Period.day(day)
    assert parse_typed_date(show_date_in_paper(day)) == Period.day(day)
    assert parse_typed_date(day.isoformat()) == Period.day(day)


def _whole(day: date, unit: str) -> Period:
    if unit == "month":
        return Period.month(day.year, day.month)
    if unit == "quarter":
        return Period.quarter(day.year, (day.month + 2) // 3)
    return Period.year(day.year)


PERIODS = (
    st.builds(
        lambda day, length: Period(day, day + timedelta(days=length)),
        st.dates(max_value=date(9000, 1, 1)),
        st.integers(1, 800),
    )
    | st.builds(_whole, st.dates(), st.sampled_from(["month", "quarter", "year"]))
    | st.builds(Period, st.dates(), st.none())
    | st.builds(Period, st.none(), st.dates(min_value=date(1, 1, 2)))
    | st.just(Period(None, None))
)


@given(PERIODS)
def test_a_shown_period_is_read_back(period: Period) -> None:
    assert parse_typed_date(show_period(period)) == period


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        (APRIL_6, "06-4-2018"),
        (Period.month(2018, 1), "tháng 01/2018"),
        (Period.month(2018, 4), "tháng 4/2018"),
        (Period.quarter(2018, 3), "quý III/2018"),
        (Period.year(2018), "năm 2018"),
        (Period(date(2018, 4, 6), date(2018, 4, 21)), "từ 06-4-2018 đến 20-4-2018"),
        (Period(date(2018, 4, 6), None), "từ 06-4-2018"),
        (Period(None, date(2018, 4, 7)), "đến 06-4-2018"),
        (Period(None, None), "không thời hạn"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_shown_period(period: Period, shown: str) -> None:
    assert show_period(period) == shown


@pytest.mark.parametrize(
    ("day", "shown", "in_paper"),
    [
        pytest.param(
            date(2018, 4, 6), "06-4-2018", "ngày 06 tháng 4 năm 2018", id="a zero before a day under 10"
        ),
        pytest.param(
            date(2018, 2, 16), "16-02-2018", "ngày 16 tháng 02 năm 2018", id="a zero before February"
        ),
        pytest.param(date(2018, 3, 10), "10-3-2018", "ngày 10 tháng 3 năm 2018", id="none before March"),
        pytest.param(date(2018, 12, 31), "31-12-2018", "ngày 31 tháng 12 năm 2018", id="no zero in December"),
    ],
)
def test_shown_date(day: date, shown: str, in_paper: str) -> None:
    assert (show_date(day), show_date_in_paper(day)) == (shown, in_paper)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1234567, "1.234.567"),
        (-1234, "-1.234"),
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("1234.50"), "1.234,50"),
        (Decimal("66.7"), "66,7"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-0.5"), "-0,5"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_shown_number(value: Decimal | int, shown: str) -> None:
    assert show_number(value) == shown


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_figure_is_not_shown(value: str) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        show_number(Decimal(value))
