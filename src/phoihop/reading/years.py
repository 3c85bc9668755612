"""The year of a day or month that is printed without one, told by the same text and never from elsewhere."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from phoihop.reading.bodies_words import Words, words_in
from phoihop.reading.spans import Zone
from phoihop.reading.time_grammar import TimeGrammar
from phoihop.reading.time_points import Point, points

_LEAD = 500
_DATELINE = 40
_NEAR_DAYS = 100
_REVIEW_REACH = 20_000
_LATE_MONTH, _EARLY_MONTH = 11, 6
_OTHER_YEAR_DAYS = 300


@dataclass(frozen=True, slots=True)
class YearSigns:
    """What a text says about its year, in the order in which it is asked.

    ``page``: date of the page, of the letterhead or before the first sentence; ``days``: days printed in
    full elsewhere; ``part``: year of which the event reviews a part; ``planned``: year planned while the one
    before is reviewed; ``marked``: full dates of events that are marked or prepared; ``lead``: full date that
    opens a first paragraph; ``about``: the year the text is about.
    """

    page: date | None
    days: dict[tuple[int, int], int]
    part: int | None
    planned: int | None
    marked: tuple[date, ...]
    lead: date | None
    about: int | None

    def year_of(self, month: int, day: int | None, *, ahead: bool = False) -> int | None:
        """The year of the day (of the month if ``day`` is None), None if the text does not tell.

        ``ahead`` says that the day is a deadline: long before the page's date, it is one of the next year.
        """
        if self.page:
            return self.page.year + _shift(_distance(self.page, month, day or 15), ahead=ahead)
        if day and (month, day) in self.days:
            return self.days[month, day]
        if self.part:
            return self.part
        if self.planned and (month >= _LATE_MONTH or month <= _EARLY_MONTH):
            return self.planned - 1 if month >= _LATE_MONTH else self.planned
        near = (*self.marked, *((self.lead,) if self.lead else ()))
        return next((d.year for d in near if abs(_distance(d, month, day or 15)) <= _NEAR_DAYS), self.about)


def _shift(distance: int, *, ahead: bool) -> int:
    """-1 for a December day on a page of January, 1 for a January deadline in December, else 0."""
    if distance > _OTHER_YEAR_DAYS:
        return -1
    return 1 if ahead and distance < -_OTHER_YEAR_DAYS // 2 else 0


def _distance(day: date, month: int, number: int) -> int:
    """Days from ``day`` to the given day of the same year (29 February and later days count as 28)."""
    return (date(day.year, month, min(number, 28)) - day).days


def year_signs(
    text: str, zones: Sequence[Zone], words: Words, found: Sequence[Point], grammar: TimeGrammar
) -> YearSigns:
    """The signs in ``text``; ``words`` are those of its view and ``found`` the expressions in it."""
    low = words.low
    dated = [point for point in found if point.kind == "date" and point.first_year]
    begin = zones[0].start if zones else 0
    lead = [point for point in dated if point.start < begin + _LEAD and _opens_paragraph(low, point)]
    return YearSigns(
        page=_page_date(text, zones, grammar) or _dateline(low, lead),
        days={point.first: point.first_year for point in dated if point.first_year},
        part=_part_year(words, found, grammar),
        planned=_planned_year(words, grammar),
        marked=tuple(_marked(words, dated, grammar)),
        lead=_day_of(lead[0]) if lead else None,
        about=_about_year(words, begin, grammar),
    )


def _opens_paragraph(low: str, point: Point) -> bool:
    return point.start - (low.rfind("\n", 0, point.start) + 1) <= _DATELINE


def _day_of(point: Point) -> date:
    return date(point.first_year or 1, point.first[0], min(point.first[1], 28))


def _page_date(text: str, zones: Sequence[Zone], grammar: TimeGrammar) -> date | None:
    """The first full date outside the zones and before the last of them begins."""
    place = 0
    for zone in zones[:20]:
        outside = points(words_in(text[place : zone.start]), grammar) if zone.start - place > 7 else []
        dated = [point for point in outside if point.kind in ("date", "period") and point.first_year]
        # A letterhead may leave the day open: "ngày … tháng 3 năm 2024".
        days = [point for point in dated if point.kind == "date"] or dated
        if days:
            return _day_of(days[0])
        place = zone.end
    return None


def _dateline(low: str, lead: Sequence[Point]) -> date | None:
    """The date of an opening such as "Hà Nội, ngày 20 tháng 01 năm 2022 - …"."""
    for point in lead:
        line = low.rfind("\n", 0, point.start) + 1
        opening = low[line : point.start]
        if (
            opening.rstrip().endswith(",")
            and len(opening) < _DATELINE
            and low[point.end :].lstrip()[:1] in ("-", ":")
        ):
            return _day_of(point)
    return None


def _part_year(words: Words, found: Sequence[Point], grammar: TimeGrammar) -> int | None:
    """The year of which most parts are named ("quý III/2018"), if an event reviews them."""
    if next(grammar.part_year_event.finditer(words, words.low), None) is None:
        return None
    years = Counter(
        point.first_year
        for point in found
        if point.group in ("part_year", "quarter", "half") and _is_reviewed(words.low, point, grammar)
    )
    return next((year for year, _ in years.most_common(1)), None)


def _is_reviewed(low: str, point: Point, grammar: TimeGrammar) -> bool:
    """Whether the part of a year is neither a deadline nor what the reviewed one is compared with."""
    left = low[max(0, point.start - _DATELINE) : point.start]
    ahead = grammar.compared_left.search(left) or grammar.deadline_left.search(left)
    return point.first_year is not None and not ahead


def _planned_year(words: Words, grammar: TimeGrammar) -> int | None:
    for match in islice(grammar.review_and_plan.finditer(words, words.low[:_REVIEW_REACH]), 20):
        if int(match["planned"]) == int(match["reviewed"]) + 1:
            return int(match["planned"])
    return None


def _marked(words: Words, dated: Sequence[Point], grammar: TimeGrammar) -> list[date]:
    """The last full date after each word of marking or preparing, and the full dates of plans."""
    starts = [point.start for point in dated]
    found: list[date] = []
    for match in grammar.marking.finditer(words, words.low):
        last = bisect.bisect_left(starts, match.end()) - 1
        if last >= 0 and starts[last] >= match.start():
            found.append(_day_of(dated[last]))
    found += [_day_of(point) for point in dated if grammar.planned_right.match(words.low, point.end)]
    return found


def _about_year(words: Words, begin: int, grammar: TimeGrammar) -> int | None:
    """The only year in the headline, or of a sentence "Năm 2019 đánh dấu …"."""
    low = words.low
    for start in words.offsets(grammar.year_words):
        opens = start == 0 or low[start - 1] == "\n"
        if opens and (about := grammar.about_year.match(low, start)):
            return int(about["year"])
    end = low.find("\n", begin)
    headline = low[begin:end] if 0 < end - begin < 300 else ""
    years = {point.first_year for point in points(words_in(headline), grammar) if point.kind == "year"}
    return years.pop() if len(years) == 1 else None
