"""From a citation in a text to the instrument that it means on the day of the text. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from phoihop.kernel.text import search_key
from phoihop.norms.domain.types import (
    Ambiguous,
    Catalogue,
    Cited,
    Found,
    InstrumentView,
    IssuerNames,
    Resolution,
    Unknown,
    Why,
)

_FIGURE = re.compile(r"\d+")
_LEADING_FIGURE = re.compile(r"\d+(?:\.\d+)*")
_ANY_KIND = "van ban"
_NOT_A_WORD = re.compile(r"[\W_]+")


def resolve(catalogue: Catalogue, cited: Cited, *, on: date | None) -> Resolution:
    """What a citation means in a text of the day `on` (None: the day is not known).

    An instrument fits when number (or session, or name of the law) and, as far as the text says them, issuer,
    kind and date agree. What was signed after the text cannot be meant. Exactly one whose identity has been
    read is found.
    """
    issuers = catalogue.issuers
    fitting = [i for i in catalogue.instruments if _named(i, cited) and _issued_by(i, cited, issuers)]
    fitting = _of_kind(fitting, cited)
    fitting = [i for i in fitting if _dated(i, cited.date)]
    possible = [i for i in fitting if not _after(i, on)]
    if not possible:
        return Unknown(Why.LATER, tuple(fitting)) if fitting else Unknown(Why.NOT_LISTED)
    if len(possible) > 1:
        return Ambiguous(tuple(possible), Why.SEVERAL)
    doubt = _doubt(possible[0], cited, on)
    return Found(possible[0]) if doubt is None else Ambiguous((possible[0],), doubt)


def _doubt(instrument: InstrumentView, cited: Cited, on: date | None) -> Why | None:
    """Why the only one that fits may still not be meant."""
    bare = cited.notation is None and cited.session is None and cited.name is None
    if not instrument.identified or _perhaps_after(instrument, on):
        return Why.TO_CONFIRM
    if not _same_kind(instrument, cited):
        return Why.KIND_DIFFERS
    if bare and cited.date is None and not cited.issuers:
        return Why.ISSUER_MISSING
    if bare and cited.date is None and on is None:
        return Why.DAY_MISSING
    return None


# -------------------------------------------------------------------------------------------------- what fits


def _named(instrument: InstrumentView, cited: Cited) -> bool:
    """Whether the number, the session or the name is that of the instrument; a full notation counts alone."""
    if cited.notation and _FIGURE.search(cited.notation):
        return number_key(cited.notation) == number_key(instrument.number)
    if cited.numbers:
        figure = _figure(instrument.number)
        return figure is not None and any(_figure(number) == figure for number in cited.numbers)
    if cited.session:
        return bool(instrument.session) and _words(cited.session) == _words(instrument.session)
    return bool(cited.name) and bool(instrument.name) and _words(cited.name or "") == _words(instrument.name)


def _issued_by(instrument: InstrumentView, cited: Cited, issuers: Sequence[IssuerNames]) -> bool:
    """Whether one of the issuers named issued it; an issuer that a side does not know excludes nothing."""
    if not cited.issuers or not instrument.issuer:
        return True
    names = {_words(name) for name in _all_names(instrument.issuer, issuers)}
    return any(_words(issuer) in names for issuer in cited.issuers)


def _all_names(issuer: str, issuers: Iterable[IssuerNames]) -> tuple[str, ...]:
    also = next((known.also for known in issuers if known.name == issuer), ())
    return (issuer, *also)


def _of_kind(fitting: list[InstrumentView], cited: Cited) -> list[InstrumentView]:
    """Those of the kind that the text says; with a full notation, which says it too, all if none has it."""
    same = [instrument for instrument in fitting if _same_kind(instrument, cited)]
    return same or (fitting if cited.notation else [])


def _same_kind(instrument: InstrumentView, cited: Cited) -> bool:
    return _words(cited.kind) in {_words(instrument.kind), _ANY_KIND, ""}


def _dated(instrument: InstrumentView, day: date | None) -> bool:
    return day is None or instrument.issued is None or instrument.issued.contains(day)


def _after(instrument: InstrumentView, on: date | None) -> bool:
    """Whether it was surely signed after the day."""
    start = instrument.issued.start if instrument.issued is not None else None
    return on is not None and start is not None and on < start


def _perhaps_after(instrument: InstrumentView, on: date | None) -> bool:
    last = instrument.issued.last_day if instrument.issued is not None else None
    return on is not None and last is not None and on < last


# ------------------------------------------------------------------------------------------------------- keys


def number_key(number: str) -> str:
    """A notation made comparable: "05 - CT/TW" and "5-ct/tw" are equal."""
    key = search_key(number).replace("\u2013", "-").replace(" ", "")
    return _FIGURE.sub(lambda figure: figure[0].lstrip("0") or "0", key)


def _figure(number: str) -> str | None:
    """The leading figure without zeros before it; None without one. "66.12/2026/NQ-CP" is no number 66."""
    figure = _LEADING_FIGURE.match(number.strip())
    return figure[0].lstrip("0") or "0" if figure else None


def _words(text: str) -> str:
    return _NOT_A_WORD.sub(" ", search_key(text)).strip()
