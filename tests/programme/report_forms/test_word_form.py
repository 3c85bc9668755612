"""The Word form as it goes out, measured."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn

from phoihop.programme.exports.word_page import WIDTH
from phoihop.programme.report_forms.blank import Field, form_code
from phoihop.programme.report_forms.word_form import WIDTHS, word_form
from tests.programme.report_forms.filling import BODY, CODES, FORM, PROGRAMME


def test_it_is_a_table_on_an_a4_page_on_its_side() -> None:
    document = docx.Document(io.BytesIO(word_form(FORM)))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [
        [field.value for field in Field],
        ["1", "Hoàn chỉnh Quy chế phối hợp", "Phối hợp", "đến 15-5-2018", *[""] * 8, CODES[0]],
    ]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert sum(WIDTHS.values()) == WIDTH


def test_its_code_stands_below_the_table() -> None:
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(word_form(FORM))).paragraphs]
    assert f"Mã phiếu: {form_code(programme=PROGRAMME, body=BODY, on=FORM.on)}" in words
    assert words[-1] == "\tNGƯỜI LẬP\tTHỦ TRƯỞNG CƠ QUAN\n\t(ký, họ tên)\t(ký, họ tên, đóng dấu)"
