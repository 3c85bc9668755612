"""The day for which a page shows the catalogue."""

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
    """The day of a page; `asked` when it was typed and is not today, so that links must carry it on."""

    day: date
    asked: bool

    def index_url(self) -> str:
        """The address of the list for the same day."""
        return self._carried(reverse("norms:index"))

    def url(self, id_: str) -> str:
        """The address of an instrument's page for the same day."""
        return self._carried(reverse("norms:instrument", args=(id_,)))

    def _carried(self, address: str) -> str:
        return f"{address}?{urlencode({AS_OF_PARAMETER: show_date(self.day)})}" if self.asked else address


def as_of(request: HttpRequest) -> AsOf:
    """The day typed; today when there is none, or when it cannot be read (the frame of the page says so)."""
    now = today()
    period = parse_typed_date(request.GET.get(AS_OF_PARAMETER, ""))
    if period is None or period.start is None or period.start != period.last_day:
        return AsOf(now, asked=False)
    return AsOf(period.start, asked=period.start != now)
