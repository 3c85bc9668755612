"""When a post changes hands: whose work waits, handing it over in one go, and the minutes to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from phoihop.access.api import Ability, Actor, ActorRequest, actor_required, note_read, roles_with, today
from phoihop.kernel.dates import show_date, show_date_in_paper, show_number
from phoihop.kernel.decision import Refused
from phoihop.ledger.api import Recorded
from phoihop.programme.commands.handing import hand_over
from phoihop.programme.domain.handing import Seat
from phoihop.programme.queries.handling import (
    DeskLoad,
    LastReported,
    Office,
    desk_loads,
    handed_over,
    last_reported,
    office,
    parts_at_desk,
)
from phoihop.programme.web.forms_handing import HandoverForm
from phoihop.programme.web.open_parts import ShownPart, shown

READERS: Final = roles_with(Ability.READ)
GIVERS: Final = roles_with(Ability.ADOPT)
ROWS: Final = 200
"""Parts on one page: more than one desk holds; the minutes of more would not be read."""
NOT_ACCEPTED: Final = 422
LEFT, TO = "tu", "den"
"""Who had the work and who gets it, in the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """A desk in the list."""

    name: str
    title: str
    works: int
    url: str


@actor_required(roles=READERS)
@require_safe
def desks(request: ActorRequest) -> HttpResponse:
    """Everybody of the own agency with the number of open parts; first who has left the post."""
    known = office(request.actor.body, on=today())
    loads = desk_loads(request.actor.acts_for, office=known, on=today())
    note_read(request, "programme.desks")
    context = {
        "body_name": request.actor.body_name,
        "left": [_row(load) for load in loads if load.waiting],
        "held": [_row(load) for load in loads if not load.waiting],
    }
    return render(request, "programme/desks.html", context)


def _row(load: DeskLoad) -> DeskRow:
    url = _address("desk", load.seat.key)
    return DeskRow(name=load.seat.name, title=load.seat.title, works=load.works, url=url)


def _address(view: str, left: str, to: str = "") -> str:
    asked = {LEFT: left, TO: to} if to else {LEFT: left}
    return f"{reverse(f'programme:{view}')}?{urlencode(asked)}"


# ---------------------------------------------------------------------------------------------- one desk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """A desk with its open parts."""

    known: Office
    seat: Seat
    parts: list[ShownPart]

    @property
    def waiting(self) -> bool:
        """Whether who sat there does not hold the post any more."""
        return self.seat.key not in self.known.keys

    @property
    def others(self) -> list[Seat]:
        """Who can take the work over."""
        return [seat for seat in self.known.seats if seat.key != self.seat.key]


@actor_required(roles=GIVERS)
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: ActorRequest) -> HttpResponse:
    """The open work of somebody, and the form that hands it over."""
    found = _desk(request.actor, request.GET.get(LEFT, ""))
    every = [part for row in found.parts for part in row.part.parts]
    if request.method == "POST":
        return _posted(request, found, request.POST.getlist("part"))
    note_read(request, "programme.desk")
    return _page(request, found, HandoverForm(seats=found.others), ticked=every)


def _desk(actor: Actor, left: str) -> _Desk:
    known = office(actor.body, on=today())
    seat = known.seat(left) or _merged(left)
    if seat is None:
        raise Http404
    parts = parts_at_desk(left, actor.acts_for, keys=known.keys, on=today(), limit=ROWS)
    if not parts and left not in known.ever:
        raise Http404
    return _Desk(known=known, seat=seat, parts=shown(parts, desks=known, on=today()))


def _merged(left: str) -> Seat | None:
    """A desk of an agency that was merged into this one: known by its codes only."""
    post, _, person = left.partition("/")
    return Seat(post=post, title=post, person=person, name=person) if post and person else None


def _posted(request: ActorRequest, found: _Desk, ticked: Sequence[str]) -> HttpResponse:
    form = HandoverForm(request.POST, seats=found.others)
    if not form.is_valid():
        return _page(request, found, form, ticked=ticked)
    handover = form.read(found.seat.key, ticked)
    outcome = hand_over(request.actor, handover)
    if isinstance(outcome, Refused):
        if any(refusal.code == "reading.secret" for refusal in outcome.refusals):
            form = HandoverForm(seats=found.others)
        return _page(request, found, form, ticked=ticked, refused=outcome)
    messages.success(request, _done_words(outcome))
    return redirect(_address("minutes", handover.left, handover.to))


def _done_words(outcome: Recorded) -> str:
    works = len(outcome.acts)
    words = ngettext("Đã bàn giao %(works)s việc.", "Đã bàn giao %(works)s việc.", works)
    return words % {"works": show_number(works)}


def _page(
    request: ActorRequest,
    found: _Desk,
    form: HandoverForm,
    *,
    ticked: Sequence[str],
    refused: Refused | None = None,
) -> HttpResponse:
    context = {
        "heading": gettext("Bàn giao việc của đồng chí %(name)s") % {"name": found.seat.name},
        "eyebrow": _link_to_desks(),
        "seat": found.seat,
        "waiting": found.waiting,
        "parts": found.parts,
        "ticked": ticked,
        "form": form,
        "refusals": refused.refusals if refused is not None else (),
        "minutes_url": _address("minutes", found.seat.key),
    }
    status = NOT_ACCEPTED if form.errors or refused is not None else 200
    return render(request, "programme/desk.html", context, status=status)


def _link_to_desks() -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("programme:desks"), gettext("Bàn giao công việc"))


# ------------------------------------------------------------------------------------------- the minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesRow:
    """A part in the minutes: its words, the last report, and the papers that go with it."""

    shown: ShownPart
    report: str
    papers: tuple[str, ...]


@actor_required(roles=GIVERS)
@require_safe
def minutes(request: ActorRequest) -> HttpResponse:
    """The minutes of a handover for two hands: of what was handed over today, else of what waits."""
    known = office(request.actor.body, on=today())
    left_key, to = request.GET.get(LEFT, ""), known.seat(request.GET.get(TO, ""))
    left = known.seat(left_key) or _merged(left_key)
    if left is None:
        raise Http404
    bodies, keys = request.actor.acts_for, known.keys
    done = () if to is None else handed_over(left.key, to.key, bodies, keys=keys, on=today(), limit=ROWS)
    parts = done or parts_at_desk(left.key, bodies, keys=keys, on=today(), limit=ROWS)
    if not parts and left.key not in known.ever:
        raise Http404
    note_read(request, "programme.minutes")
    context = {
        "eyebrow": _link_to_desks(),
        "body_name": request.actor.body_name,
        "day_in_paper": show_date_in_paper(today()),
        "left": left,
        "to": to,
        "recorded": bool(done),
        "cut": len(parts) == ROWS,
        "parts": _minutes_rows(shown(parts, desks=known, on=today()), last_reported(parts)),
    }
    return render(request, "programme/minutes.html", context)


def _minutes_rows(parts: Sequence[ShownPart], last: dict[str, LastReported]) -> list[MinutesRow]:
    rows = []
    for row in parts:
        reports = [last[part] for part in row.part.parts if part in last]
        rows.append(
            MinutesRow(
                shown=row,
                report=_report_words(reports),
                papers=tuple(paper for report in reports for paper in _papers(report)),
            )
        )
    return rows


def _report_words(reports: Sequence[LastReported]) -> str:
    found = next(iter(reports), None)
    if found is None or found.day is None:
        return ""
    return gettext("báo cáo ngày %(day)s") % {"day": show_date(found.day)}


def _papers(report: LastReported) -> list[str]:
    """The product and the letter of a report, numbered and dated as far as known."""
    return [
        _numbered(number, day)
        for number, day in (
            (report.product_number, report.product_date),
            (report.paper_number, report.paper_date),
        )
        if number
    ]


def _numbered(number: str, day: date | None) -> str:
    if day is None:
        return number
    return gettext("%(number)s ngày %(day)s") % {"number": number, "day": show_date(day)}
