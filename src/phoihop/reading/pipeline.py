"""Text in, reading out. Pure: the same text and vocabulary give the same spans."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from phoihop.reading.bodies import find_bodies
from phoihop.reading.citations import find_citations
from phoihop.reading.meetings import find_meetings
from phoihop.reading.persons import find_persons
from phoihop.reading.source import Source, open_source
from phoihop.reading.spans import (
    BodySpan,
    CitationSpan,
    MeetingSpan,
    PersonSpan,
    Reading,
    TaskSpan,
    TimeSpan,
    Zone,
)
from phoihop.reading.tables import find_all_tasks
from phoihop.reading.times import find_times
from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.zones import find_zones

Span = TypeVar("Span", BodySpan, CitationSpan, MeetingSpan, PersonSpan, TaskSpan, TimeSpan)

_MARKED = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# Typed without marks, Vietnamese still has these words in every sentence; other languages hardly have any.
_BARE_WORDS = re.compile(
    r"(?<!\w)(?:va|cua|cac|trong|nhung|duoc|khong|nguoi|thuc hien|phoi hop|to chuc)(?!\w)", re.IGNORECASE
)
_BARE_SHARE = 400
_MARKED_SHARE = 200
_SAMPLE = 2_000


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """All spans of ``text``, in any Unicode form or one of the old fonts; offsets are those of ``text``.

    A text that is not Vietnamese, or has nothing to find, gives an empty reading.
    """
    source = open_source(text, vocabulary.fonts)
    return _in_raw(_found(source.text, _spelling(source.text, vocabulary)), source)


def _found(text: str, vocabulary: Vocabulary) -> Reading:
    zones = find_zones(text, vocabulary)
    citations = find_citations(text, zones, vocabulary)
    times = find_times(text, zones, vocabulary, citations)
    persons = find_persons(text, zones, vocabulary)
    citations = _numbered(_outside(citations, persons))
    bodies = find_bodies(text, zones, vocabulary, persons)
    meetings = find_meetings(text, zones, vocabulary, times, persons)
    tasks = find_all_tasks(text, zones, vocabulary, citations, bodies, persons, times)
    return Reading(zones, citations, bodies, persons, meetings, times, tasks)


@lru_cache(maxsize=4)
def _bare(vocabulary: Vocabulary) -> Vocabulary:
    return vocabulary.without_diacritics()


def _spelling(text: str, vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary without marks for a text typed without them."""
    for sample in (text[:_SAMPLE], text):
        if len(_MARKED.findall(sample)) * _MARKED_SHARE > len(sample):
            return vocabulary
    return _bare(vocabulary) if len(_BARE_WORDS.findall(text)) * _BARE_SHARE > len(text) else vocabulary


def _outside(citations: Sequence[CitationSpan], persons: Sequence[PersonSpan]) -> list[CitationSpan]:
    """A citation inside a post ("Chủ nhiệm Đề án 2") belongs to the person."""
    starts = [person.start for person in persons]
    at = [bisect.bisect_right(starts, citation.start) - 1 for citation in citations]
    return [c for c, i in zip(citations, at, strict=True) if i < 0 or c.end > persons[i].end]


def _numbered(citations: Iterable[CitationSpan]) -> tuple[CitationSpan, ...]:
    numbered = ((f"c{i}", span) for i, span in enumerate(citations, start=1))
    return tuple(span if span.id == id_ else dataclasses.replace(span, id=id_) for id_, span in numbered)


def _in_raw(found: Reading, source: Source) -> Reading:
    """The same reading with the offsets and slices of the raw text; nothing to do where both are one."""
    if source.starts is None:
        return found

    def placed(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(_placed(span, source) for span in spans)

    return Reading(
        tuple(Zone(*source.raw_span(zone.start, zone.end)) for zone in found.zones),
        placed(found.citations),
        placed(found.bodies),
        placed(found.persons),
        placed(found.meetings),
        placed(found.times),
        placed(found.tasks),
    )


def _placed(span: Span, source: Source) -> Span:
    start, end = source.raw_span(span.start, span.end)
    return dataclasses.replace(span, start=start, end=end, text=source.raw[start:end])
