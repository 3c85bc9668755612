"""An office fills a form in: the file is opened, typed into, and saved by another program."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

import docx
from python_calamine import CalamineWorkbook, SheetVisibleEnum
from xlsxwriter import Workbook

from phoihop.kernel.decision import Accepted, Decision
from phoihop.programme.report_forms.blank import BlankForm, BlankRow, Field, row_code
from phoihop.programme.report_forms.returned import Returned, returned
from phoihop.reading.api import open_tables

PROGRAMME, BODY = "01J000000000000000000PR0GR", "P-31-BTC"
FIRST, SECOND = "01J000000000000000000TASK1", "01J000000000000000000TASK2"
FORM = BlankForm(
    programme=PROGRAMME,
    title="Chương trình phối hợp năm 2018",
    body=BODY,
    body_name="Ban Tổ chức Thành ủy Hải Phòng",
    paper="Theo văn bản số 12-CTr/CCT ngày 10 tháng 4 năm 2018 của Cục Chính trị Quân khu 3",
    on=date(2018, 6, 1),
    made_at=datetime(2018, 6, 1, 8, 0, tzinfo=UTC),
    rows=(
        BlankRow(
            task=FIRST,
            number=1,
            text="Hoàn chỉnh Quy chế phối hợp",
            role="Phối hợp",
            time="đến 15-5-2018",
        ),
        BlankRow(task=SECOND, number=4, text="Rà soát quy hoạch", role="Chủ trì", time="Chưa có thời hạn"),
    ),
)
CODES = tuple(row_code(programme=PROGRAMME, body=BODY, task=task) for task in (FIRST, SECOND))
Typed = Mapping[str, str | date]
"""Cells of a sheet by address ("E9"), or of a Word table by row and heading ("1 Kết quả")."""


def filled_sheet(data: bytes, typed: Typed, *, hidden: Typed | None = None) -> bytes:
    """The sheet with these cells typed in; `hidden`: cells of the hidden sheet changed by hand."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    saved = io.BytesIO()
    with Workbook(saved, {"in_memory": True, "strings_to_formulas": False}) as copy:
        day = copy.add_format({"num_format": "dd/mm/yyyy"})
        for known in book.sheets_metadata:
            seen = known.visible is SheetVisibleEnum.Visible
            sheet = copy.add_worksheet(known.name)
            cells: dict[tuple[int, int], object] = {}
            for down, row in enumerate(book.get_sheet_by_name(known.name).to_python(skip_empty_area=False)):
                cells |= {(down, across): value for across, value in enumerate(row) if value != ""}
            changed = typed if seen else hidden or {}
            cells |= {place(address): value for address, value in changed.items()}
            for (down, across), value in cells.items():
                if isinstance(value, date):
                    sheet.write_datetime(down, across, value, day)
                else:
                    sheet.write(down, across, value)
            if not seen:
                sheet.very_hidden()
    return saved.getvalue()


def place(address: str) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z])(\d+)", address)
    assert match is not None
    return int(match[2]) - 1, ord(match[1]) - ord("A")


def filled_word(data: bytes, typed: Mapping[tuple[int, Field], str], *, day: str = "") -> bytes:
    """The Word form with these cells typed in, and the day above the table."""
    document = docx.Document(io.BytesIO(data))
    table = document.tables[0]
    for (row, field), words in typed.items():
        table.rows[row].cells[list(Field).index(field)].text = words
    for paragraph in document.paragraphs:
        if day and paragraph.text.startswith("Tính đến ngày"):
            paragraph.add_run(day)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def read_back(data: bytes, programme: str = PROGRAMME) -> Decision[Returned]:
    """As the page of the programme reads it."""
    opened = open_tables(data)
    assert isinstance(opened, Accepted)
    return returned(opened.value, programme=programme)
