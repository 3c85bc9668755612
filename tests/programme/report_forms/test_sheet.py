"""The Excel form as it goes out."""

from __future__ import annotations

import io
import re
import zipfile

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from phoihop.programme.report_forms.blank import Field
from phoihop.programme.report_forms.sheet import FORM_SHEET, HIDDEN_SHEET, form_sheet
from tests.programme.report_forms.filling import CODES, FIRST, FORM, SECOND


def rows(sheet: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(form_sheet(FORM)))
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()]


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(form_sheet(FORM))) as archive:
        return archive.read(name).decode()


def test_it_says_who_is_to_report_on_what() -> None:
    form = rows(FORM_SHEET)
    assert [row[0] for row in form[:4]] == [
        "PHIẾU BÁO CÁO TIẾN ĐỘ",
        "Chương trình phối hợp năm 2018",
        "Cơ quan báo cáo: Ban Tổ chức Thành ủy Hải Phòng",
        "Theo văn bản số 12-CTr/CCT ngày 10 tháng 4 năm 2018 của Cục Chính trị Quân khu 3",
    ]
    assert form[7] == [field.value for field in Field]
    blank = [""] * 8
    assert form[8] == [1, "Hoàn chỉnh Quy chế phối hợp", "Phối hợp", "đến 15-5-2018", *blank, CODES[0]]
    assert form[9] == [4, "Rà soát quy hoạch", "Chủ trì", "Chưa có thời hạn", *blank, CODES[1]]


def test_the_ids_stand_on_a_hidden_sheet() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(form_sheet(FORM)))
    seen = {known.name: known.visible for known in book.sheets_metadata}
    assert seen == {FORM_SHEET: SheetVisibleEnum.Visible, HIDDEN_SHEET: SheetVisibleEnum.VeryHidden}
    assert rows(HIDDEN_SHEET)[3:] == [[CODES[0], FIRST], [CODES[1], SECOND]]


def test_only_what_is_to_be_filled_in_is_open() -> None:
    sheet, styles = part("xl/worksheets/sheet1.xml"), part("xl/styles.xml")
    assert "<sheetProtection" in sheet
    opened = {at for at, style in enumerate(_cell_styles(styles)) if 'locked="0"' in style}
    used = dict(re.findall(r'<c r="([A-Z]+9)" s="(\d+)"', sheet))
    assert [cell for cell, style in used.items() if int(style) in opened] == [f"{c}9" for c in "EFGHIJKL"]


def _cell_styles(styles: str) -> list[str]:
    inside = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0]
    return re.findall(r"<xf [^>]*/>|<xf .*?</xf>", inside)


def test_the_state_is_chosen_from_a_list() -> None:
    sheet = part("xl/worksheets/sheet1.xml")
    assert '<formula1>"Đang làm,Đã xong"</formula1>' in sheet
    assert 'sqref="E9:E10"' in sheet


def test_it_prints_on_a4_landscape_with_the_heading_on_every_page() -> None:
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in part(
        "xl/worksheets/sheet1.xml"
    )
    assert "'Phiếu báo cáo'!$8:$8" in part("xl/workbook.xml")
