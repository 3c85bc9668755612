"""How near a due day is, in words that every page uses alike."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(days=10)
"""A matter of display only: from here on a duty is marked as near. No rule follows from it."""


class Urgency(StrEnum):
    """Where a due day lies seen from a day."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


def urgency(due: date | None, *, on: date) -> Urgency:
    """Late is after the last day; the last day itself is soon."""
    if due is None:
        return Urgency.UNDATED
    if due < on:
        return Urgency.LATE
    return Urgency.SOON if due - on <= SOON else Urgency.LATER
