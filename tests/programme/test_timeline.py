"""From reports to states over time, compared with the plain rule: the last report up to the day decides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.programme.acts import DutyStated, TaskAssigned, TaskKind
from phoihop.programme.domain.rhythm import covered_from, due, expected
from phoihop.programme.domain.timeline import (
    Said,
    Spell,
    all_covered,
    life,
    read,
    read_days,
    spells,
    standings,
    written,
    written_days,
)
from phoihop.programme.domain.types import DutyRole, DutyState, ProgressState, Rhythm
from phoihop.programme.domain.versions import Stretch, first_version

NONE, DOING, DONE = DutyState.NONE, DutyState.DOING, DutyState.DONE
REPORTED = DutyState.REPORTED
START = date(2018, 4, 6)
MAY, JUNE, JULY = date(2018, 5, 1), date(2018, 6, 1), date(2018, 7, 1)
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
    assert spells(said(reports), begins=START) == expected


def said(reports: list[tuple[date, DutyState]]) -> list[Said]:
    """Reports whose word stands."""
    return [Said(day, ProgressState(state.value)) for day, state in reports]


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ((), [(NONE, START), (REPORTED, MAY)]),
        (((JUNE, True),), [(NONE, START), (REPORTED, MAY), (DONE, JUNE)]),
        (((JUNE, False),), [(NONE, START), (REPORTED, MAY), (DOING, JUNE)]),
        (((START, True),), [(NONE, START), (DONE, MAY)]),
        (((JUNE, False), (JULY, True)), [(NONE, START), (REPORTED, MAY), (DOING, JUNE), (DONE, JULY)]),
    ],
    ids=[
        "what is reported as done waits for a word",
        "confirmed",
        "sent back",
        "a word for a day before the report counts from the report on",
        "the last word counts",
    ],
)
def test_what_is_reported_as_done_is_done_when_confirmed(
    judged: tuple[tuple[date, bool], ...], expected: list[tuple[DutyState, date]]
) -> None:
    found = spells([Said(MAY, ProgressState.DONE, False, judged)], begins=START)
    assert [(spell.state, spell.start) for spell in found] == expected


def test_a_word_on_an_old_report_does_not_outdo_a_newer_one() -> None:
    old = Said(MAY, ProgressState.DONE, False, ((JULY, True),))
    found = spells([old, Said(JUNE, ProgressState.DOING)], begins=START)
    assert [(spell.state, spell.start) for spell in found] == [(NONE, START), (REPORTED, MAY), (DOING, JUNE)]


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
        for spell in spells(said(reports), begins=begins)
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
    lived = {body: life(said(reports), begins=begins) for body, reports in (("A", one), ("B", other))}
    task = assigned(DutyStated(DutyRole.LEAD, "", None, ("A",)), DutyStated(DutyRole.LEAD, "", None, ("B",)))
    stretches = (Stretch(first_version(task), begins, None),)
    found = [
        standing.states
        for standing in standings(lived, stretches, begins=begins)
        if (standing.start is None or standing.start <= day) and (standing.end is None or day < standing.end)
    ]
    assert found == [((state_on(one, day),), (state_on(other, day),))]


def assigned(*duties: DutyStated, kind: TaskKind | None = None, rhythm: Rhythm | None = None) -> TaskAssigned:
    return TaskAssigned("P", 1, "việc", duties, None, None, (), None, kind, rhythm)


@given(st.lists(st.lists(st.sampled_from(list(DutyState)), max_size=4).map(tuple), min_size=1).map(tuple))
def test_states_are_read_as_they_were_written(states: tuple[tuple[DutyState, ...], ...]) -> None:
    assert read(written(states)) == states


# ------------------------------------------------------------------------------------------------- rhythm


@pytest.mark.parametrize(
    ("rhythm", "on", "start", "end"),
    [
        (Rhythm.MONTHLY, date(2026, 11, 9), date(2026, 10, 1), date(2026, 11, 1)),
        (Rhythm.MONTHLY, date(2026, 11, 6), date(2026, 9, 1), date(2026, 10, 1)),
        (Rhythm.QUARTERLY, date(2026, 1, 20), date(2025, 10, 1), date(2026, 1, 1)),
        (Rhythm.HALF_YEARLY, date(2026, 7, 1), date(2025, 7, 1), date(2026, 1, 1)),
        (Rhythm.YEARLY, date(2026, 11, 23), date(2025, 1, 1), date(2026, 1, 1)),
    ],
    ids=[
        "six working days after the end of a month",
        "on the fifth working day there is still time",
        "a quarter over the turn of the year",
        "a half-year that has just ended",
        "a year",
    ],
)
def test_the_report_for_the_last_full_period_is_expected(
    rhythm: Rhythm, on: date, start: date, end: date
) -> None:
    period = expected(rhythm, on=on)
    assert (period.start, period.end) == (start, end)


@given(st.dates(date(2017, 1, 1), date(2030, 1, 1)), st.sampled_from(list(Rhythm)), st.integers(0, 900))
def test_nothing_is_expected_for_a_period_that_began_before_the_task(
    begins: date, rhythm: Rhythm, later: int
) -> None:
    period = expected(rhythm, on=begins + timedelta(days=later))
    assert (covered_from(begins, rhythm) < period.counts_from) == (period.start >= begins)


@given(st.dates(date(2017, 1, 1), date(2030, 1, 1)))
def test_there_are_five_working_days_to_report(first: date) -> None:
    days = [first + timedelta(days=n) for n in range((due(first) - first).days)]
    assert (sum(day.isoweekday() < 6 for day in days), days[-1].isoweekday() < 6) == (5, True)


def test_of_a_continuing_task_every_report_is_counted_and_the_one_behind_decides() -> None:
    task = assigned(
        DutyStated(DutyRole.LEAD, "", None, ("A", "B")),
        DutyStated(DutyRole.INFORMED, "", None, ("C",)),
        kind=TaskKind.CONTINUING,
        rhythm=Rhythm.MONTHLY,
    )
    version = first_version(task)
    floor = covered_from(START, Rhythm.MONTHLY)
    one = life(said([(JUNE, DOING), (JULY, DOING)]), begins=START)
    other = life(said([(JULY, DOING)]), begins=START)
    nobody = life([], begins=START)
    found = standings({"A": one, "B": other, "C": nobody}, (Stretch(version, START, None),), begins=START)
    assert [(standing.start, all_covered(standing, version)) for standing in found] == [
        (START, floor),
        (JUNE, floor),
        (JULY, JULY),
    ]
    assert read_days(written_days(found[-1].covered)) == found[-1].covered
