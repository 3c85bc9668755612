"""The Excel file, opened again."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

from python_calamine import CalamineWorkbook

from phoihop.programme.exports.workbook import DUTIES, TASKS, workbook
from tests.programme.exports.given import BOARD, CONTENTS, REGION


def opened(sheet: str, data: bytes) -> list[list[object]]:
    return [
        list(row)
        for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()
    ]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_there_is_a_sheet_by_tasks_and_one_by_bodies() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(CONTENTS)))
    assert book.sheet_names == ["Nhiệm vụ", "Theo tổ chức"]


def test_the_head_says_of_what_day_and_which_tasks() -> None:
    title, said, blank, head, *_ = opened("Nhiệm vụ", workbook(CONTENTS))
    assert title[0] == "Chương trình phối hợp năm 2018"
    assert str(said[0]).split(" · ") == [
        "Tính đến ngày 20-9-2018",
        "Kèm theo Chương trình số 12-CTr/CCT ngày 10 tháng 4 năm 2018",
        "lọc: quá hạn",
    ]
    assert set(blank) == {""}
    assert head == [column.heading for column in TASKS]


def test_days_are_days_and_figures_are_figures() -> None:
    task = opened("Nhiệm vụ", workbook(CONTENTS))[4]
    assert task == [
        1,
        "Hoàn chỉnh Quy chế phối hợp",
        REGION,
        "Ban Tổ chức các tỉnh ủy, thành ủy (9)",
        "Thực hiện: Đảng ủy quân sự tỉnh",
        "Thường vụ Đảng ủy Quân khu",
        date(2018, 4, 6),
        date(2018, 5, 15),
        "đến 15-5-2018",
        "Quy chế",
        "59-QĐ/TW",
        "Quá hạn 128 ngày",
        128,
        "Gia hạn, hạn ban đầu 30-4-2018",
    ]


def test_text_that_begins_with_an_equals_sign_is_no_formula() -> None:
    data = workbook(CONTENTS)
    assert opened("Nhiệm vụ", data)[5][1] == "=1+1 rà soát quy hoạch"
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")


def test_each_body_with_a_part_has_a_row_with_its_own_last_day() -> None:
    rows = opened("Theo tổ chức", workbook(CONTENTS))[3:]
    assert rows == [
        [column.heading for column in DUTIES],
        [1, "Hoàn chỉnh Quy chế phối hợp", REGION, "Chủ trì", "Xong", date(2018, 5, 15)],
        [1, "Hoàn chỉnh Quy chế phối hợp", BOARD, "Phối hợp", "Chưa báo cáo", date(2018, 5, 2)],
    ]


def test_it_prints_on_a4_landscape_with_the_heading_on_every_page() -> None:
    data = workbook(CONTENTS)
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
    assert "'Nhiệm vụ'!$4:$4" in part(data, "xl/workbook.xml")
    assert 'ref="A4:N6"' in sheet


def test_all_of_it_is_in_times_new_roman() -> None:
    styles = part(workbook(CONTENTS), "xl/styles.xml")
    fonts = re.findall(r'<name val="([^"]*)"/>', styles)
    # The first is that of a cell without a format of its own: none is written.
    assert set(fonts[1:]) == {"Times New Roman"}


def test_a_draft_and_tasks_left_out_are_named() -> None:
    rows = opened("Nhiệm vụ", workbook(replace(CONTENTS, draft=True, more=True, paper="", filtered="")))
    assert rows[0][0] == "Chương trình phối hợp năm 2018 (dự thảo)"
    assert rows[1][0] == "Tính đến ngày 20-9-2018 · Tệp này chỉ có 2 nhiệm vụ đầu; đề nghị lọc bớt."


def test_a_programme_without_tasks_is_an_empty_table() -> None:
    rows = opened("Nhiệm vụ", workbook(replace(CONTENTS, tasks=())))
    assert len(rows) == 4
