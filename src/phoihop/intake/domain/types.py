"""Texts and drafts as values. A draft is kept as JSON, hence msgspec; days are dates, `ends` excluded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import msgspec

from phoihop.intake.acts import How, WordKind
from phoihop.kernel.period import Period
from phoihop.norms.domain.types import Cited, Why
from phoihop.programme.domain.types import DutyRole, MeetingStated

__all__ = [
    "BodyDoubt",
    "BodyHow",
    "Cited",
    "DaySource",
    "Draft",
    "DraftView",
    "Duty",
    "DutyRole",
    "Ground",
    "Handed",
    "HeadTyped",
    "How",
    "Item",
    "ItemTyped",
    "Lesson",
    "Mark",
    "MeetingStated",
    "Quoted",
    "TextRow",
    "TextView",
    "Why",
    "WordKind",
    "WordView",
]

# ------------------------------------------------------------------------------------------- what comes in


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A text as it is handed in, by paste or as the bytes of a file. `id` comes with the form.

    `day`: the day of the document, for a text that does not say it.
    """

    id: str
    how: How
    data: bytes
    file_name: str = ""
    no_secret: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """A text in a list; `body` is the agency whose text it is."""

    id: str
    body: str
    person: str
    file_name: str
    how: How
    characters: int
    opening: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A text with its content."""

    row: TextRow
    content: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A way of writing and what it means: `bodies` by code, or else by the words `means`."""

    kind: WordKind
    written: str
    means: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """A learned word; `withdrawn_at` None: it counts."""

    id: str
    body: str
    person: str
    lesson: Lesson
    text: str
    recorded_at: datetime
    withdrawn_at: datetime | None


# ------------------------------------------------------------------------------------------------- a draft


class BodyHow(StrEnum):
    """How it is known whom a mention means: the first is certain, the others are to be looked at."""

    NAME = "name"
    """It is the body's name on the day, letter by letter or up to abbreviations."""
    RULE = "rule"
    """A rule of the register names the members of a class."""
    OTHER = "other"
    """It is a short or another name that the register has for the body."""
    LEARNED = "learned"
    """The agency has learned this way of writing."""
    CHOSEN = "chosen"
    """A person has chosen."""


class BodyDoubt(StrEnum):
    """Why it is not clear whom a mention of a body means."""

    NO_DAY = "no_day"
    """The day of the document is not known, and names change hands."""
    NO_REGISTER = "no_register"
    """The register of bodies is empty."""
    UNKNOWN = "unknown"
    """The register has no such name on the day."""
    LATER = "later"
    """The register has the name only after the day."""
    SEVERAL = "several"
    """More than one body can be meant."""
    ENDED = "ended"
    """The body no longer existed on the day."""
    FIGURE = "figure"
    """The text states another number of bodies than the register has."""


class DaySource(StrEnum):
    """Where the day of the document was found."""

    NONE = "none"
    MEETING = "meeting"
    LETTERHEAD = "letterhead"
    TEXT = "text"
    TYPED = "typed"


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """A stretch [start, end) of the text, in code points, that was read; `layer` as in ui.markup."""

    layer: str
    start: int
    end: int


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """A mention with a part in a task, and the bodies that it means on the day (`rule`: by which class).

    `candidates`: bodies that a person can choose from; `chosen`: somebody has, so it is not resolved again.
    """

    role: DutyRole
    mention: str
    bodies: tuple[str, ...] = ()
    rule: str | None = None
    doubt: BodyDoubt | None = None
    candidates: tuple[str, ...] = ()
    stated: int | None = None
    chosen: bool = False
    how: BodyHow | None = None


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument that a task rests on, as written; `cited` None: no citation could be read in it."""

    label: str
    cited: Cited | None = None
    instrument: str | None = None
    doubt: Why | None = None
    candidates: tuple[str, ...] = ()
    chosen: bool = False


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A task in the draft; [start, end) is its evidence in the text.

    `time_words`: a time as written whose year could not be told. `added`: not read but quoted by a person.
    """

    id: str
    text: str
    start: int
    end: int
    duties: tuple[Duty, ...] = ()
    starts: date | None = None
    ends: date | None = None
    time_words: str = ""
    grounds: tuple[Ground, ...] = ()
    dropped: bool = False
    added: bool = False
    corrected: bool = False

    @property
    def period(self) -> Period | None:
        """When it is to be carried out, None when that is open."""
        return Period(self.starts, self.ends) if self.starts or self.ends else None

    def of(self, role: DutyRole) -> tuple[Duty, ...]:
        """The duties with one role."""
        return tuple(duty for duty in self.duties if duty.role is role)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A programme as far as it was read in a text and corrected by people."""

    title: str
    day: date | None = None
    day_source: DaySource = DaySource.NONE
    meeting: MeetingStated | None = None
    items: tuple[Item, ...] = ()

    @property
    def kept(self) -> tuple[Item, ...]:
        """The items that become tasks."""
        return tuple(item for item in self.items if not item.dropped)

    def item(self, id_: str) -> Item | None:
        """The item of this id."""
        return next((item for item in self.items if item.id == id_), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A stored draft: `id` is that of the programme to be; who changed it last, and when."""

    id: str
    text: str
    version: int
    changed_by: str
    changed_by_name: str
    changed_at: datetime
    content: Draft
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDraft:
    """A draft that no programme came of yet, without its content: for the home page."""

    text: str
    title: str
    tasks: int
    changed_at: datetime
    changed_by_name: str


# -------------------------------------------------------------------------------------- what people correct


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadTyped:
    """What a programme is about, as typed."""

    title: str
    day: date | None
    meeting_title: str = ""
    meeting_date: date | None = None
    meeting_place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTyped:
    """A task as typed: one mention or label per line. Choices by role and mention, and by label."""

    text: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    grounds: tuple[str, ...] = ()
    bodies: Mapping[tuple[DutyRole, str], tuple[str, ...]]
    instruments: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of the text that are to become an item; [start, end) as the browser counted, or None."""

    quote: str
    start: int | None = None
    end: int | None = None
