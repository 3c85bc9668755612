"""When an action is to be done, and which documents it carries out."""

from __future__ import annotations

from collections.abc import Iterable

from phoihop.reading.spans import TimeSpan
from phoihop.reading.tasks_actors import begins_actor
from phoihop.reading.tasks_heads import opening_of
from phoihop.reading.tasks_words import TaskReader

_BACK = 40
_PLAN = 14


Bounds = tuple[str | None, str | None]
"""First and last day as ISO dates with X for unknown digits, None where nothing is said."""


def bounds(reader: TaskReader, first: int, last: int, before: Iterable[TimeSpan]) -> Bounds:
    """The first and last day of an action at the words [first, last), with the times said `before` it.

    Times inside it count when they bound the doing: a deadline, or a period after "trong"; the period of a
    plan or of a term that is only its object does not.
    """
    start = end = None
    for time in before:
        start, end = _narrowed(time, start, end)
    for index in sorted(reader.times.keys() & set(range(first, last))):
        time = reader.times[index][1]
        if time.kind == "deadline":
            end = end if _of_plan(reader, first, index) else time.end_date
        elif time.kind in {"year", "period", "date"} and _within(reader, index) and not end:
            start, end = time.start_date, time.end_date
    # "Nhiệm vụ năm 2026 …, hoàn thành trước 31/12/2025": the year is not when it is done.
    return (None if start and end and start > end else start), end


def _narrowed(time: TimeSpan, start: str | None, end: str | None) -> Bounds:
    if time.kind == "deadline":
        return start, time.end_date
    if time.kind in {"year", "period", "date"}:
        return time.start_date, time.end_date
    return start, end


def _of_plan(reader: TaskReader, first: int, index: int) -> bool:
    """Whether "đến năm 2020" belongs to the name of a plan."""
    if not reader.begins("until", index):
        return False
    return any(reader.begins("plans", place) for place in range(max(first, index - _PLAN), index))


def _within(reader: TaskReader, index: int) -> bool:
    """Whether the time is that of the doing: "trong năm 2010"."""
    return reader.begins("within_time", index) or reader.begins("within_time", index - 1)


def basis_of(reader: TaskReader, first: int, last: int) -> tuple[str, ...]:
    """The documents in [first, last) that are said to be carried out, followed or applied."""
    found: list[str] = []
    carried = -1
    for index in sorted(reader.citations.keys() & set(range(first, last))):
        end, citation = reader.citations[index]
        listed = carried >= 0 and _listed(reader, carried, index)
        if listed or _carried_out(reader, max(first, index - _BACK), index):
            found.append(citation.id)
            carried = end
    return tuple(found)


def _carried_out(reader: TaskReader, low: int, index: int) -> bool:
    """Whether the nearest cue before a citation is one of carrying out."""
    for place in range(index - 1, low - 1, -1):
        if reader.begins("basis_cues", place):
            return True
        if reader.begins("basis_stops", place) and place not in reader.bodies:
            return False
    return False


def _listed(reader: TaskReader, end: int, index: int) -> bool:
    """Whether a citation goes on a list: only its topic and a comma, semicolon or "và" stand between."""
    joined = reader.key(index - 1) in {",", ";", ":"} or reader.begins("and_words", index - 1)
    return joined or index - end < 3


def lead_in_times(reader: TaskReader, first: int, last: int) -> list[TimeSpan]:
    """The times of a line that announces a list: deadlines, "trong quý II/2025", and those that open it.

    "Từ nay đến 19/12 chỉ còn một tháng, Thủ tướng yêu cầu:" opens with the time of something else.
    """
    opening = opening_of(reader, first, last)
    goes_on = begins_actor(reader, opening.end) or reader.begins("asking", opening.end)
    later = [
        reader.times[index][1]
        for index in range(opening.end, last)
        if index in reader.times and (reader.times[index][1].kind == "deadline" or _within(reader, index))
    ]
    return [*(opening.times if goes_on else ()), *later]
