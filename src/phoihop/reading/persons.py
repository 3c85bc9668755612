"""Persons with the rank and the posts that stand directly at their names.

Names are found first (a family name and capitalised syllables) and hidden behind one character, so that what
reads a post, which runs over capitalised words, stops at the next name by itself.
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from phoihop.kernel.text import collapse
from phoihop.reading.bodies_words import Words, words_of
from phoihop.reading.normalise import canonical_name
from phoihop.reading.posts import HIDDEN, RANK, PostReader, Span, post_reader
from phoihop.reading.spans import PersonSpan, Zone
from phoihop.reading.view import reading_view
from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.word_patterns import WordPattern, word_pattern

_LEFT = 260
_RIGHT = 420
_MOST_NAMES = 300


@dataclass(frozen=True, slots=True, eq=False)
class _Grammar:
    """Patterns over the view with hidden names, except ``name`` (view) and ``head`` (lower-case view)."""

    posts: PostReader
    name: WordPattern
    not_name: re.Pattern[str]
    place_left: re.Pattern[str]
    common: re.Pattern[str]
    strict_left: re.Pattern[str]
    places: frozenset[str]
    head: WordPattern
    former_left: re.Pattern[str]
    body_left: re.Pattern[str]
    hidden: re.Pattern[str]
    rank_left: re.Pattern[str]
    strong_left: re.Pattern[str]
    several_left: re.Pattern[str]
    ranked_left: re.Pattern[str]
    run: re.Pattern[str]


@lru_cache(maxsize=4)
def _grammar(vocabulary: Vocabulary) -> _Grammar:
    words = vocabulary.person_words
    lists = {
        "academic": words.academic,
        "committees": words.committees,
        "common_surnames": words.common_surnames,
        "levels": words.levels,
        "not_names": vocabulary.not_names,
        "posts": vocabulary.posts,
        "posts_lower": tuple({post.lower() for post in vocabulary.posts}),
        "ranks": vocabulary.ranks,
        "strict_levels": words.strict_levels,
        "strong_honorifics": words.strong_honorifics,
        "surnames": vocabulary.surnames,
    }

    def compiled(template: str) -> re.Pattern[str]:
        return vocabulary.compile(template, lists)

    return _Grammar(
        posts=post_reader(vocabulary),
        name=word_pattern(
            compiled(r"(?<![\w/])(?=«U»)«surnames»(?: (?!«posts»(?!\w))«U»[^\W\d_«upper»]{0,6}(?!\w)){1,4}"),
            map(vocabulary.spelled, vocabulary.surnames),
        ),
        not_name=compiled(r"«not_names»(?!\w)"),
        place_left=compiled(r"(?<!\w)(?i:«levels»|«committees»)°$"),
        common=compiled(r"«common_surnames» "),
        strict_left=compiled(r"(?<!\w)(?i:«strict_levels»)°$"),
        places=frozenset(vocabulary.spelled(place).lower() for place in vocabulary.places),
        head=word_pattern(
            compiled(r"(?<![\w-])«posts_lower»(?!\w)"), map(vocabulary.spelled, vocabulary.posts)
        ),
        former_left=compiled(r"(?<!\w)(?:nguyên|quyền) $"),
        # "Bộ Tư lệnh", "Ban Bí thư", "Đoàn Chủ tịch" are bodies.
        body_left=compiled(r"(?<!\w)(?:bộ|ban|đoàn) $"),
        hidden=re.compile(rf"{HIDDEN}+"),
        rank_left=compiled(rf"(?<!\w)(?P<rank>{RANK})°,?°(?:«academic»°[.,]?°){{0,2}}$"),
        strong_left=compiled(r"(?<!\w)(?i:«strong_honorifics»)°:?°(?:«academic»°[.,]?°){0,2}$"),
        ranked_left=compiled(r"(?<!\w)(?i:các|hai|ba|những) (?i:«ranks»)°:?°$"),
        several_left=compiled(r"(?<!\w)(?i:các|hai|ba|những)(?: đồng chí)?°:?°$"),
        run=compiled(rf"{HIDDEN}+(?:(?:°[,;]°| và ){HIDDEN}+)+"),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    view: str
    low: str
    words: Words
    names: str
    grammar: _Grammar
    vocabulary: Vocabulary


def find_persons(text: str, zones: Sequence[Zone], vocabulary: Vocabulary) -> tuple[PersonSpan, ...]:
    """The named persons in the ``zones`` of ``text`` (NFC), in order, every mention."""
    view = reading_view(text, tuple(zones))
    grammar = _grammar(vocabulary)
    words = words_of(view)
    low = words.low
    names = list(_names(words, grammar))
    page = _Page(text, view, low, words, _hidden(view, names), grammar, vocabulary)
    found = list(_persons(page))
    sure = {low[start:end] for start, end in _sure_names(page, found)}
    again = _mentions(low, sure, names)
    if again != names:
        page = dataclasses.replace(page, names=_hidden(view, again))
        found = list(_persons(page))
    return tuple(_span(page, one) for one in found if low[one.name[0] : one.name[1]] in sure)


def _names(words: Words, grammar: _Grammar) -> Iterator[Span]:
    for match in grammar.name.finditer(words, words.view):
        if not _is_no_name(words.view, match, grammar):
            yield match.span()


def _is_no_name(view: str, match: re.Match[str], grammar: _Grammar) -> bool:
    """A street, a place, an organisation that opens like a name."""
    printed = collapse(match[0])
    left = view[max(0, match.start() - 20) : match.start()]
    if grammar.not_name.match(view, match.start()) or grammar.strict_left.search(left):
        return True
    if printed.lower() in grammar.places:
        return True
    if printed.count(" ") > 1 or grammar.common.match(view, match.start()):
        return False
    return bool(grammar.place_left.search(left))


def _hidden(view: str, names: Sequence[Span]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in names:
        pieces += (view[place:start], HIDDEN * (end - start))
        place = end
    pieces.append(view[place:])
    return "".join(pieces)


def _mentions(low: str, sure: set[str], names: list[Span]) -> list[Span]:
    """``names`` and all other places where one of the names that are ``sure`` stands, in any case."""
    if not sure:
        return names
    ordered = sorted(sure, key=lambda name: (-len(name), name))[:_MOST_NAMES]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
    starts = [start for start, _ in names]
    more = [match.span() for match in pattern.finditer(low)]
    return sorted((*names, *(span for span in more if not _overlaps(span, names, starts))))


def _overlaps(span: Span, names: list[Span], starts: list[int]) -> bool:
    at = bisect.bisect_right(starts, span[0])
    return any(start < span[1] and span[0] < end for start, end in names[max(0, at - 1) : at + 1])


@dataclass(frozen=True, slots=True)
class _Person:
    """Offsets of a name and of what belongs to it.

    ``sure`` with a post, a rank or "đồng chí"; ``several`` if those are said of a list of names.
    """

    start: int
    end: int
    name: Span
    rank: Span | None
    posts: tuple[Span, ...]
    sure: bool
    several: bool
    rule: str


def _persons(page: _Page) -> Iterator[_Person]:
    heads = list(_heads(page))
    done = 0
    for match in page.grammar.hidden.finditer(page.names):
        person = _person(page, match.span(), heads, done)
        yield person
        done = person.end


def _heads(page: _Page) -> Iterator[int]:
    """Where posts begin, "nguyên" and "quyền" included."""
    for match in page.grammar.head.finditer(page.words, page.low):
        left = page.low[max(0, match.start() - 8) : match.start()]
        former = page.grammar.former_left.search(left)
        if former or not page.grammar.body_left.search(left):
            yield match.start() - (len(former[0]) if former else 0)


def _person(page: _Page, name: Span, heads: list[int], done: int) -> _Person:
    left, several = _posts_before(page, name[0], heads, done)
    own = [] if several else left
    start = own[0][0] if own else name[0]
    behind, opening = page.grammar.posts.behind(page.names, name[1], name[1] + _RIGHT)
    rank = _rank(page, {start, name[0]}, done)
    start = min(start, rank[0]) if rank else start
    if opening and behind and opening["rank"] and not rank:
        rank = opening.span("rank")
    before = page.names[max(done, start - 24) : start]
    ranked = bool(page.grammar.ranked_left.search(before))
    called = ranked or bool(page.grammar.strong_left.search(before))
    rank = None if ranked else rank
    rule = "post" if left or behind else "rank" if rank else "đồng chí" if called else "name again"
    several = several or ranked or (called and bool(page.grammar.several_left.search(before)))
    end = page.grammar.posts.closed(page.names, opening, behind[-1][1]) if opening and behind else name[1]
    return _Person(start, end, name, rank, (*own, *behind), rule != "name again", several, rule)


def _posts_before(page: _Page, name: int, heads: list[int], done: int) -> tuple[list[Span], bool]:
    """The longest run of posts that ends at ``name``, and whether it is said of several people."""
    low = max(done, name - _LEFT, page.names.rfind("\n", 0, name) + 1)
    for start in heads[bisect.bisect_left(heads, low) : bisect.bisect_left(heads, name)]:
        found = page.grammar.posts.before(page.names, start, name)
        if found:
            before = page.names[max(0, start - 20) : start]
            return found, bool(page.grammar.several_left.search(before))
    return [], False


def _rank(page: _Page, places: set[int], done: int) -> Span | None:
    """A rank before the posts or between them and the name."""
    for place in sorted(places):
        low = max(done, place - 30)
        found = page.grammar.rank_left.search(page.names[low:place])
        if found:
            return low + found.start("rank"), low + found.end("rank")
    return None


def _sure_names(page: _Page, found: Sequence[_Person]) -> Iterator[Span]:
    """The names that something makes a person of the text, also in a list that begins with one."""
    several = {one.name[0] for one in found if one.several}
    yield from (one.name for one in found if one.sure)
    for run in page.grammar.run.finditer(page.names):
        if run.start() in several:
            yield from (name.span() for name in page.grammar.hidden.finditer(page.names, *run.span()))


def _span(page: _Page, one: _Person) -> PersonSpan:
    text = page.text
    rank = collapse(text[slice(*one.rank)]) if one.rank else None
    posts = tuple(canonical_name(text[start:end], page.vocabulary) for start, end in one.posts)
    name = collapse(text[slice(*one.name)])
    return PersonSpan(one.start, one.end, text[one.start : one.end], name, rank, posts, one.rule)
