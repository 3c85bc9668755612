"""The door of norms: what other rooms may ask. Values are in `domain.types`.

`on` is the day for which an answer holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from phoihop.norms.commands import load_edition
from phoihop.norms.domain import force
from phoihop.norms.domain.content import EditionFault, read_edition
from phoihop.norms.domain.force import force_on
from phoihop.norms.domain.resolving import resolve as resolve_in
from phoihop.norms.domain.types import Cited, InstrumentView, Resolution
from phoihop.norms.permissions import may_read
from phoihop.norms.projections import PROJECTORS
from phoihop.norms.queries.catalogue import catalogue, edition
from phoihop.norms.queries.catalogue import instruments as instruments_by_id
from phoihop.norms.queries.listing import Listed, Wanted, latest_first, listed, matching, namesakes
from phoihop.norms.queries.source import NotWired, plug

__all__ = [
    "PROJECTORS",
    "EditionFault",
    "Listed",
    "NotWired",
    "Wanted",
    "catalogue",
    "edition",
    "force_on",
    "in_force",
    "instrument",
    "instruments",
    "instruments_by_id",
    "latest_first",
    "listed",
    "load_edition",
    "may_read",
    "named",
    "namesakes",
    "plug",
    "read_edition",
    "resolve",
    "resolve_all",
]


def instrument(id_: str) -> InstrumentView | None:
    """An instrument with what leads from and to it; None when the catalogue has no such id. Three queries."""
    return next((known for known in catalogue().instruments if known.id == id_), None)


def named(ids: Iterable[str]) -> Mapping[str, InstrumentView]:
    """Instruments by id, without their relations; unknown ids are left out. One query."""
    return instruments_by_id(ids)


def instruments(wanted: Wanted | None = None, *, on: date) -> tuple[InstrumentView, ...]:
    """The instruments looked for, latest date first. Three queries."""
    return latest_first(matching(catalogue(), wanted or Wanted(), on=on))


def in_force(id_: str, *, on: date) -> bool | None:
    """Whether it is in force on the day; None when that is not known, or the id is not. One query."""
    found = instruments_by_id([id_]).get(id_)
    return None if found is None else force.in_force(found, on)


def resolve(cited: Cited, *, on: date | None) -> Resolution:
    """What a citation means in a text of the day `on`. For several use `resolve_all`: it loads once."""
    return resolve_all([cited], on=on)[0]


def resolve_all(cited: Sequence[Cited], *, on: date | None) -> tuple[Resolution, ...]:
    """What the citations of a text of the day `on` (None: not known) mean, in their order. Three queries."""
    known = catalogue()
    return tuple(resolve_in(known, one, on=on) for one in cited)
