"""The rows of a grid as people type them: kept as typed, cleaned, "như trên" written out."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.kernel.decision import Accepted, Refused
from phoihop.programme.domain.grid import (
    LONGEST_CELL,
    MOST_ROWS,
    Column,
    Grid,
    Row,
    cell_name,
    chosen_bodies,
    chosen_instrument,
    decide_typed,
    row_of,
    with_row_above,
    without_row,
)
from tests.programme.grids import grid, row, words


def kept(typed: Grid) -> Grid:
    decided = decide_typed(typed, words=words())
    assert isinstance(decided, Accepted)
    return decided.value


def codes(typed: Grid) -> list[str]:
    decided = decide_typed(typed, words=words())
    assert isinstance(decided, Refused)
    return [refusal.code for refusal in decided.refusals]


@pytest.mark.parametrize(
    ("number", "column", "name"),
    [
        pytest.param(1, Column.TEXT, "B1", id="nội dung đứng ở cột B, cột A là số thứ tự"),
        pytest.param(4, Column.LEAD, "C4", id="chủ trì ở cột C"),
        pytest.param(12, Column.KIND, "I12", id="loại ở cột cuối"),
    ],
)
def test_a_cell_is_named_as_in_a_spreadsheet(number: int, column: Column, name: str) -> None:
    assert cell_name(number, column) == name


def test_words_are_cleaned_and_line_breaks_stay() -> None:
    decomposed = "Ban  Tổ chức \n\n Cục Chính trị "
    assert row_of([decomposed])[Column.TEXT] == "Ban Tổ chức\nCục Chính trị"


def test_a_row_with_more_cells_than_columns_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="more cells"):
        row_of(["x"] * 9)


@pytest.mark.parametrize("ditto", ["nt", "NT", "-nt-", "Như trên", '"', "〃", "''"])
def test_a_ditto_mark_takes_the_words_of_the_cell_above(ditto: str) -> None:
    typed = grid(
        row(text="một", lead="Cục Chính trị"), row(text="hai", lead=ditto), row(text="ba", lead=ditto)
    )
    assert [cells[Column.LEAD] for cells in kept(typed).rows] == ["Cục Chính trị"] * 3


def test_empty_rows_at_the_end_are_left_out_and_those_between_stay() -> None:
    typed = grid(row(text="một"), Row(), row(text="ba"), Row(), Row())
    assert (len(kept(typed).rows), kept(typed).filled) == (3, 2)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param(
            grid(row(text="x")).__class__(title="t" * 301), "programme.grid_title_too_long", id="tên dài"
        ),
        pytest.param(
            grid(*[row(text="x")] * (MOST_ROWS + 1)), "programme.grid_too_long", id="quá nhiều hàng"
        ),
        pytest.param(
            grid(row(product="x" * (LONGEST_CELL + 1))), "programme.grid_cell_too_long", id="ô quá dài"
        ),
        pytest.param(grid(row(text="Tài liệu\nTUYỆT MẬT\nviệc")), "reading.secret", id="dấu mật trong ô"),
    ],
)
def test_what_cannot_be_kept_is_refused(typed: Grid, code: str) -> None:
    assert codes(typed) == [code]


@pytest.mark.parametrize(
    ("day", "on"),
    [
        pytest.param("6/4/2018", date(2018, 4, 6), id="một ngày"),
        pytest.param("tháng 4/2018", None, id="một tháng không phải một ngày"),
        pytest.param("hôm qua", None, id="không đọc được"),
        pytest.param("", None, id="chưa ghi"),
    ],
)
def test_the_day_is_kept_as_typed_and_read_where_it_can_be(day: str, on: date | None) -> None:
    assert (kept(grid(day=day)).day, grid(day=day).on) == (day, on)


@pytest.mark.parametrize(("year", "expected"), [("2027", 2027), ("27", None), ("hai", None), ("", None)])
def test_the_year_has_four_figures(year: str, expected: int | None) -> None:
    assert grid(year=year).in_year == expected


def test_rows_are_taken_out_and_put_in_by_their_number() -> None:
    three = grid(row(text="1"), row(text="2"), row(text="3"))
    assert [cells[Column.TEXT] for cells in without_row(three, 2).rows] == ["1", "3"]
    assert [cells[Column.TEXT] for cells in with_row_above(three, 2).rows] == ["1", "", "2", "3"]


def test_a_choice_replaces_the_one_before_and_an_empty_one_takes_it_back() -> None:
    once = chosen_bodies(chosen_bodies(grid(), "Ban Tổ chức", ("P-1",)), "Ban Tổ chức", ("P-2",))
    assert [(one.mention, one.bodies) for one in once.bodies] == [("Ban Tổ chức", ("P-2",))]
    assert chosen_bodies(once, "Ban Tổ chức", ()).bodies == ()
    named = chosen_instrument(grid(), "Chỉ thị 35", "CT35")
    assert [one.instrument for one in named.instruments] == ["CT35"]
    assert chosen_instrument(named, "Chỉ thị 35", "").instruments == ()
