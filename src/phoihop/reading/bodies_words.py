"""Words of a text with their places, and sets of phrases that are looked up word by word.

Body and task finders compare words, not characters: line wraps, blanks and case never matter then, and every
look-up takes the time of one dictionary access per word, whatever the size of the vocabulary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

from phoihop.kernel.text import normalise_tone
from phoihop.reading.view import lowered

T = TypeVar("T")

BREAK = "\n"
"""The key of the end of a paragraph; no name and no sentence reaches across one."""

_WORD = re.compile(r"\w+|\n[\n ]*|[^\w\s]")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words and marks of a view; `keys` are lower case with the tone in the old place.

    `low` is the view in lower case; `where` tells at which indices each key stands, so that a rare phrase is
    looked for only where its first word is.
    """

    view: str
    low: str
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    where: Mapping[str, Sequence[int]]
    figures: frozenset[str]
    """The keys that begin with a figure."""

    def __len__(self) -> int:
        return len(self.keys)

    def key(self, index: int) -> str:
        """The key at `index`, "" outside the text."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return 0 <= index < len(self.keys) and self.view[self.starts[index]].isupper()

    def shouted(self, index: int) -> bool:
        """Whether the whole word is in capitals (UBND, TỈNH), which in a heading says nothing about names."""
        word = self.surface(index, index + 1)
        return len(word) > 1 and word.isupper()

    def surface(self, first: int, last: int) -> str:
        """The view from word `first` up to but without word `last`."""
        return self.view[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def joined(self, index: int) -> bool:
        """Whether the word follows the one before it without a blank."""
        return 0 < index < len(self.keys) and self.ends[index - 1] == self.starts[index]

    def indices(self, keys: Collection[str]) -> list[int]:
        """Where any of the keys stands, in order."""
        return sorted(chain.from_iterable(self.where[key] for key in self.where.keys() & keys))

    def offsets(self, keys: Collection[str]) -> list[int]:
        """The offsets at which any of the keys begins, in order."""
        starts = self.starts
        return [starts[index] for index in self.indices(keys)]


@lru_cache(maxsize=2)
def words_of(view: str) -> Words:
    """The words of a `reading_view`; all finders of one text share them."""
    return words_in(view)


def words_in(view: str) -> Words:
    """The words of a few characters, which nobody else will ask for."""
    low = lowered(view)
    keys = _WORD.findall(low)
    starts: list[int] = []
    ends: list[int] = []
    where: defaultdict[str, list[int]] = defaultdict(list)
    find, end = low.find, 0
    for index, key in enumerate(keys):  # only blanks stand between two words: the next place is the right one
        start = find(key, end)
        end = start + len(key)
        starts.append(start)
        ends.append(end)
        where[key].append(index)
    _join_breaks(keys, where)
    figures = frozenset(key for key in where if key[0].isdecimal())
    return Words(view, low, keys, starts, ends, where, figures)


def _join_breaks(keys: list[str], where: dict[str, list[int]]) -> None:
    """Gives several line ends the key of one."""
    longer = [key for key in where if key[0] == BREAK and key != BREAK]
    if longer:
        joined = sorted(chain(where.get(BREAK, ()), *(where.pop(key) for key in longer)))
        for index in joined:
            keys[index] = BREAK
        where[BREAK] = joined


def keys_of(phrase: str) -> tuple[str, ...]:
    """The keys of a vocabulary phrase, made as those of a text."""
    return tuple(_WORD.findall(lowered(normalise_tone(phrase))))


@dataclass(slots=True)
class _Node(Generic[T]):
    follow: dict[str, _Node[T]] = field(default_factory=dict)
    value: T | None = None


class Phrases(Generic[T]):
    """A set of phrases, each with a value, matched against the keys of a text."""

    __slots__ = ("_root",)

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, value in entries:
            self._add(keys_of(phrase), value)

    def _add(self, keys: tuple[str, ...], value: T) -> None:
        node = self._root
        for key in keys:
            node = node.follow.setdefault(key, _Node())
        if (
            node.value is None
        ):  # two entries with the same key (without marks "cần" is "căn"): the first stands
            node.value = value

    @property
    def first_words(self) -> KeysView[str]:
        """The words with which some phrase begins."""
        return self._root.follow.keys()

    def everywhere(self, words: Words) -> dict[int, int]:
        """Where phrases begin in a text, with the index after the longest of them."""
        found: dict[int, int] = {}
        root, keys, where = self._root.follow, words.keys, words.where
        length = len(keys)
        for head in root.keys() & where.keys():
            first = root[head]
            alone, seconds = first.value is not None, first.follow
            for index in where[head]:
                end = index + 1
                if alone:
                    found[index] = end
                node = seconds.get(keys[end]) if seconds and end < length else None
                while node is not None:
                    end += 1
                    if node.value is not None:
                        found[index] = end
                    node = node.follow.get(keys[end]) if end < length else None
        return found

    def all_everywhere(self, words: Words) -> dict[int, list[tuple[T, int]]]:
        """Where phrases begin in a text, with what `all_at` says of each place."""
        found: dict[int, list[tuple[T, int]]] = {}
        root, keys, where = self._root.follow, words.keys, words.where
        length = len(keys)
        for head in root.keys() & where.keys():
            first = root[head]
            for index in where[head]:
                end = index + 1
                if first.value is not None or (end < length and keys[end] in first.follow):
                    longest = self.all_at(keys, index)
                    if longest:
                        found[index] = longest
        return found

    def endings(self, words: Words) -> frozenset[int]:
        """The indices after all phrases in a text, the shorter ones too."""
        return frozenset(end for found in self.all_everywhere(words).values() for _, end in found)

    def all_at(self, keys: Sequence[str], index: int) -> list[tuple[T, int]]:
        """Every phrase that begins at `index`, longest first, with the index after it."""
        found: list[tuple[T, int]] = []
        node = self._root.follow.get(keys[index]) if 0 <= index < len(keys) else None
        while node is not None:
            index += 1
            if node.value is not None:
                found.append((node.value, index))
            node = node.follow.get(keys[index]) if index < len(keys) else None
        found.reverse()
        return found

    def at(self, keys: Sequence[str], index: int) -> tuple[T, int] | None:
        """The longest phrase that begins at `index`, with the index after it."""
        longest = None
        node = self._root.follow.get(keys[index]) if 0 <= index < len(keys) else None
        while node is not None:
            index += 1
            if node.value is not None:
                longest = node.value, index
            node = node.follow.get(keys[index]) if index < len(keys) else None
        return longest

    def end_at(self, keys: Sequence[str], index: int) -> int:
        """The index after the longest phrase at `index`; `index` itself when there is none."""
        longest = self.at(keys, index)
        return longest[1] if longest else index


def phrases(entries: Iterable[str]) -> Phrases[str]:
    """A set of phrases whose value is their printed form."""
    return Phrases((entry, entry) for entry in entries)


def ends_with(words: Words, index: int, known: frozenset[tuple[str, ...]], *, reach: int) -> bool:
    """Whether some phrase of `known` of at most `reach` words ends directly before `index`."""
    low = max(0, index - reach)
    return any(tuple(words.keys[start:index]) in known for start in range(low, index))
