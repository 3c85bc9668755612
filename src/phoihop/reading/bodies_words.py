"""Words of a text with their places, and sets of phrases that are looked up word by word.

Body and task finders compare words, not characters: line wraps, blanks and case never matter then, and every
look-up takes the time of one dictionary access per word, whatever the size of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from phoihop.kernel.text import normalise_tone
from phoihop.reading.view import lowered

T = TypeVar("T")

BREAK = "\n"
"""The key of the end of a paragraph; no name and no sentence reaches across one."""

_WORD = re.compile(r"\w+|\n[\n ]*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a view; `keys` are lower case with the tone in the old place."""

    view: str
    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

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


def words_of(view: str) -> Words:
    """The words of a `reading_view`."""
    low = lowered(view)
    spans = [match.span() for match in _WORD.finditer(low)]
    keys = [low[start:end] if low[start] != BREAK else BREAK for start, end in spans]
    return Words(view, keys, [start for start, _ in spans], [end for _, end in spans])


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
    def first_words(self) -> Collection[str]:
        """The words with which some phrase begins."""
        return self._root.follow.keys()

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
