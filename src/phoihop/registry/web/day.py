"""The day for which a page shows the register, and whether a fact is over, holds, or is to come on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from phoihop.access.api import today
from phoihop.kernel.dates import parse_typed_date, show_date
from phoihop.kernel.period import Period
from phoihop.ui.frame import AS_OF_PARAMETER


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of a page; `asked` when it was typed and is not today, so that links must carry it on."""

    day: date
    asked: bool

    def url(self, view: str, *, query: dict[str, str] | None = None, **kwargs: str) -> str:
        """The address of a page of the registry for the same day."""
        wanted = {**(query or {}), **({AS_OF_PARAMETER: show_date(self.day)} if self.asked else {})}
        address = reverse(f"registry:{view}", kwargs=kwargs)
        return f"{address}?{urlencode(wanted)}" if wanted else address


def as_of(request: HttpRequest) -> AsOf:
    """The day typed; today when there is none, or when it cannot be read (the frame of the page says so)."""
    now = today()
    period = parse_typed_date(request.GET.get(AS_OF_PARAMETER, ""))
    if period is None or period.start is None or period.start != period.last_day:
        return AsOf(now, asked=False)
    return AsOf(period.start, asked=period.start != now)


class Tense(StrEnum):
    """Where a period lies as seen from a day; the values stand in addresses."""

    PAST = "qua-khu"
    NOW = "hien-tai"
    FUTURE = "tuong-lai"


def tense_of(period: Period, on: date) -> Tense:
    """Over, holding, or to come."""
    if period.contains(on):
        return Tense.NOW
    return Tense.PAST if period.end is not None and period.end <= on else Tense.FUTURE
