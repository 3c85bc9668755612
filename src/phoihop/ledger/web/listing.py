"""The list of acts and of ledgers as typed rows: a few queries a page, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from phoihop.ledger.act import Coordinate
from phoihop.ledger.envelope import Envelope, decode_envelope
from phoihop.ledger.models import Act, Checkpoint, SubjectAct, TreeHead, WaitingAct
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


def kept_inside() -> frozenset[str]:
    """The kinds of acts that only their own agency reads, also where several agencies share a node."""
    return frozenset(kind.name for kind in ports().kinds if kind.audience == "agency")


def recent_acts(wanted: Wanted, *, own: str) -> tuple[list[Act], int | None]:
    """One page of acts, latest first, and the arrival number that the next page starts before. One query.

    `own`: the ledger of who looks; what other agencies keep inside is left out.
    """
    inside_others = Q(kind__in=kept_inside()) & ~Q(ledger=own)
    acts = Act.objects.select_related("vault").exclude(inside_others).order_by("-arrival")
    if wanted.ledger:
        acts = acts.filter(ledger=wanted.ledger)
    if wanted.kind:
        acts = acts.filter(kind=wanted.kind)
    if wanted.subject:
        acts = acts.filter(arrival__in=SubjectAct.objects.filter(subject=wanted.subject).values("act_id"))
    if wanted.before is not None:
        acts = acts.filter(arrival__lt=wanted.before)
    page = list(acts[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].arrival if len(page) > PAGE else None


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
class Head:
    """One ledger epoch: how many acts, up to where they are sealed, how many of them do not count yet."""

    ledger: str
    epoch: int
    size: int
    sealed: int
    waiting: int

    @property
    def unsealed(self) -> int:
        """The acts that no checkpoint covers yet."""
        return max(0, self.size - self.sealed)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A ledger epoch with the name of the agency that opened it; empty when the opening is not here."""

    head: Head
    agency: str


def ledger_heads() -> list[Head]:
    """Every ledger epoch on this node, by name. One query."""
    here = {"ledger": OuterRef("ledger"), "epoch": OuterRef("epoch")}
    sealed = Checkpoint.objects.filter(**here).order_by("-size").values("size")[:1]
    of_here = WaitingAct.objects.filter(act__ledger=OuterRef("ledger"), act__epoch=OuterRef("epoch"))
    by_ledger = of_here.order_by().values("act__ledger")
    waiting = by_ledger.annotate(acts=Count("act", distinct=True)).values("acts")
    found = (
        TreeHead.objects.order_by("ledger", "epoch")
        .annotate(sealed=Coalesce(Subquery(sealed), 0), waiting=Coalesce(Subquery(waiting), 0))
        .values_list("ledger", "epoch", "size", "sealed", "waiting")
    )
    return [Head(*row) for row in found]


def named_rows(acts: Sequence[Act], heads: Sequence[Head]) -> tuple[list[ActRow], list[LedgerRow]]:
    """Acts and ledgers of a page with all names, asked for once. One query and those for the names."""
    envelopes, openings = [envelope_of(act) for act in acts], _openings(heads)
    names = names_of([e for e in (*envelopes, *openings.values()) if e is not None])
    rows = [_row(act, envelope, names) for act, envelope in zip(acts, envelopes, strict=True)]
    return rows, [LedgerRow(head, _agency(openings.get(head.ledger), names)) for head in heads]


def _openings(heads: Sequence[Head]) -> dict[str, Envelope]:
    """The first acts of the ledgers, as far as they are here: they name the agency. One query."""
    if not heads:
        return {}
    first = reduce(or_, (Q(ledger=head.ledger, epoch=head.epoch, index=0) for head in heads))
    envelopes = {act.ledger: envelope_of(act) for act in Act.objects.filter(first)}
    return {ledger: envelope for ledger, envelope in envelopes.items() if envelope is not None}


def _agency(opening: Envelope | None, names: Mapping[str, str]) -> str:
    if opening is None:
        return ""
    return names.get(opening.decided_by.body, opening.decided_by.body)
