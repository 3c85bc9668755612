"""Hôm nay: what waits for me and my agency, what is to be decided, what changed; or how the machine is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from phoihop.access.api import (
    Ability,
    ActorRequest,
    Role,
    actor_required,
    last_visit,
    may,
    note_read,
    now,
    today,
)
from phoihop.kernel.dates import show_number
from phoihop.shell.api import ports
from phoihop.shell.domain.types import (
    Decision,
    Deed,
    Done,
    Health,
    MachineFact,
    Part,
    Undecided,
    Waiting,
)
from phoihop.shell.domain.urgency import Urgency, urgency
from phoihop.ui.parts import Event, EventKind

WAITING: Final = 20
LATELY: Final = 10
DRAFTS: Final = 5
FIRST_LOOK: Final = timedelta(days=7)

_SIGNS: Final = {Urgency.LATE: "late", Urgency.SOON: "soon", Urgency.LATER: "idle", Urgency.UNDATED: "idle"}
_DEEDS: Final = {
    Deed.REPORTED: gettext_lazy("báo cáo tiến độ"),
    Deed.AMENDED: gettext_lazy("điều chỉnh nhiệm vụ"),
    Deed.DRAWN_UP: gettext_lazy("lập chương trình"),
    Deed.ISSUED: gettext_lazy("ban hành chương trình"),
}
_PARTS: Final = {
    Part.LEAD: gettext_lazy("Chủ trì"),
    Part.CONCUR: gettext_lazy("Phối hợp"),
    Part.OPINION: gettext_lazy("Cho ý kiến"),
    Part.DECIDING: gettext_lazy("Quyết định, chỉ đạo"),
    Part.CARRYING_OUT: gettext_lazy("Thực hiện"),
    Part.FOLLOWING: gettext_lazy("Theo dõi, đôn đốc"),
    Part.INFORMED: gettext_lazy("Nhận để biết"),
}
_DECISIONS: Final = {
    Decision.SIGNATURE: gettext_lazy("Chờ ký, ban hành"),
    Decision.OPINION: gettext_lazy("Đề nghị cho ý kiến vào dự thảo"),
    Decision.CONFIRMATION: gettext_lazy("Chờ xác nhận kết quả"),
    Decision.DATE: gettext_lazy("Chưa có thời hạn, chờ quyết định"),
}
_HEALTH: Final = {Health.GOOD: "ok", Health.WARNING: "soon", Health.BAD: "late", Health.PLAIN: ""}


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """An open duty with the sign and the words for how near its end is."""

    duty: Waiting
    part: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """What a decision is wanted on, in words."""

    wanted: Undecided
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
    actor, day = request.actor, today()
    since = last_visit(request) or make_aware(datetime.combine(day, time.min)) - FIRST_LOOK
    tray = ports().today.tray(actor, on=day, limit=WAITING + 1)
    news = ports().today.news(actor, on=day, since=since, limit=LATELY)
    enters = may(actor, Ability.ENTER) is None
    note_read(request, "shell.home")
    context = {
        "actor": actor,
        "day": day,
        "own": [_shown(duty, on=day) for duty in tray.own[:WAITING]],
        "agency": [_shown(duty, on=day) for duty in tray.agency[:WAITING]],
        "more_own": len(tray.own) > WAITING,
        "more_agency": len(tray.agency) > WAITING,
        "undecided": [_decision(wanted) for wanted in news.undecided],
        "drafts": ports().today.drafts(actor.acts_for, limit=DRAFTS) if enters else (),
        "since": since,
        "changes": [_event(done) for done in news.changes],
        "may_enter": enters,
        "may_hand_on": may(actor, Ability.ADOPT) is None,
    }
    return render(request, "shell/home.html", context)


def _shown(duty: Waiting, *, on: date) -> ShownDuty:
    due = min((day for day in (duty.internal, duty.due) if day is not None), default=None)
    near, part = urgency(due, on=on), str(_PARTS[duty.part])
    if duty.missing:
        return ShownDuty(duty, part, "soon", gettext("chưa nhận được báo cáo"))
    if near is Urgency.LATE and duty.due != due:
        return ShownDuty(duty, part, _SIGNS[Urgency.SOON], _late_inside(due, on=on))
    return ShownDuty(duty, part, _SIGNS[near], _distance(due, on=on))


def _late_inside(due: date | None, *, on: date) -> str:
    """The internal end has passed, that of the task has not: nobody outside speaks of late."""
    days = (on - due).days if due is not None else 0
    words = ngettext("quá hạn nội bộ %(days)s ngày", "quá hạn nội bộ %(days)s ngày", days)
    return words % {"days": show_number(days)}


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


def _decision(wanted: Undecided) -> ShownDecision:
    """What is wanted, with the number of tasks where there are several."""
    words = str(_DECISIONS[wanted.wanted])
    if wanted.works < 2:
        return ShownDecision(wanted, words)
    counted = ngettext("%(words)s: %(works)s nhiệm vụ", "%(words)s: %(works)s nhiệm vụ", wanted.works)
    return ShownDecision(wanted, counted % {"words": words, "works": show_number(wanted.works)})


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
