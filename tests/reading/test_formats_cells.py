"""Files opened as tables: places, days, hidden sheets, revisions, and files that hold no table."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from xlsxwriter import Workbook

from phoihop.kernel.decision import Accepted, Refusal, Refused
from phoihop.reading.api import Format, Table, Tables, open_tables

Value = str | int | float | bool | date | None


def opened(data: bytes) -> Tables:
    found = open_tables(data)
    assert isinstance(found, Accepted), found
    return found.value


def book(*cells: tuple[int, int, Value], hidden: str = "") -> bytes:
    """A sheet with these cells, and behind it a hidden one."""
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "default_date_format": "yyyy/mm/dd"}) as made:
        sheet = made.add_worksheet("Trang")
        for row, column, value in cells:
            sheet.write(row, column, value)
        if hidden:
            behind = made.add_worksheet("Sau")
            behind.write_string(0, 0, hidden)
            behind.very_hidden()
    return data.getvalue()


def word(text: str = "") -> bytes:
    """A Word file with a table of two rows; `text`: XML of what stands in its last cell."""
    document = docx.Document()
    document.add_paragraph("Đoạn đầu")
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text = "TT"
    table.rows[1].cells[0].text = "dòng một\ndòng hai"
    if text:
        last = table.rows[1].cells[1].paragraphs[0]
        last._p.insert_element_before(
            parse_xml(f"<w:ins {nsdecls('w')} w:id='1' w:author='a'>{text}</w:ins>")
        )
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_sheet_begins_where_its_first_cell_is() -> None:
    (table,) = opened(book((2, 1, "TT"), (3, 2, "việc"))).tables
    assert table == Table("Trang", hidden=False, top=2, left=1, rows=(("TT", ""), ("", "việc")))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2018, 4, 6), "6/4/2018"),
        (datetime.combine(date(2018, 4, 6), time(7, 30)), "6/4/2018"),
        (12, "12"),
        (12.5, "12.5"),
        (True, "x"),
        (False, ""),
        ("  Đang làm ", "Đang làm"),
        ("Qu\u0075\u0309", "Quủ"),
    ],
    ids=["a day", "a moment", "a whole figure", "a part", "yes", "no", "blanks around", "loose marks"],
)
def test_a_cell_says_what_was_typed(value: Value, words: str) -> None:
    (table,) = opened(book((0, 0, "a"), (0, 1, value))).tables
    assert (*table.rows[0], "")[1] == words


def test_a_hidden_sheet_is_there_and_its_words_are_looked_through_for_secrets() -> None:
    found = opened(book((0, 0, "a"), hidden="điều giấu đi"))
    assert [(table.name, table.hidden) for table in found.tables] == [("Trang", False), ("Sau", True)]
    assert "điều giấu đi" in found.text


def test_tables_of_a_word_file_keep_the_lines_of_their_cells() -> None:
    found = opened(word())
    assert found.format is Format.WORD
    assert found.tables == (
        Table("1", hidden=False, top=0, left=0, rows=(("TT", ""), ("dòng một\ndòng hai", ""))),
    )
    assert "Đoạn đầu" in found.text


def test_words_struck_out_in_a_revision_are_gone_and_new_ones_are_there() -> None:
    inserted = "<w:r><w:t>mới</w:t></w:r>"
    (table,) = opened(word(inserted)).tables
    assert table.rows[1][1] == "mới"
    struck = "<w:del w:id='2' w:author='a'><w:r><w:t>cũ</w:t></w:r></w:del>"
    (table,) = opened(word(struck)).tables
    assert table.rows[1][1] == ""


def test_a_text_holds_no_table() -> None:
    found = opened("Kính gửi: Cục Chính trị".encode())
    assert (found.format, found.tables) == (Format.TEXT, ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "reading.empty"),
        (b"PK\x03\x04 no archive", "reading.damaged"),
        (b"\xd0\xcf\x11\xe0 old", "reading.old_office"),
    ],
    ids=["nothing", "a broken archive", "an old Excel file"],
)
def test_what_cannot_be_opened_is_refused(data: bytes, code: str) -> None:
    assert open_tables(data) == Refused((Refusal(code),))


def test_one_cell_in_the_last_corner_is_refused_before_it_is_opened() -> None:
    found = open_tables(book((0, 0, "a"), (1_048_575, 16_383, "b")))
    assert isinstance(found, Refused)
    assert [refusal.code for refusal in found.refusals] == ["reading.sheet_too_large"]
