"""A text as the task finder reads it: words, the spans found before, and what phrase begins or ends where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import msgspec

from phoihop.reading.bodies_qualifiers import Reader
from phoihop.reading.bodies_words import Phrases, Words, keys_of, phrases
from phoihop.reading.spans import BodySpan, CitationSpan, PersonSpan, TimeSpan
from phoihop.reading.tasks_vocabulary import ListName, TaskVocabulary


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Placed)
Layer = Mapping[int, tuple[int, S]]
"""Spans by the index of their first word, each with the index after its last word."""


@dataclass(frozen=True, slots=True)
class PhraseList:
    """One list: phrases to match forwards and backwards, and the words with which they begin and end."""

    forwards: Phrases[str]
    heads: Collection[str]
    backwards: frozenset[tuple[str, ...]]
    tails: frozenset[str]
    longest: int


def phrase_list(entries: Iterable[str]) -> PhraseList:
    """The list of these entries, ready to be looked for."""
    forwards, backwards = phrases(entries), frozenset(map(keys_of, entries))
    return PhraseList(
        forwards,
        forwards.first_words,
        backwards,
        frozenset(keys[-1] for keys in backwards),
        max(map(len, backwards), default=0),
    )


@dataclass(frozen=True, slots=True)
class TaskLexicon:
    """The task vocabulary made ready."""

    verbs: Phrases[str]
    lists: Mapping[str, PhraseList]


def task_lexicon(vocabulary: TaskVocabulary) -> TaskLexicon:
    """The lexicon of a vocabulary; building it takes some milliseconds, so callers keep it."""
    lists: dict[str, tuple[str, ...]] = msgspec.structs.asdict(vocabulary.frame)
    return TaskLexicon(
        verbs=phrases(vocabulary.verbs), lists={name: phrase_list(entries) for name, entries in lists.items()}
    )


@dataclass(frozen=True, slots=True, eq=False)
class TaskReader:
    """One text being read for tasks."""

    words: Words
    lexicon: TaskLexicon
    naming: Reader
    bodies: Layer[BodySpan]
    persons: Layer[PersonSpan]
    times: Layer[TimeSpan]
    citations: Layer[CitationSpan]
    named: frozenset[int]
    """The words inside bodies, persons and citations."""
    verbs: Mapping[int, int]
    """From where a verb begins to where it ends."""
    _found: dict[str, Sequence[int]] = field(default_factory=dict)

    def key(self, index: int) -> str:
        """The key at `index`, "" outside the text."""
        keys = self.words.keys
        return keys[index] if 0 <= index < len(keys) else ""

    def end_of(self, name: ListName, index: int) -> int:
        """After the longest phrase of the list `name` at `index`; `index` when there is none."""
        entries, keys = self.lexicon.lists[name], self.words.keys
        if not 0 <= index < len(keys) or keys[index] not in entries.heads:
            return index
        return entries.forwards.end_at(keys, index)

    def begins(self, name: ListName, index: int) -> bool:
        """Whether a phrase of the list `name` begins at `index`."""
        entries, keys = self.lexicon.lists[name], self.words.keys
        if not 0 <= index < len(keys) or keys[index] not in entries.heads:
            return False
        return entries.forwards.end_at(keys, index) > index

    def ends(self, name: ListName, index: int) -> bool:
        """Whether a phrase of the list `name` ends directly before `index`."""
        entries, keys = self.lexicon.lists[name], self.words.keys
        if not 0 < index <= len(keys) or keys[index - 1] not in entries.tails:
            return False
        low = max(0, index - entries.longest)
        return any(tuple(keys[start:index]) in entries.backwards for start in range(low, index))

    def everywhere(self, name: ListName) -> Sequence[int]:
        """Where phrases of the list `name` begin in the text; looked for once."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = sorted(self.lexicon.lists[name].forwards.everywhere(self.words))
        return found

    def places(self, name: ListName, first: int, last: int) -> Sequence[int]:
        """Where phrases of the list `name` begin in [first, last)."""
        order = self.everywhere(name)
        return order[bisect_left(order, first) : bisect_left(order, last)]

    def has(self, name: ListName, first: int, last: int) -> bool:
        """Whether a phrase of the list `name` begins in [first, last)."""
        order = self.everywhere(name)
        at = bisect_left(order, first)
        return at < len(order) and order[at] < last

    def marks(self, mark: str, first: int, last: int) -> Sequence[int]:
        """Where the word or mark stands in [first, last)."""
        order = self.words.where.get(mark, ())
        return order[bisect_left(order, first) : bisect_left(order, last)]

    def over(self, index: int) -> int:
        """After the body, person, citation, time or bracket at `index`; `index` when there is none."""
        for layer in (self.persons, self.citations, self.bodies, self.times):
            if index in layer:
                return int(layer[index][0])
        return self._bracket_end(index) if self.key(index) == "(" else index

    def _bracket_end(self, index: int) -> int:
        for end in range(index + 1, min(index + 80, len(self.words))):
            if self.key(end) == ")":
                return end + 1
        return index


def words_inside(*layers: Layer[S]) -> frozenset[int]:
    """The words that lie inside the spans of any of the layers."""
    ranges = (range(first, last) for layer in layers for first, (last, _) in layer.items())
    return frozenset(index for words in ranges for index in words)


def layer_of(words: Words, spans: Iterable[S]) -> dict[int, tuple[int, S]]:
    """Where spans lie in the words of a view."""
    starts: Sequence[int] = words.starts
    return {bisect_left(starts, span.start): (bisect_left(starts, span.end), span) for span in spans}
