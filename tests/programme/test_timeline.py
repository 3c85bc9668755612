"""From reports to states over time, compared with the plain rule: the last report up to the day decides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.programme.domain.timeline import Spell, read, spells, standings, written
from phoihop.programme.domain.types import DutyState

NONE, DOING, DONE = DutyState.NONE, DutyState.DOING, DutyState.DONE
START = date(2018, 4, 6)
MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)
DAYS = st.integers(-5, 30).map(lambda days: START + timedelta(days=days))
REPORTS = st.lists(st.tuples(DAYS, st.sampled_from([DOING, DONE])), max_size=6)
BEGINS = st.sampled_from([START, None])


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], (Spell(NONE, START, None),)),
        ([(MAY, DONE)], (Spell(NONE, START, MAY), Spell(DONE, MAY, None))),
        ([(MAY, DOING), (JUNE, DOING)], (Spell(NONE, START, MAY), Spell(DOING, MAY, None))),
        (
            [(JUNE, DONE), (MAY, DOING)],
            (Spell(NONE, START, MAY), Spell(DOING, MAY, JUNE), Spell(DONE, JUNE, None)),
        ),
        ([(MAY, DONE), (MAY, DOING)], (Spell(NONE, START, MAY), Spell(DOING, MAY, None))),
        (
            [(MAY, DONE), (JUNE, DOING)],
            (Spell(NONE, START, MAY), Spell(DONE, MAY, JUNE), Spell(DOING, JUNE, None)),
        ),
        ([(date(2018, 1, 1), DONE)], (Spell(DONE, START, None),)),
    ],
    ids=[
        "without a report nothing is known",
        "a report counts from its day",
        "the same again changes nothing",
        "a back-dated report does not outdo a later day",
        "of two reports for one day the last recorded counts",
        "what was done may be taken up again",
        "a report before the assignment counts from the assignment on",
    ],
)
def test_reports_make_spells(reports: list[tuple[date, DutyState]], expected: tuple[Spell, ...]) -> None:
    assert spells(reports, begins=START) == expected


def state_on(reports: list[tuple[date, DutyState]], day: date) -> DutyState:
    """The plain rule."""
    known = sorted((reported for reported in reports if reported[0] <= day), key=lambda said: said[0])
    return known[-1][1] if known else NONE


@given(REPORTS, BEGINS, DAYS.filter(lambda day: day >= START))
def test_on_every_day_the_last_report_up_to_it_decides(
    reports: list[tuple[date, DutyState]], begins: date | None, day: date
) -> None:
    found = [
        spell
        for spell in spells(reports, begins=begins)
        if (spell.start is None or spell.start <= day) and (spell.end is None or day < spell.end)
    ]
    assert [spell.state for spell in found] == [state_on(reports, day)]


@given(REPORTS, REPORTS, BEGINS, DAYS.filter(lambda day: day >= START))
def test_a_task_stands_on_every_day_as_its_duties_do(
    one: list[tuple[date, DutyState]],
    other: list[tuple[date, DutyState]],
    begins: date | None,
    day: date,
) -> None:
    lived = [[spells(one, begins=begins)], [spells(other, begins=begins)]]
    found = [
        standing.states
        for standing in standings(lived, begins=begins)
        if (standing.start is None or standing.start <= day) and (standing.end is None or day < standing.end)
    ]
    assert found == [((state_on(one, day),), (state_on(other, day),))]


@given(st.lists(st.lists(st.sampled_from(list(DutyState)), max_size=4).map(tuple), min_size=1).map(tuple))
def test_states_are_read_as_they_were_written(states: tuple[tuple[DutyState, ...], ...]) -> None:
    assert read(written(states)) == states
