"""Catalogues for tests: the shipped edition without a database, and small invented instruments."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.norms.acts import InstrumentRecorded, Unread
from phoihop.norms.domain.content import EditionContent, read_edition
from phoihop.norms.domain.types import Catalogue, Change, InstrumentView, IssuerNames

CONTENT = Path(__file__).resolve().parents[2] / "content" / "norms"
CONFERENCE = date(2018, 4, 6)
POLITBURO, SECRETARIAT, COMMISSION = "Bộ Chính trị", "Ban Bí thư", "Quân ủy Trung ương"


@cache
def shipped() -> EditionContent:
    """The edition that ships with the project."""
    return read_edition(CONTENT)


@cache
def shipped_catalogue() -> Catalogue:
    """The shipped edition as the catalogue that pages and resolution see."""
    instruments = tuple(_view(id_, said) for id_, said in shipped().instruments)
    return Catalogue(instruments, shipped().edition.issuers)


def _view(id_: str, said: InstrumentRecorded) -> InstrumentView:
    issued = None
    if said.date_from and said.date_to:
        issued = Period(date.fromisoformat(said.date_from), date.fromisoformat(said.date_to))
    return InstrumentView(
        id=id_,
        kind=said.kind,
        number=said.number,
        issuer=said.issuer,
        session=said.session,
        name=said.name,
        title=said.title,
        issued=issued,
        begins=Change(_day(said.begins_earliest), _day(said.begins_latest)),
        ends=Change(_day(said.ends_earliest), _day(said.ends_latest)),
        state=said.state,
        to_confirm=said.to_confirm,
        sources=said.sources,
        note=said.note,
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def by_id(id_: str) -> InstrumentView:
    """An instrument of the shipped edition."""
    return next(known for known in shipped_catalogue().instruments if known.id == id_)


def instrument(
    id_: str = "1-qd-tw-2018",
    number: str = "1-QĐ/TW",
    *,
    kind: str = "Quy định",
    issuer: str = POLITBURO,
    session: str = "",
    name: str = "",
    issued: Period | None = None,
    begins: Change | None = None,
    ends: Change | None = None,
    state: Knowledge = Knowledge.VERIFIED,
    to_confirm: tuple[Unread, ...] = (),
) -> InstrumentView:
    """An invented instrument, signed on 02-01-2018 unless said otherwise."""
    signed = issued or Period.day(date(2018, 1, 2))
    start = signed.start
    return InstrumentView(
        id=id_,
        kind=kind,
        number=number,
        issuer=issuer,
        session=session,
        name=name,
        title="trích yếu",
        issued=signed,
        begins=begins or Change(start, start),
        ends=ends or Change(None, None),
        state=state,
        to_confirm=to_confirm,
        sources=(),
        note="",
    )


def catalogue(*instruments: InstrumentView) -> Catalogue:
    """These instruments; the Secretariat has a second name."""
    also = IssuerNames(SECRETARIAT, ("Ban Bí thư Trung ương Đảng",))
    return Catalogue(instruments, (also, IssuerNames(POLITBURO, ())))
