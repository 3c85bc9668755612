"""Hôm nay: what waits for the own body, what was done lately; for the operator only how the machine is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from phoihop.access.api import (
    Ability,
    ActorRequest,
    Role,
    actor_required,
    may,
    note_read,
    now,
    today,
)
from phoihop.kernel.dates import show_number
from phoihop.shell.api import ports
from phoihop.shell.domain.types import Deed, Done, Health, MachineFact, Waiting
from phoihop.shell.domain.urgency import Urgency, urgency
from phoihop.ui.parts import Event, EventKind

WAITING: Final = 20
LATELY: Final = 10
DRAFTS: Final = 5

_SIGNS: Final = {Urgency.LATE: "late", Urgency.SOON: "soon", Urgency.LATER: "idle", Urgency.UNDATED: "idle"}
_DEEDS: Final = {
    Deed.REPORTED: gettext_lazy("báo cáo tiến độ"),
    Deed.DRAWN_UP: gettext_lazy("lập chương trình"),
}
_HEALTH: Final = {Health.GOOD: "ok", Health.WARNING: "soon", Health.BAD: "late", Health.PLAIN: ""}


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """An open duty with the sign and the words for how near its end is."""

    duty: Waiting
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A line of the machine's state with its sign."""

    fact: MachineFact
    sign: str


@actor_required(roles=frozenset(Role))
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """The first page after login."""
    if may(request.actor, Ability.READ) is None:
        return _today(request)
    return _machine(request)


def _today(request: ActorRequest) -> HttpResponse:
    bodies, day = request.actor.acts_for, today()
    waiting = ports().today.waiting(bodies, on=day, limit=WAITING + 1)
    note_read(request, "shell.home")
    context = {
        "actor": request.actor,
        "day": day,
        "duties": [_shown(duty, on=day) for duty in waiting[:WAITING]],
        "more": len(waiting) > WAITING,
        "drafts": ports().today.drafts(bodies, limit=DRAFTS),
        "lately": [_event(done) for done in ports().today.lately(bodies, limit=LATELY)],
        "may_enter": may(request.actor, Ability.ENTER) is None,
    }
    return render(request, "shell/home.html", context)


def _shown(duty: Waiting, *, on: date) -> ShownDuty:
    return ShownDuty(duty, _SIGNS[urgency(duty.due, on=on)], _distance(duty.due, on=on))


def _distance(due: date | None, *, on: date) -> str:
    """How far the last day is away, in words."""
    if due is None:
        return gettext("chưa ghi hạn")
    if due == on:
        return gettext("hạn hôm nay")
    days = abs((due - on).days)
    if due < on:
        return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", days) % {"days": show_number(days)}
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": show_number(days)}


def _event(done: Done) -> Event:
    at = localtime(done.at)
    words = [f"{at:%H:%M}", str(_DEEDS[done.deed]), done.by]
    if done.on_paper:
        words.append(gettext("ghi theo văn bản"))
    kind: EventKind = "paper" if done.on_paper else "past"
    return Event(when=at.date(), title=done.title, url=done.url, note=" · ".join(words), kind=kind)


def _machine(request: ActorRequest) -> HttpResponse:
    facts = ports().machine.facts(at=now())
    shown = [ShownFact(fact, _HEALTH[fact.health]) for fact in facts]
    return render(request, "shell/machine.html", {"facts": shown, "at": now()})
