"""Files opened as tables, cell by cell with their places: for forms that come back filled in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from phoihop.kernel.decision import Accepted, Decision
from phoihop.kernel.text import nfc
from phoihop.reading.formats.archive import opened
from phoihop.reading.formats.extracted import CannotRead, Extracted, Format
from phoihop.reading.formats.extracting import extract
from phoihop.reading.formats.word import BODY
from phoihop.reading.formats.word_lists import W

_FAULTS = (CalamineError, OSError, ValueError, TypeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a Word file, or a sheet. `top`, `left`: where its first cell stands, from 0.

    Cells hold what was typed as text; a day is written 6/4/2018, whichever way the sheet shows it.
    """

    name: str
    hidden: bool
    top: int
    left: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """A file as its tables. `text`: all words of it, in tables or not, hidden or not."""

    format: Format
    tables: tuple[Table, ...]
    text: str


def open_tables(data: bytes) -> Decision[Tables]:
    """The tables of a Word or Excel file, none of any other. Refused as `extract` refuses."""
    # Before a cell is looked at, the file has been measured and its parts have been opened within bounds.
    found = extract(data)
    if not isinstance(found, Accepted):
        return found
    try:
        return Accepted(_opened(data, found.value))
    except CannotRead as fault:
        return fault.refused


def _opened(data: bytes, found: Extracted) -> Tables:
    tables: tuple[Table, ...] = ()
    if found.format is Format.SHEET:
        tables = tuple(_sheets(data))
    elif found.format is Format.WORD:
        tables = tuple(_word_tables(data))
    cells = "\n".join(cell for table in tables for row in table.rows for cell in row if cell)
    return Tables(found.format, tables, f"{found.text}\n{found.around}\n{cells}")


# ---------------------------------------------------------------------------------------------------- Excel


def _sheets(data: bytes) -> Iterator[Table]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for known in book.sheets_metadata:
            sheet = book.get_sheet_by_name(known.name)
            top, left = sheet.start or (0, 0)
            values = sheet.to_python(skip_empty_area=True)
            rows = tuple(tuple(_typed(value) for value in row) for row in values)
            yield Table(known.name, known.visible is not SheetVisibleEnum.Visible, top, left, rows)
    except _FAULTS as fault:
        raise CannotRead("reading.damaged") from fault


def _typed(value: object) -> str:
    """A value as the person typed it: a day that a spreadsheet made a moment of is a day again."""
    match value:
        case bool():
            return "x" if value else ""
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() | date():
            return f"{value.day}/{value.month}/{value.year}"
        case int() | float() | time() | timedelta():
            return str(value)
        case str():
            return nfc(value).strip()
        case _:
            return ""


# ----------------------------------------------------------------------------------------------------- Word


def _word_tables(data: bytes) -> Iterator[Table]:
    with opened(data) as archive:
        root = archive.xml(BODY)
        for number, table in enumerate(root.iter(f"{W}tbl") if root is not None else (), 1):
            rows = (tuple(_cell(cell) for cell in row.iter(f"{W}tc")) for row in table.iter(f"{W}tr"))
            yield Table(str(number), hidden=False, top=0, left=0, rows=tuple(rows))


def _cell(cell: etree._Element) -> str:
    """The paragraphs of a cell on lines of their own; words that were struck out in a revision are gone."""
    lines = ("".join(_words(paragraph)) for paragraph in cell.iter(f"{W}p"))
    return nfc("\n".join(lines)).strip()


def _words(paragraph: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in {f"{W}del", f"{W}moveFrom"}:
            walk.skip_subtree()
        elif element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in {f"{W}br", f"{W}cr"}:
            yield "\n"
        elif element.tag == f"{W}noBreakHyphen":
            yield "-"
