"""The words of the grid are data: sorted, each once, every column known."""

from __future__ import annotations

from phoihop.kernel.strict_yaml import load
from phoihop.programme.domain.grid import Column
from phoihop.programme.domain.grid_words import GridWordList, key
from tests.programme.grids import WORDS_FILE, words


def listed() -> GridWordList:
    return load(WORDS_FILE, GridWordList)


def test_every_list_is_sorted_and_says_nothing_twice() -> None:
    said = listed()
    assert list(said.dittos) == sorted(set(said.dittos))
    for entries in (
        [heading.words for heading in said.headings],
        [kind.words for kind in said.kinds],
        list(said.time_leads),
    ):
        assert entries == sorted(entries)
        assert len(set(map(key, entries))) == len(entries)


def test_every_heading_names_a_column_of_ours() -> None:
    assert {heading.column for heading in listed().headings} == {*Column, "number", "group"}


def test_words_are_compared_without_case_marks_and_signs_at_the_ends() -> None:
    assert words().heading("  CƠ QUAN CHỦ TRÌ (*)") == "lead"
    assert words().heading("Ghi chú") is None


def test_the_longest_lead_in_of_a_time_is_taken_off() -> None:
    assert words().without_lead("Hoàn thành trong quý II/2027") == "quý II/2027"
    assert words().without_lead("quý II/2027") == "quý II/2027"
