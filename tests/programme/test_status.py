"""Where a duty or a task is on a day: only with a last day can it be late."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.programme.domain.status import (
    CARRYING,
    Course,
    Facts,
    course_of,
    duty_status,
    overall,
    task_status,
)
from phoihop.programme.domain.types import DutyRole, DutyState, Rhythm, Status, StatusKind, TaskKind

NONE, DOING, REPORTED, DONE = DutyState.NONE, DutyState.DOING, DutyState.REPORTED, DutyState.DONE
ON, DAY, ISSUED = date(2018, 9, 20), date(2018, 5, 11), date(2018, 4, 6)
PAST = date(2018, 7, 1)


def facts(state: DutyState, ends: date | None = None, **more: object) -> Facts:
    stated = {
        "course": Course.DEADLINE if ends else Course.UNDATED,
        "issued_on": ISSUED,
        "since": DAY,
        **more,
    }
    return Facts(state=state, ends=ends, **stated)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (facts(NONE), Status(StatusKind.NONE)),
        (facts(DOING), Status(StatusKind.DOING)),
        (facts(DONE), Status(StatusKind.DONE, since=DAY)),
        (facts(NONE, date(2018, 9, 21)), Status(StatusKind.NONE)),
        (facts(NONE, date(2018, 9, 20)), Status(StatusKind.LATE, days=1)),
        (facts(DOING, PAST), Status(StatusKind.LATE, days=82)),
        (facts(DONE, PAST), Status(StatusKind.DONE, since=DAY)),
        (facts(REPORTED, PAST), Status(StatusKind.REPORTED)),
        (facts(NONE, PAST, issued_on=None), Status(StatusKind.DRAFT)),
        (facts(NONE, PAST, issued_on=date(2018, 9, 21)), Status(StatusKind.DRAFT)),
        (facts(DOING, PAST, course=Course.SUSPENDED), Status(StatusKind.SUSPENDED)),
        (facts(DOING, PAST, course=Course.DROPPED), Status(StatusKind.DROPPED)),
        (facts(DOING, PAST, course=Course.DROPPED, issued_on=None), Status(StatusKind.DROPPED)),
        (facts(DOING, PAST, course=Course.CONTINUING), Status(StatusKind.DOING)),
        (facts(DOING, PAST, course=Course.MONTHLY, covered=date(2018, 8, 3)), Status(StatusKind.MISSING)),
        (facts(DOING, PAST, course=Course.MONTHLY, covered=date(2018, 8, 20)), Status(StatusKind.DOING)),
        (facts(NONE, course=Course.MONTHLY, covered=ISSUED, issued_on=DAY), Status(StatusKind.MISSING)),
        (
            facts(NONE, course=Course.MONTHLY, covered=ISSUED, issued_on=date(2018, 8, 2)),
            Status(StatusKind.NONE),
        ),
    ],
    ids=[
        "without a last day nothing is ever late",
        "what is being done without a last day",
        "done since a day",
        "the last day itself is not late",
        "the day after the last day is late by one",
        "a report of work does not stop it from being late",
        "what is done is not late",
        "what was reported as done waits and is not late",
        "in a draft nothing is late",
        "before the day of issue nothing is late",
        "what stands still is not late",
        "what was dropped is not late",
        "what was dropped in a draft",
        "what continues is not late by date",
        "the report for August is missing, that of July came",
        "the report for August is here",
        "without any report it is missing",
        "nothing is expected for a month that had begun before the issue",
    ],
)
def test_where_a_duty_is(said: Facts, expected: Status) -> None:
    assert duty_status(said, on=ON) == expected


@pytest.mark.parametrize(
    ("state", "ends", "expected"),
    [
        (NONE, date(2018, 9, 21), Status(StatusKind.SOON, days=0)),
        (DOING, date(2018, 10, 1), Status(StatusKind.SOON, days=10)),
        (DOING, date(2018, 10, 2), Status(StatusKind.DOING)),
        (DONE, date(2018, 9, 21), Status(StatusKind.DONE, since=DAY)),
        (REPORTED, date(2018, 9, 21), Status(StatusKind.REPORTED)),
        (NONE, date(2018, 9, 20), Status(StatusKind.LATE, days=1)),
        (NONE, None, Status(StatusKind.NONE)),
    ],
    ids=[
        "the last day is today",
        "ten days are near",
        "eleven days are not",
        "done",
        "reported as done",
        "over",
        "no last day",
    ],
)
def test_a_task_is_near_within_ten_days(state: DutyState, ends: date | None, expected: Status) -> None:
    assert task_status(facts(state, ends), on=ON) == expected


def test_what_continues_is_never_near() -> None:
    said = facts(DOING, date(2018, 9, 21), course=Course.CONTINUING)
    assert task_status(said, on=ON) == Status(StatusKind.DOING)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], NONE),
        ([NONE, NONE], NONE),
        ([NONE, DONE], DOING),
        ([DOING], DOING),
        ([DONE, DONE], DONE),
        ([REPORTED, DONE], REPORTED),
        ([REPORTED, NONE], DOING),
    ],
    ids=[
        "nobody has a part",
        "nobody reported",
        "one of two is done",
        "one is at it",
        "all are done",
        "one still waits to be confirmed",
        "one says that it is done",
    ],
)
def test_a_task_is_done_when_every_body_is(states: list[DutyState], expected: DutyState) -> None:
    assert overall((DutyRole.LEAD, state) for state in states) is expected


@pytest.mark.parametrize("role", [role for role in DutyRole if role not in CARRYING])
def test_who_does_not_do_the_task_does_not_keep_it_from_being_done(role: DutyRole) -> None:
    assert overall([(DutyRole.LEAD, DONE), (role, NONE)]) is DONE


@pytest.mark.parametrize(
    ("kind", "rhythm", "suspended", "dropped", "expected"),
    [
        (TaskKind.DEADLINE, None, False, False, Course.DEADLINE),
        (TaskKind.UNDATED, None, False, False, Course.UNDATED),
        (TaskKind.CONTINUING, None, False, False, Course.CONTINUING),
        (TaskKind.CONTINUING, Rhythm.HALF_YEARLY, False, False, Course.HALF_YEARLY),
        (TaskKind.DEADLINE, None, True, False, Course.SUSPENDED),
        (TaskKind.CONTINUING, Rhythm.MONTHLY, True, True, Course.DROPPED),
    ],
    ids=["with a last day", "without", "continuing", "with a rhythm", "standing still", "dropped"],
)
def test_the_course_of_a_task(
    kind: TaskKind, rhythm: Rhythm | None, suspended: bool, dropped: bool, expected: Course
) -> None:
    assert course_of(kind, rhythm, suspended=suspended, dropped=dropped) is expected
