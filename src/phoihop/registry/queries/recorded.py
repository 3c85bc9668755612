"""What an edition could have recorded, read back from the rows, to be compared with a new edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from phoihop.kernel.citation import Knowledge
from phoihop.ledger.domain.types import Coordinate, Payload, Valid
from phoihop.registry.acts import (
    BodyRecorded,
    LineageKind,
    LineageRecorded,
    LineKind,
    LineRecorded,
    RulesRecorded,
)
from phoihop.registry.domain.edition import Statement, Stored
from phoihop.registry.models import Body, Line, Lineage, Rules, Stated


def stored(ledger: str) -> Mapping[str, Stored]:
    """Rules, bodies, lines and lineage by subject with their acts, as a ledger states them. Four queries."""
    return dict(_rows(ledger))


def _rows(ledger: str) -> Iterator[tuple[str, Stored]]:
    for rules in Rules.objects.filter(ledger=ledger):
        yield _stored(rules, msgspec.json.decode(rules.body, type=RulesRecorded))
    for body in Body.objects.filter(ledger=ledger):
        yield _stored(body, _body(body), _valid(body.valid_from, body.valid_to))
    for line in Line.objects.filter(ledger=ledger):
        yield _stored(line, _line(line), _valid(line.valid_from, line.valid_to))
    for passed in Lineage.objects.filter(ledger=ledger):
        yield _stored(passed, _lineage(passed), _valid(passed.day, None))


def _stored(row: Stated, payload: Payload, valid: Valid | None = None) -> tuple[str, Stored]:
    place = Coordinate(row.ledger, row.epoch, row.place)
    return row.subject, Stored(Statement(payload, valid or Valid()), place)


def _valid(start: date | None, end: date | None) -> Valid:
    return Valid(start.isoformat() if start else None, end.isoformat() if end else None)


def _body(row: Body) -> BodyRecorded:
    return BodyRecorded(
        name=row.name,
        kind=row.kind,
        side=row.side,
        state=Knowledge(row.state),
        source=row.source,
        note=row.note,
    )


def _line(row: Line) -> LineRecorded:
    return LineRecorded(
        child=row.child,
        parent=row.parent,
        line=LineKind(row.line),
        state=Knowledge(row.state),
        source=row.source,
        note=row.note,
    )


def _lineage(row: Lineage) -> LineageRecorded:
    return LineageRecorded(
        predecessor=row.predecessor,
        successor=row.successor,
        kind=LineageKind(row.kind),
        state=Knowledge(row.state),
        source=row.source,
        note=row.note,
    )
