"""In force, ended, not yet, or not known: the last answer is never kept by habit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel.period import Period
from phoihop.norms.domain.force import force_on, in_force
from phoihop.norms.domain.types import Change, Force, InstrumentView, last_known_day
from tests.norms.catalogues import by_id, instrument, shipped_catalogue


@pytest.mark.parametrize(
    ("id_", "day", "force"),
    [
        ("132-qd-tw-2018", date(2018, 3, 7), Force.NOT_YET),
        ("132-qd-tw-2018", date(2018, 3, 8), Force.IN_FORCE),
        ("132-qd-tw-2018", date(2023, 10, 3), Force.IN_FORCE),
        ("132-qd-tw-2018", date(2023, 10, 4), Force.ENDED),
        ("294-qd-tw-2025", date(2025, 6, 30), Force.NOT_YET),
        ("294-qd-tw-2025", date(2025, 7, 1), Force.IN_FORCE),
        ("59-qd-tw-2016", date(2018, 4, 6), Force.IN_FORCE),
        ("59-qd-tw-2016", date(2022, 1, 1), Force.UNKNOWN),
        ("59-qd-tw-2016", date(2025, 8, 1), Force.ENDED),
        ("332-qd-tw-2025", date(2025, 6, 30), Force.NOT_YET),
        ("332-qd-tw-2025", date(2025, 7, 15), Force.UNKNOWN),
        ("332-qd-tw-2025", date(2025, 8, 1), Force.IN_FORCE),
        ("366-qd-tw-2025", date(2025, 12, 31), Force.IN_FORCE),
        ("366-qd-tw-2025", date(2026, 1, 1), Force.LAST_KNOWN),
        ("66-12-2026-nq-cp", date(2027, 2, 28), Force.IN_FORCE),
        ("66-12-2026-nq-cp", date(2027, 3, 1), Force.ENDED),
        ("104-qd-qutw", date(2018, 4, 6), Force.UNKNOWN),
        ("28-nq-tw-2008", date(2018, 4, 6), Force.IN_FORCE),
    ],
)
def test_instruments_of_the_catalogue(id_: str, day: date, force: Force) -> None:
    assert force_on(by_id(id_), day) is force


@pytest.mark.parametrize(
    ("force_day", "expected"),
    [
        (date(2018, 1, 1), False),
        (date(2018, 6, 1), True),
        (date(2021, 1, 1), None),
        (date(2022, 1, 1), False),
    ],
)
def test_the_three_answers(force_day: date, expected: bool | None) -> None:
    known = instrument(ends=Change(date(2020, 1, 1), date(2022, 1, 1)))
    assert in_force(known, force_day) is expected


def test_the_last_day_known_to_be_in_force() -> None:
    assert last_known_day(by_id("366-qd-tw-2025")) == date(2025, 12, 31)
    assert last_known_day(by_id("104-qd-qutw")) is None


def test_an_instrument_is_not_in_force_before_it_is_signed() -> None:
    known = instrument(issued=Period.day(date(2019, 1, 1)), begins=Change(None, date(2019, 6, 1)))
    assert force_on(known, date(2018, 12, 31)) is Force.NOT_YET
    assert force_on(known, date(2019, 1, 1)) is Force.UNKNOWN


@given(st.sampled_from(shipped_catalogue().instruments), st.dates(), st.dates())
def test_what_has_ended_does_not_come_back(known: InstrumentView, one: date, other: date) -> None:
    first, second = sorted((one, other))
    if force_on(known, first) is Force.ENDED:
        assert force_on(known, second) is Force.ENDED
    if force_on(known, second) is Force.NOT_YET:
        assert force_on(known, first) is Force.NOT_YET
