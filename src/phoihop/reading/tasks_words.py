"""A text as the task finder reads it: words, the spans found before, and what phrase begins or ends where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from phoihop.reading.bodies_lexicon import Ending
from phoihop.reading.bodies_qualifiers import Reader
from phoihop.reading.bodies_words import Phrases, Words, keys_of, phrases
from phoihop.reading.spans import BodySpan, CitationSpan, PersonSpan, TimeSpan
from phoihop.reading.tasks_vocabulary import ListName, TaskVocabulary

_REACH = 5


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Placed)
Layer = Mapping[int, tuple[int, S]]
"""Spans by the index of their first word, each with the index after its last word."""


@dataclass(frozen=True, slots=True)
class TaskLexicon:
    """The task vocabulary made ready: every list as phrases to match forwards and as endings."""

    verbs: Phrases[str]
    starts: Mapping[str, Phrases[str]]
    endings: Mapping[str, Ending]


def task_lexicon(vocabulary: TaskVocabulary) -> TaskLexicon:
    """The lexicon of a vocabulary; building it takes some milliseconds, so callers keep it."""
    lists: dict[str, tuple[str, ...]] = msgspec.structs.asdict(vocabulary.frame)
    return TaskLexicon(
        verbs=phrases(vocabulary.verbs),
        starts={name: phrases(entries) for name, entries in lists.items()},
        endings={name: frozenset(map(keys_of, entries)) for name, entries in lists.items()},
    )


@dataclass(frozen=True, slots=True)
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

    def key(self, index: int) -> str:
        """The key at `index`, "" outside the text."""
        return self.words.key(index)

    def end_of(self, name: ListName, index: int) -> int:
        """After the longest phrase of the list `name` at `index`; `index` when there is none."""
        return self.lexicon.starts[name].end_at(self.words.keys, index)

    def begins(self, name: ListName, index: int) -> bool:
        """Whether a phrase of the list `name` begins at `index`."""
        return self.end_of(name, index) > index

    def places(self, name: ListName, first: int, last: int) -> list[int]:
        """Where phrases of the list `name` begin in [first, last)."""
        known = self.lexicon.starts[name]
        heads = known.first_words
        near = [index for index, key in enumerate(self.words.keys[first:last], first) if key in heads]
        return [index for index in near if known.end_at(self.words.keys, index) > index]

    def marks(self, mark: str, first: int, last: int) -> list[int]:
        """Where the word or mark stands in [first, last)."""
        return [index for index, key in enumerate(self.words.keys[first:last], first) if key == mark]

    def has(self, name: ListName, first: int, last: int) -> bool:
        """Whether a phrase of the list `name` begins in [first, last)."""
        return bool(self.places(name, first, last))

    def ends(self, name: ListName, index: int) -> bool:
        """Whether a phrase of the list `name` ends directly before `index`."""
        known, keys = self.lexicon.endings[name], self.words.keys
        return any(tuple(keys[low:index]) in known for low in range(max(0, index - _REACH), index))

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
