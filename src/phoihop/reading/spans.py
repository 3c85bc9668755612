"""The six layers of a reading as values.

Offsets are code points into the text that was handed in, `end` exclusive; `text` is that slice.
Dates are ISO strings in which unknown digits are `X` (`XXXX-06-17`), because an official text often
leaves the year out and nothing is inferred from world knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TimeKind = Literal["date", "year", "period", "term", "deadline"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text that is read (headline, lead, body, caption); the rest is page furniture."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitationSpan:
    """A mention of an identifiable document."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    numbers: tuple[str, ...] = ()
    notation: str | None = None
    issuers: tuple[str, ...] = ()
    session: str | None = None
    date: str | None = None
    subject: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class BodySpan:
    """A mention of an organisation; `canonical` is its locally normalised name."""

    start: int
    end: int
    text: str
    canonical: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A named person with the rank and posts attached to the name."""

    start: int
    end: int
    text: str
    name: str
    rank: str | None = None
    posts: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class MeetingSpan:
    """The event that the text reports on or announces."""

    start: int
    end: int
    text: str
    title: str
    date: str | None = None
    place: str | None = None
    chair: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A calendar expression; a deadline has only an end bound."""

    start: int
    end: int
    text: str
    kind: TimeKind
    start_date: str | None
    end_date: str | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TaskSpan:
    """A future-directed action that the text assigns, requires, plans or agrees."""

    id: str
    start: int
    end: int
    text: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    area: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    basis: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one text, each layer in text order without overlaps."""

    zones: tuple[Zone, ...] = ()
    citations: tuple[CitationSpan, ...] = ()
    bodies: tuple[BodySpan, ...] = ()
    persons: tuple[PersonSpan, ...] = ()
    meetings: tuple[MeetingSpan, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    tasks: tuple[TaskSpan, ...] = ()
