"""PDF files with a text layer: letters with places on pages become paragraphs in reading order.

A picture of a page (a scan) has no letters; it is told apart and refused. What is compressed is unpacked
once within bounds before the parser sees it, because the parser itself would unpack without any.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from phoihop.reading.formats.extracted import CannotRead, Extracted, Format
from phoihop.reading.formats.pdf_bounds import check_bounds
from phoihop.reading.formats.pdf_lines import Glyph, Line, lines_of
from phoihop.reading.formats.pdf_order import columns_of
from phoihop.reading.formats.pdf_paragraphs import paragraphs
from phoihop.reading.formats.pdf_tables import Rule, grids, table_rows
from phoihop.reading.formats.table_lines import table_lines

MOST_PAGES: Final = 300
_MOST_GLYPHS: Final = 1_000_000
_LETTERS_PER_PAGE: Final = 20
"""A page with fewer is a picture with a number on it."""
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
_THIN: Final = 2.5
"""Points: what is no thicker is a line."""
_MARGIN: Final = 0.09
_PAGE_NUMBER: Final = re.compile(r"\W*(?:(?i:trang|tr\.)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*")
_RUNNING: Final = 3
"""A line in the margin of so many pages is a running header."""
# What pdfminer raises on files that are not what they say: it checks little and trusts the rest.
_BROKEN: Final = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def pdf_text(data: bytes) -> Extracted:
    """The text of a PDF. Raises CannotRead; `reading.scan` when there is nothing but pictures."""
    check_bounds(data)
    try:
        pages = [_page(layout) for layout in _layouts(data)]
    except (PDFPasswordIncorrect, PDFEncryptionError) as fault:
        raise CannotRead("reading.locked") from fault
    except _BROKEN as fault:
        raise CannotRead("reading.damaged") from fault
    letters = sum(len(line.text) for page in pages for line in page.lines)
    letters += sum(len(row) for page in pages for table in page.tables for row in table.rows)
    if letters < _LETTERS_PER_PAGE * max(1, len(pages)):
        raise CannotRead("reading.scan", pages=len(pages))
    running = _running(pages)
    aside = [line.text for page in pages for line in page.lines if _is_aside(line, page, running)]
    blocks = [block for page in pages for block in _blocks(page, running)]
    return Extracted("\n".join(_words(blocks)) + "\n", Format.PDF, "\n".join(aside))


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table as lines of text, and how high its upper edge stands."""

    top: float
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines outside tables, and the tables from the top."""

    lines: list[Line]
    tables: list[_Table]
    height: float


def _blocks(page: _Page, running: frozenset[str]) -> Iterator[list[Line] | _Table]:
    """Columns of lines and tables in reading order: what stands above a table is read before it."""
    read = [line for line in page.lines if not _is_aside(line, page, running)]
    for table in page.tables:
        yield from columns_of([line for line in read if line.y >= table.top])
        yield table
        read = [line for line in read if line.y < table.top]
    yield from columns_of(read)


def _words(blocks: Sequence[list[Line] | _Table]) -> Iterator[str]:
    waiting: list[list[Line]] = []
    for block in blocks:
        if isinstance(block, _Table):
            yield from paragraphs(waiting)
            yield from block.rows
            waiting = []
        else:
            waiting.append(block)
    yield from paragraphs(waiting)


def _layouts(data: bytes) -> Iterator[LTPage]:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > MOST_PAGES:
            raise CannotRead("reading.too_many_pages", most=MOST_PAGES)
        interpreter.process_page(page)
        yield device.get_result()


def _page(layout: LTPage) -> _Page:
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    waiting: list[LTItem] = [layout]
    while waiting:
        item = waiting.pop()
        if isinstance(item, LTChar):
            glyphs.extend(_glyph(item, layout))
        elif isinstance(item, LTCurve):
            rules.extend(_rules(item))
        elif isinstance(item, LTContainer):
            waiting.extend(item)
        if len(glyphs) + len(rules) > _MOST_GLYPHS:
            raise CannotRead("reading.damaged")
    tables: list[_Table] = []
    for grid in grids(rules):
        inside = [(place, glyph) for glyph in glyphs if (place := grid.place(glyph)) is not None]
        if inside:
            glyphs = [glyph for glyph in glyphs if grid.place(glyph) is None]
            tables.append(_Table(grid.top, tuple(table_lines(table_rows(grid, inside)))))
    return _Page(lines_of(glyphs), tables, layout.height)


def _rules(drawn: LTCurve) -> Iterator[Rule]:
    """The straight lines of what is drawn: a thin bar is one, a box with an outline has four."""
    x0, y0, x1, y1 = drawn.bbox
    if y1 - y0 <= _THIN < x1 - x0:
        yield Rule(level=True, at=(y0 + y1) / 2, low=x0, high=x1)
    elif x1 - x0 <= _THIN < y1 - y0:
        yield Rule(level=False, at=(x0 + x1) / 2, low=y0, high=y1)
    elif isinstance(drawn, LTRect) and drawn.stroke and x1 - x0 > _THIN:
        yield from (Rule(level=True, at=at, low=x0, high=x1) for at in (y0, y1))
        yield from (Rule(level=False, at=at, low=y0, high=y1) for at in (x0, x1))


def _glyph(char: LTChar, page: LTPage) -> Iterator[Glyph]:
    """An upright letter on the page. One that its font does not name, or that stands aslant, is none."""
    letter = char.get_text()
    on_page = page.x0 <= char.x0 <= page.x1 and page.y0 <= char.matrix[5] <= page.y1
    if on_page and char.upright and char.size > 0 and not _UNMAPPED.fullmatch(letter):
        yield Glyph(letter, char.x0, char.x1, char.matrix[5], char.size)


def _running(pages: Sequence[_Page]) -> frozenset[str]:
    """Lines that stand in the margin of several pages, figures aside."""
    margins = ({_key(line) for line in page.lines if _in_margin(line, page)} for page in pages)
    found = Counter(key for margin in margins for key in margin)
    return frozenset(key for key, times in found.items() if times >= _RUNNING)


def _is_aside(line: Line, page: _Page, running: frozenset[str]) -> bool:
    if not _in_margin(line, page):
        return False
    return _PAGE_NUMBER.fullmatch(line.text) is not None or _key(line) in running


def _in_margin(line: Line, page: _Page) -> bool:
    return not page.height * _MARGIN < line.y < page.height * (1 - _MARGIN)


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())
