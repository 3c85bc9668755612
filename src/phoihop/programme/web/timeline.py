"""The timeline: tasks as bars over months, each beside its words, so that the table is its own twin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.programme.domain.paging import read_key
from phoihop.programme.domain.status import status_of
from phoihop.programme.domain.types import DutyRole, ProgrammeView, TaskKind, TaskView
from phoihop.programme.queries.facets import facets
from phoihop.programme.queries.tasks import tasks_of
from phoihop.programme.web.bodies import Bodies, in_protocol_order
from phoihop.programme.web.contents import group_words, time_words
from phoihop.programme.web.day import AsOf, as_of
from phoihop.programme.web.listing import filters_of, wanted_in
from phoihop.programme.web.matrix import bodies_of
from phoihop.programme.web.opening import eyebrow_of, programme_or_404
from phoihop.programme.web.words import SIGNS, status_words

ROWS: Final = 100
MOST_LABELS: Final = 13
STEPS: Final = (1, 3, 6, 12, 60)
"""Months between two labels: the first step with which no more than MOST_LABELS stand side by side."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole months from `first` up to, but without, `end`; `step`: months between two lines."""

    first: date
    end: date
    step: int

    def at(self, day: date) -> float:
        """Where the day begins, in per cent of the width, cut at the edges."""
        share = (day - self.first).days / (self.end - self.first).days
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def lines(self) -> Iterator[date]:
        """The days on which a line stands, the first one included."""
        day = self.first
        while day < self.end:
            yield day
            day = months_on(day, self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task: words first, the bar beside them. `bar` empty: it has no day at all."""

    number: int
    text: str
    url: str
    leading: str
    time: str
    sign: str
    words: str
    bar: SafeString | str


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def timeline(request: ActorRequest, programme: str) -> HttpResponse:
    """The tasks of a programme over months, for the day and with the filters in the address."""
    found, at = programme_or_404(programme, request.actor), as_of(request)
    wanted, after = wanted_in(request.GET, request.actor), read_key(request.GET.get("after", ""))
    counted = facets(programme, on=at.day)
    page = tasks_of(programme, wanted, on=at.day, after=after, limit=ROWS)
    bodies = in_protocol_order({found.body, *counted.leads, *bodies_of(page.tasks)}, on=at.day)
    drawn = scale(page.tasks, found, on=at.day)
    note_read(request, "programme.timeline", subject("programme", programme))
    context = {
        "programme": found,
        "eyebrow": eyebrow_of(found),
        "rows": [_row(task, bodies, found, drawn, at) for task in page.tasks],
        "months": month_labels(drawn, on=at.day) if drawn else "",
        "after": page.after,
        "looking": "timeline",
        **filters_of(counted, wanted, bodies),
    }
    return render(request, "programme/timeline.html", context)


def _row(task: TaskView, bodies: Bodies, found: ProgrammeView, drawn: Scale | None, at: AsOf) -> Row:
    status = status_of(task, on=at.day)
    leading = [group_words(group, bodies) for group in task.groups if group.role is DutyRole.LEAD]
    sign = SIGNS[status.kind]
    return Row(
        number=task.number,
        text=sentence_case(task.text),
        url=at.url("task", task.id),
        leading="; ".join(leading),
        time=time_words(task),
        sign=sign,
        words=status_words(status),
        bar=bar(task, drawn, sign=sign, begins=_begin(found), on=at.day) if drawn and _lasts(task) else "",
    )


def _lasts(task: TaskView) -> bool:
    """Whether there is something to draw: a last day, or that it goes on and on."""
    return task.ends is not None or task.kind is TaskKind.CONTINUING


def _begin(found: ProgrammeView) -> date | None:
    """From when a task without a first day runs: since its programme was issued or drawn up."""
    return (found.issued.day if found.issued else None) or found.document_date


# ------------------------------------------------------------------------------------------------ geometry


def months_on(day: date, months: int) -> date:
    """The first of the month so many months later. Beyond the year 9999 the last day there is."""
    counted = day.year * 12 + day.month - 1 + months
    return date(counted // 12, counted % 12 + 1, 1) if counted // 12 <= date.max.year else date.max


def scale(tasks: Sequence[TaskView], found: ProgrammeView, *, on: date) -> Scale | None:
    """The months that hold all last days, the first days and the day looked at; None without a last day."""
    last = [task.ends - timedelta(days=1) for task in tasks if task.ends]
    if not last:
        return None
    starts = [task.starts or _begin(found) for task in tasks if task.ends]
    days = [*last, *(start for start in starts if start)]
    # A programme of 2018 looked at in 2026 is not squeezed into a corner so that today is in the picture.
    first, end = min(days).replace(day=1), months_on(max(days), 1)
    if first <= on < months_on(end, 6):
        end = max(end, months_on(on, 1))
    months = (end.year - first.year) * 12 + end.month - first.month
    step = next((step for step in STEPS if months <= step * MOST_LABELS), STEPS[-1])
    return Scale(first, end, step)


def month_labels(drawn: Scale, *, on: date) -> SafeString:
    """The head of the picture: a label at each line, the year with the first and with each January."""
    parts = []
    for at, day in enumerate(drawn.lines()):
        words = f"{day.month}/{day.year}" if at == 0 or day.month <= drawn.step else str(day.month)
        words = str(day.year) if drawn.step >= 12 else words
        parts.append(f'<text x="{drawn.at(day)}%" dx="3" y="13">{words}</text>')
    return _svg("span-months", _lines(drawn, on) + "".join(parts), height=18)


def bar(task: TaskView, drawn: Scale, *, sign: str, begins: date | None, on: date) -> SafeString:
    """From the first day to the last one in the colour of where it stands; a mark where it first ended.

    A task without a first day begins with its programme; without a last day it goes on to the edge.
    """
    end = task.ends or drawn.end
    start = min(task.starts or begins or drawn.first, end - timedelta(days=1))
    left, right = drawn.at(start), drawn.at(end)
    edges = ("" if task.starts else " open") + ("" if task.ends else " endless")
    wide = f"{max(right - left, 0.4):.2f}"
    drawing = f'<rect class="{sign}{edges}" x="{left}%" y="4" width="{wide}%" height="12" rx="2"/>'
    if task.original_ends and task.original_ends != task.ends:
        first = drawn.at(task.original_ends)
        drawing += f'<line class="first-end" x1="{first}%" x2="{first}%" y1="1" y2="19"/>'
    for group in task.groups:
        if group.ends and group.ends != task.ends:
            own = drawn.at(group.ends)
            drawing += f'<circle class="own-end" cx="{own}%" cy="10" r="3"/>'
    return _svg("span-bar", _lines(drawn, on) + drawing, height=20)


def _lines(drawn: Scale, on: date) -> str:
    """A thin line at each label, a strong one at the day looked at."""
    thin = "".join(
        f'<line x1="{drawn.at(day)}%" x2="{drawn.at(day)}%" y1="0" y2="100%"/>' for day in drawn.lines()
    )
    if not drawn.first <= on < drawn.end:
        return thin
    return f'{thin}<line class="today" x1="{drawn.at(on)}%" x2="{drawn.at(on)}%" y1="0" y2="100%"/>'


def _svg(kind: str, drawing: str, *, height: int) -> SafeString:
    """A picture as wide as its cell: places are per cent, so letters are never stretched."""
    return mark_safe(  # noqa: S308 - figures made here; words come from no act
        f'<svg class="{kind}" width="100%" height="{height}" aria-hidden="true">{drawing}</svg>'
    )
