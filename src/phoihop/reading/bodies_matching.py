"""One name of an organisation, read from its first word to its last qualifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from phoihop.reading.bodies_lexicon import Entry
from phoihop.reading.bodies_qualifiers import (
    Grade,
    Reader,
    level_end,
    loose_end,
    members_end,
    number_end,
    place_end,
    proper_end,
    topic_end,
)
from phoihop.reading.bodies_vocabulary import Alone, Qualifier
from phoihop.reading.bodies_words import ends_with

_DEPTH = 4
_REACH = 3
_BRACKET = 5
_STEPS = 4
_CLASS_NAME = "sở, ban, ngành"


@dataclass(frozen=True, slots=True)
class Found:
    """A name at the words [first, last). `parts` are the word ranges of its canonical form, without brackets.

    `head` and `tail` are words to put back before and after it; `tail_from` is where its qualifiers begin;
    `anchor` is where the head stands that an elided name shares.
    """

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]
    entry: Entry | None
    rule: str
    grade: Grade = Grade.BARE
    tail_from: int = 0
    alias: tuple[int, int] | None = None
    head: str = ""
    tail: str = ""
    anchor: int = -1


@dataclass(slots=True)
class _Growth:
    """A name while it is being read."""

    end: int
    grade: Grade = Grade.BARE
    alias: tuple[int, int] | None = None
    brackets: tuple[tuple[int, int], ...] = ()


def class_at(reader: Reader, index: int) -> Found | None:
    """Bodies named by their types only: "sở, ban, ngành cấp tỉnh", "bộ, ngành"."""
    lexicon, keys = reader.lexicon, reader.words.keys
    if keys[index] not in lexicon.class_starts:
        return None
    # "cơ quan, ban, ngành" is a vague group
    if ends_with(reader.words, index, lexicon.not_classes_after, reach=_REACH):
        return None
    end, items = _class_items(reader, index)
    if items < 2 or lexicon.class_marks.isdisjoint(keys[index:end]):
        return None
    after, grade = level_end(reader, end)
    if grade and reader.key(end) not in lexicon.plurals:  # "các sở, các ngành" are two phrases
        end = after
    return Found(index, end, ((index, end),), None, f"class:{_CLASS_NAME}", grade)


def _class_items(reader: Reader, index: int) -> tuple[int, int]:
    """After "sở, ban, ngành", and how many types that are; a capital begins a name ("và Ban Tổ chức")."""
    words, lexicon = reader.words, reader.lexicon
    end, items = lexicon.class_items.end_at(words.keys, index), 1
    while end > index:
        joined = reader.key(end) == "-" or reader.key(end) in lexicon.joiners
        start = end + 1 if joined else end
        after = lexicon.class_items.end_at(words.keys, start)
        if after == start or (words.capital(start) and not words.capital(index)):
            break
        end, items = after, items + 1
    return end, items


def name_at(reader: Reader, index: int, *, depth: int = 0) -> Found | None:
    """The name that begins at `index`, or None.

    It is the one of the longest entry, unless a shorter one has a parent that reaches further
    ("Trung ương Hội" against "Trung ương" + "Hội Nông dân Việt Nam").
    """
    found = None
    for entry, end in reader.names.get(index, ()):
        if found is None or entry.kind.field == "none":
            other = _complete(reader, index, end, entry, depth)
            found = other if other and (found is None or other.last > found.last) else found
    return found


def _complete(reader: Reader, first: int, end: int, entry: Entry, depth: int) -> Found | None:
    kind = entry.kind
    if not kind.body:
        return Found(first, end, ((first, end),), entry, f"not a body:{entry.name}")
    after = _field_end(reader, first, end, entry)
    if after is None:
        return None
    growth = _Growth(after, Grade.NAMED if entry.kind.field == "optional" and after > end else Grade.BARE)
    _take_bracket(reader, growth)
    tail_from = growth.end
    _grow(reader, growth, entry, depth)
    _take_bracket(reader, growth)
    if not _stands(reader, first, after, entry, growth.grade, parent=depth > 0):
        return None
    parts, rule = _parts(first, growth), f"name:{entry.name}"
    return Found(first, growth.end, parts, entry, rule, growth.grade, tail_from, growth.alias)


def _parts(first: int, growth: _Growth) -> tuple[tuple[int, int], ...]:
    parts, start = [], first
    for opened, closed in growth.brackets:
        parts.append((start, opened))
        start = closed
    parts.append((start, growth.end))
    return tuple((low, high) for low, high in parts if low < high)


def _field_end(reader: Reader, first: int, index: int, entry: Entry) -> int | None:
    """After the field of work that a head like "Sở" must have; None when it has none."""
    wanted = entry.kind.field
    if wanted == "none":
        return index
    end = reader.lexicon.fields.end_at(reader.words.keys, index) if reader.key(index) else index
    if wanted == "optional":
        return end
    if end > index:
        known = reader.words.capital(index) or (wanted == "known" and reader.words.capital(first))
        known = known or (reader.words.capital(first) is False and level_end(reader, end)[1] is Grade.CLASS)
        if known and not _clipped(reader, end):
            return end
    if wanted == "loose" and not reader.words.shouted(first):
        end = loose_end(reader, index)
    return end if end > index and reader.words.capital(index) else None


def _clipped(reader: Reader, end: int) -> bool:
    """Whether a listed field is only the beginning of a longer one: "Cục Quản lý" + " chất lượng"."""
    return reader.key(end) == "-" and reader.words.capital(end + 1)


def _stands(reader: Reader, first: int, after: int, entry: Entry, grade: Grade, *, parent: bool) -> bool:
    """Whether the name counts as written: with a capital, in lower case, with or without qualifiers."""
    alone: Alone = entry.kind.alone
    if grade is Grade.BARE and alone == "never" and not parent:
        return False
    capital = any(reader.words.capital(index) for index in range(first, after))
    return capital or entry.kind.lower or grade is Grade.CLASS or alone == "any"


def _grow(reader: Reader, growth: _Growth, entry: Entry, depth: int) -> None:
    for _ in range(_STEPS):
        if not any(_take(reader, growth, qualifier, depth) for qualifier in entry.kind.after):
            return
        if growth.grade is Grade.CLASS:
            return


def _take(reader: Reader, growth: _Growth, qualifier: Qualifier, depth: int) -> bool:
    """Takes one qualifier of that sort into the name; whether there was one."""
    start = growth.end
    end, grade = _qualified(reader, start, qualifier, depth)
    if end > start:
        growth.end = end
        growth.grade = max(growth.grade, grade)
    return end > start


def _qualified(reader: Reader, index: int, qualifier: Qualifier, depth: int) -> tuple[int, Grade]:
    """After the qualifier at `index`, and how definite it makes the name."""
    if qualifier == "organ":
        return _organ_end(reader, index, depth)
    if not reader.key(index):
        return index, Grade.BARE
    if qualifier == "level":
        return level_end(reader, index)
    if qualifier == "members":
        return members_end(reader, index), Grade.CLASS
    if qualifier == "school":
        return reader.lexicon.schools.end_at(reader.words.keys, index), Grade.CLASS
    return _NAMING[qualifier](reader, index), Grade.NAMED


def _country_end(reader: Reader, index: int) -> int:
    return reader.lexicon.countries.end_at(reader.words.keys, index)


def _centre_end(reader: Reader, index: int) -> int:
    return reader.lexicon.centres.end_at(reader.words.keys, index)


_NAMING: Mapping[Qualifier, Callable[[Reader, int], int]] = {
    "centre": _centre_end,
    "code": number_end,
    "country": _country_end,
    "place": place_end,
    "proper": proper_end,
    "topic": topic_end,
}


def _organ_end(reader: Reader, index: int, depth: int) -> tuple[int, Grade]:
    """After a parent that follows without a comma: "Văn phòng" + "UBND tỉnh"."""
    if depth >= _DEPTH or index >= len(reader.words) or index in reader.persons:
        return index, Grade.BARE
    parent = name_at(reader, index, depth=depth + 1)
    if parent and parent.entry and parent.entry.kind.parent and parent.entry.kind.body:
        return parent.last, max(parent.grade, Grade.NAMED)
    return index, Grade.BARE


def _take_bracket(reader: Reader, growth: _Growth) -> None:
    """A short name in brackets belongs to the span: "Tổng công ty Bến Đá (BDC)"."""
    opened = growth.end
    if reader.key(opened) != "(" or growth.alias:
        return
    for end in range(opened + 2, min(opened + _BRACKET, len(reader.words))):
        if reader.key(end) == ")":
            if _short_name(reader, opened + 1, end):
                growth.alias = (opened + 1, end)
                growth.brackets = (*growth.brackets, (opened, end + 1))
                growth.end = end + 1
            return


def _short_name(reader: Reader, first: int, last: int) -> bool:
    """Whether the words are an abbreviation or a coined name: "QCHQ", "K03", "BDC HANOI", "Benport"."""
    words, lexicon = reader.words, reader.lexicon
    if lexicon.places.at(words.keys, first) or lexicon.levels.at(words.keys, first):
        return False
    if last - first == 1:
        word = words.surface(first, last)
        coined = word.isascii() and len(word) > 5 and words.capital(first)
        return coined or words.shouted(first) or (words.capital(first) and _coded(word))
    return all(words.shouted(index) or words.key(index) in {"&", "-"} for index in range(first, last))


def _coded(word: str) -> bool:
    return any(c.isdigit() for c in word) and not word.isdigit()
