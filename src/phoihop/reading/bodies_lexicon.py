"""The body vocabulary made ready for look-ups by word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from phoihop.reading.bodies_vocabulary import BodyKind, BodyName, BodyVocabulary
from phoihop.reading.bodies_words import Phrases, keys_of, phrases

Ending = frozenset[tuple[str, ...]]
"""Phrases that are looked for directly before a place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its kind."""

    name: str
    kind: BodyKind


@dataclass(frozen=True, slots=True, eq=False)
class BodyLexicon:
    """Phrases to match forwards, endings to match backwards, and sets of single words."""

    names: Phrases[Entry]
    fields: Phrases[str]
    places: Phrases[str]
    area_starts: Phrases[str]
    centres: Phrases[str]
    class_items: Phrases[str]
    countries: Phrases[str]
    levels: Phrases[str]
    level_tails: Phrases[str]
    local_tails: Phrases[str]
    numbered_levels: Phrases[str]
    schools: Phrases[str]
    title_starts: Phrases[str]
    topics: Phrases[str]
    blocking: Ending
    compounds: Ending
    congresses: Ending
    not_classes_after: Ending
    not_forces: Ending
    sources: Ending
    and_words: frozenset[str]
    class_marks: frozenset[str]
    class_starts: frozenset[str]
    committees: frozenset[str]
    joiners: frozenset[str]
    level_abbreviations: frozenset[str]
    level_prefixes: frozenset[str]
    of_words: frozenset[str]
    plurals: frozenset[str]
    stops: frozenset[str]
    topic_goes_on: frozenset[str]
    topic_stops: frozenset[str]


def body_lexicon(vocabulary: BodyVocabulary) -> BodyLexicon:
    """The lexicon of a vocabulary; building it takes some milliseconds, so callers keep it."""
    frame = vocabulary.frame
    kinds = {kind.name: kind for kind in vocabulary.kinds}
    return BodyLexicon(
        names=Phrases(_entries(vocabulary.names, kinds)),
        fields=phrases(vocabulary.fields),
        places=phrases(vocabulary.places),
        area_starts=phrases(frame.area_starts),
        centres=phrases(frame.centres),
        class_items=phrases(frame.class_items),
        countries=phrases(frame.countries),
        levels=phrases(frame.levels),
        level_tails=phrases(frame.level_tails),
        local_tails=phrases(frame.local_tails),
        numbered_levels=phrases(frame.numbered_levels),
        schools=phrases(frame.schools),
        title_starts=phrases(frame.titles),
        topics=phrases(frame.topics),
        blocking=_endings(frame.blocking),
        compounds=_endings(frame.compounds),
        congresses=_endings(frame.congresses),
        not_classes_after=_endings(frame.not_classes_after),
        not_forces=_endings(frame.not_forces),
        sources=_endings(frame.sources),
        and_words=frozenset(frame.and_words),
        class_marks=frozenset(frame.class_marks),
        class_starts=frozenset(frame.class_starts),
        committees=frozenset(frame.committees),
        joiners=frozenset({",", "/", *frame.and_words}),
        level_abbreviations=frozenset(frame.level_abbreviations),
        level_prefixes=frozenset(frame.level_prefixes),
        of_words=frozenset(frame.of_words),
        plurals=frozenset(frame.plurals),
        stops=frozenset(frame.stops),
        topic_goes_on=frozenset(frame.topic_goes_on),
        topic_stops=frozenset(frame.topic_stops),
    )


def _entries(names: Iterable[BodyName], kinds: dict[str, BodyKind]) -> Iterable[tuple[str, Entry]]:
    return ((entry.name, Entry(entry.name, kinds[entry.kind])) for entry in names)


def _endings(entries: Iterable[str]) -> Ending:
    return frozenset(keys_of(entry) for entry in entries)
