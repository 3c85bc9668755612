"""From what was read in a text to the draft of a programme, before names are resolved. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final, TypeVar

from phoihop.intake.domain.types import (
    Cited,
    DaySource,
    Draft,
    Duty,
    DutyRole,
    Ground,
    Item,
    Mark,
    MeetingStated,
)
from phoihop.kernel.text import collapse, nfc
from phoihop.reading.api import (
    CitationSpan,
    MeetingSpan,
    Reading,
    Source,
    TaskSpan,
    TimeSpan,
    letterhead_day,
)

Worded = TypeVar("Worded", CitationSpan, TaskSpan, TimeSpan)

TITLE: Final = "Chương trình thực hiện kết quả {meeting}"
LONGEST_TITLE: Final = 300
_KIND_WORDS: Final = 3


def proposed(reading: Reading, source: Source, *, day: date | None, today: date) -> Draft:
    """The draft, in letters that people can read. `source`: the text that was read, whatever its font.

    `day`: the day of the document as typed; None: as far as the text says it: the day of the
    meeting, else of the letterhead, else the first full date in the text, none of them after `today`.
    """
    reading = _shown(reading, source)
    meeting = reading.meetings[0] if reading.meetings else None
    found, found_in = (day, DaySource.TYPED) if day else _day(reading, source, meeting, today)
    citations = {citation.id: citation for citation in reading.citations}
    return Draft(
        title=_title(meeting, reading, source),
        day=found,
        day_source=found_in,
        meeting=_stated(meeting) if meeting else None,
        items=tuple(_item(task, citations.values(), reading.times) for task in reading.tasks),
    )


def _shown(reading: Reading, source: Source) -> Reading:
    """The same reading with the words of an old font in Unicode; its places stay those of the text."""
    if source.starts is None:
        return reading

    def shown(spans: Iterable[Worded]) -> tuple[Worded, ...]:
        return tuple(replace(span, text=source.shown(span.start, span.end)) for span in spans)

    return replace(
        reading,
        citations=shown(reading.citations),
        times=shown(reading.times),
        tasks=shown(reading.tasks),
    )


def _day(
    reading: Reading, source: Source, meeting: MeetingSpan | None, today: date
) -> tuple[date | None, DaySource]:
    of_meeting = full_day(meeting.date) if meeting else None
    if of_meeting is not None and of_meeting <= today:
        return of_meeting, DaySource.MEETING
    signed = letterhead_day(source.text)
    if signed is not None and signed <= today:
        return signed, DaySource.LETTERHEAD
    dates = (full_day(time.start_date) for time in reading.times if time.kind == "date")
    first = next((found for found in dates if found is not None and found <= today), None)
    return (first, DaySource.TEXT) if first is not None else (None, DaySource.NONE)


def _title(meeting: MeetingSpan | None, reading: Reading, source: Source) -> str:
    if meeting is not None:
        name = collapse(nfc(meeting.title))
        return TITLE.format(meeting=name[:1].lower() + name[1:])[:LONGEST_TITLE]
    zones = (source.shown(zone.start, zone.end) for zone in reading.zones)
    lines = (collapse(nfc(line)) for zone in zones for line in zone.splitlines())
    first, second = islice(chain(filter(None, lines), ("", "")), 2)
    # "KẾ HOẠCH" alone is no title; what it is about stands below.
    short = len(first.split()) <= _KIND_WORDS and first.isupper() and second
    return (f"{first} {second}" if short else first)[:LONGEST_TITLE]


def _stated(meeting: MeetingSpan) -> MeetingStated:
    day = full_day(meeting.date)
    return MeetingStated(
        title=collapse(nfc(meeting.title)), date=day.isoformat() if day else None, place=meeting.place
    )


# --------------------------------------------------------------------------------------------------- items


def _item(task: TaskSpan, citations: Iterable[CitationSpan], times: Sequence[TimeSpan]) -> Item:
    starts, last = full_day(task.start_date), full_day(task.end_date)
    open_time = (task.start_date and starts is None) or (task.end_date and last is None)
    ends = last + timedelta(days=1) if last else None
    in_order = not (starts and ends and starts >= ends)
    return Item(
        id=task.id,
        text=collapse(nfc(task.text)),
        start=task.start,
        end=task.end,
        duties=tuple(_duties(task)),
        starts=starts if in_order else None,
        ends=ends if in_order else None,
        time_words=_time_words(times, task.start, task.end) if open_time or not in_order else "",
        grounds=tuple(ground_of(citation) for citation in citations if citation.id in task.basis),
    )


def _duties(task: TaskSpan) -> Iterator[Duty]:
    for role, mentions in ((DutyRole.LEAD, task.lead), (DutyRole.COORDINATING, task.coordinating)):
        for mention in dict.fromkeys(collapse(nfc(mention)) for mention in mentions):
            yield Duty(role=role, mention=mention)


def _time_words(times: Sequence[TimeSpan], start: int, end: int) -> str:
    inside = (time for time in times if start <= time.start and time.end <= end)
    unclear = (time for time in inside if "X" in f"{time.start_date}{time.end_date}")
    return next((collapse(nfc(time.text)) for time in unclear), "")


def quoted_item(reading: Reading, source: Source, *, start: int, end: int, id_: str) -> Item:
    """A task that a person quotes: its words, the citations in it, and the one time in it if there is one."""
    reading = _shown(reading, source)
    inside = [time for time in reading.times if start <= time.start and time.end <= end]
    times = [time for time in inside if time.kind != "term"]
    only = times[0] if len(times) == 1 else None
    task = TaskSpan(
        id=id_,
        start=start,
        end=end,
        text=source.shown(start, end),
        start_date=only.start_date if only else None,
        end_date=only.end_date if only else None,
        basis=tuple(c.id for c in reading.citations if start <= c.start and c.end <= end),
    )
    item = _item(task, reading.citations, reading.times)
    return Item(
        id=id_,
        text=item.text,
        start=start,
        end=end,
        starts=item.starts,
        ends=item.ends,
        time_words=item.time_words,
        grounds=item.grounds,
        added=True,
    )


def ground_of(citation: CitationSpan, *, label: str = "") -> Ground:
    """A citation as what a task rests on; `label`: as typed, else as it stands in the text."""
    bare = not (citation.numbers or citation.notation or citation.session)
    return Ground(
        label=label or _label(citation),
        cited=Cited(
            kind=citation.kind,
            numbers=citation.numbers,
            notation=citation.notation,
            issuers=citation.issuers,
            session=citation.session,
            date=full_day(citation.date),
            name=citation.subject if bare else None,
        ),
    )


def _label(citation: CitationSpan) -> str:
    """The words of the text; in a list ("Quy định: 59, 61, 104 của …") with kind and issuers of all."""
    words = collapse(nfc(citation.text))
    kind = citation.kind
    if not citation.rule.startswith("list") and not words.startswith(f"{kind}:"):
        return words
    issuers = ", ".join(citation.issuers)
    number = citation.notation or "".join(citation.numbers)
    return " ".join(filter(None, (kind, number, f"của {issuers}" if issuers else "")))


def full_day(iso: str | None) -> date | None:
    """A day whose figures are all known; None for `XXXX-12-15` and for what no calendar has."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


# --------------------------------------------------------------------------------------------------- marks


SKIPPED: Final = "skipped"
"""The layer of what is page furniture: it is not read."""


def marks(reading: Reading, text: str) -> tuple[Mark, ...]:
    """Where things stand in the text. Tasks are marked from the items, which change."""
    layers = (
        ("citation", reading.citations),
        ("body", reading.bodies),
        ("person", reading.persons),
        ("meeting", reading.meetings),
        ("time", reading.times),
    )
    found = (Mark(layer, span.start, span.end) for layer, spans in layers for span in spans)
    return (*_skipped(reading, text), *found)


def _skipped(reading: Reading, text: str) -> Iterator[Mark]:
    """What stands between the zones that are read; nothing where none is (a text in another language)."""
    starts = [0, *(zone.end for zone in reading.zones)]
    ends = [*(zone.start for zone in reading.zones), len(text)]
    for start, end in zip(starts, ends, strict=True):
        between = text[start:end]
        if reading.zones and between.strip():
            lead = len(between) - len(between.lstrip())
            yield Mark(SKIPPED, start + lead, start + len(between.rstrip()))
