"""The list of instruments: filtered and ordered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.text import search_key
from phoihop.norms.domain.force import force_on
from phoihop.norms.domain.types import Catalogue, Force, InstrumentView


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to list. Empty text, empty forces and None: everything."""

    text: str = ""
    kind: str = ""
    issuer: str = ""
    forces: frozenset[Force] = frozenset()
    state: Knowledge | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page; `after` is what to pass for the next one, None at the end; `total`: all that fit."""

    instruments: tuple[InstrumentView, ...]
    after: int | None
    total: int


def listed(catalogue: Catalogue, wanted: Wanted, *, on: date, after: int, limit: int) -> Listed:
    """The instruments looked for, latest date first, those without a date at the end."""
    found = latest_first(matching(catalogue, wanted, on=on))
    page = found[after : after + limit]
    return Listed(page, after + limit if len(found) > after + limit else None, len(found))


def matching(catalogue: Catalogue, wanted: Wanted, *, on: date) -> tuple[InstrumentView, ...]:
    """The instruments looked for, by id. Each word of `text` stands in number, kind, issuer or title."""
    words = search_key(wanted.text).split()
    return tuple(
        instrument
        for instrument in catalogue.instruments
        if (not wanted.kind or instrument.kind == wanted.kind)
        and (not wanted.issuer or instrument.issuer == wanted.issuer)
        and (wanted.state is None or instrument.state is wanted.state)
        and (not wanted.forces or force_on(instrument, on) in wanted.forces)
        and _holds(instrument, words)
    )


def _holds(instrument: InstrumentView, words: list[str]) -> bool:
    if not words:
        return True
    said = (instrument.kind, instrument.number, instrument.session, instrument.issuer, instrument.title)
    text = search_key(" ".join(said))
    return all(word in text for word in words)


def latest_first(instruments: Iterable[InstrumentView]) -> tuple[InstrumentView, ...]:
    """By the first day on which they can have been signed, downwards; equal ones by id."""
    by_id = sorted(instruments, key=lambda instrument: instrument.id)
    return tuple(sorted(by_id, key=_day, reverse=True))


def _day(instrument: InstrumentView) -> date:
    start = instrument.issued.start if instrument.issued is not None else None
    return start or date.min


def namesakes(catalogue: Catalogue, instrument: InstrumentView) -> tuple[InstrumentView, ...]:
    """Other instruments with the same number: the reason why a number alone says nothing."""
    return latest_first(
        other
        for other in catalogue.instruments
        if instrument.number and other.number == instrument.number and other.id != instrument.id
    )
