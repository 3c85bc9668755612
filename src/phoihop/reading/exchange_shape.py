"""A reading in the shape in which hand-checked texts and other programs exchange it (one JSON document)."""

from __future__ import annotations

import msgspec

from phoihop.reading.spans import (
    BodySpan,
    CitationSpan,
    MeetingSpan,
    PersonSpan,
    Reading,
    TaskSpan,
    TimeSpan,
)


class Citation(msgspec.Struct, frozen=True):
    """A mention of a document."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    numbers: tuple[str, ...]
    notation: str | None
    issuers: tuple[str, ...]
    session: str | None
    date: str | None
    subject: str | None


class Body(msgspec.Struct, frozen=True):
    """A mention of an organisation."""

    start: int
    end: int
    text: str
    canonical: str


class Person(msgspec.Struct, frozen=True):
    """A named person."""

    start: int
    end: int
    text: str
    name: str
    rank: str | None
    posts: tuple[str, ...]


class Meeting(msgspec.Struct, frozen=True):
    """The event reported on."""

    start: int
    end: int
    text: str
    title: str
    date: str | None
    place: str | None
    chair: tuple[str, ...]


class Time(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A calendar expression."""

    start: int
    end: int
    text: str
    kind: str
    from_: str | None
    to: str | None


class Task(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """An action asked for or agreed; ``object`` is reserved and always null."""

    id: str
    start: int
    end: int
    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    object: None
    area: str | None
    from_: str | None
    to: str | None
    basis: tuple[str, ...]


class Document(msgspec.Struct, frozen=True):
    """All layers of one text."""

    id: str
    citations: tuple[Citation, ...]
    bodies: tuple[Body, ...]
    persons: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    times: tuple[Time, ...]
    tasks: tuple[Task, ...]


def as_document(document_id: str, reading: Reading) -> Document:
    """``reading`` under the name ``document_id``; rules and zones are left out."""
    return Document(
        id=document_id,
        citations=tuple(map(_citation, reading.citations)),
        bodies=tuple(map(_body, reading.bodies)),
        persons=tuple(map(_person, reading.persons)),
        meetings=tuple(map(_meeting, reading.meetings)),
        times=tuple(map(_time, reading.times)),
        tasks=tuple(map(_task, reading.tasks)),
    )


def as_json(document: Document) -> bytes:
    """``document`` as indented UTF-8 JSON with a line feed at its end."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _citation(span: CitationSpan) -> Citation:
    return Citation(
        span.id,
        span.start,
        span.end,
        span.text,
        span.kind,
        span.numbers,
        span.notation,
        span.issuers,
        span.session,
        span.date,
        span.subject,
    )


def _body(span: BodySpan) -> Body:
    return Body(span.start, span.end, span.text, span.canonical)


def _person(span: PersonSpan) -> Person:
    return Person(span.start, span.end, span.text, span.name, span.rank, span.posts)


def _meeting(span: MeetingSpan) -> Meeting:
    return Meeting(span.start, span.end, span.text, span.title, span.date, span.place, span.chair)


def _time(span: TimeSpan) -> Time:
    return Time(span.start, span.end, span.text, span.kind, span.start_date, span.end_date)


def _task(span: TaskSpan) -> Task:
    return Task(
        span.id,
        span.start,
        span.end,
        span.text,
        span.lead,
        span.coordinating,
        None,
        span.area,
        span.start_date,
        span.end_date,
        span.basis,
    )
