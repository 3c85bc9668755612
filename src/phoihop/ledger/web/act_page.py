"""One act as its page shows it: who, on what ground, the content field by field, what it builds on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from phoihop.kernel.period import Period
from phoihop.ledger.act import Coordinate
from phoihop.ledger.envelope import Envelope, Ref, envelope_bytes
from phoihop.ledger.models import Act, Clearance, SubjectAct, WaitingAct
from phoihop.ledger.web.listing import envelope_of
from phoihop.ledger.web.words import (
    kind_title,
    names_of,
    paper_words,
    party_words,
    period_of,
    recorded_at,
)

_NESTED: Final = (b"[", b"{")


@dataclass(frozen=True, slots=True)
class Line:
    """One field of an act's content; `nested` parts are JSON text on several lines."""

    field: str
    value: str
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ledger, in the parts that its address needs. `role`: how the act refers to it."""

    shown: str
    agency: str
    name: str
    epoch: int
    index: int
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFacts:
    """What an envelope says, in words."""

    title: str
    decided_by: str
    entered_by: str
    recorded_at: datetime
    by_paper: str
    valid: Period | None
    subjects: tuple[str, ...]
    refs: tuple[Place, ...]
    bytes: str


def facts(envelope: Envelope) -> ActFacts:
    """The envelope in words; the queries are those for the names."""
    names = names_of([envelope])
    return ActFacts(
        title=kind_title(envelope.kind),
        decided_by=party_words(envelope.decided_by, names),
        entered_by=party_words(envelope.entered_by, names),
        recorded_at=recorded_at(envelope),
        by_paper=paper_words(envelope.basis),
        valid=period_of(envelope.valid),
        subjects=envelope.subjects,
        refs=tuple(_referred(ref) for ref in envelope.refs),
        bytes=envelope_bytes(envelope).decode(),
    )


def _referred(ref: Ref) -> Place:
    return place_of(Coordinate(ref.ledger, ref.epoch, ref.index), role=ref.role)


def place_of(at: Coordinate, *, role: str = "") -> Place:
    """A place as a link needs it."""
    agency, _, name = at.ledger.partition("/")
    return Place(f"{at}", agency, name, at.epoch, at.index, role)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """One act: `facts` is None when only the leaf is here, `content` when there is none to be read."""

    row: Act
    place: Coordinate
    facts: ActFacts | None
    content: tuple[Line, ...] | None
    cleared_by: Place | None
    counts: bool
    waits_for: tuple[Place, ...]


def act_page(at: Coordinate) -> ActPage | None:
    """The act at a place, None when there is none. At most four queries and those for the names."""
    stored = Act.objects.select_related("vault")
    row = stored.filter(ledger=at.ledger, epoch=at.epoch, index=at.index).first()
    if row is None:
        return None
    envelope, readable = envelope_of(row), hasattr(row, "vault")
    counts = SubjectAct.objects.filter(act=row).exists()
    return ActPage(
        row=row,
        place=at,
        facts=facts(envelope) if envelope is not None else None,
        content=tuple(content_lines(row.vault.body)) if readable else None,
        cleared_by=None if readable else _cleared_by(at),
        counts=counts,
        waits_for=() if counts else _waits_for(row),
    )


def _cleared_by(at: Coordinate) -> Place | None:
    """The redaction that cleared the content of a place."""
    clearances = Clearance.objects.select_related("by_act")
    found = clearances.filter(ledger=at.ledger, epoch=at.epoch, index=at.index).first()
    if found is None:
        return None
    by = found.by_act
    return place_of(Coordinate(by.ledger, by.epoch, by.index))


def _waits_for(row: Act) -> tuple[Place, ...]:
    """The places that an act waits for, or contradicts; one whose kind is not known here names no place."""
    waits = WaitingAct.objects.filter(act=row).exclude(on_ledger="")
    ordered = waits.order_by("on_ledger", "on_epoch", "on_index")
    return tuple(place_of(Coordinate(w.on_ledger, w.on_epoch, w.on_index)) for w in ordered)


def content_lines(body: str) -> list[Line]:
    """The content of an act field by field, nested parts as JSON text."""
    fields = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    return [_line(name, bytes(raw)) for name, raw in fields.items()]


def _line(name: str, data: bytes) -> Line:
    if data.startswith(b'"'):
        return Line(name, msgspec.json.decode(data, type=str))
    if data in {b"null", b"[]", b"{}"}:
        return Line(name, "–")
    if data.startswith(_NESTED):
        return Line(name, msgspec.json.format(data, indent=2).decode(), nested=True)
    return Line(name, data.decode())
