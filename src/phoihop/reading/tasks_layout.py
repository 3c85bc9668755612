"""How a text is laid out: blocks with their list marks, sentences, and the parts between semicolons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from phoihop.reading.bodies_words import BREAK, Words
from phoihop.reading.tasks_words import TaskReader

CHAPTER, SECTION, ARTICLE, NUMBER, SUBNUMBER, LETTER, BULLET, SUBBULLET, UNMARKED = range(9)
"""Levels of list marks, the outer ones first."""

_WITHIN = 400
"""A bracket or quotation of more words than this is a typing error; the bound keeps reading linear."""
_MARKS = 12
_OPEN = {"(": ")", "[": "]", '"': '"'}
_PARTING = frozenset({";", *_OPEN, *_OPEN.values()})
_BULLETS = frozenset("-•–*")
_TERMINAL = frozenset(".!?…")
_ROMAN = frozenset("ivxl")


@dataclass(frozen=True, slots=True)
class Block:
    """The words [first, last) of one paragraph or list item, its mark left out, and the level of the mark."""

    first: int
    last: int
    level: int


def blocks(reader: TaskReader) -> Iterator[Block]:
    """The blocks of a text; a mark that stands alone on its line belongs to the next block."""
    waiting = UNMARKED
    for first, last in _runs(reader.words):
        level, start = _mark(reader, first, last)
        if start >= last:
            waiting = level
            continue
        yield Block(start, last, level if level != UNMARKED else waiting)
        waiting = UNMARKED


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    first = 0
    for index in words.where.get(BREAK, ()):
        if index > first:
            yield first, index
        first = index + 1
    if first < len(words):
        yield first, len(words)


def _mark(reader: TaskReader, first: int, last: int) -> tuple[int, int]:
    """The level of the list mark at the beginning of a run, and where the text after it begins."""
    words = reader.words
    key, after = words.key(first), words.key(first + 1)
    if key in _BULLETS and (not words.joined(first + 1) or after.isalpha()):
        return BULLET, first + 1
    if key == "+":
        return SUBBULLET, first + 1
    named = reader.end_of("item_heads", first)
    if named > first and words.key(named).isdigit() and words.key(named + 1) in {":", "."}:
        return NUMBER, named + 2
    level = _head_level(reader, first)
    if level != UNMARKED:
        return _head_mark(words, first, last, level)
    if key.isdigit() and len(key) < 3:
        return _number_mark(words, first)
    return _other_mark(words, first)


def _other_mark(words: Words, first: int) -> tuple[int, int]:
    """The marks "I.", "II-", "(1)", "a)", "b-"."""
    key, after = words.key(first), words.key(first + 1)
    roman = set(key) <= _ROMAN and words.capital(first) and words.joined(first + 1)
    if roman and (after == "." or (after in {"-", "/"} and _opens_item(words, first + 2))):
        return SECTION, first + 2
    if key == "(" and after.isdigit() and words.key(first + 2) == ")":
        return LETTER, first + 3
    letter = len(key) == 1 and key.isalpha()
    if letter and (after == ")" or (after in {"-", "/"} and _opens_item(words, first + 2))):
        return LETTER, first + 2
    return UNMARKED, first


def _head_level(reader: TaskReader, first: int) -> int:
    """The level of "Chương", "Mục", "Điều"."""
    if not reader.words.capital(first):
        return UNMARKED
    if reader.begins("chapters", first):
        return CHAPTER
    if reader.begins("parts_of_law", first):
        return SECTION
    return ARTICLE if reader.begins("articles", first) else UNMARKED


def _head_mark(words: Words, first: int, last: int, level: int) -> tuple[int, int]:
    """The mark "Điều 5." or "Chương III", on its own or before its title."""
    number = words.key(first + 1)
    if not number.isdigit() and not set(number) <= _ROMAN:
        return UNMARKED, first
    start = first + 2
    while start < last and words.key(start) in {".", ":", "-"}:
        start += 1
    return level, start


def _opens_item(words: Words, index: int) -> bool:
    """Whether an item begins behind "1-" or "1/": a capital letter after a blank."""
    return words.capital(index) and not words.joined(index)


def _number_mark(words: Words, first: int) -> tuple[int, int]:
    """The mark "1.", "1)", "1.2.", but not the figures of "1.608 tổ", "12 tập thể"."""
    if words.key(first + 1) == ")":
        return LETTER, first + 2
    if words.key(first + 1) in {"-", "/"} and words.joined(first + 1) and _opens_item(words, first + 2):
        return NUMBER, first + 2
    if words.key(first + 1) != "." or not words.joined(first + 1):
        return UNMARKED, first
    if not words.key(first + 2).isdigit():
        return NUMBER, first + 2
    end = first + 3
    while words.key(end) == "." and words.key(end + 1).isdigit() and words.joined(end + 1):
        end += 2
    short = len(words.key(first + 2)) < 3 and not words.joined(end + 1)
    return (SUBNUMBER, end + (words.key(end) == ".")) if short else (UNMARKED, first)


@lru_cache(maxsize=4)
def _everywhere(words: Words, marks: frozenset[str]) -> list[int]:
    return words.indices(marks)


def _between(words: Words, marks: frozenset[str], first: int, last: int) -> list[int]:
    """Where any of the marks stands in [first, last)."""
    order = _everywhere(words, marks)
    return order[bisect_left(order, first) : bisect_left(order, last)]


def sentences(reader: TaskReader, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentences of a block, each with its closing mark."""
    start = first
    for index in _between(reader.words, _TERMINAL, first, last):
        if _closes(reader, index, last):
            yield start, index + 1
            start = index + 1
    if start < last:
        yield start, last


def _closes(reader: TaskReader, index: int, last: int) -> bool:
    words, following = reader.words, index + 1
    if following >= last:
        return True
    if words.key(following) in _TERMINAL or words.key(following) == "/":
        return False
    if words.key(following) == '"':
        following += 1
    if words.joined(index + 1) and words.key(index + 1) != '"':
        return False
    return not _abbreviated(reader, index) and not _goes_on(words, following, last)


def _abbreviated(reader: TaskReader, index: int) -> bool:
    """Whether the full stop belongs to "TP." or to an initial."""
    before = reader.key(index - 1)
    short = reader.begins("abbreviations", index - 1) or (len(before) == 1 and before.isalpha())
    return short and reader.words.joined(index) and reader.words.capital(index - 1)


def _goes_on(words: Words, index: int, last: int) -> bool:
    return index < last and words.key(index).isalpha() and not words.capital(index)


def parts(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons that stand in no bracket and in no quotation."""
    marks = [(index, words.keys[index]) for index in _between(words, _PARTING, first, last)]
    start, closing = first, ""
    for place, (index, key) in enumerate(marks):
        if closing:
            closing = "" if key == closing else closing
        elif key in _OPEN:
            closing = _OPEN[key] if _is_closed(marks, place, _OPEN[key]) else ""
        elif key == ";":
            yield start, index
            start = index + 1
    if start < last:
        yield start, last


def _is_closed(marks: list[tuple[int, str]], place: int, closing: str) -> bool:
    """Whether a bracket or quotation is closed soon; a forgotten mark must not swallow the sentence."""
    low = marks[place][0]
    near = marks[place + 1 : place + 1 + _MARKS]
    return any(key == closing and index - low < _WITHIN for index, key in near)
