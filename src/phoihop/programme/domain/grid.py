"""The grid in which a programme is typed without a text to read: rows of cells, kept as people type them.

A cell is named as in a spreadsheet: "C4" is the leading body of row 4. Column A holds the number of the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import Final

import msgspec

from phoihop.kernel.dates import parse_typed_date
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.kernel.text import collapse, nfc
from phoihop.programme.domain.grid_words import GridWords
from phoihop.reading.api import refuse_secret

MOST_ROWS: Final = 100
"""A joint programme has some twenty-five tasks; more than a hundred are several programmes."""
LONGEST_CELL: Final = 4000
LONGEST_TITLE: Final = 300


class Column(StrEnum):
    """What a cell says, in the order of the columns from B on."""

    TEXT = "text"
    LEAD = "lead"
    COORDINATING = "coordinating"
    TIME = "time"
    PRODUCT = "product"
    LEVEL = "level"
    BASIS = "basis"
    KIND = "kind"

    @property
    def place(self) -> int:
        """Its place, from 0."""
        return _PLACES[self]

    @property
    def letter(self) -> str:
        """The letter that it is named by: B for the first, as A holds the number."""
        return "BCDEFGHI"[self.place]


_PLACES: Final = {column: place for place, column in enumerate(Column)}
BLANK: Final = ("",) * len(Column)


def cell_name(row: int, column: Column) -> str:
    """C4 for the leading body of row 4; rows are counted from 1."""
    return f"{column.letter}{row}"


class Row(msgspec.Struct, frozen=True, array_like=True):
    """The cells of one row in the order of the columns, line breaks kept."""

    cells: tuple[str, ...] = BLANK

    def __getitem__(self, column: Column) -> str:
        return self.cells[column.place]

    def __bool__(self) -> bool:
        return any(self.cells)

    def with_cell(self, column: Column, words: str) -> Row:
        """The row with other words in one cell."""
        cells = list(self.cells)
        cells[column.place] = words
        return Row(tuple(cells))


class ChosenBodies(msgspec.Struct, frozen=True, array_like=True):
    """Whom a mention means, as a person has decided it for the whole grid."""

    mention: str
    bodies: tuple[str, ...]


class ChosenInstrument(msgspec.Struct, frozen=True, array_like=True):
    """Which instrument a label means, as a person has decided it for the whole grid."""

    label: str
    instrument: str


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A programme as it is being typed. `day`, `year`: as typed, also what cannot be read yet.

    `year`: of the times that name none ("quý II"). `copied_from`: the programme that the rows were copied of.
    """

    title: str = ""
    day: str = ""
    year: str = ""
    rows: tuple[Row, ...] = ()
    bodies: tuple[ChosenBodies, ...] = ()
    instruments: tuple[ChosenInstrument, ...] = ()
    copied_from: str = ""

    @property
    def on(self) -> date | None:
        """The day of the document; None for none, and for what is not one day."""
        period = parse_typed_date(self.day)
        return period.start if period is not None and period.start == period.last_day else None

    @property
    def in_year(self) -> int | None:
        """The year of times without one; None for none, and for what is no year of four figures."""
        return (
            int(self.year) if self.year.isascii() and self.year.isdecimal() and len(self.year) == 4 else None
        )

    @property
    def filled(self) -> int:
        """How many rows say something."""
        return sum(bool(row) for row in self.rows)


def row_of(cells: Sequence[str]) -> Row:
    """A row of words as typed: NFC, single blanks, empty lines left out. ValueError for too many cells."""
    if len(cells) > len(Column):
        raise ValueError("more cells than columns")
    return Row(tuple(_clean(words) for words, _ in zip_longest(cells, BLANK, fillvalue="")))


def _clean(words: str) -> str:
    lines = (collapse(line) for line in nfc(words).splitlines())
    return "\n".join(line for line in lines if line)


def decide_typed(grid: Grid, *, words: GridWords) -> Decision[Grid]:
    """The grid as it is kept: clean, "như trên" written out, without the empty rows at its end.

    Refused: `reading.secret`, `programme.grid_too_long`, `programme.grid_cell_too_long`,
    `programme.grid_title_too_long`. What is only not clear yet is kept as typed.
    """
    rows = _without_end(spelled_out([row_of(row.cells) for row in grid.rows], words=words))
    title = collapse(nfc(grid.title))
    secret = refuse_secret("\n".join((title, *(cell for row in rows for cell in row.cells))), "")
    if isinstance(secret, Refused):
        return secret
    if len(title) > LONGEST_TITLE:
        return refuse("programme.grid_title_too_long", most=LONGEST_TITLE)
    if len(rows) > MOST_ROWS:
        return refuse("programme.grid_too_long", rows=len(rows), most=MOST_ROWS)
    long = [
        cell_name(number, column)
        for number, row in enumerate(rows, start=1)
        for column in Column
        if len(row[column]) > LONGEST_CELL
    ]
    if long:
        return refuse("programme.grid_cell_too_long", cells=", ".join(long), most=LONGEST_CELL)
    head = {"title": title, "day": collapse(nfc(grid.day)), "year": collapse(nfc(grid.year))}
    return Accepted(msgspec.structs.replace(grid, rows=tuple(rows), **head))


def spelled_out(rows: Iterable[Row], *, words: GridWords) -> list[Row]:
    """The rows with the words of the cell above in the place of a ditto mark ("nt", "như trên", 〃)."""
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else Row()
        cells = (
            over if words.is_ditto(own) else own for own, over in zip(row.cells, above.cells, strict=True)
        )
        found.append(Row(tuple(cells)))
    return found


def _without_end(rows: Sequence[Row]) -> list[Row]:
    last = max((place for place, row in enumerate(rows, start=1) if row), default=0)
    return list(rows[:last])


# --------------------------------------------------------------------------------------- rows moved about


def without_row(grid: Grid, row: int) -> Grid:
    """The grid without the row of this number, counted from 1."""
    return msgspec.structs.replace(grid, rows=grid.rows[: row - 1] + grid.rows[row:])


def with_row_above(grid: Grid, row: int) -> Grid:
    """The grid with an empty row in front of the row of this number."""
    return msgspec.structs.replace(grid, rows=(*grid.rows[: row - 1], Row(), *grid.rows[row - 1 :]))


def chosen_bodies(grid: Grid, mention: str, bodies: tuple[str, ...]) -> Grid:
    """The grid in which a mention means these bodies; with none it is open again."""
    others = tuple(chosen for chosen in grid.bodies if chosen.mention != mention)
    new = (ChosenBodies(mention, bodies),) if bodies else ()
    return msgspec.structs.replace(grid, bodies=others + new)


def chosen_instrument(grid: Grid, label: str, instrument: str) -> Grid:
    """The grid in which a label means this instrument; with none it is open again."""
    others = tuple(chosen for chosen in grid.instruments if chosen.label != label)
    new = (ChosenInstrument(label, instrument),) if instrument else ()
    return msgspec.structs.replace(grid, instruments=others + new)
