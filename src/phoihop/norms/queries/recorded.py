"""What an edition has recorded, read back from the rows, to be compared with a new edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from phoihop.kernel.citation import Knowledge
from phoihop.ledger.domain.types import Coordinate
from phoihop.norms.acts import InstrumentRecorded, RelationKind, RelationStated, Unread
from phoihop.norms.domain.edition import Stored
from phoihop.norms.models import Instrument, Relation


def stored(ledger: str) -> Mapping[str, Stored]:
    """The instruments by id, with the act of each, as a ledger states them. Two queries."""
    relations: dict[str, tuple[RelationStated, ...]] = {}
    for row in Relation.objects.filter(ledger=ledger).order_by("instrument", "kind", "target"):
        stated = RelationStated(RelationKind(row.kind), row.target, Knowledge(row.state))
        relations[row.instrument] = (*relations.get(row.instrument, ()), stated)
    return {
        row.instrument: Stored(
            _recorded(row, relations.get(row.instrument, ())), Coordinate(row.ledger, row.epoch, row.place)
        )
        for row in Instrument.objects.filter(ledger=ledger).order_by("instrument")
    }


def _recorded(row: Instrument, relations: tuple[RelationStated, ...]) -> InstrumentRecorded:
    return InstrumentRecorded(
        kind=row.kind,
        number=row.number,
        issuer=row.issuer,
        session=row.session,
        name=row.name,
        title=row.title,
        date_from=_iso(row.date_from),
        date_to=_iso(row.date_to),
        begins_earliest=_iso(row.begins_earliest),
        begins_latest=_iso(row.begins_latest),
        ends_earliest=_iso(row.ends_earliest),
        ends_latest=_iso(row.ends_latest),
        state=Knowledge(row.state),
        to_confirm=tuple(Unread(field) for field in row.to_confirm.split()),
        relations=relations,
        sources=tuple(row.sources.splitlines()),
        note=row.note,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
