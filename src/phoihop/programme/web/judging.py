"""The leading or following body confirms a part that was reported as done, or asks for more."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import Ability, Actor, ActorRequest, actor_required, may, note_read, roles_with, today
from phoihop.kernel.decision import Refused
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.ledger.api import Recorded, new_id
from phoihop.programme.commands import judge_result
from phoihop.programme.domain.types import ProgressState
from phoihop.programme.permissions import speaks_for
from phoihop.programme.queries.reports import judges, reports
from phoihop.programme.web.bodies import by_name
from phoihop.programme.web.forms_amending import JudgeForm
from phoihop.programme.web.opening import task_or_404
from phoihop.programme.web.reporting import paper_need

JUDGES: Final = roles_with(Ability.ADOPT) | roles_with(Ability.RECORD_PAPER)
NOT_ACCEPTED: Final = 422


def judging_body(actor: Actor, entitled: tuple[str, ...], *, reported_by: str) -> str | None:
    """For which of the entitled bodies the actor judges: his own, else any of which he may have a paper.

    Who reported does not type the confirmation of it.
    """
    own = next((body for body in entitled if speaks_for(actor, body)), None)
    if own is not None:
        return own
    if speaks_for(actor, reported_by):
        return None
    return entitled[0] if entitled and may(actor, Ability.RECORD_PAPER) is None else None


@actor_required(roles=JUDGES)
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: ActorRequest, task: str, report: str) -> HttpResponse:
    """Confirm a report of done, or send it back."""
    found, programme = task_or_404(task, request.actor, on=today())
    said = next((one for one in reports(task) if one.id == report), None)
    if said is None or said.state is not ProgressState.DONE:
        raise Http404
    by = judging_body(
        request.actor, judges(found.task, said.body, drawn_up_by=programme.body), reported_by=said.body
    )
    if by is None:
        raise Http404
    bodies = by_name({by, said.body}, on=today())
    data = request.POST if request.method == "POST" else None
    initial: dict[str, object] = {"judgement": new_id(), "report": report}
    form = JudgeForm(data, paper=paper_need(request.actor, by), initial=initial)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        outcome = judge_result(request.actor, form.judged(by), task=task, paper=form.paper(bodies.name(by)))
        if isinstance(outcome, Recorded):
            messages.success(request, gettext("Đã ghi vào Nhật ký hồ sơ."))
            return redirect("programme:task", task)
        refused = outcome
    if request.method != "POST":
        note_read(request, "programme.judging", subject("task", task))
    context = {
        "task": found.task,
        "title": sentence_case(found.task.text),
        "said": said,
        "body_name": bodies.name(said.body),
        "by_name": bodies.name(by),
        "form": form,
        "refusals": refused.refusals if refused is not None else (),
    }
    status = NOT_ACCEPTED if form.errors or refused is not None else 200
    return render(request, "programme/judge.html", context, status=status)
