"""A table pasted from Word or Excel (cells parted by tabs) → rows of the grid. Pure.

Merged cells come as one filled cell with empty ones below. Where the browser could see the merging it has
written the words out already (`merged_known`). Else nobody can tell a merged cell from an empty one: the
cells are named, and a person says per column whether the words above are meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused, refuse
from phoihop.programme.domain.grid import BLANK, MOST_ROWS, Column, Grid, Row, cell_name, row_of
from phoihop.programme.domain.grid_words import GridWords

# A cell with a tab or a line break inside is quoted, its own quotes doubled. A lone " is a ditto mark.
_QUOTED: Final = re.compile(r'"((?![\t\n])(?:[^"]|"")*)"(?=\t|\n|\Z)')
_NUMBER: Final = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?")
_SECTION_NUMBER: Final = re.compile(r"(?:[IVX]{1,6}|[A-H])[.)]?")
_SECTION: Final = re.compile(r"(?:[IVX]{1,6}|[A-H])\s*[.):–-]\s*\S.*", re.DOTALL)
SHOWN: Final = 40
_NUMBER_COLUMN, _GROUP, _LEFT_OUT = "number", "group", ""

Table = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasting:
    """What is pasted where. `row`: the first row that it fills, from 1.

    `column`: where a table without headings begins, None: at the first cell.
    `repeat`, `leave`: of these columns empty cells are merged ones, or empty.
    """

    text: str
    row: int
    column: Column | None = None
    merged_known: bool = False
    repeat: frozenset[Column] = frozenset()
    leave: frozenset[Column] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """The grid with the table in it. `sections`, `columns`: headings of rows and of columns left out."""

    grid: Grid
    rows: int
    sections: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def table_in(text: str) -> list[list[str]]:
    """The cells of pasted text, row by row; empty rows are left out."""
    rows: list[list[str]] = [[]]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    place = 0
    while place <= len(text):
        quoted = _QUOTED.match(text, place)
        if quoted is not None and re.search(r'[\t\n]|""', quoted[1]):
            cell, place = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = min(found for found in (*_ends(text, place), len(text)) if found >= 0)
            cell, place = text[place:end], end
        rows[-1].append(cell)
        if text[place : place + 1] == "\n":
            rows.append([])
        place += 1
    cleaned = [[row_of([cell]).cells[0] for cell in row] for row in rows]
    return [row for row in cleaned if any(row)]


def _ends(text: str, place: int) -> tuple[int, int]:
    return text.find("\t", place), text.find("\n", place)


def decide_paste(grid: Grid, pasting: Pasting, *, words: GridWords) -> Decision[Pasted]:
    """The grid with the table from the row on; cells that the table does not fill stay.

    Refused: `programme.grid_paste_empty`, `programme.grid_paste_ragged`, `programme.grid_paste_too_wide`,
    `programme.grid_paste_without_text`, `programme.grid_too_long`, `programme.grid_empty_below`.
    """
    table = table_in(pasting.text)
    if not table:
        return refuse("programme.grid_paste_empty")
    layout = _layout(table, pasting, words)
    if isinstance(layout, Refused):
        return layout
    body = layout.value.body
    if pasting.row + len(body) - 1 > MOST_ROWS:
        return refuse("programme.grid_too_long", rows=pasting.row + len(body) - 1, most=MOST_ROWS)
    empties = _empties(body)
    open_ = {} if pasting.merged_known else _open_empties(empties, pasting)
    if open_:
        return _refused_empties(open_, pasting.row)
    filled = [_repeated(body, place, pasting.repeat) for place in range(len(body))]
    return Accepted(
        Pasted(
            grid=_put(grid, filled, pasting.row),
            rows=len(filled),
            sections=layout.value.sections,
            columns=layout.value.columns,
        )
    )


# ------------------------------------------------------------------------------------------------- layout

Cells = dict[Column, str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The rows by column, and the headings that stand for nothing in the grid."""

    body: list[Cells]
    sections: tuple[str, ...]
    columns: tuple[str, ...]


def _layout(table: Table, pasting: Pasting, words: GridWords) -> Decision[_Layout]:
    width = max(map(len, table))
    headings = _headings(table, words)
    columns = _columns(headings, width, words) if headings else _by_place(table, width, pasting)
    if headings and Column.TEXT.value not in columns:
        return refuse("programme.grid_paste_without_text")
    body, sections = [], []
    for place, row in enumerate(table[len(headings) :], start=len(headings)):
        heading = _section(row, width, columns)
        if heading:
            sections.append(heading)
        elif not _counted(row):
            problem = _against(row, columns, place=place, width=width)
            if problem is not None:
                return problem
            body.append(_by_column(row, columns))
    left_out = _left_out(headings, columns, table[len(headings) :])
    if not body:
        return refuse("programme.grid_paste_empty")
    return Accepted(_Layout(body, tuple(sections), left_out))


def _headings(table: Table, words: GridWords) -> Table:
    """The rows at the top that are headings: two at least of their cells are, and one of them is ours."""
    count = 0
    for row in table:
        known = [words.heading(cell) for cell in row if cell]
        if sum(column is not None for column in known) < min(2, len(known)) or not any(known):
            break
        count += 1
    return table[:count]


def _columns(headings: Table, width: int, words: GridWords) -> list[str]:
    """Which column of ours stands at which place; of headings in two rows the lower one says it."""
    found = [_LEFT_OUT] * width
    for row in headings:
        for place, cell in enumerate(row):
            column = words.heading(cell)
            if column is not None and column != _GROUP:
                found[place] = column
    return found


def _by_place(table: Table, width: int, pasting: Pasting) -> list[str]:
    """Without headings: our columns in their order from the wanted one on, a number in front left out."""
    front = [_NUMBER_COLUMN] if width > 1 and _numbered(table, pasting.column) else []
    first = pasting.column.place if pasting.column is not None else 0
    ours = [column.value for column in Column][first:]
    return [*front, *ours][:width]


def _numbered(table: Table, column: Column | None) -> bool:
    """Whether the first cells are numbers of rows: for what is pasted where the words of a task stand."""
    firsts = [row[0] for row in table if row[0]]
    numbers = (_NUMBER.fullmatch(cell) or _SECTION_NUMBER.fullmatch(cell) for cell in firsts)
    return column in {None, Column.TEXT} and bool(firsts) and all(numbers)


def _against(row: Sequence[str], columns: Sequence[str], *, place: int, width: int) -> Refused | None:
    """A row of another shape than the others, or with words where the grid has no column."""
    if len(row) < width:
        return refuse("programme.grid_paste_ragged", row=place + 1, cells=len(row), width=width)
    beyond = next((at for at, cell in enumerate(row) if cell and at >= len(columns)), None)
    if beyond is not None:
        return refuse(
            "programme.grid_paste_too_wide", row=place + 1, column=beyond + 1, words=row[beyond][:SHOWN]
        )
    return None


def _section(row: Sequence[str], width: int, columns: Sequence[str]) -> str:
    """The words of a row that heads a section ("I. Công tác tổ chức"); empty for a row of the table."""
    said = [cell for cell in dict.fromkeys(row) if cell]
    if width == 1 or not said:
        return ""
    in_front = columns[:1] == [_NUMBER_COLUMN] and row[0] == said[0]
    if len(said) == 1:
        across = in_front and not _NUMBER.fullmatch(row[0])
        return said[0] if across or _SECTION.fullmatch(said[0]) else ""
    numbered = in_front and _SECTION_NUMBER.fullmatch(row[0])
    return " ".join(said) if numbered and len(said) == 2 else ""


def _counted(row: Sequence[str]) -> bool:
    """The row below the headings that numbers the columns: (1) (2) (3)."""
    figures = [cell.strip("().") for cell in row]
    return len(row) > 2 and figures == [str(number) for number in range(1, len(row) + 1)]


def _by_column(row: Sequence[str], columns: Sequence[str]) -> Cells:
    ours = {column.value: column for column in Column}
    pairs = zip(row, columns, strict=False)
    return {ours[name]: cell for cell, name in pairs if name in ours}


def _left_out(headings: Table, columns: Sequence[str], rest: Table) -> tuple[str, ...]:
    """Headings of columns that hold words and have no place in the grid."""
    return tuple(
        _lowest(headings, at) or str(at + 1)
        for at, column in enumerate(columns)
        if column == _LEFT_OUT and any(at < len(row) and row[at] for row in rest)
    )


def _lowest(headings: Table, at: int) -> str:
    return next((row[at] for row in reversed(headings) if at < len(row) and row[at]), "")


# ------------------------------------------------------------------------------------------ merged cells


def empties_below(pasting: Pasting, *, words: GridWords) -> tuple[Column, ...]:
    """The columns of a table with empty cells that may be merged with what stands above them."""
    table = table_in(pasting.text)
    layout = _layout(table, pasting, words) if table else None
    return tuple(_empties(layout.value.body)) if isinstance(layout, Accepted) else ()


def _empties(body: Sequence[Cells]) -> dict[Column, list[int]]:
    """By column the places of empty cells that have a filled one above them."""
    found: dict[Column, list[int]] = {}
    for column in Column:
        begun = False
        for place, cells in enumerate(body):
            if cells.get(column):
                begun = True
            elif begun and column in cells:
                found.setdefault(column, []).append(place)
    return found


def _open_empties(empties: Mapping[Column, list[int]], pasting: Pasting) -> Mapping[Column, list[int]]:
    said = pasting.repeat | pasting.leave
    return {column: places for column, places in empties.items() if column not in said}


def _refused_empties(empties: Mapping[Column, Collection[int]], row: int) -> Refused:
    cells = [cell_name(row + place, column) for column, places in empties.items() for place in places]
    return Refused((Refusal("programme.grid_empty_below", (("cells", ", ".join(cells)),)),))


def _repeated(body: Sequence[Cells], place: int, repeat: Collection[Column]) -> Cells:
    """The cells of a row, empty ones of these columns with the words above."""
    return {
        column: cell or (_above(body, place, column) if column in repeat else "")
        for column, cell in body[place].items()
    }


def _above(body: Sequence[Cells], place: int, column: Column) -> str:
    return next((body[at][column] for at in range(place, -1, -1) if body[at].get(column)), "")


def _put(grid: Grid, body: Sequence[Cells], row: int) -> Grid:
    rows = [*grid.rows, *(Row(BLANK) for _ in range(row + len(body) - 1 - len(grid.rows)))]
    for place, cells in enumerate(body, start=row - 1):
        for column, words in cells.items():
            rows[place] = rows[place].with_cell(column, words)
    return msgspec.structs.replace(grid, rows=tuple(rows))
