"""A draft as it is kept: what was read in a text, what it was taken to mean, what people made of it.

Kept as JSON in a local table, hence msgspec structs. Dates are ISO strings; periods are half-open.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from phoihop.kernel.period import Period
from phoihop.norms.domain.types import Cited, Why

FORM = 1
"""Number of this form of the JSON."""


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what is kept."""


class Meaning(StrEnum):
    """What a mention of a body was taken to mean on the day of the text."""

    ONE = "one"
    """One body."""
    CLASS = "class"
    """Several bodies by a class rule."""
    CHOSEN = "chosen"
    """The bodies that a person has chosen."""
    OPEN = "open"
    """One of the candidates: a person must choose."""
    ENDED = "ended"
    """A body that no longer existed; the candidates carry on its work."""
    UNKNOWN = "unknown"
    """No body of that day; the candidates take the name later."""


class Named(_Kept, frozen=True):
    """A mention of a body: as reading or a person wrote it, and what it means. `stated`: a figure in the mention."""

    mention: str
    meaning: Meaning = Meaning.UNKNOWN
    bodies: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    rule: str | None = None
    label: str = ""
    stated: int | None = None

    @property
    def sure(self) -> bool:
        """Whether it says who is meant, and the figure in the text, if there is one, agrees."""
        known = self.meaning in {Meaning.ONE, Meaning.CLASS, Meaning.CHOSEN} and bool(self.bodies)
        return known and not self.disagrees

    @property
    def disagrees(self) -> bool:
        """Whether the text counts another number of bodies than the register has on the day."""
        return self.meaning is Meaning.CLASS and self.stated not in {None, len(self.bodies)}


class GroundMeaning(StrEnum):
    """What a citation was taken to mean."""

    FOUND = "found"
    CHOSEN = "chosen"
    OPEN = "open"
    UNKNOWN = "unknown"


class CitedAs(_Kept, frozen=True):
    """The parts of a citation, as reading found them."""

    kind: str
    numbers: tuple[str, ...] = ()
    notation: str | None = None
    issuers: tuple[str, ...] = ()
    session: str | None = None
    date: str | None = None
    name: str | None = None

    def asked(self) -> Cited:
        """As norms are asked. A date with unknown digits says nothing."""
        return Cited(
            kind=self.kind,
            numbers=self.numbers,
            notation=self.notation,
            issuers=self.issuers,
            session=self.session,
            date=full_day(self.date),
            name=self.name,
        )


class Ground(_Kept, frozen=True):
    """What a task rests on, in the words of the text (`label`), and the instrument that these words mean."""

    label: str
    cited: CitedAs | None = None
    meaning: GroundMeaning = GroundMeaning.UNKNOWN
    instrument: str | None = None
    candidates: tuple[str, ...] = ()
    why: Why | None = None

    @property
    def sure(self) -> bool:
        """Whether it says which instrument is meant."""
        return self.instrument is not None


class Item(_Kept, frozen=True):
    """A task to be. `start`, `end`: its evidence in the text; `when`: a time that could not be read to days."""

    id: str
    text: str
    start: int
    end: int
    lead: tuple[Named, ...] = ()
    coordinating: tuple[Named, ...] = ()
    starts: str | None = None
    ends: str | None = None
    when: str = ""
    basis: tuple[Ground, ...] = ()
    dropped: bool = False
    by_hand: bool = False

    @property
    def period(self) -> Period | None:
        """When it is to be carried out, None when that is not known."""
        starts, ends = full_day(self.starts), full_day(self.ends)
        return Period(starts, ends) if starts or ends else None

    @property
    def named(self) -> tuple[Named, ...]:
        """All mentions with a part in it."""
        return (*self.lead, *self.coordinating)

    @property
    def open_points(self) -> int:
        """How many things a person should still settle: who, on which ground. A missing date is none of them."""
        people = sum(not named.sure for named in self.named) + (0 if self.lead else 1)
        return people + sum(not ground.sure for ground in self.basis) + bool(self.when)


class DayFrom(StrEnum):
    """Where the day of the document comes from."""

    MEETING = "meeting"
    TEXT = "text"
    PERSON = "person"
    NOWHERE = "nowhere"


class Content(_Kept, frozen=True, kw_only=True):
    """A draft without its version. `known`, `cited`: all bodies and instruments that the text names, once each."""

    form: int = FORM
    title: str
    meeting_title: str = ""
    meeting_date: str | None = None
    meeting_place: str = ""
    document_date: str | None = None
    day_from: DayFrom = DayFrom.NOWHERE
    known: tuple[Named, ...] = ()
    cited: tuple[Ground, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def day(self) -> date | None:
        """The day of the document, None when nobody has said it."""
        return full_day(self.document_date)

    @property
    def kept(self) -> tuple[Item, ...]:
        """The items that are to become tasks."""
        return tuple(item for item in self.items if not item.dropped)

    @property
    def open_points(self) -> int:
        """How many things a person should still settle in the items kept."""
        return sum(item.open_points for item in self.kept)

    def item(self, id_: str) -> Item | None:
        """An item by id."""
        return next((item for item in self.items if item.id == id_), None)


class Mark(_Kept, frozen=True, array_like=True):
    """A span that reading found: layer, offsets, and what it was read as."""

    layer: str
    start: int
    end: int
    note: str = ""


def full_day(iso: str | None) -> date | None:
    """The day of an ISO string; None for one with unknown digits (`XXXX-06-17`), and without one."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def unique_named(named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Each mention once, the first of equal ones."""
    return tuple({one.mention: one for one in reversed(named)}.values())[::-1]
