"""A task is changed, or added to a programme: with reason and, once issued, with who approved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import Ability, Actor, ActorRequest, actor_required, may, note_read, roles_with, today
from phoihop.kernel.decision import Refused
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.ledger.api import Outcome, Recorded, new_id
from phoihop.ledger.domain.types import Party
from phoihop.programme.commands import add_task, amend_task
from phoihop.programme.domain.adoption import ENTERED_HIMSELF, Grounds
from phoihop.programme.domain.types import Amendment, Change, ProgrammeView, Stage
from phoihop.programme.queries.tasks import TaskInProgramme
from phoihop.programme.web.forms import PaperForm, PaperNeed
from phoihop.programme.web.forms_amending import (
    AddTaskForm,
    AmendForm,
    DeadlineForm,
    DutiesForm,
    WordingForm,
    half_open,
    names_of,
)
from phoihop.programme.web.lifecycle import owns
from phoihop.programme.web.named import Named, named
from phoihop.programme.web.opening import eyebrow_of, programme_or_404, task_or_404
from phoihop.programme.web.words import CHANGES

HANDLERS: Final = roles_with(Ability.ENTER) | roles_with(Ability.DECIDE)
NOT_ACCEPTED: Final = 422
FORMS: Final[Mapping[Change, type[AmendForm]]] = {
    Change.DEADLINE: DeadlineForm,
    Change.DUTIES: DutiesForm,
    Change.WORDING: WordingForm,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What a page shows besides its form."""

    title: str
    meta: str
    eyebrow: SafeString
    back: tuple[str, str]
    faults: tuple[str, ...] = ()
    refused: Refused | None = None


@actor_required(roles=HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: ActorRequest, task: str, change: str) -> HttpResponse:
    """Change one thing of a task."""
    found, programme = task_or_404(task, request.actor, on=today())
    kind = next((one for one in Change if one.value == change), None)
    if kind is None or not owns(request.actor, programme):
        raise Http404
    need = approval_need(request.actor, programme)
    form = FORMS.get(kind, AmendForm)(_data(request), paper=need, initial=_initial(found, kind))
    page = _Page(
        title=str(CHANGES[kind]),
        meta=sentence_case(found.task.text),
        eyebrow=eyebrow_of(programme),
        back=("programme:task", task),
    )
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form, page)
    amendment, read = _amendment(form, kind)
    if read.faults:
        return _shown(request, form, replace(page, faults=tuple(fault.sentence for fault in read.faults)))
    outcome = amend_task(
        request.actor, amendment, task=task, grounds=_grounds(request.actor, form, programme)
    )
    return _done(request, form, page, outcome)


def approval_need(actor: Actor, programme: ProgrammeView) -> PaperNeed:
    """A draft is changed by its drafters; what is issued needs who approves: the leader, or his paper."""
    if programme.stage is not Stage.ISSUED:
        return "none"
    return "optional" if may(actor, Ability.DECIDE) is None else "required"


def _initial(found: TaskInProgramme, change: Change) -> dict[str, object]:
    task = found.task
    initial: dict[str, object] = {"amendment": new_id(), "on": today()}
    match change:
        case Change.DEADLINE:
            return {**initial, "last_day": task.last_day}
        case Change.DUTIES:
            return {**initial, **names_of(task)}
        case Change.WORDING:
            rhythm = task.rhythm.value if task.rhythm is not None else ""
            words = {"text": task.text, "product": task.product, "level": task.level}
            return {**initial, **words, "kind": task.kind.value, "rhythm": rhythm}
        case _:
            return initial


def _amendment(form: AmendForm, change: Change) -> tuple[Amendment, Named]:
    amendment, nothing = form.amended(change), Named((), ())
    data = form.cleaned_data
    if isinstance(form, DeadlineForm):
        return replace(amendment, ends=half_open(data["last_day"])), nothing
    if isinstance(form, DutiesForm):
        read = named(form.typed(), on=amendment.on)
        return replace(amendment, duties=read.duties), read
    if isinstance(form, WordingForm):
        words = replace(amendment, text=data["text"], product=data["product"], level=data["level"])
        return replace(words, kind=form.task_kind, rhythm=form.task_rhythm), nothing
    return amendment, nothing


def _grounds(actor: Actor, form: PaperForm, programme: ProgrammeView) -> Grounds:
    """The paper in which the change was approved, if it is not the leader himself who enters it."""
    paper = form.paper(actor.body_name)
    if paper is None:
        return ENTERED_HIMSELF
    return Grounds(decided_by=Party(body=programme.body), paper=paper)


# --------------------------------------------------------------------------------------------------- adding


@actor_required(roles=HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest, programme: str) -> HttpResponse:
    """Add a task to a programme by hand."""
    found = programme_or_404(programme, request.actor)
    if not owns(request.actor, found):
        raise Http404
    form = AddTaskForm(_data(request), paper=approval_need(request.actor, found))
    page = _Page(
        title=gettext("Thêm nhiệm vụ"),
        meta="",
        eyebrow=eyebrow_of(found),
        back=("programme:programme", programme),
    )
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form, page)
    read = named(form.typed(), on=found.document_date or today())
    if read.faults:
        return _shown(request, form, replace(page, faults=tuple(fault.sentence for fault in read.faults)))
    outcome = add_task(
        request.actor,
        form.plan(read.duties),
        programme=programme,
        reason=form.cleaned_data["reason"],
        grounds=_grounds(request.actor, form, found),
    )
    return _done(request, form, page, outcome)


def _data(request: ActorRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _done(request: ActorRequest, form: PaperForm, page: _Page, outcome: Outcome) -> HttpResponse:
    if isinstance(outcome, Recorded) or _came_twice(outcome):
        messages.success(request, gettext("Đã ghi vào Nhật ký hồ sơ."))
        return redirect(*page.back)
    return _shown(request, form, replace(page, refused=outcome))


def _came_twice(refused: Refused) -> bool:
    return [refusal.code for refusal in refused.refusals] == ["programme.already_amended"]


def _shown(request: ActorRequest, form: PaperForm, page: _Page) -> HttpResponse:
    if request.method != "POST":
        view, key = page.back
        note_read(request, "programme.amending", subject(view.partition(":")[2], key))
    context = {
        "page": page,
        "form": form,
        "roles": list(form.role_fields()) if isinstance(form, DutiesForm | AddTaskForm) else [],
        "refusals": page.refused.refusals if page.refused is not None else (),
    }
    faulty = form.errors or page.faults or page.refused is not None
    return render(request, "programme/amend.html", context, status=NOT_ACCEPTED if faulty else 200)
