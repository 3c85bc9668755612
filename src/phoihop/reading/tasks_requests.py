"""Requests in running text: who asks, and the clause that is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.reading.spans import TimeSpan
from phoihop.reading.tasks_actors import begins_actor
from phoihop.reading.tasks_heads import Head, head_at
from phoihop.reading.tasks_words import TaskReader


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the head of what is asked for, the trigger, whether it comes from below, times said before it."""

    head: Head
    trigger: int
    rule: str
    petition: bool = False
    times: tuple[TimeSpan, ...] = ()


def request_in(reader: TaskReader, first: int, last: int) -> Request | None:
    """The first request of the sentence [first, last), or None."""
    place = first
    while place < last:
        over = reader.over(place)
        if over > place:
            place = over
            continue
        found = _asked_at(reader, first, place, last) or _said_at(reader, first, place, last)
        if found:
            return found
        place += 1
    return None


def _asked_at(reader: TaskReader, first: int, place: int, last: int) -> Request | None:
    """A request after "yêu cầu", "đề nghị", "giao", "chỉ đạo"."""
    end = reader.end_of("asking", place)
    if end == place or reader.ends("asking_not_after", place) or reader.begins("asking_not_before", end):
        return None
    head = head_at(reader, _past_marks(reader, end), last)
    if head is None or (reader.begins("asking_somebody", place) and not _somebody(reader, head, first, place)):
        return None
    petition = reader.begins("petitions", place) and _from_below(reader, first, place)
    return Request(head, place, f"request:{reader.words.surface(place, end).lower()}", petition,
                   _times_before(reader, first, place))


def _past_marks(reader: TaskReader, index: int) -> int:
    while reader.key(index) in {",", ":", '"'} or reader.begins("that", index):
        index += 1
    return index


def _somebody(reader: TaskReader, head: Head, first: int, place: int) -> bool:
    """"giao", "chỉ đạo" ask only when they say whom, and "chỉ đạo" when a leader is the subject."""
    if head.actors is None:
        return False
    led = any(reader.begins("speakers", index) or index in reader.persons for index in range(first, place))
    return led or not reader.begins("asking_by_leaders", place)


def _from_below(reader: TaskReader, first: int, place: int) -> bool:
    """Whether the subject nearest to the trigger is a locality, delegates or citizens."""
    for index in range(place - 1, first - 1, -1):
        if index in reader.persons or index in reader.bodies or reader.begins("speakers", index):
            return False
        if reader.begins("petitioners", index):
            return True
    return False


def _said_at(reader: TaskReader, first: int, place: int, last: int) -> Request | None:
    """A demand after "nhấn mạnh", "cho rằng": only with "cần", "phải"."""
    end = reader.end_of("saying", place)
    if end == place or reader.ends("asking_not_after", place):
        return None
    head = head_at(reader, _past_marks(reader, end), last)
    if head is None or not head.modal:
        return None
    return Request(head, place, f"saying:{reader.words.surface(place, end).lower()}",
                   times=_times_before(reader, first, place))


def _times_before(reader: TaskReader, first: int, place: int) -> tuple[TimeSpan, ...]:
    """Years and periods said before the trigger; a day there is that of the event."""
    spans = (reader.times[index][1] for index in range(first, place) if index in reader.times)
    return tuple(span for span in spans if span.kind in {"year", "period"})


def agreed_in(reader: TaskReader, first: int, last: int) -> Request | None:
    """What is agreed or set: "thống nhất nội dung phối hợp …, trong đó năm 2018, phối hợp …"."""
    for place in range(first, last):
        end = reader.end_of("agreements", place)
        if end > place and not reader.ends("asking_not_after", place) and _about_tasks(reader, end):
            return _first_agreed(reader, place, end, last)
    return None


def _about_tasks(reader: TaskReader, index: int) -> bool:
    return any(reader.begins("agreed", place) for place in range(index, index + 4))


def _first_agreed(reader: TaskReader, trigger: int, start: int, last: int) -> Request | None:
    for place in range(start, last):
        if reader.key(place) in {",", ";", ":"} and (reader.begins("within", place + 1) or reader.key(place) == ":"):
            head = head_at(reader, place + 1, last)
            if head and head.actors is None:
                return Request(head, trigger, "agreement", times=_times_before(reader, start, place))
    return None


def planned_at(reader: TaskReader, first: int, last: int, *, opened: bool) -> Head | None:
    """A plan said of the actor itself: "Thời gian tới, X tiếp tục …", "X sẽ …", "Các đơn vị cần …".

    `opened`: "Theo đó, X + verb" right after an agreement or a request needs no modal.
    """
    head = head_at(reader, first, last)
    if head is None or head.actors is None:
        return None
    if head.modal or (opened and head.opened):
        return head
    later = head.opened and begins_actor(reader, head.actors.first) and reader.begins("going_on", head.start)
    return head if later and _ahead(reader, first, head) else None


def _ahead(reader: TaskReader, first: int, head: Head) -> bool:
    """Whether the opening speaks of a time to come."""
    timed = any(time.kind in {"year", "period"} for time in head.times)
    return timed or any(reader.begins("time_to_come", index) for index in range(first, head.start))
