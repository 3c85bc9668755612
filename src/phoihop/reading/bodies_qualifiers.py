"""What may follow the name of an organisation: a level, a place, a number, a run of capitals, a topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from phoihop.reading.bodies_lexicon import BodyLexicon, Entry
from phoihop.reading.bodies_words import Words

_RUN = 4
"""A place or proper name has at most this many words."""
_LOOSE = 9
_TOPIC = 26
_ROMAN = frozenset("ivx")


_Found = tuple[Mapping[int, Sequence[tuple[Entry, int]]], Mapping[int, int], frozenset[int]]


class Grade(IntEnum):
    """How far a name has been made definite."""

    BARE = 0
    LEVEL = 1
    NAMED = 2
    CLASS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Reader:
    """A text being read: its words, the lexicon, and the words that belong to persons."""

    words: Words
    lexicon: BodyLexicon
    persons: frozenset[int]
    names: Mapping[int, Sequence[tuple[Entry, int]]]
    """Where names or heads of names begin, the longest first, each with the index after it."""
    titles: Mapping[int, int]
    """Where office titles begin, with the index after them."""
    after_titles: frozenset[int]

    def key(self, index: int) -> str:
        """The key at `index`; "" at a person, whose name no body runs into."""
        return "" if index in self.persons else self.words.key(index)


def reader_of(words: Words, lexicon: BodyLexicon, persons: frozenset[int]) -> Reader:
    """The reader of a text; `persons` are the words that belong to persons."""
    return Reader(words, lexicon, persons, *_found_in(words, lexicon))


@lru_cache(maxsize=2)
def _found_in(words: Words, lexicon: BodyLexicon) -> _Found:
    return (
        lexicon.names.all_everywhere(words),
        lexicon.title_starts.everywhere(words),
        lexicon.title_starts.endings(words),
    )


def number_end(reader: Reader, index: int) -> int:
    """After a figure ("389", "138/CP") or a Roman numeral ("XI")."""
    key = reader.key(index)
    if key.isdigit():
        coded = reader.key(index + 1) == "/" and reader.words.shouted(index + 2)
        return index + 3 if coded else index + 1
    roman = key and set(key) <= _ROMAN and reader.words.capital(index)
    return index + 1 if roman else index


def place_end(reader: Reader, index: int) -> int:
    """After a listed place with a capital."""
    return reader.lexicon.places.end_at(reader.words.keys, index) if _free(reader, index) else index


def proper_end(reader: Reader, index: int, *, limit: int = _RUN) -> int:
    """After a run of capitalised words that begin no name and no title."""
    end = index
    while end - index < limit and _free(reader, end) and not _other(reader, end):
        if reader.words.shouted(end) and reader.words.shouted(end - 1):
            return index if end == index else end
        end += 1
    return end


def _free(reader: Reader, index: int) -> bool:
    return bool(reader.key(index)) and reader.words.capital(index)


def _other(reader: Reader, index: int) -> bool:
    """Whether another name or a title begins here."""
    return index in reader.names or index in reader.titles


def level_end(reader: Reader, index: int) -> tuple[int, Grade]:
    """After a level: "tỉnh", "tỉnh Phú Thọ", "cấp xã", "các xã, phường", "khu vực XI", "địa phương"."""
    lexicon, keys = reader.lexicon, reader.words.keys
    key = reader.key(index)
    if not key:
        return index, Grade.BARE
    end = lexicon.local_tails.end_at(keys, index)
    if end > index:
        return end, Grade.CLASS
    end = lexicon.numbered_levels.end_at(keys, index)
    if end > index:
        after = number_end(reader, end)
        return (after, Grade.NAMED) if after > end else (index, Grade.BARE)
    if key in lexicon.level_prefixes:
        end = lexicon.levels.end_at(keys, index + 1)
        return (end, Grade.CLASS) if end > index + 1 else (index, Grade.BARE)
    if key in lexicon.plurals or (key.isdigit() and len(key) < 3):
        end = _level_list_end(reader, index + 1)
        return (end, Grade.CLASS) if end > index + 1 else (index, Grade.BARE)
    return _single_level_end(reader, index)


def members_end(reader: Reader, index: int) -> int:
    """After "của 12 tỉnh ủy, thành ủy" behind a board that each of them has."""
    lexicon, key = reader.lexicon, reader.key(index + 1)
    if reader.key(index) not in lexicon.of_words or not (key in lexicon.plurals or key.isdigit()):
        return index
    end, grade = level_end(reader, index + 1)
    return end if grade is Grade.CLASS else index


def _level_item_end(reader: Reader, index: int) -> int:
    """After one level word, with "ủy" after it if it is there ("tỉnh ủy"), and the dot of "TP."."""
    end = reader.lexicon.levels.end_at(reader.words.keys, index)
    if end > index and reader.key(end) in reader.lexicon.committees:
        return end + 1
    short = end > index and reader.key(end - 1) in reader.lexicon.level_abbreviations
    return end + 1 if short and reader.key(end) == "." and reader.words.joined(end) else end


def _level_list_end(reader: Reader, index: int) -> int:
    """After "xã, phường, đặc khu Hòn Đá", "tỉnh (thành phố)", "tỉnh Hà Tĩnh, Quảng Trị" behind a plural."""
    end = _level_item_end(reader, index)
    if end == index:
        return index
    while True:
        following = _next_level(reader, end)
        if following == end:
            break
        end = following
    end = reader.lexicon.level_tails.end_at(reader.words.keys, end)
    named = _name_end(reader, end)
    while named > end:
        end = named
        if reader.key(end) in reader.lexicon.joiners:
            named = place_end(reader, end + 1)
            named = named if named > end + 1 else end
    return end


def _next_level(reader: Reader, index: int) -> int:
    """After a joiner and one more level, `index` when there is none."""
    joiner = reader.key(index)
    if joiner in reader.lexicon.joiners:
        end = _level_item_end(reader, index + 1)
        return end if end > index + 1 else index
    if joiner == "(":
        end = _level_item_end(reader, index + 1)
        return end + 1 if end > index + 1 and reader.key(end) == ")" else index
    return index


def _name_end(reader: Reader, index: int) -> int:
    end = place_end(reader, index)
    if end == index and reader.key(index).isdigit() and len(reader.key(index)) < 3:
        return index + 1
    return end if end > index else proper_end(reader, index)


def _single_level_end(reader: Reader, index: int) -> tuple[int, Grade]:
    end = _level_item_end(reader, index)
    if end == index:
        return index, Grade.BARE
    named = _name_end(reader, end)
    if named > end:
        return named, Grade.NAMED
    tail = reader.lexicon.level_tails.end_at(reader.words.keys, end)
    if tail > end:
        return tail, Grade.CLASS
    joined = reader.lexicon.levels.end_at(reader.words.keys, end)  # "hải quan tỉnh thành phố"
    listed = _next_level(reader, end) if joined == end else joined
    if listed == end or _name_end(reader, listed) > listed:
        return end, Grade.LEVEL
    while (following := _next_level(reader, listed)) > listed:
        listed = following
    return listed, Grade.CLASS


def loose_end(reader: Reader, index: int) -> int:
    """After an unlisted name: a capitalised word and what follows until a word that no name contains."""
    words, lexicon = reader.words, reader.lexicon
    if not _free(reader, index) or words.shouted(index):
        return _shouted_end(reader, index)
    end = index + 1
    while end - index < _LOOSE:
        key = reader.key(end)
        joined = key in {"-", "&"} or key in lexicon.and_words
        if joined and words.capital(end + 1) and not _other(reader, end + 1):
            end += 2
        elif not key.isalnum() or _ends_name(reader, end) or key in lexicon.stops:
            return end
        else:
            end += 1
    return end


def _ends_name(reader: Reader, index: int) -> bool:
    return _other(reader, index) and reader.words.capital(index)


def _shouted_end(reader: Reader, index: int) -> int:
    """After the short name of "Tổng công ty PVN": capitals only, in a text that is not in capitals."""
    words = reader.words
    if not _free(reader, index):
        return index
    end = index
    while _free(reader, end) and words.shouted(end) and end - index < _RUN and not _other(reader, end):
        end += 1
    return end


def topic_end(reader: Reader, index: int) -> int:
    """After what a steering committee is for: "phòng, chống thiên tai", "Đề án 06 trên địa bàn tỉnh …"."""
    lexicon, words = reader.lexicon, reader.words
    end = lexicon.topics.end_at(words.keys, index)
    if end == index:
        if not _free(reader, index) or _other(reader, index):
            return index
        end = index + 1
    while end - index < _TOPIC:
        key = reader.key(end)
        goes_on = key == "," and reader.key(end + 1) in lexicon.topic_goes_on
        if goes_on or (key in {"-", "&", "/"} and (words.capital(end + 1) or words.joined(end))):
            end += 2
        elif not key.isalnum() or key in lexicon.topic_stops or _ends_name(reader, end):
            break
        else:
            end += 1
    return _area_end(reader, end)


def _area_end(reader: Reader, index: int) -> int:
    """After "trên địa bàn tỉnh Nghệ An"."""
    start = reader.lexicon.area_starts.end_at(reader.words.keys, index)
    end, grade = level_end(reader, start) if start > index else (index, Grade.BARE)
    return end if grade else index
