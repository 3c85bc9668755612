"""The names of those who must act, and what stands for them ("hai bên", "địa phương", "cơ quan này")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from phoihop.reading.bodies_qualifiers import proper_end
from phoihop.reading.normalise import canonical_name
from phoihop.reading.tasks_actors import actor_names
from phoihop.reading.tasks_words import TaskReader
from phoihop.reading.vocabulary import Vocabulary

_NEAR = 25
_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in one text: the parties that coordinate and the localities, the most frequent one first."""

    vocabulary: Vocabulary
    parties: tuple[str, ...]
    localities: tuple[tuple[str, str], ...]

    def locality(self, level: str) -> str | None:
        """The one locality that "huyện" or (level "") "địa phương" can only mean."""
        fitting = [name for word, name in self.localities if word == level or not level]
        return fitting[0] if fitting else None


def cast_of(reader: TaskReader, vocabulary: Vocabulary) -> Cast:
    """The cast of a text."""
    return Cast(vocabulary, _parties(reader), tuple(_localities(reader, vocabulary)))


def leads_in(reader: TaskReader, cast: Cast, first: int, last: int) -> tuple[str, ...]:
    """The actors named or meant by the words [first, last), each once."""
    ranges = list(actor_names(reader, first, last))
    own = [(low, high) for low, high in ranges if not reader.ends("of_parent", low)]  # "các ban của Tỉnh ủy"
    found = [_name(reader, cast, low, high) for low, high in own or ranges]
    return tuple(dict.fromkeys(found or _meant(reader, cast, first, last)))


def _name(reader: TaskReader, cast: Cast, first: int, last: int) -> str:
    if first in reader.bodies and first not in reader.persons:
        return reader.bodies[first][1].canonical
    return canonical_name(reader.words.surface(first, last), cast.vocabulary)


def _meant(reader: TaskReader, cast: Cast, first: int, last: int) -> list[str]:
    for index in range(first, last):
        if reader.begins("both_sides", index):
            return list(cast.parties)
        if reader.begins("this_agency", index):
            return _agency_before(reader, cast, index)
        place = _locality_at(reader, cast, index, last)
        if place:
            return [place]
    return []


def _agency_before(reader: TaskReader, cast: Cast, index: int) -> list[str]:
    """The organisation named last before "cơ quan này", also in the title of its head."""
    for place in range(index - 1, max(-1, index - 60), -1):
        for low, high in actor_names(reader, place, index):
            if low == place:
                return [_without_title(reader, cast, low, high)]
    return []


def _without_title(reader: TaskReader, cast: Cast, first: int, last: int) -> str:
    start = reader.naming.titles.get(first, first)
    return _name(reader, cast, start if start < last else first, last)


def _locality_at(reader: TaskReader, cast: Cast, index: int, last: int) -> str | None:
    """A locality that acts as an authority: "huyện An Sơn", or "huyện", "địa phương" when one is meant."""
    if reader.begins("plural", index - 1):
        return None
    if reader.begins("this_place", index):
        return cast.locality("")
    levels = reader.naming.lexicon.levels
    after = levels.end_at(reader.words.keys, index)
    if after == index:
        return None
    end = proper_end(reader.naming, after)
    if after < end <= last:
        return canonical_name(reader.words.surface(index, end), cast.vocabulary)
    return cast.locality(reader.key(index)) if index == 0 or not reader.ends("of", index) else None


def _parties(reader: TaskReader) -> tuple[str, ...]:
    """The first organisations joined by "và", "với", "cùng với" near a word of coordination.

    More than two are those who hold a meeting; then the parties of the regulation that is named count.
    """
    joined = _joined_parties(reader)
    named = (citation for _, citation in reader.citations.values() if citation.rule.startswith("parties of"))
    signed = next((citation.issuers for citation in named if len(citation.issuers) > 1), ())
    return joined if not signed or (len(joined) == 2 and set(joined) & set(signed)) else signed


def _joined_parties(reader: TaskReader) -> tuple[str, ...]:
    places = sorted(reader.bodies)
    for here, following in pairwise(places):
        end = reader.bodies[here][0]
        joined = reader.end_of("party_joiners", end)
        if joined == following and joined > end and _coordinated(reader, here, reader.bodies[following][0]):
            names = (reader.bodies[here][1].canonical, reader.bodies[following][1].canonical)
            return tuple(dict.fromkeys((*_party_before(reader, here), *names)))
    return ()


def _party_before(reader: TaskReader, index: int) -> Iterator[str]:
    """A third party in "A, B và C"; not the place in "tại A, B và C"."""
    for start, (end, body) in reader.bodies.items():
        if end == index - 1 and reader.key(end) == "," and not reader.ends("of", start):
            yield body.canonical


def _coordinated(reader: TaskReader, first: int, last: int) -> bool:
    return reader.has("coordinating", max(0, first - _BEFORE), last + _NEAR)


def _localities(reader: TaskReader, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    levels = reader.naming.lexicon.levels
    for index, after in sorted(levels.everywhere(reader.words).items()):
        end = proper_end(reader.naming, after)
        if end > after:
            name = canonical_name(reader.words.surface(index, end), vocabulary)
            found[reader.key(index), name[0].lower() + name[1:]] += 1
    for place, times in found.most_common():
        if times > 1:
            yield place[0], place[1]
