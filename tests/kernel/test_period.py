"""The algebra of periods against its model: the set of days inside a window wide enough."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel.period import Period, gaps

FIRST = date(2018, 1, 1)
WINDOW = tuple(FIRST + timedelta(days=n) for n in range(30))
# Bounds stay one day inside the window, so that "unbounded" differs from every bound within it.
BOUNDS = st.none() | st.sampled_from(WINDOW[1:-1])


def days(*periods: Period | None) -> set[date]:
    return {day for day in WINDOW for period in periods if period is not None and period.contains(day)}


@st.composite
def some_period(draw: st.DrawFn) -> Period:
    start, end = draw(BOUNDS), draw(BOUNDS)
    if start is not None and end is not None and start >= end:
        start, end = end, start + timedelta(days=1)
    return Period(start, end)


@given(some_period(), some_period())
def test_overlap_and_intersection_are_those_of_sets(a: Period, b: Period) -> None:
    assert a.overlaps(b) == bool(days(a) & days(b))
    assert days(a.intersect(b)) == days(a) & days(b)
    assert (a.intersect(b) is None) == (not a.overlaps(b))


@given(some_period(), some_period())
def test_covering_is_being_a_superset(a: Period, b: Period) -> None:
    assert a.covers(b) == (days(a) >= days(b))


@given(some_period(), some_period())
def test_union_exists_exactly_when_nothing_lies_between(a: Period, b: Period) -> None:
    both = days(a) | days(b)
    unbroken = both == {day for day in WINDOW if min(both) <= day <= max(both)}
    union = a.union(b)
    assert (union is not None) == unbroken
    assert union is None or days(union) == both


@given(some_period(), some_period())
def test_adjoining_periods_touch_without_sharing_a_day(a: Period, b: Period) -> None:
    assert a.adjoins(b) == (a.union(b) is not None and not a.overlaps(b))


@given(some_period(), some_period())
def test_subtraction_leaves_the_other_days_in_order(a: Period, b: Period) -> None:
    rest = a.subtract(b)
    assert days(*rest) == days(a) - days(b)
    assert all(not left.overlaps(right) and not left.adjoins(right) for left, right in pairwise(rest))


@given(st.lists(some_period(), max_size=5), some_period())
def test_gaps_are_the_days_nobody_holds(periods: list[Period], within: Period) -> None:
    assert days(*gaps(periods, within)) == days(within) - days(*periods)


@given(some_period(), some_period())
def test_the_laws_are_symmetric(a: Period, b: Period) -> None:
    assert (a.overlaps(b), a.adjoins(b), a.union(b)) == (b.overlaps(a), b.adjoins(a), b.union(a))
    assert a.intersect(b) == b.intersect(a)


@given(some_period())
def test_an_inclusive_end_is_said_and_read_back(a: Period) -> None:
    assert Period.from_inclusive(a.start, a.last_day) == a


@given(st.dates(), st.dates())
def test_a_month_a_quarter_a_year_hold_their_own_days_and_no_other(day: date, other: date) -> None:
    quarter, other_quarter = (day.month + 2) // 3, (other.month + 2) // 3
    same_year = day.year == other.year
    assert Period.year(day.year).contains(other) == same_year
    assert Period.quarter(day.year, quarter).contains(other) == (same_year and quarter == other_quarter)
    assert Period.month(day.year, day.month).contains(other) == (same_year and day.month == other.month)


@pytest.mark.parametrize("month", range(1, 13))
def test_the_months_of_a_year_follow_each_other_without_gap(month: int) -> None:
    year, months = Period.year(2018), [Period.month(2018, m) for m in range(1, 13)]
    assert gaps(months, year) == ()
    assert gaps([m for m in months if m != months[month - 1]], year) == (months[month - 1],)


@pytest.mark.parametrize(
    ("period", "first", "last", "length"),
    [
        pytest.param(Period.day(date(2018, 4, 6)), date(2018, 4, 6), date(2018, 4, 6), 1, id="a day"),
        pytest.param(Period.month(2020, 2), date(2020, 2, 1), date(2020, 2, 29), 29, id="a leap February"),
        pytest.param(Period.month(2018, 12), date(2018, 12, 1), date(2018, 12, 31), 31, id="December"),
        pytest.param(
            Period.quarter(2018, 2), date(2018, 4, 1), date(2018, 6, 30), 91, id="the second quarter"
        ),
        pytest.param(
            Period.quarter(2018, 4), date(2018, 10, 1), date(2018, 12, 31), 92, id="the last quarter"
        ),
        pytest.param(Period.year(2018), date(2018, 1, 1), date(2018, 12, 31), 365, id="a year"),
    ],
)
def test_named_periods(period: Period, first: date, last: date, length: int) -> None:
    assert (period.start, period.last_day) == (first, last)
    assert (last - first).days + 1 == length


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(date(2018, 4, 6), date(2018, 4, 6), id="empty"),
        pytest.param(date(2018, 4, 7), date(2018, 4, 6), id="backwards"),
    ],
)
def test_a_period_without_days_cannot_be_built(start: date, end: date) -> None:
    with pytest.raises(ValueError, match="start < end"):
        Period(start, end)


@pytest.mark.parametrize("quarter", [0, 5])
def test_a_quarter_outside_the_year_is_refused(quarter: int) -> None:
    with pytest.raises(ValueError, match="month"):
        Period.quarter(2018, quarter)


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_outside_the_year_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        Period.month(2018, month)


def test_nothing_follows_the_last_day_of_the_calendar() -> None:
    assert Period.day(date.max) == Period(date.max, None)
    assert Period.year(9999) == Period(date(9999, 1, 1), None)
    assert Period.month(9999, 12) == Period.from_inclusive(date(9999, 12, 1), date.max)


def test_two_tenures_that_follow_each_other_share_a_date_and_no_day() -> None:
    old, new = Period(date(2015, 1, 1), date(2018, 4, 6)), Period(date(2018, 4, 6), None)
    assert (old.adjoins(new), old.overlaps(new), old.last_day) == (True, False, date(2018, 4, 5))


def test_periods_have_no_order() -> None:
    with pytest.raises(TypeError):
        sorted([Period.year(2018), Period.year(2017)])  # type: ignore[type-var]  # that is the point
