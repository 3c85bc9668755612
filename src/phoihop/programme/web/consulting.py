"""A draft goes out for opinion, and comes back with answers: by account, or typed from a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import Ability, ActorRequest, actor_required, may, note_read, roles_with, today
from phoihop.kernel.dates import show_date, show_number
from phoihop.kernel.decision import Refused
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.ledger.api import Recorded, new_id
from phoihop.programme.commands import ask_opinions, give_opinion
from phoihop.programme.domain.types import AskedBody, OpinionView, ProgrammeView, Stage, TaskView
from phoihop.programme.permissions import speaks_for
from phoihop.programme.queries.opinions import asked_bodies
from phoihop.programme.queries.tasks import Wanted, tasks_of
from phoihop.programme.web.bodies import Bodies, in_protocol_order
from phoihop.programme.web.forms_lifecycle import AskForm, OpinionForm
from phoihop.programme.web.lifecycle import owns
from phoihop.programme.web.opening import eyebrow_of, programme_or_404
from phoihop.programme.web.reporting import paper_need
from phoihop.programme.web.words import VERDICTS
from phoihop.registry import api as registry

READERS: Final = roles_with(Ability.READ)
NOT_ACCEPTED: Final = 422
MOST_TASKS: Final = 500
SIGN_OF: Final = {
    "agreed": "ok",
    "agreed-with-remarks": "doing",
    "disagreed": "contested",
    "wants-more": "unsure",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """A body that was asked, in words. `answer`: how the actor may answer for it: own, paper, or empty."""

    code: str
    name: str
    sign: str
    words: str
    note: str
    paper: str
    answer: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What one body says about one task."""

    name: str
    sign: str
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskRemarks:
    """What was said about one task."""

    task: TaskView
    title: str
    remarks: tuple[Remark, ...]


@actor_required(roles=READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def opinions(request: ActorRequest, programme: str) -> HttpResponse:
    """Who was asked, who has answered what; the own body asks here (POST)."""
    found = programme_or_404(programme, request.actor)
    asked = asked_bodies(programme)
    own = owns(request.actor, found)
    form = _ask_form(found, asked, request) if own and _open(found) else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            outcome = ask_opinions(request.actor, form.asking(), programme=programme)
            if isinstance(outcome, Recorded):
                messages.success(request, gettext("Đã ghi việc gửi xin ý kiến vào Nhật ký hồ sơ."))
                return redirect("programme:opinions", programme)
            return _page(request, found, asked, form, refused=outcome)
    note_read(request, "programme.opinions", subject("programme", programme))
    return _page(request, found, asked, form)


def _open(found: ProgrammeView) -> bool:
    return found.stage in {Stage.DRAFT, Stage.CONSULTING}


def _ask_form(found: ProgrammeView, asked: Sequence[AskedBody], request: ActorRequest) -> AskForm:
    """All partners of the document's day and all bodies with a part; partners not asked yet are ticked."""
    on = found.document_date or today()
    partners = {body.code for body in registry.partners(on=on)}
    known = {one.body for one in asked}
    bodies = in_protocol_order({*partners, *_parties(found.id)} - {found.body}, on=on)
    offered = [(code, body.name) for code, body in bodies.known.items()]
    ticked = [code for code, _ in offered if code not in known and code in partners]
    data = request.POST if request.method == "POST" else None
    return AskForm(data, offered=offered, initial={"bodies": ticked})


def _parties(programme: str) -> set[str]:
    page = tasks_of(programme, Wanted(), on=today(), after=None, limit=MOST_TASKS)
    return {body for task in page.tasks for body in task.bodies}


def _page(
    request: ActorRequest,
    found: ProgrammeView,
    asked: Sequence[AskedBody],
    form: AskForm | None,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    bodies = in_protocol_order({found.body, *(one.body for one in asked)}, on=today())
    given = [one.opinion for one in asked if one.opinion is not None]
    context = {
        "programme": found,
        "eyebrow": eyebrow_of(found),
        "asked": [_asked_row(one, found, bodies, request) for one in _in_order(asked, bodies)],
        "answered": len(given),
        "remarks": list(_remarks(found.id, given, bodies)),
        "form": form,
        "refusals": refused.refusals if refused is not None else (),
    }
    faulty = refused is not None or (form is not None and bool(form.errors))
    return render(request, "programme/opinions.html", context, status=NOT_ACCEPTED if faulty else 200)


def _in_order(asked: Sequence[AskedBody], bodies: Bodies) -> list[AskedBody]:
    by_code = {one.body: one for one in asked}
    return [by_code[code] for code in bodies.in_order(by_code)]


def _asked_row(one: AskedBody, found: ProgrammeView, bodies: Bodies, request: ActorRequest) -> AskedRow:
    waited_for = found.stage is Stage.CONSULTING
    sign, words = _standing(one, on=today(), waited_for=waited_for)
    answer = ""
    if one.opinion is None and waited_for:
        if speaks_for(request.actor, one.body):
            answer = "own"
        elif may(request.actor, Ability.RECORD_PAPER) is None:
            answer = "paper"
    return AskedRow(
        code=one.body,
        name=bodies.name(one.body),
        sign=sign,
        words=words,
        note=one.opinion.words if one.opinion is not None else "",
        paper=_paper(one.opinion),
        answer=answer,
    )


def _standing(one: AskedBody, *, on: date, waited_for: bool) -> tuple[str, str]:
    """The answer, or how long it is waited for."""
    if one.opinion is not None:
        return SIGN_OF[one.opinion.verdict.value], str(VERDICTS[one.opinion.verdict])
    if not waited_for:
        return "idle", gettext("không trả lời")
    if one.until is None:
        return "idle", gettext("chưa trả lời")
    if one.until < on:
        days = show_number((on - one.until).days)
        return "late", gettext("quá hạn trả lời %(days)s ngày") % {"days": days}
    return "idle", gettext("chưa trả lời, hạn %(day)s") % {"day": show_date(one.until)}


def _paper(opinion: OpinionView | None) -> str:
    if opinion is None or not opinion.on_paper:
        return ""
    dated = f" ngày {show_date(opinion.paper_date)}" if opinion.paper_date else ""
    return f"{opinion.paper_number}{dated}"


def _remarks(programme: str, given: Sequence[OpinionView], bodies: Bodies) -> Iterable[TaskRemarks]:
    """The tasks that somebody said something about, in the order of the programme."""
    by_task: dict[str, list[Remark]] = {}
    for opinion in given:
        for one in opinion.tasks:
            words = str(VERDICTS[one.verdict])
            remark = Remark(bodies.name(opinion.body), SIGN_OF[one.verdict.value], words, one.words)
            by_task.setdefault(one.task, []).append(remark)
    if not by_task:
        return
    page = tasks_of(programme, Wanted(), on=today(), after=None, limit=MOST_TASKS)
    for task in page.tasks:
        if task.id in by_task:
            yield TaskRemarks(task, sentence_case(task.text), tuple(by_task[task.id]))


# ------------------------------------------------------------------------------------------------- answering


@actor_required(roles=roles_with(Ability.ADOPT) | roles_with(Ability.RECORD_PAPER))
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: ActorRequest, programme: str) -> HttpResponse:
    """The form in which a body answers: itself, or through who has its letter in hand."""
    found = programme_or_404(programme, request.actor)
    body = request.POST.get("body") or request.GET.get("body", "")
    if body not in {one.body for one in asked_bodies(programme)}:
        raise Http404
    form = _opinion_form(request, found, body)
    bodies = in_protocol_order({body, found.body}, on=today())
    if request.method == "POST" and form.is_valid():
        outcome = give_opinion(
            request.actor, form.stated(), programme=programme, paper=form.paper(bodies.name(body))
        )
        if isinstance(outcome, Recorded) or _came_twice(outcome):
            words = gettext("Đã ghi ý kiến của %(body)s vào Nhật ký hồ sơ.") % {"body": bodies.name(body)}
            messages.success(request, words)
            return redirect("programme:opinions", programme)
        return _opinion_page(request, found, form, bodies.name(body), refused=outcome)
    if request.method != "POST":
        note_read(request, "programme.opinion", subject("programme", programme))
    return _opinion_page(request, found, form, bodies.name(body))


def _came_twice(refused: Refused) -> bool:
    return [refusal.code for refusal in refused.refusals] == ["programme.opinion_already_given"]


def _opinion_form(request: ActorRequest, found: ProgrammeView, body: str) -> OpinionForm:
    page = tasks_of(found.id, Wanted(), on=today(), after=None, limit=MOST_TASKS)
    tasks = [(task.id, task.number, sentence_case(task.text)) for task in page.tasks]
    initial: Mapping[str, object] = {"opinion": new_id(), "body": body}
    data = request.POST if request.method == "POST" else None
    return OpinionForm(data, tasks=tasks, paper=paper_need(request.actor, body), initial=initial)


def _opinion_page(
    request: ActorRequest,
    found: ProgrammeView,
    form: OpinionForm,
    name: str,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    context = {
        "programme": found,
        "eyebrow": eyebrow_of(found),
        "body_name": name,
        "form": form,
        "rows": list(form.rows()),
        "refusals": refused.refusals if refused is not None else (),
    }
    status = NOT_ACCEPTED if form.errors or refused is not None else 200
    return render(request, "programme/opinion.html", context, status=status)
