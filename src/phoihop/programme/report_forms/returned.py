"""A form that came back: its rows with their places, found by the headings and the code of each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused, refuse
from phoihop.kernel.text import collapse, fold
from phoihop.programme.report_forms.blank import (
    DAY_FOR_ALL,
    FILLED,
    FORM_CODE,
    KIND,
    Field,
    digest,
    read_form_code,
    row_code,
)
from phoihop.reading.api import Format, Table, Tables

_CODE_LINE: Final = re.compile(re.escape(FORM_CODE) + r"\s*(\S+)")
_NEEDED: Final = (*FILLED, Field.CODE)
_DAY_KEY: Final = fold(DAY_FOR_ALL)


@dataclass(frozen=True, slots=True)
class Cell:
    """What was typed into a place: "ô D7" of a sheet, "hàng 3, cột Kết quả" of a Word table."""

    words: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """A row with something in it."""

    code: Cell
    cells: Mapping[Field, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A form that is one of ours and whose ids are as they were sent. `day`: the day for all rows."""

    programme: str
    body: str
    day: Cell
    rows: tuple[FilledRow, ...]
    left_empty: int


def returned(opened: Tables, *, programme: str) -> Decision[Returned]:
    """The form in a file that was handed in for this programme.

    Refused: `programme.form_unknown` (no form that was sent out from here), `programme.form_ids_changed`,
    `programme.form_other_programme`, `programme.form_heading_missing`.
    """
    code = _sheet_code(opened) if opened.format is Format.SHEET else _word_code(opened)
    if not isinstance(code, Accepted):
        return code
    if code.value[0] != programme:
        return refuse("programme.form_other_programme")
    table = next(filter(_is_form, opened.tables), None)
    if table is None:
        return refuse("programme.form_heading_missing", heading=Field.CODE.value)
    return _read(code.value, opened, table)


def _is_form(table: Table) -> bool:
    return not table.hidden and any(_key(Field.CODE) in map(fold, row) for row in table.rows)


# ---------------------------------------------------------------------------------------------- which form


def _sheet_code(opened: Tables) -> Decision[tuple[str, str]]:
    """Programme and body from the hidden sheet, whose digest must fit."""
    hidden = next((t for t in opened.tables if t.hidden and t.rows and t.rows[0][:1] == (KIND,)), None)
    if hidden is None:
        return refuse("programme.form_unknown")
    first, second, *ids = [(*row, "", "")[:2] for row in hidden.rows[1:]] or [("", ""), ("", "")]
    rows = tuple((code, task) for code, task in ids if code or task)
    found = read_form_code(first[1])
    if found is None or second[1] != digest(first[1], rows):
        return refuse("programme.form_ids_changed")
    programme, body = found
    if any(code != row_code(programme=programme, body=body, task=task) for code, task in rows):
        return refuse("programme.form_ids_changed")
    return Accepted(found)


def _word_code(opened: Tables) -> Decision[tuple[str, str]]:
    match = _CODE_LINE.search(opened.text)
    if match is None:
        return refuse("programme.form_unknown")
    found = read_form_code(match[1])
    return refuse("programme.form_ids_changed") if found is None else Accepted(found)


# -------------------------------------------------------------------------------------------------- its rows


def _read(code: tuple[str, str], opened: Tables, table: Table) -> Decision[Returned]:
    head = next(at for at, row in enumerate(table.rows) if _key(Field.CODE) in map(fold, row))
    columns = {field: _column(table.rows[head], field) for field in _NEEDED}
    missing = [field for field, column in columns.items() if column is None]
    if missing:
        return Refused(
            tuple(Refusal("programme.form_heading_missing", (("heading", field.value),)) for field in missing)
        )
    found = {field: column for field, column in columns.items() if column is not None}
    rows = list(_rows(opened.format, table, head, found))
    filled = tuple(row for row in rows if any(row.cells[field].words for field in FILLED))
    return Accepted(
        Returned(
            programme=code[0],
            body=code[1],
            day=_day_for_all(opened, table, head),
            rows=filled,
            left_empty=len(rows) - len(filled),
        )
    )


def _column(head: Sequence[str], field: Field) -> int | None:
    return next((at for at, words in enumerate(head) if fold(words) == _key(field)), None)


def _key(field: Field) -> str:
    return fold(field.value)


def _rows(format_: Format, table: Table, head: int, columns: Mapping[Field, int]) -> Iterator[FilledRow]:
    """The rows under the heading that have anything in them; a heading repeated on a later page is none."""
    for at, row in enumerate(table.rows[head + 1 :], head + 1):
        cells = {
            field: Cell(row[column] if column < len(row) else "", _place(format_, table, at, column, field))
            for field, column in columns.items()
        }
        if any(cell.words for cell in cells.values()) and fold(cells[Field.CODE].words) != _key(Field.CODE):
            yield FilledRow(code=cells.pop(Field.CODE), cells=cells)


def _place(format_: Format, table: Table, row: int, column: int, field: Field) -> str:
    if format_ is Format.SHEET:
        return f"ô {_letters(table.left + column)}{table.top + row + 1}"
    return f"hàng {row + 1}, cột “{field.value}”"


def _letters(column: int) -> str:
    """A, …, Z, AA: the name of a column, from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _day_for_all(opened: Tables, table: Table, head: int) -> Cell:
    """The day above the table: behind its label in a sheet, on the line of its label in a Word file."""
    if opened.format is not Format.SHEET:
        line = next((line for line in opened.text.splitlines() if fold(line).startswith(_DAY_KEY)), "")
        return Cell(collapse(line.partition(":")[2]), f"dòng “{DAY_FOR_ALL}”")
    for at, row in enumerate(table.rows[:head]):
        for column, words in enumerate(row):
            if fold(words) == _DAY_KEY:
                said = row[column + 1] if column + 1 < len(row) else ""
                return Cell(said, f"ô {_letters(table.left + column + 1)}{table.top + at + 1}")
    return Cell("", f"dòng “{DAY_FOR_ALL}”")
