"""Persons with the rank and the posts that stand directly at their names.

Names are found first (a family name and capitalised syllables) and hidden behind one character, so that the
pattern of a post, which runs over capitalised words, stops at the next name by itself.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from phoihop.kernel.text import collapse
from phoihop.reading.names import TAIL, organisation_lists
from phoihop.reading.normalise import canonical_name
from phoihop.reading.spans import PersonSpan, Zone
from phoihop.reading.view import lowered, reading_view
from phoihop.reading.vocabulary import Vocabulary

_HIDDEN = "\x01"
_LEFT = 260
_RIGHT = 420
_MAX_NAMES = 300


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Patterns over the view in which names are hidden, except ``name`` (view) and ``head`` (lower-case view)."""

    name: re.Pattern[str]
    not_name: re.Pattern[str]
    place_left: re.Pattern[str]
    common: re.Pattern[str]
    strict_left: re.Pattern[str]
    places: frozenset[str]
    head: re.Pattern[str]
    hidden: re.Pattern[str]
    left: re.Pattern[str]
    rank_left: re.Pattern[str]
    strong_left: re.Pattern[str]
    several_left: re.Pattern[str]
    right: re.Pattern[str]
    post: re.Pattern[str]
    listed: re.Pattern[str]


@lru_cache(maxsize=4)
def _grammar(vocabulary: Vocabulary) -> _Grammar:
    words = vocabulary.person_words
    lists = {
        **organisation_lists(vocabulary),
        "academic": words.academic,
        "honorifics": words.honorifics,
        "levels": words.levels,
        "not_names": vocabulary.not_names,
        "posts": vocabulary.posts,
        "ranks": vocabulary.ranks,
        "strict_levels": words.strict_levels,
        "strong_honorifics": words.strong_honorifics,
        "surnames": vocabulary.surnames,
        "committees": words.committees,
        "common_surnames": words.common_surnames,
        "parents": words.parents,
        "organisation_words": (*vocabulary.organisation_words, *words.words),
        "posts_lower": tuple({post.lower() for post in vocabulary.posts}),
    }

    def compiled(template: str) -> re.Pattern[str]:
        return vocabulary.compile(template, lists)

    syllable = r"«U»[^\W\d_«upper»]{0,6}(?!\w)"
    head = r"(?:(?i:nguyên|quyền) )?(?i:«posts»)(?!\w)"
    bracket = r"°\((?=«U»|(?i:«parents») )[^()\n\x01]{2,60}\)"
    parent = rf"(?:{bracket})?(?:(?:°,°|°-°)(?!{head})(?i:«parents»)(?!\w){TAIL})?"
    press = rf" (?:báo|đài|tạp chí)(?= «U»){TAIL}"
    one = rf"{head}(?:{press}|{TAIL}{press}|{TAIL})?{parent}"
    post = rf"{one}(?: kiêm (?:nhiệm )?{one})*"
    posts = rf"{post}(?:(?:°,°| và ){post}){{0,6}}"
    address = r"(?:(?i:«honorifics») |«academic»°[.,]?°)"
    rank = r"(?<!(?i:thủ)\x20)(?i:«ranks»)(?!\w)(?: (?:QNCN|CN|chuyên nghiệp)(?!\w))?"
    own_post = rf"(?>{post})(?!°\x01|°,?°{rank} \x01| {address}{{1,2}}\x01)"
    return _Grammar(
        name=compiled(
            rf"(?<![\w/])(?:«surnames»)(?: (?!{head}){syllable}){{1,4}}(?!°-°«U»\w+ (?:Group|JSC))"
        ),
        not_name=compiled(r"«not_names»(?!\w)"),
        place_left=compiled(r"(?<!\w)(?i:«levels»|«committees»)°$"),
        common=compiled(r"«common_surnames» "),
        strict_left=compiled(r"(?<!\w)(?i:«strict_levels»)°$"),
        places=frozenset(vocabulary.spelled(place).lower() for place in vocabulary.places),
        head=compiled(
            r"(?<![\w-])(?<!bộ\x20)(?<!ban\x20)(?<!đoàn\x20)(?:nguyên |quyền )?«posts_lower»(?!\w)"
        ),
        hidden=re.compile(rf"{_HIDDEN}+"),
        left=compiled(rf"{posts}°[,:-]?°{address}{{0,3}}(?:{rank}°,?°)?{address}{{0,3}}"),
        rank_left=compiled(rf"(?<!\w)(?P<rank>{rank})°,?°(?:«academic»°[.,]?°){{0,2}}$"),
        strong_left=compiled(r"(?<!\w)(?i:«strong_honorifics»)°:?°(?:«academic»°[.,]?°){0,2}$"),
        several_left=compiled(r"(?<!\w)(?i:các|hai|ba|những)(?: đồng chí)?°:?°$"),
        right=compiled(
            rf"(?:°\(ảnh[^()\n]{{0,20}}\))?(?:°,°(?P<rank>{rank})(?=°,))?(?:°[,:-]°|°\(°){own_post}(?:°[,-]°{own_post}){{0,7}}(?:°\))?"
        ),
        post=compiled(post),
        listed=compiled(
            rf"(?i:các) (?:(?i:đồng chí)(?: {posts})?|{posts})°:?°(?P<names>\x01+(?:(?:°[,;]°| và )\x01+)+)"
        ),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    view: str
    low: str
    names: str
    grammar: _Grammar
    vocabulary: Vocabulary


def find_persons(text: str, zones: Sequence[Zone], vocabulary: Vocabulary) -> tuple[PersonSpan, ...]:
    """The named persons in the ``zones`` of ``text`` (NFC), in order, every mention."""
    view = reading_view(text, tuple(zones))
    grammar = _grammar(vocabulary)
    low = lowered(view)
    names = list(_names(view, grammar))
    page = _Page(text, view, low, _hidden(view, names), grammar, vocabulary)
    found = list(_persons(page))
    sure = {low[a:b] for a, b in _sure_names(page, found)}
    again = _mentions(low, sure, names)
    if again != names:
        page = _Page(text, view, low, _hidden(view, again), grammar, vocabulary)
        found = list(_persons(page))
    return tuple(_span(page, one) for one in found if low[one.name[0] : one.name[1]] in sure)


def _names(view: str, grammar: _Grammar) -> Iterator[tuple[int, int]]:
    for match in grammar.name.finditer(view):
        if not _is_no_name(view, match, grammar):
            yield match.span()


def _is_no_name(view: str, match: re.Match[str], grammar: _Grammar) -> bool:
    printed = collapse(match[0])
    left = view[max(0, match.start() - 20) : match.start()]
    if grammar.not_name.match(view, match.start()) or grammar.strict_left.search(left):
        return True
    if printed.lower() in grammar.places:
        return True
    if printed.count(" ") > 1 or grammar.common.match(view, match.start()):
        return False
    return bool(grammar.place_left.search(left))


def _hidden(view: str, names: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in names:
        pieces += (view[place:start], _HIDDEN * (end - start))
        place = end
    pieces.append(view[place:])
    return "".join(pieces)


def _mentions(low: str, sure: set[str], names: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``names`` and all other places where one of the names that are ``sure`` stands, in any case."""
    if not sure:
        return names
    ordered = sorted(sure, key=lambda name: (-len(name), name))[:_MAX_NAMES]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
    starts = [start for start, _ in names]
    more = [match.span() for match in pattern.finditer(low)]
    free = [span for span in more if not _overlaps(span, names, starts)]
    return sorted((*names, *free))


def _overlaps(span: tuple[int, int], names: list[tuple[int, int]], starts: list[int]) -> bool:
    at = bisect.bisect_right(starts, span[0])
    return any(a < span[1] and span[0] < b for a, b in names[max(0, at - 1) : at + 1])


@dataclass(frozen=True, slots=True)
class _Person:
    """Offsets of a name and of what belongs to it; ``weight`` 2 for a post, rank or "đồng chí", else 0."""

    start: int
    end: int
    name: tuple[int, int]
    rank: tuple[int, int] | None
    left: tuple[int, int] | None
    right: tuple[int, int] | None
    weight: int
    rule: str


def _persons(page: _Page) -> Iterator[_Person]:
    heads = [match.start() for match in page.grammar.head.finditer(page.low)]
    done = 0
    for match in page.grammar.hidden.finditer(page.names):
        person = _person(page, match.span(), heads, done)
        yield person
        done = person.end


def _person(page: _Page, name: tuple[int, int], heads: list[int], done: int) -> _Person:
    left, several = _left_posts(page, name[0], heads, done)
    start = left[0] if left and not several else name[0]
    rank = _rank(page, start, left if not several else None, name[0], done)
    if rank:
        start = min(start, rank[0])
    right = page.grammar.right.match(page.names, name[1], name[1] + _RIGHT)
    end = _right_end(page, right) if right else name[1]
    if right and right["rank"] and not rank:
        rank = right.span("rank")
    before = page.names[max(done, start - 24) : start]
    called = bool(page.grammar.strong_left.search(before))
    weight = 2 if left or rank or right or called else 0
    rule = "post" if left or right else "rank" if rank else "đồng chí" if called else "name again"
    own_left = left if left and not several else None
    return _Person(start, end, name, rank, own_left, (name[1], end) if right else None, weight, rule)


def _left_posts(page: _Page, name: int, heads: list[int], done: int) -> tuple[tuple[int, int] | None, bool]:
    """The longest run of posts that ends at ``name``, and whether it is said of several people."""
    low = max(done, name - _LEFT, page.names.rfind("\n", 0, name) + 1)
    for start in heads[bisect.bisect_left(heads, low) : bisect.bisect_left(heads, name)]:
        if page.grammar.left.fullmatch(page.names, start, name):
            before = page.names[max(0, start - 20) : start]
            return (start, name), bool(page.grammar.several_left.search(before))
    return None, False


def _rank(
    page: _Page, start: int, left: tuple[int, int] | None, name: int, done: int
) -> tuple[int, int] | None:
    """A rank before the posts or between them and the name."""
    places = (start, name) if left else (name,)
    for place in places:
        low = max(done, place - 30)
        found = page.grammar.rank_left.search(page.names[low:place])
        if found:
            return low + found.start("rank"), low + found.end("rank")
    return None


def _right_end(page: _Page, right: re.Match[str]) -> int:
    """The posts end before white space and before a bracket that opened inside the name's apposition."""
    end = right.end()
    while page.names[end - 1] in " ,":
        end -= 1
    return end


def _sure_names(page: _Page, found: Sequence[_Person]) -> Iterator[tuple[int, int]]:
    yield from (one.name for one in found if one.weight)
    for match in page.grammar.listed.finditer(page.names):
        for name in page.grammar.hidden.finditer(page.names, *match.span("names")):
            yield name.span()


def _span(page: _Page, one: _Person) -> PersonSpan:
    rank = collapse(page.text[slice(*one.rank)]) if one.rank else None
    posts = [post for part in (one.left, one.right) if part for post in _posts(page, part)]
    name = collapse(page.text[slice(*one.name)])
    return PersonSpan(one.start, one.end, page.text[one.start : one.end], name, rank, tuple(posts), one.rule)


def _posts(page: _Page, part: tuple[int, int]) -> Iterator[str]:
    for match in page.grammar.post.finditer(page.names, *part):
        yield canonical_name(page.text[match.start() : match.end()], page.vocabulary)
