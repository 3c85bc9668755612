"""The page of one task: who has which part and how far they are, the evidence, the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, Actor, ActorRequest, actor_required, note_read, roles_with
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.ledger.api import acts_about
from phoihop.ledger.domain.types import FoldedAct
from phoihop.programme.api import evidence_url
from phoihop.programme.domain.status import REPORTING, group_late, part_status, status_of
from phoihop.programme.domain.types import Change, DutyRole, Group, ProgrammeView, Stage, TaskView
from phoihop.programme.permissions import may_report, speaks_for
from phoihop.programme.queries.handling import handled_in_task
from phoihop.programme.queries.tasks import TaskInProgramme
from phoihop.programme.web.bodies import Bodies, by_name
from phoihop.programme.web.day import AsOf, as_of
from phoihop.programme.web.handing import codes_inside, inside
from phoihop.programme.web.history import LastReport, Narrator, codes_in, last_reports, unjudged
from phoihop.programme.web.judging import judging_body
from phoihop.programme.web.lifecycle import Action, owns
from phoihop.programme.web.opening import task_to_see
from phoihop.programme.web.words import CHANGES, RHYTHMS, ROLES, SIGNS, TASK_KINDS, status_words
from phoihop.registry import api as registry
from phoihop.ui import signs

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One body in the table. `report`: how the actor may report for it: own, paper, or not at all."""

    code: str
    name: str
    ended: date | None
    sign: str
    words: str
    reports: bool
    last: LastReport | None
    report: str
    judge_url: str


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
    found, programme = task_to_see(task, request.actor, on=at.day)
    acts = acts_about(subject("task", task))
    deciding, people = codes_in(acts)
    bodies = by_name({*found.task.bodies, *deciding}, on=at.day)
    works = handled_in_task(task, request.actor.acts_for, keys=(), on=at.day)
    names = registry.people_names(people | codes_inside(works))
    narrator = Narrator(bodies, names)
    last = last_reports(acts, on=at.day)
    status = status_of(found.task, on=at.day)
    shown = _Shown(found.task, bodies, last, _waiting(task, acts, request.actor), at)
    note_read(request, "programme.task", subject("task", task))
    context = {
        "found": found,
        "task": found.task,
        "title": sentence_case(found.task.text),
        "eyebrow": _eyebrow(found, at),
        "sign": SIGNS[status.kind],
        "words": status_words(status),
        "programme_url": at.url("programme", found.task.programme),
        "groups": list(_groups(shown, request.actor)),
        "issued": programme.issued if programme is not None and programme.stage is Stage.ISSUED else None,
        "kind_words": str(TASK_KINDS[found.task.kind]),
        "rhythm_words": str(RHYTHMS[found.task.rhythm]) if found.task.rhythm is not None else "",
        "original_last_day": _original(found.task),
        "changes": _changes(request.actor, found.task, programme),
        "evidence_url": evidence_url(found.task.evidence) if found.task.evidence else "",
        "events": narrator.events(acts),
        "inside": inside(request.actor, bodies, works, names, task=found.task),
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


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the table of duties is made of. `to_judge`: the report to be confirmed, by body."""

    task: TaskView
    bodies: Bodies
    last: Mapping[str, LastReport]
    to_judge: Mapping[str, str]
    at: AsOf


def _waiting(task: str, acts: Sequence[FoldedAct], actor: Actor) -> dict[str, str]:
    """By body where the last report that waits for a word of the actor is confirmed."""
    return {
        said.body: reverse("programme:judge", args=[task, said.report])
        for said in unjudged(acts)
        if judging_body(actor, said.judges, reported_by=said.body) is not None
    }


def _groups(shown: _Shown, actor: Actor) -> Iterator[GroupRows]:
    for group in shown.task.groups:
        yield GroupRows(
            role=group.role,
            role_words=str(ROLES[group.role]),
            mention=shown.bodies.name(group.bodies[0]) if group.total == 1 else group.mention,
            meter=_meter(shown.task, group, shown.at.day) if _counted(shown.task, group) else "",
            rows=tuple(_rows(shown, group, actor)),
        )


def _counted(task: TaskView, group: Group) -> bool:
    return group.total > 1 and task.issued and group.role in REPORTING


def _meter(task: TaskView, group: Group, on: date) -> SafeString:
    return signs.meter(done=group.done, total=group.total, late=group_late(task, group, on=on))


def _rows(shown: _Shown, group: Group, actor: Actor) -> Iterator[DutyRow]:
    for at, code in enumerate(group.bodies):
        body, on = shown.bodies.known.get(code), shown.at.day
        status = part_status(shown.task, group, at, on=on)
        yield DutyRow(
            code=code,
            name=shown.bodies.name(code),
            ended=body.period.end if body is not None and not body.alive(on) else None,
            sign=SIGNS[status.kind],
            words=status_words(status),
            reports=group.role in REPORTING,
            last=shown.last.get(code),
            report=way_to_report(actor, code) if reportable(shown.task, group) else "",
            judge_url=shown.to_judge.get(code, ""),
        )


def reportable(task: TaskView, group: Group) -> bool:
    """Whether a part can be reported on now: once issued, while the task goes on, by who does something."""
    return task.issued and not task.dropped and group.role in REPORTING


def _original(task: TaskView) -> date | None:
    """The last day that the task was issued with, when it is another now."""
    if task.original_ends is None or task.original_ends == task.ends:
        return None
    return task.original_ends - ONE_DAY


def _changes(actor: Actor, task: TaskView, programme: ProgrammeView | None) -> list[Action]:
    """What the actor may change about the task."""
    if programme is None or not owns(actor, programme) or task.dropped:
        return []
    still = Change.RESUMED if task.suspended else Change.SUSPENDED
    offered = [Change.DEADLINE, Change.DUTIES, Change.WORDING]
    offered += [still] if programme.stage is Stage.ISSUED else []
    return [
        Action(str(CHANGES[one]), reverse("programme:amend", args=[task.id, one.value]), "edit")
        for one in (*offered, Change.DROPPED)
    ]


def way_to_report(actor: Actor, body: str) -> str:
    """How the actor may report for the body: "own", "paper" (only from a paper of it), "" not at all."""
    if speaks_for(actor, body) and may_report(actor, body=body, on_paper=False) is None:
        return "own"
    return "paper" if may_report(actor, body=body, on_paper=True) is None else ""
