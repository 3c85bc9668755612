"""Instruments as values, and what a citation resolves to. Other rooms read these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from phoihop.kernel.citation import Citation, Knowledge
from phoihop.kernel.period import Period
from phoihop.norms.acts import IssuerNames, RelationKind, Unread

__all__ = [
    "Ambiguous",
    "Catalogue",
    "Change",
    "Cited",
    "EditionView",
    "Force",
    "Found",
    "InstrumentView",
    "IssuerNames",
    "Knowledge",
    "Relation",
    "RelationKind",
    "Resolution",
    "Unknown",
    "Unread",
    "Why",
]


@dataclass(frozen=True, slots=True)
class Change:
    """The first day of a new state: not before `earliest`, not after `latest`. None: not known."""

    earliest: date | None
    latest: date | None

    @property
    def day(self) -> date | None:
        """The day itself, None when it is not known exactly."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Relation:
    """What an instrument does to another: `instrument` is the other one's id."""

    kind: RelationKind
    instrument: str
    state: Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentView:
    """An instrument and what is known of it. `issued`: the days among which its date is; None: nothing known.

    Empty text: not known. `relations` lead from it to others, `reverse` from others to it.
    """

    id: str
    kind: str
    number: str
    issuer: str
    session: str
    name: str
    title: str
    issued: Period | None
    begins: Change
    ends: Change
    state: Knowledge
    to_confirm: tuple[Unread, ...]
    sources: tuple[str, ...]
    note: str
    relations: tuple[Relation, ...] = ()
    reverse: tuple[Relation, ...] = ()

    @property
    def date(self) -> date | None:
        """The day of signing, None when only a year or month, or nothing, is known."""
        issued = self.issued
        return issued.start if issued is not None and issued.start == issued.last_day else None

    @property
    def words(self) -> str:
        """Without date and issuer: "Quy định 59-QĐ/TW", "Nghị quyết Trung ương 4 khóa XII"."""
        return " ".join(part for part in (self.kind, self.reference) if part)

    @property
    def reference(self) -> str:
        """What tells it from others of its kind: the number, else the session or the name of the law."""
        return self.number or self.session or self.name

    @property
    def identified(self) -> bool:
        """Whether issuer, number and date were read, so that a citation can be told to mean it."""
        open_parts = {Unread.DATE, Unread.ISSUER, Unread.KIND, Unread.NUMBER} & set(self.to_confirm)
        named = bool(self.issuer) and self.issued is not None
        return named and not open_parts and self.state is not Knowledge.TO_CONFIRM

    def citation(self, clause: str | None = None) -> Citation:
        """The instrument as a citation to be shown."""
        return Citation(
            self.issuer,
            self.reference,
            self.date,
            clause,
            self.kind or None,
            self.title or None,
            state=self.state,
        )


class Force(StrEnum):
    """Whether an instrument is in force on a day, as far as we know."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    ENDED = "ended"
    LAST_KNOWN = "last_known"
    """In force when it was last checked, before the day asked for."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class EditionView:
    """The edition of the catalogue in force."""

    name: str
    day: date
    known_until: date
    state: Knowledge
    sha256: str
    ledger: str
    instruments: int
    issuers: tuple[IssuerNames, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All instruments by id, in the order of ids, and the names of issuers."""

    instruments: tuple[InstrumentView, ...]
    issuers: tuple[IssuerNames, ...]


# -------------------------------------------------------------------------------------- what a citation means


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation as a text has it.

    It has a bare number ("61"), a full `notation` ("59-QĐ/TW"), a `session` or the `name` of a law.
    `issuers`: all that the phrase names, of which one issued this instrument.
    """

    kind: str
    numbers: tuple[str, ...] = ()
    notation: str | None = None
    issuers: tuple[str, ...] = ()
    session: str | None = None
    date: date | None = None
    name: str | None = None


class Why(StrEnum):
    """Why a citation is left open."""

    SEVERAL = "several"
    """More than one instrument fits."""
    TO_CONFIRM = "to_confirm"
    """One fits, but its issuer, number or date has not been read in a text."""
    ISSUER_MISSING = "issuer_missing"
    """One has this bare number; the text does not say whose it is."""
    DAY_MISSING = "day_missing"
    """One has this bare number; without the day of the text it could be a later one."""
    KIND_DIFFERS = "kind_differs"
    """One has this notation, but is of another kind than the text says."""
    LATER = "later"
    """Those that fit were signed after the text was written."""
    NOT_LISTED = "not_listed"
    """The catalogue holds none that fits."""


@dataclass(frozen=True, slots=True)
class Found:
    """The citation means this instrument."""

    instrument: InstrumentView


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The citation could mean each of these (perhaps only one): a person decides."""

    candidates: tuple[InstrumentView, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Unknown:
    """No instrument of the catalogue can be meant; `later`: those that fit but came after the text."""

    why: Why
    later: tuple[InstrumentView, ...] = ()


Resolution = Found | Ambiguous | Unknown


def last_known_day(instrument: InstrumentView) -> date | None:
    """The last day on which the instrument is known to have been in force, None without one."""
    end = instrument.ends.earliest
    return end - timedelta(days=1) if end is not None else None
