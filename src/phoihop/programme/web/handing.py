"""The page on which an agency hands its part of a task on: to whom, until when, and what was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import (
    Ability,
    Actor,
    ActorRequest,
    actor_required,
    note_read,
    refused_page,
    roles_with,
    today,
)
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Refused
from phoihop.kernel.ids import subject
from phoihop.kernel.text import sentence_case
from phoihop.ledger.api import Recorded, acts_about, new_id
from phoihop.ledger.domain.types import FoldedAct
from phoihop.programme.acts import WorkHandedOn
from phoihop.programme.commands.handing import hand_on as hand_on_work
from phoihop.programme.domain.days import day
from phoihop.programme.domain.handing import seat_key
from phoihop.programme.domain.types import HandledWork, TaskView
from phoihop.programme.permissions import may_hand_on
from phoihop.programme.queries.handling import Office, handled_in_task, office
from phoihop.programme.queries.tasks import TaskInProgramme
from phoihop.programme.web.bodies import Bodies, by_name
from phoihop.programme.web.forms_handing import HandForm
from phoihop.programme.web.history import recorded_at
from phoihop.programme.web.opening import task_or_404
from phoihop.ui.parts import Event

GIVERS: Final = roles_with(Ability.ADOPT)
NOT_ACCEPTED: Final = 422
"""HTTP 422: the form was understood and is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The part of a body in a task, and with whom it is now."""

    found: TaskInProgramme
    body: str
    body_name: str
    desks: Office
    current: HandledWork | None


@actor_required(roles=GIVERS)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: ActorRequest, task: str) -> HttpResponse:
    """Hand on the part of the body named in the address (or in the form that comes back)."""
    body = request.POST.get("body") or request.GET.get("body") or request.actor.body
    found, _ = task_or_404(task, request.actor, on=today())
    if body not in found.task.bodies:
        raise Http404
    refusal = may_hand_on(request.actor, body=body)
    if refusal is not None:
        return refused_page(request, refusal)
    part = _part(request.actor, found, body)
    if request.method == "POST":
        return _posted(request, part)
    note_read(request, "programme.hand_on", subject("task", task))
    return _page(request, part, HandForm(seats=part.desks.seats, initial=_initial(part)))


def _part(actor: Actor, found: TaskInProgramme, body: str) -> _Part:
    desks = office(actor.body, on=today())
    works = handled_in_task(found.task.id, actor.acts_for, keys=desks.keys, on=today())
    return _Part(
        found=found,
        body=body,
        body_name=by_name([body], on=today()).name(body),
        desks=desks,
        current=works.get(body),
    )


def _initial(part: _Part) -> dict[str, object]:
    """A new id, and what holds now: who changes only the end need not choose the person again."""
    now = part.current
    held = now is not None and not now.waiting_handover
    return {
        "handing": new_id(),
        "body": part.body,
        "seat": seat_key(now.post, now.person) if now is not None and held else "",
        "last_day": now.last_day if now is not None else None,
        "note": now.note if now is not None and held else "",
    }


def _posted(request: ActorRequest, part: _Part) -> HttpResponse:
    form = HandForm(request.POST, seats=part.desks.seats)
    if not form.is_valid():
        return _page(request, part, form)
    handing = form.read()
    outcome = hand_on_work(request.actor, handing, task=part.found.task.id)
    if isinstance(outcome, Recorded) or _came_twice(outcome):
        seat = part.desks.seat(seat_key(handing.post, handing.person))
        words = gettext("Đã đưa việc về việc chung của cơ quan.")
        if seat is not None:
            words = gettext("Đã giao việc cho đồng chí %(name)s.") % {"name": seat.name}
        messages.success(request, words)
        return redirect("programme:task", part.found.task.id)
    if any(refusal.code == "reading.secret" for refusal in outcome.refusals):
        form = HandForm(seats=part.desks.seats, initial={**form.cleaned_data, "note": ""})
    return _page(request, part, form, refused=outcome)


def _came_twice(refused: Refused) -> bool:
    """The same form again: it is answered like the first time."""
    return [refusal.code for refusal in refused.refusals] == ["programme.already_handed_on"]


def _page(
    request: ActorRequest, part: _Part, form: HandForm, *, refused: Refused | None = None
) -> HttpResponse:
    acts = acts_about(subject("work", f"{part.found.task.id}/{part.body}"))
    own = [act for act in acts if act.envelope.entered_by.body in request.actor.acts_for]
    context = {
        "title": sentence_case(part.found.task.text),
        "task": part.found.task,
        "eyebrow": _eyebrow(part.found),
        "body_name": part.body_name,
        "form": form,
        "refusals": refused.refusals if refused is not None else (),
        "waiting": _left(part),
        "events": events(own, part.desks),
    }
    status = NOT_ACCEPTED if form.errors or refused is not None else 200
    return render(request, "programme/hand_on.html", context, status=status)


def _left(part: _Part) -> str:
    """Who had it and has left the post; empty when nobody has."""
    now = part.current
    if now is None or not now.waiting_handover:
        return ""
    seat = part.desks.seat(seat_key(now.post, now.person))
    return seat.name if seat is not None else now.person or ""


def _eyebrow(found: TaskInProgramme) -> SafeString:
    number = gettext("nhiệm vụ số %(number)s") % {"number": found.task.number}
    return format_html(
        '<a href="{}">{}</a> · <a href="{}">{}</a>',
        reverse("programme:programme", args=[found.task.programme]),
        found.programme_title or gettext("Chương trình phối hợp"),
        reverse("programme:task", args=[found.task.id]),
        number,
    )


# ----------------------------------------------------------------------------------------------- history


def events(acts: Sequence[FoldedAct], desks: Office) -> list[Event]:
    """The handings as sentences, the latest first."""
    return [
        _event(act, act.payload, desks) for act in reversed(acts) if isinstance(act.payload, WorkHandedOn)
    ]


def _event(act: FoldedAct, said: WorkHandedOn, desks: Office) -> Event:
    place, at = act.place, recorded_at(act)
    agency, _, name = place.ledger.partition("/")
    by = desks.seat(seat_key(act.envelope.entered_by.post, act.envelope.entered_by.person))
    note = [f"{at:%H:%M}", by.name if by is not None else "", said.note]
    return Event(
        when=at.date(),
        title=_sentence(said, desks),
        url=reverse("ledger:act", args=[agency, name, place.epoch, place.index]),
        note=" · ".join(words for words in note if words),
    )


def _sentence(said: WorkHandedOn, desks: Office) -> str:
    seat = desks.seat(seat_key(said.post, said.person))
    if not said.person:
        return gettext("Đưa về việc chung của cơ quan")
    name = seat.name if seat is not None else said.person
    ends = day(said.ends)
    if ends is None:
        return gettext("Giao cho đồng chí %(name)s") % {"name": name}
    last = show_date(ends - timedelta(days=1))
    return gettext("Giao cho đồng chí %(name)s, hạn nội bộ %(day)s") % {"name": name, "day": last}


# ------------------------------------------------------------------------------------ on the task's page


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A part of the own agency on the page of its task: with whom it is, and where it is handed on."""

    body_name: str
    person: str
    internal: str
    note: str
    url: str


def codes_inside(works: Mapping[str, HandledWork]) -> set[str]:
    """The persons and posts whose names `inside` needs."""
    return {code for work in works.values() for code in (work.person, work.post) if code}


def inside(
    actor: Actor,
    bodies: Bodies,
    works: Mapping[str, HandledWork],
    names: Mapping[str, str],
    *,
    task: TaskView,
) -> list[Inside]:
    """The parts of the actor's agency in the task; without the way to hand on for who may not."""
    may_give = may_hand_on(actor, body=actor.body) is None
    return [
        Inside(
            body_name=bodies.name(body),
            person=_person(works.get(body), names),
            internal=_internal(works.get(body)),
            note=works[body].note if body in works else "",
            url=_address(task.id, body) if may_give else "",
        )
        for body in task.bodies
        if body in actor.acts_for
    ]


def _address(task: str, body: str) -> str:
    return f"{reverse('programme:hand-on', args=[task])}?{urlencode({'body': body})}"


def _person(work: HandledWork | None, names: Mapping[str, str]) -> str:
    if work is None:
        return ""
    return ", ".join(names.get(code, code) for code in (work.person, work.post) if code)


def _internal(work: HandledWork | None) -> str:
    return show_date(work.last_day) if work is not None and work.last_day is not None else ""
