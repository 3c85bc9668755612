"""Acts of norms. Dates are ISO strings; a half-open period is `[from, to)`.

Subjects: `instrument:<id>`, `norms_edition:<ledger>`. The envelope's `valid` says when the instrument is in
force, as far as both days are known exactly.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from phoihop.kernel.citation import Knowledge
from phoihop.ledger.domain.types import ActKind, Payload


class Unread(StrEnum):
    """A field of an instrument that nobody has read in a text yet, whatever stands in it."""

    BEGINS = "begins"
    DATE = "date"
    ENDS = "ends"
    ISSUER = "issuer"
    KIND = "kind"
    NUMBER = "number"
    TITLE = "title"


class RelationKind(StrEnum):
    """What an instrument does to another one."""

    AMENDS = "amends"
    GUIDES = "guides"
    REPLACES = "replaces"


class RelationStated(Payload, frozen=True):
    """The instrument does `kind` to the instrument `to` (its id)."""

    kind: RelationKind
    to: str
    state: Knowledge


class InstrumentRecorded(Payload, frozen=True):
    """What is known of an instrument. Identity is issuer, number and date together; empty text: not known.

    Signed within `[date_from, date_to)`. It came into force not before `begins_earliest` and not after
    `begins_latest`, and so for the first day on which it no longer is. `session`: of the Central Committee
    whose resolution it is; `name`: of a law that is cited by name.
    """

    kind: str
    number: str
    issuer: str
    session: str
    name: str
    title: str
    date_from: str | None
    date_to: str | None
    begins_earliest: str | None
    begins_latest: str | None
    ends_earliest: str | None
    ends_latest: str | None
    state: Knowledge
    to_confirm: tuple[Unread, ...]
    relations: tuple[RelationStated, ...]
    sources: tuple[str, ...]
    note: str


class InstrumentWithdrawn(Payload, frozen=True):
    """A new edition no longer has this instrument; the act supersedes the one that recorded it."""

    edition: str


class IssuerNames(Payload, frozen=True):
    """An issuer and other names under which papers cite it."""

    name: str
    also: tuple[str, ...]


class EditionLoaded(Payload, frozen=True):
    """A named state of the catalogue was loaded.

    `sha256` is over its files, `known_until` the ISO day of the last check.
    """

    name: str
    date: str
    known_until: str
    state: Knowledge
    sha256: str
    instruments: int
    issuers: tuple[IssuerNames, ...]


INSTRUMENT_RECORDED: Final = ActKind(
    "norms.instrument_recorded", 1, InstrumentRecorded, ("instrument",), "public"
)
INSTRUMENT_WITHDRAWN: Final = ActKind(
    "norms.instrument_withdrawn", 1, InstrumentWithdrawn, ("instrument",), "public"
)
EDITION_LOADED: Final = ActKind("norms.edition_loaded", 1, EditionLoaded, ("norms_edition",), "public")

KINDS: Final[tuple[ActKind[Payload], ...]] = (INSTRUMENT_RECORDED, INSTRUMENT_WITHDRAWN, EDITION_LOADED)
