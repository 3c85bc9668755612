"""The catalogue as values. It is some hundred instruments: loaded whole, then asked in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.norms.acts import IssuerNames, RelationKind, Unread
from phoihop.norms.domain.types import (
    Catalogue,
    Change,
    EditionView,
    InstrumentView,
    Relation,
)
from phoihop.norms.models import Edition, Instrument
from phoihop.norms.models import Relation as RelationRow
from phoihop.norms.queries.source import ours

_ISSUERS = msgspec.json.Decoder(tuple[IssuerNames, ...])


def edition() -> EditionView | None:
    """The edition in force, None before the first. One query."""
    row = ours(Edition).order_by("-number").first()
    if row is None:
        return None
    return EditionView(
        name=row.name,
        day=row.day,
        known_until=row.known_until,
        state=Knowledge(row.state),
        sha256=row.sha256,
        ledger=row.ledger,
        instruments=row.instruments,
        issuers=_ISSUERS.decode(row.issuers),
    )


def catalogue() -> Catalogue:
    """All instruments, empty before the first edition. Three queries."""
    known = edition()
    leading, arriving = _relations(ours(RelationRow).order_by("kind", "instrument", "target"))
    rows = ours(Instrument).order_by("instrument")
    views = (_view(row, leading.get(row.instrument, ()), arriving.get(row.instrument, ())) for row in rows)
    return Catalogue(tuple(views), known.issuers if known is not None else ())


def instruments(ids: Iterable[str]) -> Mapping[str, InstrumentView]:
    """Instruments by id without their relations; unknown ids are left out. One query."""
    rows = ours(Instrument).filter(instrument__in=set(ids))
    return {row.instrument: _view(row, (), ()) for row in rows}


_Relations = dict[str, tuple[Relation, ...]]


def _relations(rows: Iterable[RelationRow]) -> tuple[_Relations, _Relations]:
    """What leads from each instrument, and what leads to it."""
    leading: _Relations = {}
    arriving: _Relations = {}
    for row in rows:
        kind, state = RelationKind(row.kind), Knowledge(row.state)
        there, back = Relation(kind, row.target, state), Relation(kind, row.instrument, state)
        leading[row.instrument] = (*leading.get(row.instrument, ()), there)
        arriving[row.target] = (*arriving.get(row.target, ()), back)
    return leading, arriving


def _view(row: Instrument, relations: tuple[Relation, ...], reverse: tuple[Relation, ...]) -> InstrumentView:
    return InstrumentView(
        id=row.instrument,
        kind=row.kind,
        number=row.number,
        issuer=row.issuer,
        session=row.session,
        name=row.name,
        title=row.title,
        issued=_issued(row.date_from, row.date_to),
        begins=Change(row.begins_earliest, row.begins_latest),
        ends=Change(row.ends_earliest, row.ends_latest),
        state=Knowledge(row.state),
        to_confirm=tuple(Unread(field) for field in row.to_confirm.split()),
        sources=tuple(row.sources.splitlines()),
        note=row.note,
        relations=relations,
        reverse=reverse,
    )


def _issued(start: date | None, end: date | None) -> Period | None:
    """None when nothing, or nonsense, is said about the date."""
    if start is None or end is None or start >= end:
        return None
    return Period(start, end)
