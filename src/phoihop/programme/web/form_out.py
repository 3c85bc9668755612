"""Report forms on their way out: which bodies have something to report, and a file for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, Actor, ActorRequest, actor_required, note_read, now, roles_with, today
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.programme.domain.types import DutyState, ProgrammeView, TaskView
from phoihop.programme.queries.tasks import Wanted, tasks_of
from phoihop.programme.report_forms.blank import BlankForm, BlankRow
from phoihop.programme.report_forms.sheet import form_sheet
from phoihop.programme.report_forms.word_form import word_form
from phoihop.programme.web.bodies import Bodies, in_protocol_order
from phoihop.programme.web.contents import cited, part_time_words
from phoihop.programme.web.export import SHEET_TYPE, WORD_TYPE, file_name, sent
from phoihop.programme.web.matrix import bodies_of
from phoihop.programme.web.opening import programme_or_404
from phoihop.programme.web.standings import Part, parts_on
from phoihop.programme.web.words import ROLES

MOST: Final = 1_000
"""Tasks of a programme that are looked through; a form of more rows would not be filled in by hand."""

FILES: Final[Mapping[str, tuple[str, Callable[[BlankForm], bytes]]]] = {
    "phieu.xlsx": (SHEET_TYPE, form_sheet),
    "phieu.docx": (WORD_TYPE, word_form),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A body with open parts. `own`: the actor speaks for it."""

    code: str
    name: str
    parts: int
    own: bool


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def form_file(request: ActorRequest, programme: str, body: str, file: str) -> HttpResponse:
    """The form of one body for what is open today. Http404 when it has nothing to report."""
    found = programme_or_404(programme, request.actor)
    tasks = open_tasks(programme, on=today(), body=body)
    if file not in FILES or not tasks:
        raise Http404
    bodies = in_protocol_order({found.body, body, *bodies_of(tasks)}, on=today())
    type_, made = FILES[file]
    note_read(request, "programme.report_form", subject("programme", programme))
    name = file_name(f"{bodies.name(body)} {found.title}", file)
    return sent(made(blank_form(found, body, tasks, bodies)), type_=type_, name=name)


def blank_form(found: ProgrammeView, body: str, tasks: Sequence[TaskView], bodies: Bodies) -> BlankForm:
    """The form in Vietnamese, whatever the language of the page."""
    with override("vi"):
        return BlankForm(
            programme=found.id,
            title=found.title,
            body=body,
            body_name=bodies.name(body),
            paper=f"Theo {cited(found, bodies)}",
            on=today(),
            made_at=now(),
            rows=tuple(_row(task, body, today()) for task in tasks),
        )


def _row(task: TaskView, body: str, on: date) -> BlankRow:
    parts = [part for part in parts_on(task, on) if part.body == body and is_open(part)]
    return BlankRow(
        task=task.id,
        number=task.number,
        text=sentence_case(task.text),
        role=", ".join(dict.fromkeys(str(ROLES[part.role]) for part in parts)),
        time="\n".join(dict.fromkeys(part_time_words(part) for part in parts)),
    )


def is_open(part: Part) -> bool:
    """Whether the body still has something to report on this part."""
    still = part.task.suspended or part.task.dropped or not part.task.issued
    return part.reports and not still and part.state is not DutyState.DONE


def open_tasks(programme: str, *, on: date, body: str) -> tuple[TaskView, ...]:
    """The tasks in which the body has an open part. One query."""
    page = tasks_of(programme, Wanted(bodies=[body]), on=on, after=None, limit=MOST)
    return tuple(
        task for task in page.tasks if any(p.body == body and is_open(p) for p in parts_on(task, on))
    )


def offered(programme: str, actor: Actor, *, on: date) -> tuple[Offered, ...]:
    """The bodies with open parts, the own ones first, each in protocol order. Four queries."""
    page = tasks_of(programme, Wanted(), on=on, after=None, limit=MOST)
    counts: dict[str, int] = {}
    for body in (body for task in page.tasks for body in _open_bodies(task, on)):
        counts[body] = counts.get(body, 0) + 1
    bodies = in_protocol_order(counts, on=on)
    found = [
        Offered(code, bodies.name(code), counts[code], code in actor.acts_for)
        for code in bodies.in_order(counts)
    ]
    return tuple(sorted(found, key=lambda one: not one.own))


def _open_bodies(task: TaskView, on: date) -> Iterator[str]:
    yield from dict.fromkeys(part.body for part in parts_on(task, on) if is_open(part))
