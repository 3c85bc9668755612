"""Forms that come back: filled in well, filled in badly, changed by hand, not ours."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from xlsxwriter import Workbook

from phoihop.kernel.decision import Accepted, Refusal, Refused
from phoihop.programme.acts import ProgressState
from phoihop.programme.report_forms.blank import Field, form_code, read_form_code, row_code
from phoihop.programme.report_forms.reading_back import Entry, entries
from phoihop.programme.report_forms.sheet import form_sheet
from phoihop.programme.report_forms.word_form import word_form
from tests.programme.report_forms.filling import (
    BODY,
    CODES,
    FIRST,
    FORM,
    PROGRAMME,
    SECOND,
    Typed,
    filled_sheet,
    filled_word,
    read_back,
)

TASKS = frozenset({FIRST, SECOND})
SHEET, WORD = form_sheet(FORM), word_form(FORM)
SAID = Entry(
    task=FIRST,
    place="ô M9",
    state=ProgressState.DONE,
    day=date(2018, 5, 11),
    result="Đã gửi Quy chế\nlấy ý kiến",
    product_number="16-HD/BTCTU",
    product_date=date(2018, 5, 10),
    difficulties="Thiếu biểu mẫu",
    proposals="",
    next_steps="Sơ kết",
)
FILLED: Typed = {
    "E9": "đã xong",
    "F9": "11-5-2018",
    "G9": "Đã gửi Quy chế\nlấy ý kiến",
    "H9": "16-HD/BTCTU",
    "I9": "10/5/2018",
    "J9": "Thiếu biểu mẫu",
    "L9": "Sơ kết",
}


def faults(data: bytes) -> list[Refusal]:
    """What stands against a form, all of it."""
    form = read_back(data)
    answer = entries(form.value, tasks=TASKS) if isinstance(form, Accepted) else form
    assert isinstance(answer, Refused)
    return list(answer.refusals)


def said(data: bytes) -> tuple[Entry, ...]:
    form = read_back(data)
    assert isinstance(form, Accepted)
    answer = entries(form.value, tasks=TASKS)
    assert isinstance(answer, Accepted)
    return answer.value


# -------------------------------------------------------------------------------- filled in well


def test_a_sheet_that_was_filled_in_says_what_was_typed() -> None:
    assert said(filled_sheet(SHEET, FILLED)) == (SAID,)


def test_a_word_form_that_was_filled_in_says_the_same() -> None:
    typed = {
        (1, Field.STATE): "Đã xong",
        (1, Field.DAY): "11-5-2018",
        (1, Field.RESULT): "Đã gửi Quy chế\nlấy ý kiến",
        (1, Field.PRODUCT): "16-HD/BTCTU",
        (1, Field.PRODUCT_DAY): "ngày 10 tháng 5 năm 2018",
        (1, Field.DIFFICULTIES): "Thiếu biểu mẫu",
        (1, Field.NEXT): "Sơ kết",
    }
    assert said(filled_word(WORD, typed)) == (replace(SAID, place="hàng 2, cột “Mã hàng”"),)


def test_a_day_that_the_spreadsheet_made_a_date_is_that_day() -> None:
    assert said(filled_sheet(SHEET, {**FILLED, "F9": date(2018, 5, 11)})) == (SAID,)


def test_the_day_above_the_table_holds_for_rows_without_one() -> None:
    (sheet,) = said(filled_sheet(SHEET, {"E10": "Đang làm", "C6": "1-6-2018"}))
    (word,) = said(filled_word(WORD, {(2, Field.STATE): "Đang làm"}, day="1-6-2018"))
    assert (sheet.task, sheet.day, word.task, word.day) == (
        SECOND,
        date(2018, 6, 1),
        SECOND,
        date(2018, 6, 1),
    )


def test_rows_that_were_left_empty_are_counted_and_not_reported() -> None:
    form = read_back(filled_sheet(SHEET, FILLED))
    assert isinstance(form, Accepted)
    assert (len(form.value.rows), form.value.left_empty) == (1, 1)


def test_rows_may_be_sorted_and_rows_may_be_missing() -> None:
    swapped = {"M9": CODES[1], "M10": CODES[0], "E10": "Đang làm", "F10": "1-6-2018"}
    assert [entry.task for entry in said(filled_sheet(SHEET, swapped))] == [FIRST]


# ----------------------------------------------------------------------------------------- filled in badly

BAD: dict[str, tuple[Typed, list[Refusal]]] = {
    "nothing at all": ({}, [Refusal("programme.form_empty")]),
    "a state that is none": (
        {"E9": "gần xong", "F9": "1-6-2018"},
        [Refusal("programme.form_state_unknown", (("place", "Ô E9"), ("typed", "gần xong")))],
    ),
    "words without a state": (
        {"G10": "đã họp", "F10": "1-6-2018"},
        [Refusal("programme.form_state_missing", (("place", "Ô E10"), ("typed", "")))],
    ),
    "no day anywhere": (
        {"E9": "Đang làm"},
        [Refusal("programme.form_day_missing", (("all", "ô C6"), ("place", "Ô F9")))],
    ),
    "a day that is a month": (
        {"E9": "Đang làm", "F9": "tháng 5/2018"},
        [Refusal("programme.form_day_unknown", (("place", "Ô F9"), ("typed", "tháng 5/2018")))],
    ),
    "the 31st of February": (
        {"E9": "Đang làm", "F9": "1-6-2018", "H9": "16-HD", "I9": "31-2-2018"},
        [Refusal("programme.form_day_unknown", (("place", "Ô I9"), ("typed", "31-2-2018")))],
    ),
    "a bad day for all, named once": (
        {"E9": "Đang làm", "E10": "Đang làm", "C6": "hôm qua"},
        [Refusal("programme.form_day_unknown", (("place", "Ô C6"), ("typed", "hôm qua")))],
    ),
    "a day of a product without its number": (
        {"E9": "Đã xong", "F9": "1-6-2018", "I9": "10-5-2018"},
        [Refusal("programme.form_product_without_number", (("place", "Ô H9"), ("typed", "")))],
    ),
    "more words than a report holds": (
        {"E9": "Đang làm", "F9": "1-6-2018", "G9": "a" * 4001},
        [Refusal("programme.form_too_long", (("place", "Ô G9"), ("typed", "a" * 60)))],
    ),
    "a row code changed by hand": (
        {"E9": "Đang làm", "F9": "1-6-2018", "M9": "0000-0000"},
        [Refusal("programme.form_row_unknown", (("place", "Ô M9"), ("typed", "0000-0000")))],
    ),
    "a row code taken away": (
        {"E9": "Đang làm", "F9": "1-6-2018", "M9": ""},
        [Refusal("programme.form_row_unknown", (("place", "Ô M9"), ("typed", "")))],
    ),
    "the same row twice": (
        {"E9": "Đang làm", "F9": "1-6-2018", "E10": "Đã xong", "F10": "1-6-2018", "M10": CODES[0]},
        [Refusal("programme.form_row_twice", (("place", "Ô M10"), ("typed", CODES[0])))],
    ),
    "several slips are all named": (
        {"E9": "ừ", "F9": "1-6-2018", "E10": "Đang làm", "F10": "mai"},
        [
            Refusal("programme.form_state_unknown", (("place", "Ô E9"), ("typed", "ừ"))),
            Refusal("programme.form_day_unknown", (("place", "Ô F10"), ("typed", "mai"))),
        ],
    ),
    "a heading that was renamed": (
        {"E8": "Tiến độ", "E9": "Đang làm", "F9": "1-6-2018"},
        [Refusal("programme.form_heading_missing", (("heading", "Tình hình"),))],
    ),
}


@pytest.mark.parametrize(("typed", "expected"), BAD.values(), ids=BAD)
def test_a_slip_is_named_with_its_cell(typed: Typed, expected: list[Refusal]) -> None:
    assert faults(filled_sheet(SHEET, typed)) == expected


def test_a_slip_in_a_word_form_is_named_with_row_and_column() -> None:
    typed = {(2, Field.STATE): "gần xong", (2, Field.DAY): "1-6-2018"}
    params = (("place", "Hàng 3, cột “Tình hình”"), ("typed", "gần xong"))
    assert faults(filled_word(WORD, typed)) == [Refusal("programme.form_state_unknown", params)]


# -------------------------------------------------------------------------------- changed by hand, not ours

CHANGED = [Refusal("programme.form_ids_changed")]


@pytest.mark.parametrize(
    "hidden",
    [
        {"B4": "01J00000000000000000000ALL"},
        {"A4": "0000-0000"},
        {"B4": SECOND, "B5": FIRST},
        {"B2": form_code(programme=PROGRAMME, body="P-22-BTC", on=FORM.on)},
        {"B2": "vài chữ"},
        {"B3": "0" * 64},
        {"A6": "WXYZ-WXYZ", "B6": FIRST},
    ],
    ids=[
        "another task",
        "another code",
        "two tasks exchanged",
        "another body",
        "no code at all",
        "another digest",
        "a row more",
    ],
)
def test_ids_changed_by_hand_are_refused(hidden: Typed) -> None:
    assert faults(filled_sheet(SHEET, FILLED, hidden=hidden)) == CHANGED


def test_a_sheet_without_its_ids_is_not_one_of_ours() -> None:
    bare = io.BytesIO()
    with Workbook(bare, {"in_memory": True}) as book:
        book.add_worksheet("Phiếu báo cáo").write_row(0, 0, [field.value for field in Field])
    assert faults(bare.getvalue()) == [Refusal("programme.form_unknown")]


def test_a_word_form_without_its_code_is_not_one_of_ours() -> None:
    document = docx.Document(io.BytesIO(WORD))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Mã phiếu"):
            paragraph.runs[0].text = ""
    saved = io.BytesIO()
    document.save(saved)
    assert faults(saved.getvalue()) == [Refusal("programme.form_unknown")]


def test_a_word_form_whose_code_was_changed_is_refused() -> None:
    document = docx.Document(io.BytesIO(WORD))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Mã phiếu"):
            paragraph.runs[0].text = paragraph.text.replace(BODY, "P-22-BTC")
    saved = io.BytesIO()
    document.save(saved)
    assert faults(saved.getvalue()) == CHANGED


@pytest.mark.parametrize("data", [SHEET, WORD], ids=["sheet", "word"])
def test_the_form_of_another_programme_is_refused(data: bytes) -> None:
    other = "01J0000000000000000000THER"
    assert read_back(data, other) == Refused((Refusal("programme.form_other_programme"),))


def test_the_form_of_another_body_has_other_row_codes() -> None:
    other = row_code(programme=PROGRAMME, body="P-22-BTC", task=FIRST)
    assert other != CODES[0]
    assert faults(filled_sheet(SHEET, {"E9": "Đang làm", "F9": "1-6-2018", "M9": other})) == [
        Refusal("programme.form_row_unknown", (("place", "Ô M9"), ("typed", other)))
    ]


def test_the_code_of_a_form_names_programme_and_body() -> None:
    code = form_code(programme=PROGRAMME, body=BODY, on=FORM.on)
    assert read_form_code(code) == (PROGRAMME, BODY)
    assert read_form_code(code.replace("2018", "2019")) is None
    assert read_form_code("") is None
