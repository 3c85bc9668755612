"""Lists of organisations: heads and modifiers that are said once for several names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from phoihop.reading.bodies_context import is_plural
from phoihop.reading.bodies_matching import Found, name_at
from phoihop.reading.bodies_qualifiers import Grade, Reader, level_end

# "Hội Nông dân, Đoàn Thanh niên Cục Chính trị": organisations share a level, not the body one belongs to.
_MASS = "mass"
_LIST_MARKS = frozenset({",", ":", ";"})


def elided_after(reader: Reader, found: Found) -> Iterator[Found]:
    """The names after "các quân chủng Hải quân" in ", Lục quân và Phòng không - Không quân"."""
    if found.entry and found.entry.kind.elide and is_plural(reader, found.first):
        head_end = _head_end(reader, found)
        yield from _elided(reader, found.last, found, reader.words.surface(found.first, head_end))


def _head_end(reader: Reader, found: Found) -> int:
    """After the head of a name, before its field of work."""
    entries = reader.names.get(found.first, ())
    return next(end for entry, end in entries if entry == found.entry)


def elided_at(reader: Reader, index: int) -> Iterator[Found]:
    """The names after "các Bộ:"; `index` is at the head."""
    if not is_plural(reader, index):
        return
    for entry, end in reader.names.get(index, ()):
        if entry.kind.elide and reader.key(end) == ":":
            base = Found(index, end, ((index, end),), entry, f"name:{entry.name}")
            yield from _elided(reader, end, base, reader.words.surface(index, end))
            return


def _elided(reader: Reader, index: int, base: Found, head: str) -> Iterator[Found]:
    end = index
    while reader.key(end) in _LIST_MARKS or reader.key(end) in reader.lexicon.and_words:
        start = end + 1
        end = reader.lexicon.fields.end_at(reader.words.keys, start) if reader.key(start) else start
        if end == start or not reader.words.capital(start) or _own_name(reader, start, end):
            return
        end, grade = _level_of_list(reader, end, base)
        parts, rule = ((start, end),), f"elided:{base.rule.removeprefix('name:')}"
        elided = replace(base, first=start, last=end, parts=parts, rule=rule, grade=grade, tail_from=end)
        yield replace(elided, head=head, alias=None, anchor=base.first)


def _level_of_list(reader: Reader, end: int, base: Found) -> tuple[int, Grade]:
    if base.entry and "level" in base.entry.kind.after:
        after, grade = level_end(reader, end)
        return (after, grade) if grade else (end, Grade.BARE)
    return end, Grade.BARE


def _own_name(reader: Reader, start: int, end: int) -> bool:
    """Whether a name begins here that goes further than the field: "Công an tỉnh", "Thanh tra Chính phủ"."""
    own = name_at(reader, start)
    return own is not None and own.last > end


def with_shared_modifiers(reader: Reader, found: Sequence[Found]) -> list[Found]:
    """Names that lack the level which the last of their list has get it: "HĐND, UBND tỉnh" → "HĐND tỉnh"."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        here, following = shared[place], shared[place + 1]
        tail = _shared_tail(reader, here, following)
        if tail:
            shared[place] = replace(here, tail=tail)
    return shared


def _shared_tail(reader: Reader, here: Found, following: Found) -> str:
    if not here.entry or not following.entry or here.grade is not Grade.BARE or here.head:
        return ""
    share = here.entry.kind.share
    if not share or share != following.entry.kind.share or not _adjoin(reader, here, following):
        return ""
    if here.entry.name == following.entry.name or (share == _MASS and following.tail_from in reader.names):
        return ""
    return reader.words.surface(following.tail_from, following.last) or following.tail


def _adjoin(reader: Reader, here: Found, following: Found) -> bool:
    joiner = reader.key(here.last)
    return following.first - here.last == 1 and (joiner == "-" or joiner in reader.lexicon.joiners)
