"""Requests in running text: who asks, and the clause that is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from phoihop.reading.spans import TimeSpan
from phoihop.reading.tasks_actions import next_action
from phoihop.reading.tasks_actors import begins_actor, name_end, office_end
from phoihop.reading.tasks_heads import Head, head_at, opening_of
from phoihop.reading.tasks_vocabulary import ListName
from phoihop.reading.tasks_words import TaskReader

_PLANNING: tuple[ListName, ...] = ("modals", "musts", "role_lead", "going_on")
_NEAR = 24
"""A person with rank and posts has at most about as many words."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request: what is asked for, the trigger, whether it comes from below, the times said before it.

    `bare`: no subject stands before the trigger.
    """

    head: Head
    trigger: int
    rule: str
    petition: bool = False
    bare: bool = False
    times: tuple[TimeSpan, ...] = ()


def request_in(reader: TaskReader, first: int, last: int) -> Request | None:
    """The first request of the sentence [first, last), or None."""
    for place in sorted({*reader.places("asking", first, last), *reader.places("saying", first, last)}):
        if place not in reader.named:
            found = _asked_at(reader, first, place, last) or _said_at(reader, first, place, last)
            if found:
                return found
    return None


def _asked_at(reader: TaskReader, first: int, place: int, last: int) -> Request | None:
    """A request after "yêu cầu", "đề nghị", "giao", "chỉ đạo"."""
    end = reader.end_of("asking", place)
    if end == place or reader.ends("asking_not_after", place):
        return None
    if reader.begins("not_asking", place) and end not in reader.bodies:  # "giao ban", but "giao Ban Tổ chức"
        return None
    head = head_at(reader, _past_marks(reader, end), last)
    if head is None:
        return None
    if reader.begins("asking_somebody", place) and not _somebody(reader, head, first, place):
        return None
    petition = reader.begins("petitions", place) and _from_below(reader, first, place)
    rule = f"request:{reader.words.surface(place, end).lower()}"
    return Request(head, place, rule, petition, place - first < 3, _times_before(reader, first, place))


def addressees_in(reader: TaskReader, first: int, last: int) -> tuple[int, int] | None:
    """The words that name who is asked in "Cục Chính trị đề nghị Ban Thường vụ các tỉnh ủy, thành ủy:"."""
    for place in reversed(reader.places("asking", first, last)):
        start = _past_marks(reader, reader.end_of("asking", place))
        asked = place not in reader.named and not reader.ends("asking_not_after", place)
        if asked and begins_actor(reader, start) and next_action(reader, start, last) >= last:
            return start, last
    return None


def _past_marks(reader: TaskReader, index: int) -> int:
    while reader.key(index) in {",", ":", '"'} or reader.begins("that", index):
        index += 1
    return index


def _somebody(reader: TaskReader, head: Head, first: int, place: int) -> bool:
    """Whether "giao", "chỉ đạo" say whom they ask, and a leader is the subject of "chỉ đạo"."""
    if head.actors is None:
        return False
    return not reader.begins("asking_by_leaders", place) or _follows_subject(reader, first, place)


def _follows_subject(reader: TaskReader, first: int, place: int) -> bool:
    """Whether a person, an organisation or an office stands directly before the trigger ("cũng" between)."""
    if reader.ends("also", place):
        place -= 1
    near = range(max(first, place - _NEAR), place)
    return any(place in {name_end(reader, index), office_end(reader, index, place)} for index in near)


def _from_below(reader: TaskReader, first: int, place: int) -> bool:
    """Whether localities, delegates or citizens ask, and no person, office or organisation."""
    before = range(first, place)
    if any(index in reader.persons or index in reader.bodies or _speaks(reader, index) for index in before):
        return False
    return reader.has("petitioners", first, place)


def _speaks(reader: TaskReader, index: int) -> bool:
    return reader.begins("speakers", index) or index in reader.naming.titles


def _said_at(reader: TaskReader, first: int, place: int, last: int) -> Request | None:
    """A demand after "nhấn mạnh", "cho rằng": only with "cần", "phải"."""
    end = reader.end_of("saying", place)
    if end == place or reader.ends("asking_not_after", place):
        return None
    head = head_at(reader, _past_marks(reader, end), last)
    if head is None or not (head.modal or _said_to_all(reader, head, end)):
        return None
    rule = f"saying:{reader.words.surface(place, end).lower()}"
    return Request(head, place, rule, times=_times_before(reader, first, place))


def _said_to_all(reader: TaskReader, head: Head, end: int) -> bool:
    """Whether a quotation says what a class of actors is to do: "Chỉ thị nêu rõ: Các cấp tập trung …"."""
    return bool(head.actors) and reader.key(end) == ":" and reader.begins("going_on", head.start)


def _times_before(reader: TaskReader, first: int, place: int) -> tuple[TimeSpan, ...]:
    """Years and periods said before the trigger as the time of the action: "Để … năm 2017 …, X yêu cầu".

    Elsewhere a time before the trigger is that of the event.
    """
    if not reader.begins("aims", opening_of(reader, first, place).end):
        return ()
    spans = (reader.times[index][1] for index in range(first, place) if index in reader.times)
    return tuple(span for span in spans if span.kind in {"year", "period"})


def agreed_in(reader: TaskReader, first: int, last: int) -> Request | None:
    """What is agreed or set: "thống nhất nội dung phối hợp …, trong đó năm 2018, phối hợp …"."""
    for place in reader.places("agreements", first, last):
        end = reader.end_of("agreements", place)
        if reader.has("agreed", end, end + 4):
            if reader.ends("asking_not_after", place):
                continue
            found = _first_agreed(reader, place, end, last)
            if found:
                return found
        if reader.begins("agreeing", place) and not reader.ends("agreed_not_after", place):
            head = head_at(reader, end, last)
            if head and head.actors is None and not _by_person(reader, first, place):
                return Request(head, place, "agreement")
    return None


def _by_person(reader: TaskReader, first: int, place: int) -> bool:
    """Whether a person is the subject: a leader who promises to help assigns nothing."""
    return any(index in reader.persons or reader.begins("speakers", index) for index in range(first, place))


def _first_agreed(reader: TaskReader, trigger: int, start: int, last: int) -> Request | None:
    for place in range(start, last):
        listed = reader.key(place) in {",", ";"} and reader.begins("within", place + 1)
        if listed or reader.key(place) == ":":
            head = head_at(reader, place + 1, last)
            if head and head.actors is None:
                times = [reader.times[index][1] for index in range(start, place) if index in reader.times]
                return Request(head, trigger, "agreement", times=tuple(times))
    return None


def planned_at(reader: TaskReader, first: int, last: int, *, opened: bool) -> Head | None:
    """A plan said of the actor itself: "Thời gian tới, X tiếp tục …", "X sẽ …", "Các đơn vị cần …".

    `opened`: "Theo đó, X + verb" right after an agreement or a request needs no modal.
    """
    if not opened and not any(reader.has(name, first, last) for name in _PLANNING):
        return None  # most sentences of a report; nothing below could find a plan in them
    head = head_at(reader, first, last)
    if head is None:
        return _planned_work(reader, first, last)
    if head.actors is None:
        return head if head.modal else None
    follows = opened and reader.begins("accordingly", first) and head.actors.first not in reader.persons
    # "Sở Y tế chủ trì, phối hợp với … xây dựng …", also after "Trong quý IV/2024,"
    leads = head.leading and (head.actors.first == first or (head.opened and _ahead(reader, first, head)))
    if head.modal or follows or leads:
        return head
    goes_on = reader.begins("going_on", head.start) or reader.begins("going_on", head.actors.last)
    later = head.opened and begins_actor(reader, head.actors.first) and goes_on
    return head if later and _ahead(reader, first, head) else None


def _planned_work(reader: TaskReader, first: int, last: int) -> Head | None:
    """The head of "Năm 2014, công tác giáo dục tiếp tục …": a field of work stands for who does it."""
    opening = opening_of(reader, first, last)
    if not reader.begins("weak_actors", opening.end):
        return None
    place = next_action(reader, opening.end + 2, last)
    inner = head_at(reader, place, last) if place < last else None
    if inner is None or reader.has("past", opening.end, place):
        return None
    must = inner.modal and reader.begins("musts", place)
    if must or (opening.times and reader.begins("going_on", place)):
        return replace(inner, times=tuple(opening.times), opened=True, purpose=bool(opening.times))
    return None


def _ahead(reader: TaskReader, first: int, head: Head) -> bool:
    """Whether the opening speaks of a time to come."""
    timed = any(time.kind in {"year", "period"} for time in head.times)
    return timed or reader.has("time_to_come", first, head.start)
