"""Calendar expressions: days, years, periods, terms, deadlines, with their bounds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from phoihop.reading.bodies_words import words_of
from phoihop.reading.spans import CitationSpan, TimeKind, TimeSpan, Zone
from phoihop.reading.time_grammar import TimeGrammar, time_grammar
from phoihop.reading.time_points import Point, points
from phoihop.reading.view import reading_view
from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.years import YearSigns, year_signs

_LEFT = 40
_CLAUSE = 400
_KINDS: dict[str, TimeKind] = {
    "date": "date",
    "monthly": "date",
    "period": "period",
    "term": "term",
    "year": "year",
    "years": "period",
}


@dataclass(frozen=True, slots=True)
class _Page:
    """The text, its lower-case view, the signs of its year, and the grammar."""

    text: str
    low: str
    signs: YearSigns
    grammar: TimeGrammar

    def left(self, place: int) -> str:
        return self.low[max(0, place - _LEFT) : place]

    def span(
        self, kind: TimeKind, start: int, end: int, low: str | None, high: str | None, rule: str
    ) -> TimeSpan:
        """A span with its slice of the text."""
        return TimeSpan(start, end, self.text[start:end], kind, low, high, rule)


def find_times(
    text: str, zones: Sequence[Zone], vocabulary: Vocabulary, citations: Sequence[CitationSpan]
) -> tuple[TimeSpan, ...]:
    """The calendar expressions in the ``zones`` of ``text`` (NFC) outside the ``citations``, in order."""
    words = words_of(reading_view(text, tuple(zones)))
    grammar = time_grammar(vocabulary)
    free = list(_outside(points(words, grammar), citations))
    page = _Page(text, words.low, year_signs(text, zones, words, free, grammar), grammar)
    return tuple(_read(page, list(_sure(page, free))))


def _outside(found: Sequence[Point], citations: Sequence[CitationSpan]) -> Iterator[Point]:
    waiting = iter(citations)
    citation = next(waiting, None)
    for point in found:
        while citation and citation.end <= point.start:
            citation = next(waiting, None)
        if not citation or point.end <= citation.start:
            yield point


def _sure(page: _Page, found: Sequence[Point]) -> Iterator[Point]:
    """``found`` without bare numbers that no neighbour makes a time."""
    for before, point, after in zip((None, *found), found, (*found[1:], None), strict=False):
        if point.sure or _is_time(page, point, [p for p in (before, after) if p]):
            yield point


def _is_time(page: _Page, point: Point, found: Sequence[Point]) -> bool:
    """Whether bare numbers are a time, by the word before them or by a partner in a range."""
    left, right = page.left(point.start), page.low[point.end : point.end + _LEFT]
    if point.kind == "years":
        return left.endswith((" năm ", "(")) or bool(page.grammar.from_left.search(left))
    if point.kind == "monthly":
        return bool(page.grammar.deadline_left.search(left))
    if point.kind == "year":
        origin = page.grammar.from_year_left.search(left)
        return bool(origin and (page.grammar.open_right.match(right) or origin[0].strip() != "từ"))
    return _is_day(page, point, found)


def _is_day(page: _Page, point: Point, found: Sequence[Point]) -> bool:
    left = page.left(point.start)
    if page.grammar.day_left.search(left):
        return True
    printed = page.low[point.start : point.end]
    if "/" not in printed and "th" not in printed:
        return False
    if page.grammar.weak_day_left.search(left):
        return bool(page.grammar.day_right.match(page.low, point.end))
    return any(_are_joined(page, point, other) for other in found if other.kind == "date" and other.sure)


def _are_joined(page: _Page, one: Point, other: Point) -> bool:
    return (
        bool(page.grammar.joined.fullmatch(page.low, one.end, other.start))
        if one.end <= other.start
        else False
    )


def _read(page: _Page, found: Sequence[Point]) -> Iterator[TimeSpan]:
    skip = False
    for point, following in zip_longest(found, found[1:]):
        if skip:
            skip = False
            continue
        span = _range(page, point, following) if following else None
        skip = span is not None
        yield span or _single(page, _with_year_of_list(page, point, following))
        if point.kind == "year" and not skip:
            yield from _more_years(page, point)


def _with_year_of_list(page: _Page, point: Point, following: Point | None) -> Point:
    """The year printed once belongs to both in "quý I và quý II năm 2018"."""
    if following is None or point.first_year or point.group != following.group or not following.first_year:
        return point
    if not page.grammar.listed.fullmatch(page.low, point.end, following.start):
        return point
    return dataclasses.replace(point, first_year=following.first_year, last_year=following.first_year)


def _range(page: _Page, point: Point, following: Point) -> TimeSpan | None:
    """One period of "từ A đến B" or "A - B"."""
    joint = page.grammar.joined.fullmatch(page.low, point.end, following.start)
    if (
        not joint
        or point.kind in ("term", "years", "monthly")
        or following.kind in ("term", "years", "monthly")
    ):
        return None
    origin = page.grammar.from_left.search(page.left(point.start))
    stage = page.grammar.stage_left.search(page.left(point.start))
    dashed = "-" in joint[0] and point.kind == following.kind
    both_days = point.kind == following.kind == "date"
    if not (origin or stage or dashed or both_days):
        return None
    high = _bounds(page, following)[1]
    year = point.first_year or (int(high[:4]) if high and high[:4].isdigit() else None)
    low = point.bounds(year)[0]
    head = stage or origin
    return page.span(
        "period", point.start - (len(head[0]) if head else 0), following.end, low, high, "from … to …"
    )


def _bounds(page: _Page, point: Point, *, ahead: bool = False) -> tuple[str | None, str | None]:
    if point.first_year is not None:
        return point.bounds(point.first_year)
    month, day = point.last
    return point.bounds(page.signs.year_of(month, day if point.kind == "date" else None, ahead=ahead))


def _single(page: _Page, point: Point) -> TimeSpan:
    left = page.left(point.start)
    yearly = page.grammar.yearly_right.match(page.low, point.end) if point.kind == "date" else None
    end = yearly.end() if yearly else point.end
    every_year = bool(yearly) or (point.kind == "date" and bool(page.grammar.yearly_left.search(left)))
    low, high = point.bounds(None) if every_year and not point.first_year else _bounds(page, point)
    if since := page.grammar.from_now_left.search(left):
        return page.span("period", point.start - len(since[0]), end, None, high, "from now to …")
    origin = page.grammar.from_left.search(left)
    if origin and (open_end := page.grammar.open_right.match(page.low, point.end)):
        return page.span("period", point.start - len(origin[0]), open_end.end(), low, None, "from … on")
    if deadline := _deadline(page, point, end, yearly=every_year):
        return deadline
    head = page.grammar.stage_left.search(left) or origin if point.group in ("days", "years") else None
    return page.span(
        _KINDS[point.kind], point.start - (len(head[0]) if head else 0), end, low, high, point.group
    )


def _deadline(page: _Page, point: Point, end: int, *, yearly: bool) -> TimeSpan | None:
    length = _preposition(page, point)
    if not length or point.kind in ("term", "years"):
        return None
    low, high = point.bounds(None) if yearly else _bounds(page, point, ahead=True)
    before = page.grammar.before_left.search(page.left(point.start))
    return page.span("deadline", point.start - length, end, None, low if before else high, "deadline")


def _preposition(page: _Page, point: Point) -> int:
    """The length of the words that make ``point`` an end bound ("trước ", "chậm nhất là ")."""
    left = page.left(point.start)
    word = page.grammar.deadline_left.search(left)
    if word:
        return len(word[0])
    within = page.grammar.within_left.search(left)
    return len(within[0]) if within and _is_governed(page, point, point.start - len(within[0])) else 0


def _is_governed(page: _Page, point: Point, place: int) -> bool:
    """Whether "trong <period>" ends a clause that orders to finish, report or issue something."""
    if point.kind not in ("period", "year", "date"):
        return False
    if page.grammar.governed_right.match(page.low, point.end):
        return True
    begin = max(place - _CLAUSE, 0)
    ends = [match.end() for match in page.grammar.clause_end.finditer(page.low, begin, place)]
    clause = page.low[ends[-1] if ends else begin : place]
    closed = page.grammar.clause_end.match(page.low, point.end) or page.low[point.end : point.end + 1] in (
        "",
        ",",
    )
    return bool(closed and page.grammar.governed.search(clause) and not page.grammar.past.search(clause))


def _more_years(page: _Page, point: Point) -> Iterator[TimeSpan]:
    """The years that follow without the word in "năm 2018 và 2019"."""
    place = point.end
    while more := page.grammar.more_years.match(page.low, place):
        year = more[1]
        yield page.span(
            "year", more.start(1), more.end(1), f"{year}-01-01", f"{year}-12-31", "year in a list"
        )
        place = more.end(1)
