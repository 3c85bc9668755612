"""Days, months and years as official texts print them: one template for all readers, and its value."""

from __future__ import annotations

import calendar
import re

DAY = (
    r"(?i:ngày|mồng|mùng) (?P<day>\d{1,2})(?:°[/.-]°(?P<month>\d{1,2})°[/.-]°(?P<year>\d{4})(?!\d)"
    r"| (?i:tháng) (?P<month_word>\d{1,2})(?:°,)?(?: (?i:năm))? (?P<year_word>\d{4})(?!\d))"
)
"""A full date; use it once per pattern, then `iso_day`."""

UNKNOWN_YEAR = "XXXX"


def iso_day(match: re.Match[str]) -> str | None:
    """The ISO date of a match of `DAY` in a pattern; None if it took no part or there is no such day."""
    day, month, year = (
        match["day"],
        match["month"] or match["month_word"],
        match["year"] or match["year_word"],
    )
    return iso(int(year), int(month), int(day)) if day and month and year else None


def iso(year: int | None, month: int, day: int) -> str | None:
    """ISO date with ``XXXX`` for an unknown year; None if the day does not exist (29 February does)."""
    if not 1 <= month <= 12 or not 1 <= day <= last_day(year, month):
        return None
    if year is None:
        return f"{UNKNOWN_YEAR}-{month:02d}-{day:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1800 <= year <= 2199 else None


def last_day(year: int | None, month: int) -> int:
    """Days of the month; 29 for February of an unknown year, 0 for a month that does not exist."""
    if not 1 <= month <= 12:
        return 0
    return calendar.monthrange(2000 if year is None or year < 1 else year, month)[1]
