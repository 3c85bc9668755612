"""Periods of continuing tasks: for which one a report should be here by a day.

A report for a period may come up to GRACE working days after its end. Working days are Monday to Friday here,
holidays not regarded: this is a display, no rule follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from phoihop.programme.acts import Rhythm

GRACE: Final = 5
MONTHS: Final = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}
_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 6


@dataclass(frozen=True, slots=True)
class Expected:
    """The last period whose report should be here: its first day, the first day after it.

    `counts_from`: a report from that day on is one for this period or a later one.
    """

    start: date
    end: date
    counts_from: date


def due(first_day_after: date) -> date:
    """The first day on which the report for a period that ended before `first_day_after` is missing."""
    day, left = first_day_after, GRACE
    while left:
        left -= day.isoweekday() < _SATURDAY
        day += _DAY
    return day


def period_start(day: date, rhythm: Rhythm) -> date:
    """The first day of the period in which the day lies."""
    months = MONTHS[rhythm]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def next_start(start: date, rhythm: Rhythm) -> date:
    """The first day of the period after the one that begins on `start`."""
    month = start.month - 1 + MONTHS[rhythm]
    return date(start.year + month // 12, month % 12 + 1, 1)


def expected(rhythm: Rhythm, *, on: date) -> Expected:
    """The last full period whose report is due on the day."""
    end = period_start(on, rhythm)
    if due(end) > on:
        end = period_start(end - _DAY, rhythm)
    start = period_start(end - _DAY, rhythm)
    return Expected(start, end, due(start))


def covered_from(begins: date, rhythm: Rhythm) -> date:
    """The day up to which no report can be missing when the task begins on `begins`.

    The first report is due for the first full period: `expected(…).counts_from` is later than this day for
    that period and all later ones, and for none before.
    """
    start = period_start(begins, rhythm)
    first = start if start == begins else next_start(start, rhythm)
    return due(first) - _DAY
