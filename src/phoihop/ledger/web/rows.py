"""Acts as the ledger's pages show them: typed rows, names put in, two queries a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.utils.translation import get_language

from phoihop.ledger.act import Coordinate
from phoihop.ledger.envelope import Basis, Envelope, Party, decode_envelope
from phoihop.ledger.models import Act, SubjectAct
from phoihop.ledger.ports import ports

PAGE = 50


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act in a list. `title` is empty for an act of which only the leaf is here."""

    arrival: int
    place: Coordinate
    agency: str
    name: str
    title: str
    recorded_at: datetime | None
    decided_by: str
    entered_by: str
    by_paper: str
    leaf: str
    readable: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for: a ledger, a kind, a subject, acts before an arrival number."""

    ledger: str = ""
    kind: str = ""
    subject: str = ""
    before: int | None = None


def recent_acts(filters: Filters) -> tuple[list[ActRow], int | None]:
    """One page of acts, latest first, and the arrival number that the next page starts before."""
    acts = Act.objects.select_related("vault").order_by("-arrival")
    if filters.ledger:
        acts = acts.filter(ledger=filters.ledger)
    if filters.kind:
        acts = acts.filter(kind=filters.kind)
    if filters.subject:
        acts = acts.filter(arrival__in=SubjectAct.objects.filter(subject=filters.subject).values("act_id"))
    if filters.before is not None:
        acts = acts.filter(arrival__lt=filters.before)
    page = list(acts[: PAGE + 1])
    rows = _rows(page[:PAGE])
    return rows, rows[-1].arrival if len(page) > PAGE else None


def _rows(acts: Sequence[Act]) -> list[ActRow]:
    envelopes = {act.arrival: _envelope(act) for act in acts}
    names = names_of(e for e in envelopes.values() if e is not None)
    return [_row(act, envelopes[act.arrival], names) for act in acts]


def _envelope(act: Act) -> Envelope | None:
    return decode_envelope(act.envelope.encode()) if act.envelope else None


def _row(act: Act, envelope: Envelope | None, names: Mapping[str, str]) -> ActRow:
    agency, _, name = act.ledger.partition("/")
    return ActRow(
        arrival=act.arrival,
        place=Coordinate(act.ledger, act.epoch, act.index),
        agency=agency,
        name=name,
        title=kind_title(envelope.kind) if envelope else "",
        recorded_at=recorded_at(envelope) if envelope else None,
        decided_by=party_words(envelope.decided_by, names) if envelope else "",
        entered_by=party_words(envelope.entered_by, names) if envelope else "",
        by_paper=paper_words(envelope.basis) if envelope else "",
        leaf=act.leaf,
        readable=hasattr(act, "vault"),
    )


def kind_title(kind: str) -> str:
    """The name of a kind in the language of the page; the kind itself when it has none."""
    title = ports().titles.get(kind)
    if title is None:
        return kind
    return title.en if get_language() == "en" else title.vi


def recorded_at(envelope: Envelope) -> datetime:
    """When the ledger took the act, with time zone."""
    return datetime.fromisoformat(envelope.recorded_at)


def names_of(envelopes: Iterable[Envelope]) -> Mapping[str, str]:
    """The names of all bodies, persons and posts that decided or entered."""
    codes: set[str] = set()
    for envelope in envelopes:
        for party in (envelope.decided_by, envelope.entered_by):
            codes |= {code for code in (party.body, party.person, party.post) if code}
    return ports().names.names(sorted(codes))


def party_words(party: Party, names: Mapping[str, str]) -> str:
    """`Họ tên, chức vụ, cơ quan`, as far as known."""
    parts = [names.get(code, code) for code in (party.person, party.post, party.body) if code]
    return ", ".join(dict.fromkeys(parts))


def paper_words(basis: Sequence[Basis]) -> str:
    """Number and date of the paper that an act was recorded from, empty when it was not."""
    return "; ".join(f"{b.number} ({b.date})" if b.date else b.number for b in basis if b.kind == "paper")


@dataclass(frozen=True, slots=True)
class Line:
    """One field of an act's content."""

    field: str
    value: str


def content_lines(body: str) -> list[Line]:
    """The content of an act field by field, nested parts as JSON text."""
    fields = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    return [Line(name, _words(raw)) for name, raw in fields.items()]


def _words(raw: msgspec.Raw) -> str:
    data = bytes(raw)
    if data.startswith(b'"'):
        return msgspec.json.decode(data, type=str)
    return msgspec.json.format(data, indent=2).decode() if data[:1] in b"[{" else data.decode()
