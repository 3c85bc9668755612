from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel.period import Period
from phoihop.registry.acts import LineageKind
from phoihop.registry.domain.lineage import (
    direct_predecessors,
    direct_successors,
    living_heirs,
    work_taken_over,
)
from phoihop.registry.domain.types import LineageFact
from tests.registry.registers import CONFERENCE, MERGED, passed, shipped_register

PERIODS = {code: body.period for code, body in shipped_register().bodies.items()}
LINEAGE = shipped_register().lineage
DAY_BEFORE = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("code", "on", "heirs"),
    [
        ("P-30-BTC", CONFERENCE, ("P-30-BTC",)),
        ("P-30-BTC", DAY_BEFORE, ("P-30-BTC",)),
        ("P-30-BTC", MERGED, ("P-31-BTC.v2",)),
        ("M-17", MERGED, ("M-25.v2",)),
        ("P-150", MERGED, ()),
        ("P-151", date(2021, 1, 1), ("P-148",)),
        ("P-151", MERGED, ()),
        ("X", MERGED, ()),
    ],
    ids=[
        "before its end it carries on itself",
        "on its last day too",
        "on the day of the merger the merged body does",
        "transferred to another region",
        "abolished",
        "merged into a district that lives",
        "merged into a district abolished since",
        "unknown",
    ],
)
def test_who_carries_on_the_work(code: str, on: date, heirs: tuple[str, ...]) -> None:
    assert living_heirs(code, on=on, facts=LINEAGE, periods=PERIODS) == heirs


@pytest.mark.parametrize(
    ("code", "on", "others"),
    [
        ("P-31-BTC.v2", MERGED, {"P-30-BTC", "P-31-BTC"}),
        ("P-37-BTC.v2", MERGED, {"P-35-BTC", "P-36-BTC", "P-37-BTC"}),
        ("P-31-BTC.v2", DAY_BEFORE, set()),
        ("M-QK3-CT", MERGED, set()),
        ("P-22-BTC", MERGED, set()),
    ],
    ids=[
        "two boards",
        "three boards",
        "not before the day",
        "the home agency",
        "a board that was not merged",
    ],
)
def test_whose_work_was_taken_over(code: str, on: date, others: set[str]) -> None:
    assert work_taken_over(code, on=on, facts=LINEAGE, periods=PERIODS) == {code} | others


def test_work_is_taken_over_through_generations() -> None:
    facts = (passed("A", "B", on=date(2010, 1, 1)), passed("B", "C", on=date(2020, 1, 1)))
    periods = {
        "A": Period(None, date(2010, 1, 1)),
        "B": Period(date(2010, 1, 1), date(2020, 1, 1)),
        "C": Period(date(2020, 1, 1), None),
    }
    assert work_taken_over("C", on=MERGED, facts=facts, periods=periods) == {"A", "B", "C"}
    assert work_taken_over("B", on=date(2015, 1, 1), facts=facts, periods=periods) == {"A", "B"}


def test_a_body_that_still_exists_speaks_for_itself() -> None:
    facts = (passed("A", "B", LineageKind.SPLIT, on=date(2010, 1, 1)),)
    periods = {"A": Period(None, None), "B": Period(date(2010, 1, 1), None)}
    assert work_taken_over("B", on=MERGED, facts=facts, periods=periods) == {"B"}


def test_direct_neighbours_of_a_merged_body() -> None:
    assert direct_predecessors("P-37-BTC.v2", LINEAGE) == ("P-35-BTC", "P-36-BTC", "P-37-BTC")
    assert direct_successors("P-35-BTC", LINEAGE) == ("P-37-BTC.v2",)
    assert direct_successors("P-150", LINEAGE) == ()


CODES = st.sampled_from("ABCDE")


@given(st.lists(st.builds(passed, CODES, st.one_of(CODES, st.none()))), CODES)
def test_a_register_with_cycles_is_walked_to_its_end(facts: list[LineageFact], start: str) -> None:
    periods = {code: Period(None, None) for code in "ABCDE"}
    heirs = living_heirs(start, on=MERGED, facts=facts, periods=periods)
    assert start in heirs
    assert work_taken_over(start, on=MERGED, facts=facts, periods=periods) == {start}
