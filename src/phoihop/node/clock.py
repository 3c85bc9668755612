"""Whether the clock of the machine can be believed, judged by what the node has taken in. Pure (ADR 0021)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

TOLERANCE: Final = timedelta(minutes=5)
LIMIT: Final = timedelta(days=1)


class Standing(StrEnum):
    """How the clock stands to the last act taken in; FAR_BEHIND: nobody may write."""

    RIGHT = "right"
    BEHIND = "behind"
    FAR_BEHIND = "far-behind"


class Confirmed(msgspec.Struct, frozen=True):
    """The operator's word, given at `at`, that the clock is right and the act taken in at `last` was not."""

    at: datetime
    last: datetime


def clock_standing(now: datetime, *, last: datetime | None, confirmed: Confirmed | None = None) -> Standing:
    """Judge `now` by the time at which the last act was taken in (None: no acts yet).

    Acts that were recorded while the clock ran ahead would stop the node until that day comes. Therefore the
    operator may confirm the clock; the word holds for that last act, not for a clock that goes back again.
    """
    if last is None or now >= last - TOLERANCE:
        return Standing.RIGHT
    if confirmed is not None and confirmed.last == last and now >= confirmed.at - TOLERANCE:
        return Standing.RIGHT
    return Standing.BEHIND if now >= last - LIMIT else Standing.FAR_BEHIND
