"""Last days as a calendar file (RFC 5545), for whatever calendar an office uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from icalendar import Calendar, Event

from phoihop.programme.exports.contents import Contents, TaskRow

_MAKER: Final = "-//Phoi hop//Programme//VI"


def calendar(contents: Contents) -> bytes:
    """The .ics: a whole-day entry for each last day of a task that still counts, takes nobody's time.

    An entry keeps its name as long as task and day stay the same, so that importing twice makes none twice.
    """
    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", contents.title)
    for task in contents.tasks:
        for day, bodies in _days(task):
            made.add_component(_entry(contents, task, day, bodies))
    data: bytes = made.to_ical()
    return data


def _days(task: TaskRow) -> Iterator[tuple[date, tuple[str, ...]]]:
    """The last days of a task with the bodies that have one of their own; the day of the task names none."""
    if not task.counts:
        return
    if task.last_day is not None:
        yield task.last_day, ()
    own: dict[date, list[str]] = {}
    for duty in task.duties:
        if duty.last_day is not None and duty.last_day != task.last_day:
            own.setdefault(duty.last_day, []).append(duty.body)
    yield from ((day, tuple(bodies)) for day, bodies in sorted(own.items()))


def _entry(contents: Contents, task: TaskRow, day: date, bodies: tuple[str, ...]) -> Event:
    entry = Event()
    entry.add("uid", f"{task.id}.{day:%Y%m%d}@phoihop")
    entry.add("dtstamp", contents.made_at)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    whose = f" ({', '.join(bodies)})" if bodies else ""
    entry.add("summary", f"Hạn: {task.text}{whose}")
    entry.add("description", _description(contents, task))
    entry.add("transp", "TRANSPARENT")
    return entry


def _description(contents: Contents, task: TaskRow) -> str:
    parts = (
        f"{contents.title}, nhiệm vụ số {task.number}",
        f"Chủ trì: {'; '.join(task.leading)}" if task.leading else "",
        f"Phối hợp: {'; '.join(task.coordinating)}" if task.coordinating else "",
        f"Sản phẩm: {task.product}" if task.product else "",
        f"Tình trạng: {task.status}",
    )
    return "\n".join(part for part in parts if part)
