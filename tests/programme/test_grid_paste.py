"""A table from Word or Excel: columns by their headings, merged cells written out or named, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel.decision import Accepted, Refused
from phoihop.programme.domain.grid import BLANK, MOST_ROWS, Column, Grid, Row
from phoihop.programme.domain.grid_paste import Pasted, Pasting, decide_paste, empties_below, table_in
from tests.programme.grids import grid, row, words

HEADED = (
    "TT\tNội dung công việc\tCơ quan thực hiện\t\tThời gian\tGhi chú\n"
    "\t\tChủ trì\tPhối hợp\t\t\n"
    "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n"
    "I\tCông tác tổ chức\t\t\t\t\n"
    "1\tHoàn chỉnh Quy chế\tCục Chính trị\tBan Tổ chức các tỉnh ủy\tQuý I\tgấp\n"
    '2\t"Rà soát\nhồ sơ"\t\tBan Tổ chức các tỉnh ủy\tQuý II\t\n'
    "II. CÔNG TÁC CÁN BỘ\t\t\t\t\t\n"
    "3\tBồi dưỡng cán bộ\tCục Cán bộ\tnt\tQuý III\t\n"
)


def pasted(text: str, into: Grid | None = None, **how: object) -> Pasted:
    decided = decide_paste(into or Grid(), pasting(text, **how), words=words())
    assert isinstance(decided, Accepted), decided
    return decided.value


def refused(text: str, **how: object) -> tuple[str, dict[str, str]]:
    decided = decide_paste(Grid(), pasting(text, **how), words=words())
    assert isinstance(decided, Refused)
    return decided.refusals[0].code, dict(decided.refusals[0].params)


def pasting(text: str, **how: object) -> Pasting:
    return Pasting(**{"text": text, "row": 1, **how})  # type: ignore[arg-type]  # the tests say which fields


def cells(found: Pasted, column: Column) -> list[str]:
    return [one[column] for one in found.grid.rows]


# ------------------------------------------------------------------------------------------ cells of a text


@pytest.mark.parametrize(
    ("text", "table"),
    [
        pytest.param("a\tb\nc\td\n", [["a", "b"], ["c", "d"]], id="hàng và ô"),
        pytest.param("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]], id="dòng kiểu Windows"),
        pytest.param('"a\nb"\tc', [["a\nb", "c"]], id="ô nhiều dòng có nháy"),
        pytest.param('"nói ""được"""\tc', [['nói "được"', "c"]], id="nháy trong ô"),
        pytest.param('"Quy chế" phối hợp\tc', [['"Quy chế" phối hợp', "c"]], id="nháy của người viết"),
        pytest.param('a\t"\nb\t"\n', [["a", '"'], ["b", '"']], id="dấu nháy là như trên"),
        pytest.param("a\tb\n\t\nc\td", [["a", "b"], ["c", "d"]], id="hàng trống bỏ qua"),
        pytest.param("", [], id="không có gì"),
    ],
)
def test_cells_are_parted_as_excel_parts_them(text: str, table: list[list[str]]) -> None:
    assert table_in(text) == table


WORD = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=6)
CELL = st.one_of(WORD, st.builds("{}\n{}".format, WORD, WORD), st.builds('{} "{}"'.format, WORD, WORD))


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_excel_writes_is_read_as_it_was(table: list[list[str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '\t\n"') else cell

    text = "\n".join("\t".join(map(quoted, line)) for line in table)
    again = table_in(text)
    assert again == table_in("\n".join("\t".join(map(quoted, line)) for line in again))
    assert len(again) == len(table)


# -------------------------------------------------------------------------------------------------- columns


def test_columns_are_told_by_headings_in_two_rows_and_what_has_no_place_is_named() -> None:
    found = pasted(HEADED, leave=frozenset({Column.LEAD}))
    assert cells(found, Column.TEXT) == ["Hoàn chỉnh Quy chế", "Rà soát\nhồ sơ", "Bồi dưỡng cán bộ"]
    assert cells(found, Column.LEAD) == ["Cục Chính trị", "", "Cục Cán bộ"]
    assert cells(found, Column.TIME) == ["Quý I", "Quý II", "Quý III"]
    assert found.sections == ("I Công tác tổ chức", "II. CÔNG TÁC CÁN BỘ")
    assert found.columns == ("Ghi chú",)
    assert found.rows == 3


def test_without_headings_columns_stand_in_our_order_and_a_number_in_front_is_left_out() -> None:
    found = pasted("1.\tHoàn chỉnh Quy chế\tCục Chính trị\n2.\tRà soát hồ sơ\tCục Cán bộ")
    assert [one.cells[:2] for one in found.grid.rows] == [
        ("Hoàn chỉnh Quy chế", "Cục Chính trị"),
        ("Rà soát hồ sơ", "Cục Cán bộ"),
    ]


def test_a_table_without_headings_begins_in_the_chosen_column() -> None:
    found = pasted("quý I\tbáo cáo\nquý II\tkế hoạch", row=2, column=Column.TIME)
    assert found.grid.rows[1:] == (
        row(time="quý I", product="báo cáo"),
        row(time="quý II", product="kế hoạch"),
    )


def test_figures_are_numbers_of_rows_only_where_the_words_of_a_task_are_pasted() -> None:
    assert pasted("6\tbáo cáo", column=Column.TIME).grid.rows == (row(time="6", product="báo cáo"),)


def test_a_heading_over_several_columns_alone_says_nothing_of_its_own_column() -> None:
    found = pasted("Nội dung\tCơ quan thực hiện\nmột\tCục A")
    assert (found.grid.rows, found.columns) == ((row(text="một"),), ("Cơ quan thực hiện",))


def test_lines_without_tabs_become_one_row_each() -> None:
    assert cells(pasted("việc một\nI. việc hai"), Column.TEXT) == ["việc một", "I. việc hai"]


def test_a_table_is_put_over_the_rows_from_its_own_on_and_other_cells_stay() -> None:
    before = grid(row(text="một"), row(text="hai", level="Ban Thường vụ"))
    found = pasted("ba\tCục Chính trị\nbốn\tCục Cán bộ", before, row=2)
    assert found.grid.rows == (
        row(text="một"),
        row(text="ba", lead="Cục Chính trị", level="Ban Thường vụ"),
        row(text="bốn", lead="Cục Cán bộ"),
    )


def test_a_table_put_far_below_leaves_empty_rows_between() -> None:
    assert pasted("việc\tCục Chính trị", row=3).grid.rows[:2] == (Row(BLANK), Row(BLANK))


# --------------------------------------------------------------------------------------------- merged cells

MERGED = "Nội dung\tChủ trì\tPhối hợp\nmột\tCục A\tBan X\nhai\t\t\nba\tCục B\t\n"


def test_empty_cells_below_filled_ones_are_refused_with_their_names() -> None:
    assert refused(MERGED, row=4) == ("programme.grid_empty_below", {"cells": "C5, D5, D6"})
    assert empties_below(pasting(MERGED), words=words()) == (Column.LEAD, Column.COORDINATING)


def test_merged_cells_are_repeated_and_empty_ones_stay_empty_as_a_person_says() -> None:
    found = pasted(MERGED, repeat=frozenset({Column.LEAD}), leave=frozenset({Column.COORDINATING}))
    assert cells(found, Column.LEAD) == ["Cục A", "Cục A", "Cục B"]
    assert cells(found, Column.COORDINATING) == ["Ban X", "", ""]


def test_where_the_browser_saw_the_merging_an_empty_cell_is_empty() -> None:
    assert cells(pasted(MERGED, merged_known=True), Column.LEAD) == ["Cục A", "", "Cục B"]


def test_empty_cells_above_the_first_filled_one_are_nobodys_question() -> None:
    assert cells(pasted("một\t\nhai\tCục A"), Column.LEAD) == ["", "Cục A"]


# ------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        pytest.param("", "programme.grid_paste_empty", {}, id="không có bảng"),
        pytest.param("TT\tNội dung\n", "programme.grid_paste_empty", {}, id="chỉ có tên cột"),
        pytest.param(
            "Nội dung\tChủ trì\nmột\tCục A\nhai",
            "programme.grid_paste_ragged",
            {"row": "3", "cells": "1", "width": "2"},
            id="một ô nhiều dòng làm gãy hàng",
        ),
        pytest.param(
            "a\tb\tc\td\te\tf\tg\th\tthừa",
            "programme.grid_paste_too_wide",
            {"row": "1", "column": "9", "words": "thừa"},
            id="rộng hơn bảng",
        ),
        pytest.param(
            "TT\tChủ trì\n1\tCục A", "programme.grid_paste_without_text", {}, id="không có cột nội dung"
        ),
        pytest.param(
            "\n".join(["việc"] * (MOST_ROWS + 1)),
            "programme.grid_too_long",
            {"rows": str(MOST_ROWS + 1), "most": str(MOST_ROWS)},
            id="quá nhiều hàng",
        ),
    ],
)
def test_a_table_that_does_not_fit_is_refused_whole(text: str, code: str, params: dict[str, str]) -> None:
    assert refused(text) == (code, params)
