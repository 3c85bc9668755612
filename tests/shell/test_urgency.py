from __future__ import annotations

from datetime import date

import pytest

from phoihop.shell.domain.urgency import Urgency, urgency

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        pytest.param(date(2026, 11, 22), Urgency.LATE, id="the last day was yesterday"),
        pytest.param(date(2026, 11, 23), Urgency.SOON, id="the last day is today"),
        pytest.param(date(2026, 12, 3), Urgency.SOON, id="ten days are left"),
        pytest.param(date(2026, 12, 4), Urgency.LATER, id="eleven days are left"),
        pytest.param(None, Urgency.UNDATED, id="the paper names no day"),
    ],
)
def test_how_near_a_due_day_is(due: date | None, expected: Urgency):
    assert urgency(due, on=ON) == expected
