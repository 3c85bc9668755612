"""The files of an edition: their form, and how they become one value. Knowledge stays in content/norms."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.strict_yaml import fault_at, load
from phoihop.norms.acts import (
    EditionLoaded,
    InstrumentRecorded,
    IssuerNames,
    RelationStated,
    Unread,
)

FILES = ("edition.yaml", "instruments.yaml", "issuers.yaml")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class EditionFault(ValueError):
    """The files of an edition do not fit together; the message names the file and what is wrong."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of what stands in a content file."""


class InstrumentRow(_File, frozen=True, kw_only=True):
    """An entry of instruments.yaml. A day that is known stands alone, else between two bounds."""

    id: str
    kind: str
    number: str
    issuer: str
    title: str
    state: Knowledge
    session: str = ""
    name: str = ""
    date: dt.date | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    begins: dt.date | None = None
    begins_earliest: dt.date | None = None
    begins_latest: dt.date | None = None
    ends: dt.date | None = None
    ends_earliest: dt.date | None = None
    ends_latest: dt.date | None = None
    to_confirm: tuple[Unread, ...] = ()
    relations: tuple[RelationStated, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


class _EditionFile(_File, frozen=True, kw_only=True):
    name: str
    date: dt.date
    known_until: dt.date
    instruments: int
    state: Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """An edition as its files say it; instruments by id."""

    edition: EditionLoaded
    instruments: tuple[tuple[str, InstrumentRecorded], ...]


def read_edition(folder: Path) -> EditionContent:
    """The edition in a folder. YamlFault, EditionFault when a file is wrong, OSError when one is missing."""
    head = load(folder / "edition.yaml", _EditionFile)
    issuers = load(folder / "issuers.yaml", tuple[IssuerNames, ...])
    path = folder / "instruments.yaml"
    rows = load(path, tuple[InstrumentRow, ...])
    for place, problem in _problems(rows, issuers):
        raise fault_at(path, f"$[{place}]", problem)
    for problem in _of_issuers(issuers):
        raise EditionFault(f"issuers.yaml: {problem}")
    if len(rows) != head.instruments:
        raise EditionFault(f"edition.yaml: instruments.yaml holds {len(rows)} instruments")
    edition = EditionLoaded(
        name=head.name,
        date=head.date.isoformat(),
        known_until=head.known_until.isoformat(),
        state=head.state,
        sha256=sha256_of(folder),
        instruments=len(rows),
        issuers=issuers,
    )
    recorded = tuple((row.id, _recorded(row)) for row in rows)
    return EditionContent(edition=edition, instruments=recorded)


def sha256_of(folder: Path) -> str:
    """The hash over names and bytes of the files, in the order of FILES, hex."""
    digest = hashlib.sha256()
    for name in FILES:
        data = (folder / name).read_bytes()
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _recorded(row: InstrumentRow) -> InstrumentRecorded:
    day_after = row.date + dt.timedelta(days=1) if row.date else None
    return InstrumentRecorded(
        kind=row.kind,
        number=row.number,
        issuer=row.issuer,
        session=row.session,
        name=row.name,
        title=row.title,
        date_from=_iso(row.date or row.date_from),
        date_to=_iso(day_after or row.date_to),
        begins_earliest=_iso(row.begins or row.begins_earliest),
        begins_latest=_iso(row.begins or row.begins_latest),
        ends_earliest=_iso(row.ends or row.ends_earliest),
        ends_latest=_iso(row.ends or row.ends_latest),
        state=row.state,
        to_confirm=row.to_confirm,
        relations=row.relations,
        sources=row.sources,
        note=row.note,
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


# ----------------------------------------------------------------------------------------------------- checks


def _problems(rows: Sequence[InstrumentRow], issuers: Sequence[IssuerNames]) -> Iterator[tuple[int, str]]:
    """What is wrong in an entry, with its place in the list."""
    ids = {row.id for row in rows}
    names = {issuer.name for issuer in issuers} | {""}
    identities: dict[tuple[str, ...], str] = {}
    before = ""
    for place, row in enumerate(rows):
        if row.id <= before:
            yield place, f"{row.id}: entries are sorted by id and unique, this one stands after {before}"
        before = row.id
        other = identities.setdefault(_identity(row), row.id)
        if other != row.id:
            yield place, f"{row.id}: issuer, number and date are those of {other}"
        if row.issuer not in names:
            yield place, f"{row.id}: the issuer {row.issuer} is not in issuers.yaml"
        yield from ((place, f"{row.id}: {problem}") for problem in _of_row(row, ids))


def _identity(row: InstrumentRow) -> tuple[str, ...]:
    dates = (row.date, row.date_from, row.date_to)
    return (row.issuer, row.number, row.session, row.name, *(str(day) for day in dates))


def _of_row(row: InstrumentRow, ids: set[str]) -> Iterator[str]:
    if _ID.fullmatch(row.id) is None:
        yield "an id is made of a-z, 0-9 and single hyphens"
    if not (row.number or row.session or row.name):
        yield "without number it needs the session or the name of the law"
    lists: tuple[tuple[str, Sequence[object]], ...] = (
        ("to_confirm", row.to_confirm),
        ("sources", row.sources),
        ("relations", [(relation.kind, relation.to) for relation in row.relations]),
    )
    for name, values in lists:
        if not _rising(values):
            yield f"{name} is not sorted, or something stands there twice"
    for relation in row.relations:
        if relation.to not in ids or relation.to == row.id:
            yield f"there is no other instrument {relation.to}"
    yield from _of_days(row)


def _of_days(row: InstrumentRow) -> Iterator[str]:
    days = (
        ("date", row.date, row.date_from, row.date_to),
        ("begins", row.begins, row.begins_earliest, row.begins_latest),
        ("ends", row.ends, row.ends_earliest, row.ends_latest),
    )
    for name, day, low, high in days:
        if day and (low or high):
            yield f"{name} is given exactly and with bounds"
        if low and high and low >= high:
            yield f"the bounds of {name} leave no day"
    first, end = row.begins or row.begins_earliest, row.ends or row.ends_latest
    if first and end and first >= end:
        yield "it ends before it begins"
    signed = row.date or row.date_from
    if signed and row.begins and row.begins < signed:
        yield "it begins before it is signed"
    if bool(row.date_from) != bool(row.date_to):
        yield "date_from and date_to stand together"


def _of_issuers(issuers: Sequence[IssuerNames]) -> Iterator[str]:
    if not _rising([issuer.name for issuer in issuers]):
        yield "not sorted, or a name stands there twice"
    meaning: dict[str, str] = {}
    for issuer in issuers:
        if not _rising(issuer.also):
            yield f"{issuer.name}: the other names are not sorted, or one stands there twice"
        for name in (issuer.name, *issuer.also):
            if meaning.setdefault(name.lower(), issuer.name) != issuer.name:
                yield f"“{name}” is a name of two issuers"


def _rising(values: Iterable[object]) -> bool:
    return all(str(one) < str(other) for one, other in pairwise(values))
