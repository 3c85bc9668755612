"""Valid time: half-open periods of days and their algebra. Model for every law here: a set of days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=False)
class Period:
    """The days from ``start`` up to, but without, ``end``; None is unbounded. Never empty.

    Half-open because a tenure that ends and the next that begins share a date and no day, and because the
    length of a month never enters the comparison. There is no order between periods: sort by what you mean.
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        """Raises ValueError when no day is left."""
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"a period needs start < end, got [{self.start}, {self.end})")

    @classmethod
    def day(cls, d: date) -> Period:
        """That one day."""
        return cls(d, _day_after(d))

    @classmethod
    def year(cls, y: int) -> Period:
        """The calendar year. Raises ValueError outside 1-9999."""
        return cls(date(y, 1, 1), _first_of_month(y, 13))

    @classmethod
    def month(cls, y: int, m: int) -> Period:
        """The calendar month, 1-12. Raises ValueError for others."""
        return cls(date(y, m, 1), _first_of_month(y, m + 1))

    @classmethod
    def quarter(cls, y: int, q: int) -> Period:
        """The quarter of the year, 1-4. Raises ValueError for others."""
        return cls(date(y, 3 * q - 2, 1), _first_of_month(y, 3 * q + 1))

    @classmethod
    def from_inclusive(cls, first: date | None, last: date | None) -> Period:
        """From ``first`` to ``last``, both inside, as people say it. Raises ValueError if last < first."""
        return cls(first, None if last is None else _day_after(last))

    @property
    def last_day(self) -> date | None:
        """The last day inside; None when unbounded."""
        return None if self.end is None else self.end - _DAY

    def contains(self, day: date) -> bool:
        """Whether the day is inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def adjoins(self, other: Period) -> bool:
        """Whether one begins the day after the other has ended."""
        return _same_date(self.end, other.start) or _same_date(other.end, self.start)

    def covers(self, other: Period) -> bool:
        """Whether every day of ``other`` is inside."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def intersect(self, other: Period) -> Period | None:
        """The days they share; None when there are none."""
        if not self.overlaps(other):
            return None
        return Period(_latest(self.start, other.start), _earliest(self.end, other.end))

    def union(self, other: Period) -> Period | None:
        """The days of both, when they overlap or adjoin; None when a gap lies between them."""
        if not (self.overlaps(other) or self.adjoins(other)):
            return None
        start = None if self.start is None or other.start is None else min(self.start, other.start)
        end = None if self.end is None or other.end is None else max(self.end, other.end)
        return Period(start, end)

    def subtract(self, other: Period) -> tuple[Period, ...]:
        """The days of self outside ``other``: no, one or two periods, in order."""
        if not self.overlaps(other):
            return (self,)
        left, right = [], []
        if other.start is not None and (self.start is None or self.start < other.start):
            left = [Period(self.start, other.start)]
        if other.end is not None and (self.end is None or other.end < self.end):
            right = [Period(other.end, self.end)]
        return (*left, *right)


def gaps(periods: Iterable[Period], within: Period) -> tuple[Period, ...]:
    """The days of ``within`` that none of ``periods`` holds, as the fewest periods, in order."""
    left: tuple[Period, ...] = (within,)
    for period in periods:
        left = tuple(rest for piece in left for rest in piece.subtract(period))
    return left


def _day_after(d: date) -> date | None:
    """The next day. Nothing follows the last day the calendar can name, so the period is unbounded there."""
    return None if d == date.max else d + _DAY


def _first_of_month(year: int, month: int) -> date | None:
    """The first day of a month, where month 13 is January of the next year; None after the year 9999."""
    if month <= 12:
        return date(year, month, 1)
    return None if year == date.max.year else date(year + 1, 1, 1)


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end


def _same_date(end: date | None, start: date | None) -> bool:
    return end is not None and end == start


def _latest(a: date | None, b: date | None) -> date | None:
    return b if a is None else a if b is None else max(a, b)


def _earliest(a: date | None, b: date | None) -> date | None:
    return b if a is None else a if b is None else min(a, b)
