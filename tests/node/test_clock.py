"""How far the clock of the machine is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from phoihop.node.clock import Confirmed, Standing, clock_standing

LAST = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WRONG = datetime(2036, 1, 1, tzinfo=UTC)
RIGHT, BEHIND, FAR = Standing.RIGHT, Standing.BEHIND, Standing.FAR_BEHIND
CASES = {
    "without any act every clock is right": (LAST, None, None, RIGHT),
    "later is right, however much later": (WRONG, LAST, None, RIGHT),
    "five minutes behind is how clocks are": (LAST - timedelta(minutes=5), LAST, None, RIGHT),
    "six minutes behind is told": (LAST - timedelta(minutes=6), LAST, None, BEHIND),
    "a whole day behind is told": (LAST - timedelta(days=1), LAST, None, BEHIND),
    "more than a day behind stops writing": (LAST - timedelta(days=1, seconds=1), LAST, None, FAR),
    "after a clock that ran ahead nobody could write for years": (LAST, WRONG, None, FAR),
    "unless the operator has confirmed the clock": (LAST, WRONG, Confirmed(LAST, WRONG), RIGHT),
    "the word holds for that last act only": (
        LAST,
        WRONG + timedelta(days=1),
        Confirmed(LAST, WRONG),
        FAR,
    ),
    "the word does not hold for a clock that goes back again": (
        LAST - timedelta(days=30),
        WRONG,
        Confirmed(LAST, WRONG),
        FAR,
    ),
}


@pytest.mark.parametrize(("now", "last", "word", "standing"), CASES.values(), ids=CASES.keys())
def test_the_clock(now: datetime, last: datetime | None, word: Confirmed | None, standing: Standing) -> None:
    assert clock_standing(now, last=last, confirmed=word) is standing
