"""The day that a page is about: today, or the one typed in the frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from phoihop.access.api import today
from phoihop.kernel.dates import parse_typed_date, show_date
from phoihop.ui.frame import AS_OF_PARAMETER


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of a page. `query` keeps it on links to other pages; empty for today."""

    day: date
    query: str

    def url(self, view: str, *args: str) -> str:
        """The address of a page of programmes for the same day."""
        return reverse(f"programme:{view}", args=args) + self.query


def as_of(request: HttpRequest) -> AsOf:
    """The day typed; today when there is none, or when it cannot be read (the frame of the page says so)."""
    now = today()
    period = parse_typed_date(request.GET.get(AS_OF_PARAMETER, ""))
    if period is None or period.start is None or period.start != period.last_day or period.start == now:
        return AsOf(now, "")
    return AsOf(period.start, "?" + urlencode({AS_OF_PARAMETER: show_date(period.start)}))
