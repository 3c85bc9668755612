"""The year of a day or month that is printed without one, from what the same text says; never from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.reading.spans import Zone
from phoihop.reading.time_grammar import TimeGrammar
from phoihop.reading.time_points import Point, points
from phoihop.reading.view import lowered

_LEAD = 500
_NEAR_DAYS = 100
_LATE_MONTH, _EARLY_MONTH = 11, 6
_PAST_PAGE_DAYS = 45


@dataclass(frozen=True, slots=True)
class YearSigns:
    """What a text says about its year, in the order in which it is asked.

    ``page``: date of the page, of the letterhead or before the first sentence; ``days``: days printed in full
    elsewhere; ``part``: year of which the event reviews a part; ``planned``: year planned while the one before is
    reviewed; ``marked``: full dates of events that are marked or prepared; ``about``: the year the text is about.
    """

    page: date | None
    days: dict[tuple[int, int], int]
    part: int | None
    planned: int | None
    marked: tuple[date, ...]
    lead: date | None
    about: int | None

    def year_of(self, month: int, day: int | None) -> int | None:
        """The year of the day (of the month if ``day`` is None), None if the text does not tell."""
        if self.page:
            return self._year_by_page(month, day or 1)
        if day and (month, day) in self.days:
            return self.days[month, day]
        if self.part:
            return self.part
        if self.planned and (month >= _LATE_MONTH or month <= _EARLY_MONTH):
            return self.planned - 1 if month >= _LATE_MONTH else self.planned
        near = (*self.marked, *((self.lead,) if self.lead else ()))
        return next((d.year for d in near if _is_near(d, month, day or 15)), self.about)

    def _year_by_page(self, month: int, day: int) -> int | None:
        """A day more than a few weeks after the page's own date is one of the year before."""
        if self.page is None:
            return None
        return self.page.year if _distance(self.page, month, day) <= _PAST_PAGE_DAYS else self.page.year


def _is_near(day: date, month: int, number: int) -> bool:
    return abs(_distance(day, month, number)) <= _NEAR_DAYS


def _distance(day: date, month: int, number: int) -> int:
    """Days from ``day`` to the given day of the same year (29 February counts as 28)."""
    return (date(day.year, month, min(number, 28)) - day).days
