"""Which backups stay and which go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.node.kept_copies import KeepRule, kept, parse_keep


def on(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


USUAL = KeepRule((("daily", 7), ("weekly", 5), ("monthly", 12)))
NEWEST = on(2026, 11, 23, 1, 30)  # a Monday


def nightly(nights: int) -> list[datetime]:
    return [NEWEST - timedelta(days=n) for n in range(nights)]


def days(moments: frozenset[datetime]) -> list[str]:
    return [f"{moment:%Y-%m-%d}" for moment in sorted(moments, reverse=True)]


def test_a_year_of_nightly_backups_is_thinned_to_days_then_weeks_then_months() -> None:
    assert days(kept(nightly(400), USUAL)) == [
        *("2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17"),
        *("2026-11-15", "2026-11-08", "2026-11-01", "2026-10-31", "2026-09-30", "2026-08-31"),
        *("2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28"),
        *("2026-01-31", "2025-12-31"),
    ]


CASES = {
    "of several copies of one day the last one stays": (
        [on(2026, 11, 23, hour) for hour in (1, 9, 17)],
        KeepRule((("daily", 7),)),
        ["2026-11-23"],
    ),
    "nights without a backup do not use the rule up": (
        [on(2026, 11, 23), on(2026, 6, 1), on(2025, 1, 1), on(2024, 1, 1)],
        KeepRule((("daily", 3),)),
        ["2026-11-23", "2026-06-01", "2025-01-01"],
    ),
    "a week goes over the turn of the year": (
        [on(2027, 1, 1), on(2026, 12, 31), on(2026, 12, 27)],
        KeepRule((("weekly", 2),)),
        ["2027-01-01", "2026-12-27"],
    ),
    "years are kept as well": (
        [on(2026, 3, 1), on(2025, 3, 1), on(2024, 3, 1)],
        KeepRule((("yearly", 2),)),
        ["2026-03-01", "2025-03-01"],
    ),
    "a rule without periods still keeps the newest": (
        [on(2026, 11, 23), on(2026, 11, 22)],
        KeepRule(()),
        ["2026-11-23"],
    ),
    "nothing is kept of nothing": ([], USUAL, []),
}


@pytest.mark.parametrize(("moments", "rule", "stay"), CASES.values(), ids=CASES.keys())
def test_the_rule(moments: list[datetime], rule: KeepRule, stay: list[str]) -> None:
    assert days(kept(moments, rule)) == stay


RULES = st.lists(
    st.tuples(st.sampled_from(["daily", "weekly", "monthly", "yearly"]), st.integers(1, 12)),
    min_size=1,
    max_size=4,
    unique_by=lambda part: part[0],
).map(lambda parts: KeepRule(tuple(parts)))
MOMENTS = st.lists(
    st.integers(0, 3650 * 24).map(lambda hours: on(2020, 1, 1) + timedelta(hours=hours)),
    max_size=60,
    unique=True,
)


@given(MOMENTS, RULES)
def test_what_stays_stays_when_the_rule_is_applied_again(moments: list[datetime], rule: KeepRule) -> None:
    once = kept(moments, rule)
    assert kept(once, rule) == once


@given(MOMENTS.filter(bool), RULES)
def test_the_newest_always_stays_and_no_more_than_the_rule_says(
    moments: list[datetime], rule: KeepRule
) -> None:
    stay = kept(moments, rule)
    assert max(moments) in stay
    assert stay <= set(moments)
    assert len(stay) <= sum(copies for _, copies in rule.copies)


@given(MOMENTS, RULES)
def test_thinning_every_night_keeps_what_thinning_at_the_end_keeps(
    moments: list[datetime], rule: KeepRule
) -> None:
    nights: frozenset[datetime] = frozenset()
    for moment in sorted(moments):
        nights = kept({*nights, moment}, rule)
    assert nights == kept(moments, rule)


WRITTEN = {
    "the usual rule": ("daily:7,weekly:5,monthly:12", USUAL),
    "spaces after the commas": ("daily:7, weekly:5, monthly:12", USUAL),
    "one period": ("monthly:3", KeepRule((("monthly", 3),))),
    "nothing": ("", None),
    "an unknown period": ("hourly:3", None),
    "no copies": ("daily:0", None),
    "a number that is none": ("daily:many", None),
    "a period named twice": ("daily:3,daily:4", None),
    "an open end": ("daily:3,", None),
}


@pytest.mark.parametrize(("text", "rule"), WRITTEN.values(), ids=WRITTEN.keys())
def test_a_rule_as_it_is_typed(text: str, rule: KeepRule | None) -> None:
    assert parse_keep(text) == rule
