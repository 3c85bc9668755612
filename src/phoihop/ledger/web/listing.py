"""The list of acts and of ledgers as typed rows: a few queries a page, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Max, Q

from phoihop.ledger.act import Coordinate
from phoihop.ledger.envelope import Envelope, decode_envelope
from phoihop.ledger.models import Act, Checkpoint, SubjectAct, TreeHead
from phoihop.ledger.ports import ports
from phoihop.ledger.web.words import kind_title, names_of, paper_words, party_words, recorded_at

PAGE: Final = 50


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
class Wanted:
    """What the address asks for: a ledger, a kind, a subject, acts before an arrival number."""

    ledger: str = ""
    kind: str = ""
    subject: str = ""
    before: int | None = None


def recent_acts(wanted: Wanted) -> tuple[list[ActRow], int | None]:
    """One page of acts, latest first, and the arrival number that the next page starts before."""
    acts = Act.objects.select_related("vault").order_by("-arrival")
    if wanted.ledger:
        acts = acts.filter(ledger=wanted.ledger)
    if wanted.kind:
        acts = acts.filter(kind=wanted.kind)
    if wanted.subject:
        acts = acts.filter(arrival__in=SubjectAct.objects.filter(subject=wanted.subject).values("act_id"))
    if wanted.before is not None:
        acts = acts.filter(arrival__lt=wanted.before)
    page = list(acts[: PAGE + 1])
    rows = _rows(page[:PAGE])
    return rows, rows[-1].arrival if len(page) > PAGE else None


def _rows(acts: Sequence[Act]) -> list[ActRow]:
    envelopes = {act.arrival: envelope_of(act) for act in acts}
    names = names_of(e for e in envelopes.values() if e is not None)
    return [_row(act, envelopes[act.arrival], names) for act in acts]


def envelope_of(act: Act) -> Envelope | None:
    """The envelope of a stored act, None when only its leaf is here."""
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


# ------------------------------------------------------------------------------------------------- ledgers


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One ledger epoch: whose it is, how many acts, up to where they are sealed, how many are not yet."""

    ledger: str
    agency: str
    epoch: int
    size: int
    sealed: int

    @property
    def unsealed(self) -> int:
        """The acts that no checkpoint covers yet."""
        return max(0, self.size - self.sealed)


def ledgers() -> list[LedgerRow]:
    """Every ledger epoch on this node, by name. Three queries and those for the names."""
    heads = list(TreeHead.objects.order_by("ledger", "epoch"))
    by_place = Checkpoint.objects.values_list("ledger", "epoch").annotate(sealed=Max("size"))
    sealed = {(ledger, epoch): size for ledger, epoch, size in by_place}
    agencies = _agencies(heads)
    return [
        LedgerRow(
            ledger=head.ledger,
            agency=agencies.get(head.ledger, ""),
            epoch=head.epoch,
            size=head.size,
            sealed=sealed.get((head.ledger, head.epoch), 0),
        )
        for head in heads
    ]


def _agencies(heads: Sequence[TreeHead]) -> dict[str, str]:
    """The names of the agencies that opened the ledgers; of one whose opening is not here, none."""
    if not heads:
        return {}
    first = reduce(or_, (Q(ledger=head.ledger, epoch=head.epoch, index=0) for head in heads))
    opened = Act.objects.filter(first)
    bodies = {act.ledger: envelope.decided_by.body for act in opened if (envelope := envelope_of(act))}
    names = ports().names.names(sorted(set(bodies.values())))
    return {ledger: names.get(body, body) for ledger, body in bodies.items()}
