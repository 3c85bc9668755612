"""From what was read in a text to a draft. Nothing is decided here: mentions stand in their words, without meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from phoihop.intake.domain.drafts import (
    CitedAs,
    Content,
    DayFrom,
    Ground,
    Item,
    Mark,
    Named,
    full_day,
    unique_named,
)
from phoihop.intake.domain.receiving import title_of
from phoihop.kernel.text import collapse, nfc
from phoihop.reading.api import CitationSpan, MeetingSpan, Reading, TaskSpan

LAYERS = ("citation", "body", "person", "meeting", "time", "task")


def blank_draft(text: str, reading: Reading, *, today: date) -> Content:
    """A draft of what was read; `today` because a text cannot be of a day to come."""
    meeting = _main_meeting(reading.meetings)
    day, day_from = _day_of(reading, meeting, today)
    mentions = [body.canonical for body in reading.bodies]
    mentions += [name for task in reading.tasks for name in (*task.lead, *task.coordinating)]
    cited = {span.id: ground_of(span) for span in reading.citations}
    return Content(
        title=_title(text, meeting),
        meeting_title=collapse(nfc(meeting.title)) if meeting else "",
        meeting_date=_iso(full_day(meeting.date)) if meeting else None,
        meeting_place=collapse(nfc(meeting.place or "")) if meeting else "",
        document_date=_iso(day),
        day_from=day_from,
        known=unique_named(tuple(map(Named, mentions))),
        cited=tuple({ground.label: ground for ground in cited.values()}.values()),
        items=tuple(_item(task, cited) for task in reading.tasks),
    )


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """All spans, in the order of the text. Tasks come from the draft, where people add and drop them."""
    return tuple(sorted(_marks(reading), key=lambda mark: (mark.start, -mark.end)))


def _marks(reading: Reading) -> Iterator[Mark]:
    for citation in reading.citations:
        yield Mark("citation", citation.start, citation.end, ground_of(citation).label)
    for body in reading.bodies:
        yield Mark("body", body.start, body.end, body.canonical)
    for person in reading.persons:
        said = (person.rank or "", person.name, *person.posts)
        yield Mark("person", person.start, person.end, ", ".join(filter(None, said)))
    for meeting in reading.meetings:
        yield Mark("meeting", meeting.start, meeting.end)
    for time in reading.times:
        days = dict.fromkeys(filter(None, (time.start_date, time.end_date)))
        yield Mark("time", time.start, time.end, " – ".join(days))


# ------------------------------------------------------------------------------------------- meeting, day, title


def _main_meeting(meetings: Iterable[MeetingSpan]) -> MeetingSpan | None:
    """The first meeting whose day is known, else the first."""
    found = list(meetings)
    return next((meeting for meeting in found if full_day(meeting.date)), found[0] if found else None)


def _day_of(reading: Reading, meeting: MeetingSpan | None, today: date) -> tuple[date | None, DayFrom]:
    """The day of the meeting, else the first full date of the text, else nothing: then a person must say it."""
    held = full_day(meeting.date) if meeting else None
    if held is not None and held <= today:
        return held, DayFrom.MEETING
    dates = (full_day(span.start_date) for span in reading.times if span.kind == "date")
    named = next((day for day in dates if day is not None and day <= today), None)
    return (named, DayFrom.TEXT) if named is not None else (None, DayFrom.NOWHERE)


def _title(text: str, meeting: MeetingSpan | None) -> str:
    if meeting is None:
        return f"Chương trình theo văn bản “{title_of(text)}”"
    held = collapse(nfc(meeting.title))
    return f"Chương trình theo kết quả {held[:1].lower()}{held[1:]}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


# ----------------------------------------------------------------------------------------------- items and grounds


def _item(task: TaskSpan, cited: dict[str, Ground]) -> Item:
    starts, ends, when = _time(task.start_date, task.end_date)
    return Item(
        id=task.id,
        text=collapse(nfc(task.text)),
        start=task.start,
        end=task.end,
        lead=tuple(map(Named, task.lead)),
        coordinating=tuple(map(Named, task.coordinating)),
        starts=starts,
        ends=ends,
        when=when,
        basis=tuple(cited[id_] for id_ in task.basis if id_ in cited),
    )


def _time(first: str | None, last: str | None) -> tuple[str | None, str | None, str]:
    """First and last day as a half-open period; what is no full date, or no period, stays as it was read."""
    unread = [iso for iso in (first, last) if iso and full_day(iso) is None]
    start, end = full_day(first), full_day(last)
    if start and end and end < start:
        return None, None, f"{first} – {last}"
    after = end + timedelta(days=1) if end is not None and end < date.max else None
    return _iso(start), _iso(after), " – ".join(dict.fromkeys(unread))


def ground_of(span: CitationSpan) -> Ground:
    """A citation in words that stand alone: "61" in a list of regulations is "Quy định 61"."""
    words = collapse(nfc(span.text)).replace(": ", " ")
    if not words.lower().startswith(span.kind.lower()):
        words = f"{span.kind} {words}"
    return Ground(
        label=words,
        cited=CitedAs(
            kind=span.kind,
            numbers=span.numbers,
            notation=span.notation,
            issuers=span.issuers,
            session=span.session,
            date=span.date,
            name=span.subject if not span.numbers and not span.notation and not span.session else None,
        ),
    )
