"""Why something was read: the rule that found it and the entries of the vocabulary that the rule used.

The entries are looked up again in what was found, so that reading itself carries nothing but the rule's name.
docs/writing-vocabulary.md lists the rules and says which file to change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from phoihop.reading.bodies_words import Phrases, keys_of, phrases
from phoihop.reading.spans import (
    BodySpan,
    CitationSpan,
    MeetingSpan,
    PersonSpan,
    Reading,
    TaskSpan,
    TimeSpan,
)
from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.vocabulary_learned import LEARNED

Span = BodySpan | CitationSpan | MeetingSpan | PersonSpan | TaskSpan | TimeSpan
_AFTER_KIND = (
    "number after ",
    "title after ",
    "parties of ",
    "name after ",
    "plenum after ",
    "congress after ",
)


class Entry(msgspec.Struct, frozen=True):
    """An entry of the vocabulary: the file under content/vocab, the list in it where there are several."""

    file: str
    list: str
    entry: str


class Explanation(msgspec.Struct, frozen=True):
    """What was found at [start, end), by which rule, with which entries."""

    layer: str
    start: int
    end: int
    text: str
    rule: str
    entries: tuple[Entry, ...]


def explanations(reading: Reading, vocabulary: Vocabulary) -> tuple[Explanation, ...]:
    """Every item of ``reading`` in text order, with the ``vocabulary`` that it was read with."""
    lookup = _lookup(vocabulary)
    layers: tuple[tuple[str, Iterable[Span]], ...] = (
        ("citation", reading.citations),
        ("body", reading.bodies),
        ("person", reading.persons),
        ("meeting", reading.meetings),
        ("time", reading.times),
        ("task", reading.tasks),
    )
    found = [
        Explanation(layer, span.start, span.end, span.text, span.rule, tuple(lookup.entries(span)))
        for layer, spans in layers
        for span in spans
    ]
    return tuple(sorted(found, key=lambda item: (item.start, -item.end, item.layer)))


@dataclass(frozen=True, slots=True, eq=False)
class _Lookup:
    """The vocabulary by what it explains."""

    vocabulary: Vocabulary
    body_kinds: dict[str, str]
    verbs: Phrases[str]
    adverbs: Phrases[str]
    nouns: Phrases[str]
    posts: Phrases[str]
    ranks: Phrases[str]
    surnames: Phrases[str]
    deadline_words: Phrases[str]

    def entries(self, span: Span) -> Iterator[Entry]:
        """The entries that the rule of a span used."""
        match span:
            case BodySpan():
                yield from self._of_body(span)
            case CitationSpan():
                yield from self._of_citation(span)
            case PersonSpan():
                yield from self._of_person(span)
            case MeetingSpan():
                yield from self._first(self.nouns, span.text, "events.yaml", "nouns")
            case TimeSpan():
                if span.kind == "deadline":
                    yield from self._first(
                        self.deadline_words, span.text, "time-words.yaml", "deadline_words"
                    )
            case TaskSpan():
                yield from self._of_task(span)

    def _of_body(self, span: BodySpan) -> Iterator[Entry]:
        sort, _, name = span.rule.partition(":")
        if sort not in {"name", "elided"}:
            return
        kind = self.body_kinds.get(name, "")
        if kind.startswith(LEARNED):
            yield Entry("", LEARNED, name)
            return
        yield Entry("bodies-names.yaml", "", name)
        yield Entry("bodies-kinds.yaml", "", kind)

    def _of_citation(self, span: CitationSpan) -> Iterator[Entry]:
        rule = span.rule.removeprefix("list ")
        if span.rule == "symbol alone" or rule.startswith(_AFTER_KIND):
            yield Entry("document-kinds.yaml", "", span.kind)
        if rule.startswith("name after ") and span.subject in self.vocabulary.laws:
            yield Entry("laws.yaml", "", span.subject or "")

    def _of_person(self, span: PersonSpan) -> Iterator[Entry]:
        yield from self._first(self.surnames, span.name, "surnames.yaml", "")
        if span.rank:
            yield from self._first(self.ranks, span.rank, "ranks.yaml", "")
        for post in span.posts:
            yield from self._first(self.posts, post, "posts.yaml", "")

    def _of_task(self, span: TaskSpan) -> Iterator[Entry]:
        sort, _, word = span.rule.partition(":")
        if sort in {"request", "saying"}:
            yield Entry("tasks-frame.yaml", {"request": "asking"}.get(sort, sort), word.split(":")[0])
        keys, index = keys_of(span.text), 0
        while found := self.adverbs.at(keys, index):
            yield Entry("tasks-frame.yaml", "adverbs", found[0])
            index = found[1] + (found[1] < len(keys) and keys[found[1]] == ",")
        verb = self.verbs.at(keys, index)
        if verb:
            yield Entry("tasks-verbs.yaml", "", verb[0])

    def _first(self, known: Phrases[str], text: str, file: str, name: str) -> Iterator[Entry]:
        """The longest entry with which the text begins."""
        found = known.at(keys_of(text), 0)
        if found:
            yield Entry(file, name, found[0])


@lru_cache(maxsize=4)
def _lookup(vocabulary: Vocabulary) -> _Lookup:
    frame = vocabulary.tasks.frame
    return _Lookup(
        vocabulary=vocabulary,
        body_kinds={entry.name: entry.kind for entry in vocabulary.bodies.names},
        verbs=phrases(vocabulary.tasks.verbs),
        adverbs=phrases(frame.adverbs),
        nouns=phrases(vocabulary.event_words.nouns),
        posts=phrases(vocabulary.posts),
        ranks=phrases(vocabulary.ranks),
        surnames=phrases(vocabulary.surnames),
        deadline_words=phrases(vocabulary.time_words.deadline_words),
    )
