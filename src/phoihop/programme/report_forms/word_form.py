"""The form as a Word file: to be filled in on a screen, or printed, signed and sent by post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from phoihop.programme.exports import word_page
from phoihop.programme.exports.word_page import WordColumn
from phoihop.programme.report_forms.blank import (
    DAY_FOR_ALL,
    FORM_CODE,
    GUIDE,
    TITLE,
    BlankForm,
    Field,
    form_code,
    row_code,
)

WIDTHS: Final = {
    Field.NUMBER: 9,
    Field.TEXT: 46,
    Field.ROLE: 16,
    Field.TIME: 18,
    Field.STATE: 17,
    Field.DAY: 18,
    Field.RESULT: 28,
    Field.PRODUCT: 18,
    Field.PRODUCT_DAY: 17,
    Field.DIFFICULTIES: 17,
    Field.PROPOSALS: 17,
    Field.NEXT: 15,
    Field.CODE: 16,
}
COLUMNS: Final = tuple(WordColumn(field.value, WIDTHS[field], field is Field.NUMBER) for field in Field)


def word_form(form: BlankForm) -> bytes:
    """The .docx: A4 on its side, a table with a row for each task, room for two signatures."""
    document = word_page.sideways(title=form.title, author=form.body_name, made_at=form.made_at)
    word_page.line(document, TITLE, size=14, bold=True)
    word_page.line(document, form.title, bold=True)
    for words in (f"Cơ quan báo cáo: {form.body_name}", form.paper):
        if words:
            word_page.line(document, words)
    document.add_paragraph().add_run(GUIDE).italic = True
    document.add_paragraph(f"{DAY_FOR_ALL} ").paragraph_format.space_after = Pt(6)
    word_page.table(document, COLUMNS, list(_rows(form)), size=10)
    code = form_code(programme=form.programme, body=form.body, on=form.on)
    note = document.add_paragraph()
    note.paragraph_format.space_before = Pt(4)
    note.add_run(f"{FORM_CODE} {code}").font.size = Pt(9)
    _signatures(document)
    return word_page.written(document)


def _rows(form: BlankForm) -> Iterator[tuple[str, ...]]:
    for row in form.rows:
        said = {
            Field.NUMBER: str(row.number),
            Field.TEXT: row.text,
            Field.ROLE: row.role,
            Field.TIME: row.time,
            Field.CODE: row_code(programme=form.programme, body=form.body, task=row.task),
        }
        yield tuple(said.get(field, "") for field in Field)


def _signatures(document: WordDocument) -> None:
    """Who made it on the left, who answers for it on the right, on tab stops: one table only."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_together = True
    for place in (word_page.WIDTH // 4, word_page.WIDTH * 3 // 4):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(place), word_page.CENTRED)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run("\tNGƯỜI LẬP\tTHỦ TRƯỞNG CƠ QUAN\n\t(ký, họ tên)\t(ký, họ tên, đóng dấu)")
    run.bold = True
