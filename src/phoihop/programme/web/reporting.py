"""The page on which a body's progress is reported: by itself, or from its paper."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import (
    Ability,
    Actor,
    ActorRequest,
    actor_required,
    may,
    note_read,
    refused_page,
    roles_with,
    today,
)
from phoihop.kernel.decision import Refused
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import sentence_case
from phoihop.ledger.api import Recorded, new_id
from phoihop.programme.commands import report_progress
from phoihop.programme.permissions import may_report, speaks_for
from phoihop.programme.queries.tasks import TaskInProgramme
from phoihop.programme.queries.tasks import task as task_of
from phoihop.programme.web.bodies import Bodies, by_name
from phoihop.programme.web.forms import WRITTEN, PaperNeed, ReportForm

REPORTERS: Final = roles_with(Ability.ADOPT) | roles_with(Ability.RECORD_PAPER)
NOT_ACCEPTED: Final = 422


@actor_required(roles=REPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ActorRequest, task: str) -> HttpResponse:
    """Report on a task for the body named in the address (or in the form that comes back)."""
    found = task_of(task, on=today()) if is_ulid(task) else None
    body = request.POST.get("body") or request.GET.get("body", "")
    if found is None or body not in found.task.bodies:
        raise Http404
    need = paper_need(request.actor, body)
    refusal = may_report(request.actor, body=body, on_paper=need == "required")
    if refusal is not None:
        return refused_page(request, refusal)
    bodies = by_name([body], on=today())
    if request.method == "POST":
        return _posted(request, found, body, bodies, need)
    note_read(request, "programme.report", subject("task", task))
    form = ReportForm(paper=need, initial={"report": new_id(), "body": body, "reported_on": today()})
    return _page(request, found, body, bodies, form)


def paper_need(actor: Actor, body: str) -> PaperNeed:
    """Whether the report needs a paper: for others always, for the own body only where a clerk enters it."""
    if not speaks_for(actor, body) or may(actor, Ability.ADOPT) is not None:
        return "required"
    return "optional" if may(actor, Ability.RECORD_PAPER) is None else "none"


def _posted(
    request: ActorRequest, found: TaskInProgramme, body: str, bodies: Bodies, need: PaperNeed
) -> HttpResponse:
    form = ReportForm(request.POST, paper=need)
    if not form.is_valid():
        return _page(request, found, body, bodies, form)
    outcome = report_progress(
        request.actor, form.recorded(), task=found.task.id, paper=form.paper(bodies.name(body))
    )
    if isinstance(outcome, Recorded) or _came_twice(outcome):
        words = gettext("Đã ghi báo cáo của %(body)s vào Nhật ký hồ sơ.") % {"body": bodies.name(body)}
        messages.success(request, words)
        return redirect("programme:task", found.task.id)
    if any(refusal.code == "reading.secret" for refusal in outcome.refusals):
        form = _without_words(form, need)
    return _page(request, found, body, bodies, form, refused=outcome)


def _came_twice(refused: Refused) -> bool:
    """The same form again: it is answered like the first time."""
    return [refusal.code for refusal in refused.refusals] == ["programme.already_reported"]


def _without_words(form: ReportForm, need: PaperNeed) -> ReportForm:
    """The form again without what was written: it bears a mark of state secrecy."""
    kept = {name: value for name, value in form.cleaned_data.items() if name not in WRITTEN}
    return ReportForm(paper=need, initial=kept)


def _page(
    request: ActorRequest,
    found: TaskInProgramme,
    body: str,
    bodies: Bodies,
    form: ReportForm,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    other = not speaks_for(request.actor, body)
    heading = gettext("Ghi báo cáo theo văn bản") if other else gettext("Báo cáo tiến độ")
    context = {
        "task": found.task,
        "title": sentence_case(found.task.text),
        "heading": heading,
        "body_name": bodies.name(body),
        "form": form,
        "refusals": refused.refusals if refused is not None else (),
        "for_other": other,
    }
    status = NOT_ACCEPTED if form.errors or refused is not None else 200
    return render(request, "programme/report.html", context, status=status)
