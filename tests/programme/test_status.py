"""Where a duty or a task is on a day: only with a last day can it be late."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.programme.domain.status import duty_status, overall, task_status
from phoihop.programme.domain.types import DutyState, Status, StatusKind

NONE, DOING, DONE = DutyState.NONE, DutyState.DOING, DutyState.DONE
ON, DAY = date(2018, 9, 20), date(2018, 5, 11)


@pytest.mark.parametrize(
    ("state", "ends", "expected"),
    [
        (NONE, None, Status(StatusKind.NONE)),
        (DOING, None, Status(StatusKind.DOING)),
        (DONE, None, Status(StatusKind.DONE, since=DAY)),
        (NONE, date(2018, 9, 21), Status(StatusKind.NONE)),
        (NONE, date(2018, 9, 20), Status(StatusKind.LATE, days=1)),
        (DOING, date(2018, 7, 1), Status(StatusKind.LATE, days=82)),
        (DONE, date(2018, 7, 1), Status(StatusKind.DONE, since=DAY)),
    ],
    ids=[
        "without a last day nothing is ever late",
        "what is being done without a last day",
        "done since a day",
        "the last day itself is not late",
        "the day after the last day is late by one",
        "a report of work does not stop it from being late",
        "what is done is not late",
    ],
)
def test_a_duty_is_late_only_after_its_last_day(
    state: DutyState, ends: date | None, expected: Status
) -> None:
    assert duty_status(state, ends=ends, since=DAY, on=ON) == expected


@pytest.mark.parametrize(
    ("state", "ends", "expected"),
    [
        (NONE, date(2018, 9, 21), Status(StatusKind.SOON, days=0)),
        (DOING, date(2018, 10, 1), Status(StatusKind.SOON, days=10)),
        (DOING, date(2018, 10, 2), Status(StatusKind.DOING)),
        (DONE, date(2018, 9, 21), Status(StatusKind.DONE, since=DAY)),
        (NONE, date(2018, 9, 20), Status(StatusKind.LATE, days=1)),
        (NONE, None, Status(StatusKind.NONE)),
    ],
    ids=[
        "the last day is today",
        "ten days are near",
        "eleven days are not",
        "done",
        "over",
        "no last day",
    ],
)
def test_a_task_is_near_within_ten_days(state: DutyState, ends: date | None, expected: Status) -> None:
    assert task_status(state, ends=ends, since=DAY, on=ON) == expected


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], NONE),
        ([NONE, NONE], NONE),
        ([NONE, DONE], DOING),
        ([DOING], DOING),
        ([DONE, DONE], DONE),
    ],
    ids=["nobody has a part", "nobody reported", "one of two is done", "one is at it", "all are done"],
)
def test_a_task_is_done_when_every_body_is(states: list[DutyState], expected: DutyState) -> None:
    assert overall(states) is expected
