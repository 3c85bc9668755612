"""The form as an Excel file: cells to fill in are open, all others locked; ids stand on a hidden sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from phoihop.programme.report_forms.blank import (
    DAY_FOR_ALL,
    DOING,
    DONE,
    FILLED,
    GUIDE,
    KIND,
    TITLE,
    VERSION,
    BlankForm,
    BlankRow,
    Field,
    digest,
    form_code,
    row_code,
)

A4: Final = 9
FONT: Final = "Times New Roman"
FORM_SHEET: Final = "Phiếu báo cáo"
HIDDEN_SHEET: Final = "phieu"
DAY_ROW: Final = 5
HEAD_ROW: Final = 7
WIDTHS: Final = {
    Field.NUMBER: 5,
    Field.TEXT: 40,
    Field.ROLE: 12,
    Field.TIME: 15,
    Field.STATE: 12,
    Field.DAY: 12,
    Field.RESULT: 34,
    Field.PRODUCT: 16,
    Field.PRODUCT_DAY: 12,
    Field.DIFFICULTIES: 26,
    Field.PROPOSALS: 26,
    Field.NEXT: 26,
    Field.CODE: 12,
}


@dataclass(frozen=True, slots=True)
class _Styles:
    title: Format
    plain: Format
    note: Format
    head: Format
    fixed: Format
    open: Format
    code: Format


def form_sheet(form: BlankForm) -> bytes:
    """The .xlsx. Days are typed as text, so that no spreadsheet turns 6/4 into the fourth of June."""
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": form.title, "created": form.made_at, "author": form.body_name})
        styles = _styles(book)
        sheet: Worksheet = book.add_worksheet(FORM_SHEET)
        _page(sheet, form)
        _head(sheet, form, styles)
        for down, row in enumerate(form.rows, HEAD_ROW + 1):
            _row(sheet, down, form, row, styles)
        _hidden(book, form)
    return data.getvalue()


def _styles(book: Workbook) -> _Styles:
    plain = {"font_name": FONT, "font_size": 12}
    boxed = {**plain, "border": 1, "valign": "top", "text_wrap": True}
    # "@": what is typed stays text.
    filled = {**boxed, "num_format": "@", "locked": False, "bg_color": "#FFFBEA"}
    return _Styles(
        title=book.add_format({**plain, "font_size": 14, "bold": True}),
        plain=book.add_format(plain),
        note=book.add_format({**plain, "italic": True, "text_wrap": True, "valign": "top"}),
        head=book.add_format({**boxed, "bold": True, "align": "center", "valign": "vcenter"}),
        fixed=book.add_format(boxed),
        open=book.add_format(filled),
        code=book.add_format({**boxed, "font_size": 9, "font_color": "#626B71"}),
    )


def _page(sheet: Worksheet, form: BlankForm) -> None:
    """A4 on its side, the heading on every page; locked without a password, against slips and not people."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&R&P/&N")
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.protect(options={"format_columns": True, "format_rows": True})
    state = list(Field).index(Field.STATE)
    if form.rows:
        rows = (HEAD_ROW + 1, HEAD_ROW + len(form.rows))
        sheet.data_validation(
            rows[0],
            state,
            rows[1],
            state,
            {"validate": "list", "source": [DOING, DONE], "ignore_blank": True},
        )


def _head(sheet: Worksheet, form: BlankForm, styles: _Styles) -> None:
    sheet.write_string(0, 0, TITLE, styles.title)
    sheet.write_string(1, 0, form.title, styles.plain)
    sheet.write_string(2, 0, f"Cơ quan báo cáo: {form.body_name}", styles.plain)
    sheet.write_string(3, 0, form.paper, styles.plain)
    sheet.merge_range(4, 0, 4, len(Field) - 1, GUIDE, styles.note)
    sheet.set_row(4, 34)
    sheet.write_string(DAY_ROW, 1, DAY_FOR_ALL, styles.plain)
    sheet.write_blank(DAY_ROW, 2, None, styles.open)
    for across, field in enumerate(Field):
        sheet.set_column(across, across, WIDTHS[field])
        sheet.write_string(HEAD_ROW, across, field.value, styles.head)


def _row(sheet: Worksheet, down: int, form: BlankForm, row: BlankRow, styles: _Styles) -> None:
    said = {
        Field.TEXT: row.text,
        Field.ROLE: row.role,
        Field.TIME: row.time,
        Field.CODE: row_code(programme=form.programme, body=form.body, task=row.task),
    }
    for across, field in enumerate(Field):
        if field in FILLED:
            sheet.write_blank(down, across, None, styles.open)
        elif field is Field.NUMBER:
            sheet.write_number(down, across, row.number, styles.fixed)
        else:
            style = styles.code if field is Field.CODE else styles.fixed
            sheet.write_string(down, across, said[field], style)


def _hidden(book: Workbook, form: BlankForm) -> None:
    """The ids: kind and version, code of the form, digest, then a row for each task."""
    sheet: Worksheet = book.add_worksheet(HIDDEN_SHEET)
    code = form_code(programme=form.programme, body=form.body, on=form.on)
    ids = tuple(
        (row_code(programme=form.programme, body=form.body, task=row.task), row.task) for row in form.rows
    )
    for down, words in enumerate(((KIND, VERSION), ("code", code), ("digest", digest(code, ids)), *ids)):
        for across, said in enumerate(words):
            sheet.write_string(down, across, said)
    sheet.protect()
    sheet.very_hidden()
