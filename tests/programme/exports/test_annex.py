"""The annex, opened again and measured."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from phoihop.programme.exports.annex import COLUMNS, annex
from phoihop.programme.exports.contents import Contents
from phoihop.programme.exports.word_page import WIDTH
from tests.programme.exports.given import CONTENTS, REGION


def opened(contents: Contents = CONTENTS) -> Document:
    return docx.Document(io.BytesIO(annex(contents)))


def test_the_page_is_a4_on_its_side_with_the_margins_of_the_guidance() -> None:
    section = opened().sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    margins = (*sides, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in margins if length is not None] == [297, 210, 20, 20, 30, 15]
    assert section.orientation == WD_ORIENT.LANDSCAPE


def test_every_letter_is_times_new_roman() -> None:
    document = opened()
    normal = document.styles["Normal"]
    fonts = normal.element.rPr.rFonts
    names = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert names == {"Times New Roman"}
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    runs += [run for cell in cells for paragraph in cell.paragraphs for run in paragraph.runs]
    assert {run.font.name for run in runs} == {None}


def test_the_heading_of_the_table_is_repeated_and_no_row_is_torn() -> None:
    rows = opened().tables[0].rows
    repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    whole = [row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    assert (repeated, whole) == ([True, False, False], [True, True, True])


def test_the_table_is_as_wide_as_the_page() -> None:
    assert sum(column.width for column in COLUMNS) == WIDTH
    widths = [cell.width.mm for cell in opened().tables[0].rows[1].cells if cell.width is not None]
    assert [round(width) for width in widths] == [column.width for column in COLUMNS]


def test_the_columns_are_those_of_an_annex() -> None:
    head, first, _ = ([cell.text for cell in row.cells] for row in opened().tables[0].rows)
    assert head == [
        "TT",
        "Nội dung",
        "Chủ trì/tham mưu",
        "Phối hợp",
        "Cấp quyết định",
        "Thời gian",
        "Sản phẩm",
        "Ghi chú",
    ]
    assert first == [
        "1",
        "Hoàn chỉnh Quy chế phối hợp",
        REGION,
        "Ban Tổ chức các tỉnh ủy, thành ủy (9)",
        "Thường vụ Đảng ủy Quân khu",
        "đến 15-5-2018",
        "Quy chế",
        "Thực hiện: Đảng ủy quân sự tỉnh\nGia hạn, hạn ban đầu 30-4-2018",
    ]


def test_the_head_names_the_signed_paper() -> None:
    assert [paragraph.text for paragraph in opened().paragraphs] == [
        "PHỤ LỤC",
        "Chương trình phối hợp năm 2018",
        "(Kèm theo Chương trình số 12-CTr/CCT ngày 10 tháng 4 năm 2018)",
        "(lọc: quá hạn)",
    ]


def test_a_draft_says_so_above_everything() -> None:
    draft = opened(replace(CONTENTS, draft=True, paper="", filtered=""))
    assert [paragraph.text for paragraph in draft.paragraphs][:2] == ["DỰ THẢO", "PHỤ LỤC"]


def test_pages_are_numbered_from_the_second_on() -> None:
    section = opened().sections[0]
    assert section.different_first_page_header_footer
    field = section.header.paragraphs[0]._p.find(qn("w:fldSimple"))
    assert field is not None
    assert field.get(qn("w:instr")) == "PAGE"
    assert section.first_page_header.paragraphs[0].text == ""
