"""Who must act: organisations, office-holders and localities in the words before an action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from phoihop.reading.bodies_matching import class_at, name_at
from phoihop.reading.bodies_words import BREAK
from phoihop.reading.tasks_actions import next_action, past_name
from phoihop.reading.tasks_words import TaskReader

_STOPS = frozenset({".", "!", "?", "…", BREAK, '"'})
_OFFICE = 14


@dataclass(frozen=True, slots=True)
class Actors:
    """The words [first, last) that name who acts."""

    first: int
    last: int


def actors_at(reader: TaskReader, index: int, last: int) -> Actors | None:
    """The actors that begin at `index` and are followed by an action or a modal, or None."""
    if not begins_actor(reader, index):
        return None
    end = next_action(reader, index, last)
    if end >= last or end == index or not _plain(reader, index, end):
        return None
    return Actors(index, end)


def begins_actor(reader: TaskReader, index: int) -> bool:
    """Whether somebody who can act is named at `index`."""
    after = reader.end_of("plural", index)
    if reader.begins("purpose", index) and index not in reader.bodies:  # "trường hợp" is no school
        return False
    return (
        index in reader.bodies
        or index in reader.persons
        or after in reader.bodies
        or after in reader.naming.titles
        or reader.begins("actors", after)
    )


def _plain(reader: TaskReader, first: int, last: int) -> bool:
    """Whether the words are one naming: no past verb, no end of sentence, no colon but before places."""
    place = first
    while place < last:
        over = past_name(reader, place)
        if over > place:
            place = over
            continue
        if reader.key(place) in _STOPS or reader.begins("actor_stops", place):
            return False
        if reader.key(place) == ":" and not _place_list(reader, place + 1):
            return False
        if place > first and (reader.begins("saying", place) or reader.begins("asking_others", place)):
            return False
        place += 1
    return True


def _place_list(reader: TaskReader, index: int) -> bool:
    return reader.naming.lexicon.places.at(reader.words.keys, index) is not None


def actor_names(reader: TaskReader, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The word ranges of the actors named in [first, last): bodies, persons with posts, office-holders."""
    place = first
    while place < last:
        named = name_end(reader, place)
        if named > place:
            yield place, min(named, last)
            place = named
            continue
        end = office_end(reader, place, last)
        if end > place:
            yield place, end
        place = max(end, place + 1)


def name_end(reader: TaskReader, index: int) -> int:
    """After the person or organisation named at `index`; `index` when there is none."""
    if index in reader.persons:
        return reader.persons[index][0]
    return reader.bodies[index][0] if index in reader.bodies else index


def office_end(reader: TaskReader, index: int, last: int) -> int:
    """After an office with what it is the office of: "Chủ tịch Ủy ban nhân dân các xã, phường"."""
    naming = reader.naming
    title = naming.titles.get(index, index)
    if title == index or title >= last or reader.end_of("not_offices", index) >= title:
        return index
    start = reader.end_of("plural", title)
    found = class_at(naming, start) or name_at(naming, start)
    if not found and title - index > 1:  # "Trưởng ban Tổ chức Tỉnh ủy"
        found = name_at(naming, title - 1)
    if found:
        return min(_with_parent(reader, found.last), last)
    return _vague_end(reader, title, last)


def _with_parent(reader: TaskReader, index: int) -> int:
    """After "của Thành phố", "của tỉnh" behind a class of bodies."""
    if reader.begins("of_whom", index):
        end = reader.naming.lexicon.levels.end_at(reader.words.keys, index + 1)
        return end if end > index + 1 else index
    return index


def _vague_end(reader: TaskReader, index: int, last: int) -> int:
    """After "các Sở", "các ngành, cơ quan cấp tỉnh": up to the next office, body or verb."""
    end = index
    while end < min(last, index + _OFFICE):
        following = end + 1 if reader.key(end) == "," else end
        if following in reader.bodies or reader.end_of("plural", following) in reader.bodies:
            break
        if following > index and following in reader.naming.titles:
            break
        if reader.key(end) in {";", ":", "(", "."} or reader.begins("asides", end):
            break
        end += 1
    while end > index and (reader.key(end - 1) == "," or reader.begins("and_words", end - 1)):
        end -= 1
    return end
