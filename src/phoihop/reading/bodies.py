"""Organisations in a text: Party, State, armed forces, police, Front, mass organisations, parties to an act.

Names are read word by word from a vocabulary of names, heads with fields of work, levels and places. What the
phrase itself leaves out of a list is put back in `canonical`; what it does not say is not added.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from phoihop.reading.bodies_aliases import alias_mentions
from phoihop.reading.bodies_context import in_compound, is_passed_over, is_plural, is_title
from phoihop.reading.bodies_lexicon import BodyLexicon, body_lexicon
from phoihop.reading.bodies_lists import elided_after, elided_at, with_shared_modifiers
from phoihop.reading.bodies_matching import Found, class_at, name_at
from phoihop.reading.bodies_qualifiers import Reader, reader_of
from phoihop.reading.bodies_words import Words, words_of
from phoihop.reading.normalise import canonical_name
from phoihop.reading.spans import BodySpan, PersonSpan, Zone
from phoihop.reading.view import reading_view
from phoihop.reading.vocabulary import Vocabulary


@lru_cache(maxsize=4)
def lexicon_of(vocabulary: Vocabulary) -> BodyLexicon:
    """The body lexicon of a vocabulary, built once."""
    return body_lexicon(vocabulary.bodies)


def find_bodies(
    text: str, zones: Sequence[Zone], vocabulary: Vocabulary, persons: Sequence[PersonSpan]
) -> tuple[BodySpan, ...]:
    """Every mention of an organisation in the zones of `text` (NFC), in order, none overlapping another.

    Organisations inside persons and office titles are left out; those inside citations and events are not.
    """
    words = words_of(reading_view(text, tuple(zones)))
    reader = reader_of(words, lexicon_of(vocabulary), _words_in(words, persons))
    found = list(_scanned(reader))
    kept = [item for item in _untitled(reader, found) if not is_passed_over(reader, item)]
    mentions = sorted((*kept, *alias_mentions(reader, found)), key=lambda item: item.first)
    return tuple(_span(text, words, item, vocabulary) for item in with_shared_modifiers(reader, mentions))


def _words_in(words: Words, persons: Iterable[PersonSpan]) -> frozenset[int]:
    inside: set[int] = set()
    for person in persons:
        inside.update(range(bisect_right(words.ends, person.start), bisect_left(words.starts, person.end)))
    return frozenset(inside)


def _scanned(reader: Reader) -> Iterator[Found]:
    """Names from left to right; the search goes on after each."""
    classes, after = reader.words.indices(reader.lexicon.class_starts), 0
    for index in sorted({*reader.names, *classes}):
        if index >= after:
            batch = list(_found_at(reader, index))
            yield from batch
            after = max((item.last for item in batch), default=after)


def _found_at(reader: Reader, index: int) -> Iterator[Found]:
    if in_compound(reader, index):
        return
    found = class_at(reader, index) or name_at(reader, index)
    if found:
        yield found
        yield from elided_after(reader, found)
    else:
        yield from elided_at(reader, index)


def _untitled(reader: Reader, found: Iterable[Found]) -> Iterator[Found]:
    """Names that are no part of an office title, nor of a list that began as one ("Giám đốc các Sở: …")."""
    listing = -1
    for item in found:
        start = item.anchor if item.head else item.first
        goes_on = listing >= 0 and item.first - listing <= 1 and _is_listed(reader, item.first)
        if is_title(reader, start) or goes_on:
            listing = item.last if goes_on or is_plural(reader, start) else -1
            continue
        listing = -1
        if not reader.persons.intersection(range(item.first, item.last)):
            yield item


def _is_listed(reader: Reader, index: int) -> bool:
    before = reader.key(index - 1)
    return before in {";", ":"} or before in reader.lexicon.joiners


def _span(text: str, words: Words, found: Found, vocabulary: Vocabulary) -> BodySpan:
    start, end = words.starts[found.first], words.ends[found.last - 1]
    printed = " ".join(text[words.starts[low] : words.ends[high - 1]] for low, high in found.parts)
    whole = " ".join(part for part in (found.head, printed, found.tail) if part)
    return BodySpan(start, end, text[start:end], canonical_name(whole, vocabulary), found.rule)
