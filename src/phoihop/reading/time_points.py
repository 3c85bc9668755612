"""Days, months, quarters and years in a text, each with the bounds it gives; years may be left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from phoihop.kernel.text import collapse
from phoihop.reading.bodies_words import Words
from phoihop.reading.calendar_words import iso, last_day
from phoihop.reading.time_grammar import TimeGrammar

PointKind = Literal["date", "monthly", "period", "term", "year", "years"]
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Point:
    """One calendar expression at [start, end): from (month, day) of ``first_year`` to that of ``last_year``.

    ``sure`` is false for two bare numbers ("22.4"), which are a day only in the right company.
    """

    start: int
    end: int
    kind: PointKind
    group: str
    first: tuple[int, int]
    last: tuple[int, int]
    first_year: int | None
    last_year: int | None
    sure: bool = True

    def bounds(self, year: int | None) -> tuple[str | None, str | None]:
        """ISO bounds, with ``year`` where the text leaves it out."""
        if self.kind == "monthly":
            day = f"XXXX-XX-{self.first[1]:02d}"
            return day, day
        first, last = self.first_year or year, self.last_year or year
        last_day_of = last_day(last, self.last[0]) if self.last[1] == 0 else self.last[1]
        return iso(first, *self.first), iso(last, self.last[0], last_day_of)


def points(words: Words, grammar: TimeGrammar) -> list[Point]:
    """All expressions in a view, in order; impossible days are left out."""
    found = (_point(match, grammar) for match in grammar.point.finditer(words, words.low))
    return [point for point in found if point and _exists(point)]


def _exists(point: Point) -> bool:
    low, high = point.bounds(point.first_year)
    return low is not None and high is not None and (point.first_year is None or low <= high)


def _number(match: re.Match[str], *names: str) -> int | None:
    value = next((match[name] for name in names if match[name]), None)
    return int(value) if value else None


def _made(
    match: re.Match[str],
    kind: PointKind,
    first: tuple[int | None, int | None],
    last: tuple[int | None, int | None],
    year: int | None,
    *,
    to_year: int | None = None,
    sure: bool = True,
) -> Point:
    begin = (first[0] or 0, first[1] or 0)
    until = (last[0] or 0, last[1] or 0)
    return Point(*match.span(), kind, match.lastgroup or "", begin, until, year, to_year or year, sure)


def _point(match: re.Match[str], grammar: TimeGrammar) -> Point | None:
    makers = (_one_day, _some_days, _one_month, _whole_years)
    made = next((made for maker in makers if (made := maker(match))), None)
    return made or _part_of_year(match, grammar)


def _one_day(match: re.Match[str]) -> Point | None:
    day: tuple[int | None, int | None]
    if match["monthly"]:
        day = (1, _number(match, "monthly_day"))
        return _made(match, "monthly", day, day, None)
    if match["day_alone"]:
        day = (1, _number(match, "day_alone_number"))
        return _made(match, "monthly", day, day, None, sure=False)
    if match["full"]:
        day = (_number(match, "month", "month_word"), _number(match, "day"))
        return _made(match, "date", day, day, _number(match, "year", "year_word"))
    if match["part"]:
        day = (_number(match, "part_month", "part_month_word"), _number(match, "part_day"))
        return _made(match, "date", day, day, None)
    if match["loose"]:
        day = (_number(match, "loose_month", "loose_month_word"), _number(match, "loose_day"))
        return _made(match, "date", day, day, None, sure=False)
    return None


def _some_days(match: re.Match[str]) -> Point | None:
    if not match["days"]:
        return None
    month = _number(match, "days_month", "days_month_word")
    first, last = _number(match, "first_day"), _number(match, "last_day")
    year = _number(match, "days_year", "days_year_word")
    sure = match["days"].startswith("ng")
    return _made(match, "period", (month, first), (month, last), year, sure=sure)


def _part_of_year(match: re.Match[str], grammar: TimeGrammar) -> Point | None:
    if match["part_year"]:
        months = (
            int(match["months"]) if match["months"].isdigit() else grammar.ordinals[collapse(match["months"])]
        )
        year = _number(match, "side_year", "months_year")
        at_end = (match["side"] or "").startswith("c")
        return _side(match, months, year, at_end=at_end) if 1 <= months <= 11 else None
    if match["half"]:
        return _side(match, 6, _number(match, "half_year"), at_end=match["half_side"].startswith("c"))
    if match["quarter"]:
        first = _quarter(match["quarter_number"])
        last = _quarter(match["last_quarter"] or match["quarter_number"])
        return _made(match, "period", (3 * first - 2, 1), (3 * last, 0), _number(match, "quarter_year"))
    return None


def _quarter(printed: str) -> int:
    return _QUARTERS.get(printed) or int(printed)


def _side(match: re.Match[str], months: int, year: int | None, *, at_end: bool) -> Point:
    if at_end:
        return _made(match, "period", (13 - months, 1), (12, 0), year)
    return _made(match, "period", (1, 1), (months, 0), year)


def _one_month(match: re.Match[str]) -> Point | None:
    if not match["whole_month"]:
        return None
    month = _number(match, "month_number")
    first, last = _decade(match["decade"])
    return _made(match, "period", (month, first), (month, last), _number(match, "month_year"))


def _decade(word: str | None) -> tuple[int, int]:
    """Days of a part of a month; "cuối tháng" begins on the 21st, 0 is its last day."""
    if not word:
        return 1, 0
    if word.startswith(("trung", "gi")):
        return 11, 20
    return (21, 0) if word.startswith(("c", "h")) else (1, 10)


def _whole_years(match: re.Match[str]) -> Point | None:
    if match["years"]:
        head = match["years_head"] or ""
        kind: PointKind = "term" if head.startswith("nhi") else "years"
        first, last = _number(match, "year_from"), _number(match, "year_to")
        sure = bool(head) or match.string[match.start() - 1 : match.start()] == "("
        return _made(match, kind, (1, 1), (12, 31), first, to_year=last, sure=sure)
    if match["one_year"]:
        return _made(match, "year", (1, 1), (12, 31), _number(match, "one_year_number"))
    if match["plain_year"]:
        return _made(match, "year", (1, 1), (12, 31), _number(match, "plain_year_number"), sure=False)
    return None
