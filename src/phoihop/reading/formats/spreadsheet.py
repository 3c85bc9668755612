"""Excel files (.xlsx): the visible sheets row by row, merged cells repeated, dates as people write them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from html import unescape
from itertools import count
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from phoihop.kernel.dates import show_number
from phoihop.reading.formats.archive import Archive
from phoihop.reading.formats.extracted import CannotRead, Extracted, Format
from phoihop.reading.formats.table_lines import Cell, Row

BOOK: Final = "xl/workbook.xml"
MOST_CELLS: Final = 400_000
"""Between the first and the last used cell of a sheet: one stray cell in the last corner makes 17 billion."""
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_AROUND: Final = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]{0,2000})<")
_CODE: Final = re.compile(r"&(?:\"[^\"]*\"|\d+|[A-Z])")
_FAULTS: Final = (CalamineError, OSError, ValueError, TypeError, OverflowError)

Value = int | float | str | bool | time | date | datetime | timedelta


def sheet_text(archive: Archive, data: bytes) -> Extracted:
    """The text of an opened Excel file whose bytes are `data`. Raises CannotRead."""
    around = list(_around(archive))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        lines = [line for name in _visible(book) for line in (*_lines(book.get_sheet_by_name(name)), "")]
    except _FAULTS as fault:
        raise CannotRead("reading.damaged") from fault
    return Extracted("\n".join(lines) + "\n", Format.SHEET, "\n".join((*book.sheet_names, *around)))


def _visible(book: CalamineWorkbook) -> Iterator[str]:
    for sheet in book.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
            yield sheet.name


def _around(archive: Archive) -> Iterator[str]:
    """Headers and footers of the sheets; each part is unpacked here, so its true size is known before."""
    for part in sorted(archive.parts):
        data = archive.read(part)
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            _bound(data)
            for words in _AROUND.findall(data):
                yield _CODE.sub(" ", unescape(words.decode(errors="replace"))).strip()


def _bound(sheet: bytes) -> None:
    places = [(_column(letters), int(row)) for letters, row in _CELL.findall(sheet)]
    if places:
        columns, rows = [column for column, _ in places], [row for _, row in places]
        if (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1) > MOST_CELLS:
            raise CannotRead("reading.sheet_too_large", cells=show_number(MOST_CELLS))


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place


def _lines(sheet: CalamineSheet) -> Iterator[str]:
    """The rows of a sheet; one with a single value stands alone, as a title."""
    for row in _rows(sheet):
        said = {cell.origin: cell.line for cell in row if cell.line}
        if len(said) == 1:
            yield next(iter(said.values()))
        else:
            yield "\t".join(cell.line for cell in row).rstrip("\t")


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    start = sheet.start
    if start is None:
        return
    origins, merged = count(), _merged(sheet)
    kept: dict[tuple[int, int], Cell] = {}
    for down, values in enumerate(sheet.to_python(skip_empty_area=True), start[0]):
        row: list[Cell] = []
        for across, value in enumerate(values, start[1]):
            first = merged.get((down, across))
            if first is None or first == (down, across) or first not in kept:
                cell = Cell(tuple(_shown(value).splitlines()), next(origins))
                if first is not None:
                    kept[first] = cell
                row.append(cell)
            else:
                row.append(kept[first])
        yield tuple(row)


def _merged(sheet: CalamineSheet) -> Mapping[tuple[int, int], tuple[int, int]]:
    """For each place inside a merged cell its first place; no more than the sheet uses."""
    end = sheet.end or (0, 0)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for down in range(top, min(bottom, end[0]) + 1):
            for across in range(left, min(right, end[1]) + 1):
                if len(found) < MOST_CELLS:
                    found.setdefault((down, across), (top, left))
    return found


def _shown(value: Value) -> str:
    """A value as it stands in an official text: 30/6/2026, 12, 1,5."""
    match value:
        case bool():
            return "x" if value else ""
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return str(value).replace(".", ",")
        case datetime() | date():
            return f"{value.day}/{value.month}/{value.year}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
