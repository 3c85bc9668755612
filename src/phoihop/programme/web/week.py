"""Việc trong tuần: what an office has to do this week, on one sheet for the wall or a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with, today
from phoihop.kernel.dates import parse_typed_date, show_date, show_number
from phoihop.programme.queries.handling import OpenPart, due_until, office
from phoihop.programme.web.open_parts import ShownPart, shown

ROWS: Final = 30
"""As many as one A4 page holds in print."""
PARAMETER: Final = "tuan"
_WEEKDAYS: Final = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayRows:
    """What is due on one day, or was due before the week."""

    words: str
    rows: Sequence[ShownPart]


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def week(request: ActorRequest) -> HttpResponse:
    """What is late, and what is due from Monday to Sunday by its own or its internal end."""
    monday = _monday(request)
    sunday = monday + _WEEK - timedelta(days=1)
    desks = office(request.actor.body, on=today())
    parts = due_until(sunday, request.actor.acts_for, keys=desks.keys, on=today(), limit=ROWS + 1)
    note_read(request, "programme.week")
    dates = {"first": show_date(monday), "last": show_date(sunday)}
    context = {
        "body_name": request.actor.body_name,
        "dates": gettext("từ ngày %(first)s đến ngày %(last)s") % dates,
        "groups": list(_groups(shown(parts[:ROWS], desks=desks, on=today()), monday)),
        "count_words": _count_words(min(len(parts), ROWS)),
        "more": len(parts) > ROWS,
        "before_url": _address(monday - _WEEK),
        "after_url": _address(monday + _WEEK),
    }
    return render(request, "programme/week.html", context)


def _monday(request: HttpRequest) -> date:
    """The Monday of the week asked for; of this week when the day cannot be read."""
    period = parse_typed_date(request.GET.get(PARAMETER, ""))
    day = period.start if period is not None and period.start is not None else today()
    return day - timedelta(days=day.weekday())


def _address(monday: date) -> str:
    return f"{reverse('programme:week')}?{urlencode({PARAMETER: show_date(monday)})}"


def _count_words(works: int) -> str:
    return ngettext("%(works)s việc", "%(works)s việc", works) % {"works": show_number(works)}


def _groups(rows: Sequence[ShownPart], monday: date) -> Iterator[DayRows]:
    """First what was due before the week, then day by day."""
    for due, of_day in groupby(rows, key=lambda row: _day(row.part, monday)):
        words = gettext("Đến hạn từ trước") if due is None else _day_words(due)
        yield DayRows(words, list(of_day))


def _day(part: OpenPart, monday: date) -> date | None:
    return None if part.due is None or part.due < monday else part.due


def _day_words(due: date) -> str:
    return gettext("%(weekday)s, ngày %(day)s") % {"weekday": _WEEKDAYS[due.weekday()], "day": show_date(due)}
