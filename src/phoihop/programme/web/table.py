"""The rows of a programme's table as joined strings: they are most of the page, a template takes far longer.

Every value is escaped here; labels are translated once per page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from phoihop.kernel.dates import show_period
from phoihop.kernel.text import sentence_case
from phoihop.programme.domain.status import REPORTING, group_late, part_status, status_of
from phoihop.programme.domain.types import DutyRole, DutyState, Group, StatusKind, TaskView
from phoihop.programme.web.bodies import Bodies
from phoihop.programme.web.words import DUTY_STATES, KINDS, ROLES, SIGNS, status_words
from phoihop.ui import signs

_DATE: Final = re.compile(r"\d+-\d+-\d+")
COLUMNS: Final = (DutyRole.LEAD, DutyRole.COORDINATING)
FINAL: Final = frozenset({StatusKind.DONE, StatusKind.DROPPED, StatusKind.DRAFT})
OPEN: Final = frozenset({DutyState.NONE, DutyState.DOING})
MOST_NAMED: Final = 2
"""So many bodies that keep a task from being done are named beside it; more are a matter of its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """For whom and for which day the table is made. `own`: the bodies whose reports he may give."""

    own: Collection[str]
    on: date
    query: str


def task_rows(tasks: Iterable[TaskView], bodies: Bodies, looker: Looker) -> SafeString:
    """One `<tr>` per task, columns as in `programme/programme.html`."""
    rows = _Rows(bodies, looker)
    return mark_safe("".join(rows.row(task) for task in tasks))  # noqa: S308 - every value is escaped below


class _Rows:
    """Labels and addresses once, then rows."""

    def __init__(self, bodies: Bodies, looker: Looker) -> None:
        self._bodies, self._looker = bodies, looker
        self._roles = {role: str(words) for role, words in ROLES.items()}
        self._number, self._time = gettext("TT"), gettext("Thời gian")
        self._basis, self._progress = gettext("Căn cứ"), gettext("Tiến độ")
        self._unit, self._report = gettext("tổ chức được giao"), gettext("Báo cáo")
        self._states = {state: str(words) for state, words in DUTY_STATES.items()}
        self._left, self._late = gettext("chưa xong"), str(KINDS[StatusKind.LATE])
        self._unclear = gettext("chưa rõ tổ chức")
        # Many rows stand alike: each picture is drawn once.
        self._meters: dict[tuple[int, int, int], str] = {}
        self._shown: dict[tuple[StatusKind, str], str] = {}
        self._task_url, self._report_url = _address("programme:task"), _address("programme:report")

    def row(self, task: TaskView) -> str:
        """Number, text, who leads, who coordinates, when, on what ground, how far."""
        period = f"<div>{_whole_dates(escape(show_period(task.period)))}</div>" if task.period else ""
        basis = "<br>".join(escape(ground.label) for ground in task.basis)
        basis = f"<div>{basis}</div>" if basis else ""
        url = self._task_url.replace("*", task.id) + self._looker.query
        return (
            f'<tr><td class="n no" data-label="{self._number}">{task.number}</td>'
            f'<td class="lead"><a href="{url}">{escape(sentence_case(task.text))}</a></td>'
            f"{self._part(task, DutyRole.LEAD)}{self._part(task, DutyRole.COORDINATING)}"
            f'<td data-label="{self._time}">{period}</td><td data-label="{self._basis}">{basis}</td>'
            f'<td class="state" data-label="{self._progress}"><div>{self._status(task)}</div></td></tr>'
        )

    def _part(self, task: TaskView, role: DutyRole) -> str:
        """The cell of a role; parts that have no column of their own stand below who coordinates."""
        groups = [
            group for group in task.groups if (group.role if group.role in COLUMNS else COLUMNS[-1]) is role
        ]
        inside = "".join(
            f'<div class="group">{self._label(group)}{"".join(self._group(task, group))}</div>'
            for group in groups
        )
        inside = f"<div>{inside}</div>" if inside else ""
        return f'<td data-label="{self._roles[role]}">{inside}</td>'

    def _label(self, group: Group) -> str:
        return "" if group.role in COLUMNS else f'<span class="sub">{self._roles[group.role]}</span>'

    def _group(self, task: TaskView, group: Group) -> Iterator[str]:
        """Who, and how far: a meter for several, a sign for one, a mark where nobody knows who is meant."""
        if not group.bodies:
            yield f'{escape(group.mention)} <span class="tag unsure">{self._unclear}</span>'
            return
        if group.total == 1:
            yield escape(self._bodies.name(group.bodies[0]))
            if len(task.groups) > 1 and task.issued and group.role in REPORTING:
                kind = part_status(task, group, 0, on=self._looker.on).kind
                words = self._late if kind is StatusKind.LATE else self._states[group.state]
                yield f'<span class="how">{self._sign(kind, words)}</span>'
            return
        yield escape(group.mention)
        if not task.issued or group.role not in REPORTING:
            return
        left = group_late(task, group, on=self._looker.on)
        yield f'<span class="how">{self._meter(group.done, group.total, left)}</span>'

    def _meter(self, done: int, total: int, late: int) -> str:
        key = (done, total, late)
        if key not in self._meters:
            self._meters[key] = signs.meter(done=done, total=total, late=late, unit=self._unit)
        return self._meters[key]

    def _sign(self, kind: StatusKind, words: str) -> str:
        key = (kind, words)
        if key not in self._shown:
            self._shown[key] = signs.status(SIGNS[kind], words)
        return self._shown[key]

    def _status(self, task: TaskView) -> str:
        status = status_of(task, on=self._looker.on)
        shown = self._sign(status.kind, status_words(status))
        if status.kind in FINAL:
            return shown
        left = list(dict.fromkeys(body for body, state in _states(task) if state in OPEN))
        late = status.kind is StatusKind.LATE
        return f"{shown}{self._named(task, left) if late else ''}{self._link(task, left)}"

    def _named(self, task: TaskView, left: Sequence[str]) -> str:
        """Who keeps a late task from being done, where it is a few of many."""
        if not 0 < len(left) <= MOST_NAMED < len(task.bodies):
            return ""
        names = ", ".join(self._bodies.name(body) for body in left)
        return f'<span class="sub">{self._left}: {escape(names)}</span>'

    def _link(self, task: TaskView, left: Sequence[str]) -> str:
        """To the report of the own body; who answers for several chooses on the task's page."""
        own = [body for body in left if body in self._looker.own]
        if not own:
            return ""
        url = self._task_url.replace("*", task.id)
        if len(own) == 1:
            url = f"{self._report_url.replace('*', task.id)}?body={quote(own[0])}"
        return f'<a class="report no-print" href="{url}">{self._report}</a>'


def _whole_dates(words: str) -> str:
    """Dates kept on one line: 31-12-2020 reads badly when it is broken at a hyphen."""
    return _DATE.sub(r'<span class="nowrap">\g<0></span>', words)


def _address(view: str) -> str:
    """The address of a page about a task with `*` for its id: looked up once, not once per row."""
    return reverse(view, args=["*"]).replace("%2A", "*")


def _states(task: TaskView) -> Iterator[tuple[str, DutyState]]:
    for group in task.groups:
        if group.role not in REPORTING:
            continue
        yield from zip(group.bodies, group.states, strict=False)
