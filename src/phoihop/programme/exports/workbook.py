"""The table of tasks as an Excel file: what the page shows, with dates that can be sorted."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from phoihop.kernel.dates import show_date
from phoihop.programme.exports.contents import Contents, DutyRow, TaskRow

Value = str | int | date | None

A4: Final = 9
FONT: Final = "Times New Roman"
_HEAD_ROW: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide its column is, in characters."""

    heading: str
    width: int


TASKS: Final = (
    Column("TT", 6),
    Column("Nội dung nhiệm vụ", 58),
    Column("Chủ trì", 30),
    Column("Phối hợp", 30),
    Column("Phần việc khác", 30),
    Column("Cấp quyết định", 22),
    Column("Từ ngày", 12),
    Column("Hạn", 12),
    Column("Thời gian", 20),
    Column("Sản phẩm", 20),
    Column("Căn cứ", 24),
    Column("Tình trạng", 20),
    Column("Số ngày quá hạn", 10),
    Column("Ghi chú", 26),
)
DUTIES: Final = (
    Column("TT", 6),
    Column("Nội dung nhiệm vụ", 58),
    Column("Tổ chức", 38),
    Column("Vai trò", 20),
    Column("Tình hình", 20),
    Column("Hạn", 12),
)


def workbook(contents: Contents) -> bytes:
    """The .xlsx: one sheet by tasks, one by bodies. A4 landscape, the heading on every page, days as days.

    Text stays text: a task that begins with "=" is no formula.
    """
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": contents.title, "created": contents.made_at, "author": contents.issuer})
        styles = _Styles(book)
        _sheet(book, "Nhiệm vụ", contents, TASKS, [_task(task) for task in contents.tasks], styles)
        duties = [_duty(task, duty) for task in contents.tasks for duty in task.duties]
        _sheet(book, "Theo tổ chức", contents, DUTIES, duties, styles)
    return data.getvalue()


class _Styles:
    """The formats of a book: each is made once."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": FONT, "font_size": 12}
        boxed = {**plain, "border": 1, "valign": "top", "text_wrap": True}
        self.title: Format = book.add_format({**plain, "font_size": 14, "bold": True})
        self.note: Format = book.add_format({**plain, "italic": True})
        self.head: Format = book.add_format(
            {**boxed, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDEAE2"}
        )
        self.cell: Format = book.add_format(boxed)
        self.number: Format = book.add_format({**boxed, "align": "center"})
        self.day: Format = book.add_format({**boxed, "align": "center", "num_format": "dd-mm-yyyy"})


def _task(task: TaskRow) -> tuple[Value, ...]:
    return (
        task.number,
        task.text,
        "\n".join(task.leading),
        "\n".join(task.coordinating),
        "\n".join(task.others),
        task.level,
        task.starts,
        task.last_day,
        task.time,
        task.product,
        "\n".join(task.bases),
        task.status,
        task.days_late or None,
        "\n".join(task.remarks),
    )


def _duty(task: TaskRow, duty: DutyRow) -> tuple[Value, ...]:
    return (task.number, task.text, duty.body, duty.role, duty.state, duty.last_day or task.last_day)


def _sheet(
    book: Workbook,
    name: str,
    contents: Contents,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    styles: _Styles,
) -> None:
    sheet: Worksheet = book.add_worksheet(name)
    _page(sheet, last_row=_HEAD_ROW + len(rows), columns=len(columns))
    draft = " (dự thảo)" if contents.draft else ""
    sheet.write_string(0, 0, contents.title + draft, styles.title)
    sheet.write_string(1, 0, _said(contents), styles.note)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(_HEAD_ROW, at, column.heading, styles.head)
    for down, row in enumerate(rows, _HEAD_ROW + 1):
        for across, value in enumerate(row):
            _write(sheet, down, across, value, styles)


def _said(contents: Contents) -> str:
    parts = (f"Tính đến ngày {show_date(contents.on)}", contents.paper, contents.filtered, contents.left_out)
    return " · ".join(part for part in parts if part)


def _page(sheet: Worksheet, *, last_row: int, columns: int) -> None:
    """A4 landscape, as wide as one page, the heading repeated; filters for who looks at it on a screen."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&R&P/&N")
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.autofilter(_HEAD_ROW, 0, max(last_row, _HEAD_ROW), columns - 1)


def _write(sheet: Worksheet, row: int, column: int, value: Value, styles: _Styles) -> None:
    match value:
        case None:
            sheet.write_blank(row, column, None, styles.cell)
        case int():
            sheet.write_number(row, column, value, styles.number)
        case date():
            sheet.write_datetime(row, column, value, styles.day)
        case _:
            sheet.write_string(row, column, value, styles.cell)
