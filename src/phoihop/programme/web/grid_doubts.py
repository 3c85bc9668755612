"""What is not clear in a grid, in the words of its page, with what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from phoihop.access.api import today
from phoihop.norms import api as norms
from phoihop.norms.domain.types import InstrumentView
from phoihop.programme.domain.grid import Column, Grid
from phoihop.programme.domain.grid_plan import Doubt, DoubtKind
from phoihop.programme.web.grid_table import field_name
from phoihop.programme.web.grid_words import COLUMNS, doubt_words
from phoihop.registry import api as registry
from phoihop.ui.refusals import shown_citation

ALL: Final = "all"
_HEAD_FIELDS: Final = {
    DoubtKind.TITLE_MISSING: "title",
    DoubtKind.DAY_MISSING: "day",
    DoubtKind.DAY_UNREADABLE: "day",
    DoubtKind.YEAR_UNREADABLE: "year",
}


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """Something that a name can mean; `value` is sent by its button."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """A doubt with the field that it is about, empty for the whole grid."""

    field: str
    cell: str
    heading: str
    about: str
    words: str
    stopping: bool
    choices: tuple[ShownChoice, ...]


def shown_doubts(grid: Grid, doubts: Sequence[Doubt]) -> tuple[ShownDoubt, ...]:
    """All doubts; for those that offer something, buttons that name it. At most three queries."""
    names = _names(grid, doubts)
    return tuple(_doubt(place, doubt, names) for place, doubt in enumerate(doubts))


def _doubt(place: int, doubt: Doubt, names: Mapping[str, str]) -> ShownDoubt:
    return ShownDoubt(
        field=field_name(doubt.row, doubt.column) if doubt.column else _HEAD_FIELDS.get(doubt.kind, ""),
        cell=doubt.cell,
        heading=str(COLUMNS[doubt.column]) if doubt.column else "",
        about=doubt.words,
        words=doubt_words(doubt),
        stopping=doubt.stopping,
        choices=tuple(_choices(place, doubt, names)),
    )


def _choices(place: int, doubt: Doubt, names: Mapping[str, str]) -> Iterator[ShownChoice]:
    together = doubt.kind in {DoubtKind.ENDED, DoubtKind.FIGURE} and len(doubt.candidates) > 1
    if together:
        shown = "; ".join(names.get(code, code) for code in doubt.candidates)
        yield ShownChoice(f"{place}:{ALL}", shown)
    if doubt.kind is not DoubtKind.FIGURE:
        for at, code in enumerate(doubt.candidates):
            yield ShownChoice(f"{place}:{at}", names.get(code, code))


def _names(grid: Grid, doubts: Iterable[Doubt]) -> Mapping[str, str]:
    bodies: set[str] = set()
    instruments: set[str] = set()
    for doubt in doubts:
        (instruments if doubt.column is Column.BASIS else bodies).update(doubt.candidates)
    found = registry.body_names(bodies, on=grid.on or today()) if bodies else {}
    named = norms.named(instruments) if instruments else {}
    return {**found, **{id_: instrument_words(view) for id_, view in named.items()}}


def instrument_words(found: InstrumentView) -> str:
    """An instrument in words."""
    return shown_citation(found.citation()).words


def chosen(doubts: Sequence[Doubt], value: str) -> tuple[Doubt, tuple[str, ...]] | None:
    """What the button of a choice says; None for one that is not on offer."""
    place, _, which = value.partition(":")
    if not place.isdecimal() or int(place) >= len(doubts):
        return None
    doubt = doubts[int(place)]
    if which == ALL:
        return (doubt, doubt.candidates) if doubt.candidates else None
    if not which.isdecimal() or int(which) >= len(doubt.candidates):
        return None
    return doubt, (doubt.candidates[int(which)],)
