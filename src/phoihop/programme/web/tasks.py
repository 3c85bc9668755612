"""The page of one task: who has which part and how far they are, the evidence, the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, Actor, ActorRequest, actor_required, note_read, roles_with
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import sentence_case
from phoihop.ledger.api import acts_about
from phoihop.programme.api import evidence_url
from phoihop.programme.domain.status import duty_status, task_status
from phoihop.programme.domain.types import DutyRole, Group, TaskView
from phoihop.programme.permissions import may_report, speaks_for
from phoihop.programme.queries.tasks import TaskInProgramme
from phoihop.programme.queries.tasks import task as task_of
from phoihop.programme.web.bodies import Bodies, by_name
from phoihop.programme.web.day import AsOf, as_of
from phoihop.programme.web.history import LastReport, Narrator, codes_in, last_reports
from phoihop.programme.web.words import ROLES, SIGNS, status_words
from phoihop.registry.api import Names
from phoihop.ui import signs


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One body in the table. `report`: how the actor may report for it: own, paper, or not at all."""

    code: str
    name: str
    ended: date | None
    sign: str
    words: str
    last: LastReport | None
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRows:
    """A stated duty with its bodies; `meter` is empty for a single body."""

    role: DutyRole
    role_words: str
    mention: str
    meter: SafeString | str
    rows: tuple[DutyRow, ...]


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def task(request: ActorRequest, task: str) -> HttpResponse:
    """One task."""
    at = as_of(request)
    found = task_of(task, on=at.day) if is_ulid(task) else None
    if found is None:
        raise Http404
    acts = acts_about(subject("task", task))
    deciding, people = codes_in(acts)
    bodies = by_name({*found.task.bodies, *deciding}, on=at.day)
    narrator = Narrator(bodies, Names().names(sorted(people)))
    last = last_reports(acts, on=at.day)
    status = task_status(found.task.state, ends=found.task.ends, since=found.task.since, on=at.day)
    note_read(request, "programme.task", subject("task", task))
    context = {
        "found": found,
        "task": found.task,
        "title": sentence_case(found.task.text),
        "eyebrow": _eyebrow(found, at),
        "sign": SIGNS[status.kind],
        "words": status_words(status),
        "programme_url": at.url("programme", found.task.programme),
        "groups": list(_groups(found.task, bodies, last, actor=request.actor, on=at.day)),
        "evidence_url": evidence_url(found.task.evidence) if found.task.evidence else "",
        "events": narrator.events(acts),
    }
    return render(request, "programme/task.html", context)


def _eyebrow(found: TaskInProgramme, at: AsOf) -> str:
    """Where the task belongs, as links."""
    number = gettext("nhiệm vụ số %(number)s") % {"number": found.task.number}
    if not found.programme_title:
        return format_html(
            '<a href="{}">{}</a> · {}', at.url("index"), gettext("Chương trình phối hợp"), number
        )
    link = at.url("programme", found.task.programme)
    return format_html('<a href="{}">{}</a> · {}', link, found.programme_title, number)


def _groups(
    task: TaskView, bodies: Bodies, last: Mapping[str, LastReport], *, actor: Actor, on: date
) -> Iterator[GroupRows]:
    for group in task.groups:
        yield GroupRows(
            role=group.role,
            role_words=str(ROLES[group.role]),
            mention=bodies.name(group.bodies[0]) if group.total == 1 else group.mention,
            meter=_meter(task, group, on) if group.total > 1 else "",
            rows=tuple(_rows(task, group, bodies, last, actor=actor, on=on)),
        )


def _meter(task: TaskView, group: Group, on: date) -> SafeString:
    late = task.ends is not None and task.ends <= on
    return signs.meter(done=group.done, total=group.total, late=group.total - group.done if late else 0)


def _rows(
    task: TaskView, group: Group, bodies: Bodies, last: Mapping[str, LastReport], *, actor: Actor, on: date
) -> Iterator[DutyRow]:
    for code, state in zip(group.bodies, group.states, strict=False):
        report, body = last.get(code), bodies.known.get(code)
        status = duty_status(state, ends=task.ends, since=None, on=on)
        ended = body.period.end if body is not None and not body.alive(on) else None
        yield DutyRow(
            code=code,
            name=bodies.name(code),
            ended=ended,
            sign=SIGNS[status.kind],
            words=status_words(status),
            last=report,
            report=way_to_report(actor, code),
        )


def way_to_report(actor: Actor, body: str) -> str:
    """How the actor may report for the body: "own", "paper" (only from a paper of it), "" not at all."""
    if speaks_for(actor, body) and may_report(actor, body=body, on_paper=False) is None:
        return "own"
    return "paper" if may_report(actor, body=body, on_paper=True) is None else ""
