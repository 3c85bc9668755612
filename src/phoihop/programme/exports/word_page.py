"""A Word page as these papers are laid out, and a table that goes over several pages.

Times New Roman, A4, margins 20/20/30/15 mm (top, bottom, left, right), the page number top centre from page 2
on: what the guidance for Party papers of 2018 and, as far as known at second hand, that of 2026 say, and what
Nghị định 30/2020/NĐ-CP, Phụ lục I, allows as well.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"
CENTRED: Final = WD_TAB_ALIGNMENT.CENTER
LONG_SIDE, SHORT_SIDE = 297, 210
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
WIDTH: Final = LONG_SIDE - LEFT - RIGHT
"""Millimetres that a table has on a page on its side."""


@dataclass(frozen=True, slots=True)
class WordColumn:
    """A heading and the width of its column in millimetres."""

    heading: str
    width: int
    centred: bool = False


def sideways(*, title: str, author: str, made_at: datetime) -> WordDocument:
    """An empty document: A4 on its side, in the letters of the state's papers."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(LONG_SIDE), Mm(SHORT_SIDE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(0)
    _language(style.element.get_or_add_rPr())
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, author, ""
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    return document


def written(document: WordDocument) -> bytes:
    """The bytes of the file."""
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def line(
    document: WordDocument, words: str, *, size: int = 13, bold: bool = False, italic: bool = False
) -> Paragraph:
    """A centred line."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def table(
    document: WordDocument, columns: Sequence[WordColumn], rows: Iterable[Sequence[str]], *, size: int = 12
) -> Table:
    """A table with lines; its heading stands on every page, and no row is torn in two."""
    said = [[column.heading for column in columns], *rows]
    drawn: Table = document.add_table(rows=len(said), cols=len(columns))
    drawn.style = "Table Grid"
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wanted in zip(drawn.columns, columns, strict=True):
        column.width = Mm(wanted.width)
    _set(drawn.rows[0], "w:tblHeader")
    for at, (row, words) in enumerate(zip(drawn.rows, said, strict=True)):
        _fill(row, columns, words, size=size, head=at == 0)
    return drawn


def _fill(row: _Row, columns: Sequence[WordColumn], words: Sequence[str], *, size: int, head: bool) -> None:
    _set(row, "w:cantSplit")
    for cell, column, said in zip(row.cells, columns, words, strict=True):
        cell.width = Mm(column.width)
        write(cell, said, size=size, bold=head, centred=head or column.centred)


def write(cell: _Cell, words: str, *, size: int = 12, bold: bool = False, centred: bool = False) -> None:
    """Words into an empty cell, a paragraph for each line."""
    for at, said in enumerate(words.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(said)
        run.bold, run.font.size = bold, Pt(size)


def _set(row: _Row, name: str) -> None:
    """A yes of Word about a row."""
    row._tr.get_or_add_trPr().insert_element_before(_element(f"<{name} {nsdecls('w')}/>"))  # noqa: SLF001 - the library has no door to it


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = _element(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>')
    paragraph._p.insert_element_before(field)  # noqa: SLF001 - the library knows no fields


def _language(properties: BaseOxmlElement) -> None:
    """Spelling is checked as Vietnamese, and a screen reader speaks it so."""
    properties.insert_element_before(_element(f'<w:lang {nsdecls("w")} w:val="vi-VN"/>'))


def _element(xml: str) -> BaseOxmlElement:
    """An element that is written here; never one that came from somewhere."""
    return parse_xml(xml)
