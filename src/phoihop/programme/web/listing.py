"""The list of programmes, and one programme: tiles, table, matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, Actor, ActorRequest, actor_required, may, note_read, roles_with
from phoihop.kernel.dates import show_date, show_number
from phoihop.kernel.ids import subject
from phoihop.programme.domain.paging import Order, read_key
from phoihop.programme.domain.types import ProgrammeView, Stage, StatusKind
from phoihop.programme.permissions import may_report
from phoihop.programme.queries.facets import Facets, facets
from phoihop.programme.queries.opinions import asked_bodies
from phoihop.programme.queries.programmes import programmes
from phoihop.programme.queries.tasks import TaskPage, Wanted, tasks_of
from phoihop.programme.web.bodies import Bodies, by_name, in_protocol_order
from phoihop.programme.web.day import AsOf, as_of
from phoihop.programme.web.lifecycle import actions, steps
from phoihop.programme.web.matrix import bodies_of, fits, matrix
from phoihop.programme.web.opening import programme_or_404
from phoihop.programme.web.table import Looker, task_rows
from phoihop.programme.web.words import ALWAYS_SHOWN, KINDS, SIGNS, STAGES

ROWS: Final = 50
PRINTED: Final = 500
LONGEST: Final = 200
ORDERS: Final[tuple[tuple[Order, Promise], ...]] = (
    (Order.IN_TEXT, gettext_lazy("thứ tự trong văn bản")),
    (Order.BY_END, gettext_lazy("hạn sớm trước")),
)


# ------------------------------------------------------------------------------------------ all programmes


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """A programme in the list, in words."""

    view: ProgrammeView
    url: str
    drawn_up_by: str
    stage: str
    issued: bool
    late: str


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """All programmes, the latest first, with how far their tasks are."""
    at, text = as_of(request), request.GET.get("q", "")[:LONGEST]
    found, after = programmes(
        on=at.day,
        text=text,
        after=read_key(request.GET.get("after", "")),
        limit=ROWS,
        visible_to=request.actor.acts_for,
    )
    bodies = by_name({row.body for row in found}, on=at.day)
    note_read(request, "programme.index")
    context = {
        "rows": [
            ProgrammeRow(
                view=row,
                url=at.url("programme", row.id),
                drawn_up_by=bodies.name(row.body),
                stage=str(STAGES[row.stage]),
                issued=row.stage is Stage.ISSUED,
                late=_late_words(row.late),
            )
            for row in found
        ],
        "after": after,
        "text": text,
        "may_enter": may(request.actor, Ability.ENTER) is None,
    }
    return render(request, "programme/index.html", context)


def _late_words(late: int) -> str:
    if not late:
        return ""
    words = ngettext("%(tasks)s nhiệm vụ quá hạn", "%(tasks)s nhiệm vụ quá hạn", late)
    return words % {"tasks": show_number(late)}


# ------------------------------------------------------------------------------------------- one programme


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter: how many tasks it leaves, and whether it is in force."""

    key: str
    label: str
    tasks: int
    current: bool
    sign: str = ""


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def programme(request: ActorRequest, programme: str) -> HttpResponse:
    """One programme: counts, tasks with filters and pages, matrix of the tasks on the page."""
    found = programme_or_404(programme, request.actor)
    at, printed, wanted = as_of(request), "all" in request.GET, wanted_in(request.GET, request.actor)
    counted = facets(programme, on=at.day)
    after = None if printed else read_key(request.GET.get("after", ""))
    page = tasks_of(programme, wanted, on=at.day, after=after, limit=PRINTED if printed else ROWS)
    bodies = in_protocol_order({found.body, *counted.leads, *bodies_of(page.tasks)}, on=at.day)
    note_read(request, "programme.programme", subject("programme", programme))
    context = {
        "programme": found,
        "eyebrow": _eyebrow(found, at),
        "meta": _meta(found, bodies),
        "steps": steps(found.stage),
        "actions": actions(request.actor, found, asked=[one.body for one in asked_bodies(programme)]),
        "issue_words": _issue_words(found),
        "scan_url": _scan_url(found),
        "early": found.document_date is not None and at.day < found.document_date,
        "printed": printed,
        **filters_of(counted, wanted, bodies),
        **_tables(page, bodies, Looker(own=_reporting_for(request.actor, at), on=at.day, query=at.query)),
    }
    return render(request, "programme/programme.html", context)


def _eyebrow(found: ProgrammeView, at: AsOf) -> str:
    link = format_html('<a href="{}">{}</a>', at.url("index"), gettext("Chương trình phối hợp"))
    return format_html("{} · {}", link, STAGES[found.stage])


def _issue_words(found: ProgrammeView) -> str:
    """Number, day and signer, once issued."""
    if found.stage is not Stage.ISSUED or found.issued is None:
        return ""
    words = {
        "number": found.issued.number,
        "day": show_date(found.issued.day) if found.issued.day is not None else "",
        "signer": ", ".join(part for part in (found.issued.signer, found.issued.signer_title) if part),
    }
    return gettext("Ban hành theo văn bản số %(number)s ngày %(day)s, %(signer)s ký.") % words


def _scan_url(found: ProgrammeView) -> str:
    """Where the signed paper can be taken away, empty without one."""
    if found.issued is None or found.issued.scan is None:
        return ""
    return reverse("programme:attachment", args=[found.id, found.issued.scan.sha256])


def _meta(found: ProgrammeView, bodies: Bodies) -> str:
    """Meeting, day of the document, who drew it up: as far as known."""
    parts = []
    if found.meeting is not None:
        parts.append(", ".join(part for part in (found.meeting.title, found.meeting.place) if part))
    if found.document_date is not None:
        parts.append(gettext("văn bản ngày %(day)s") % {"day": show_date(found.document_date)})
    parts.append(gettext("%(body)s lập") % {"body": bodies.name(found.body)})
    return " · ".join(parts)


def filters_of(counted: Facets, wanted: Wanted, bodies: Bodies) -> dict[str, object]:
    """What the filters offer, and the tiles, which are filters too."""
    tiles = [
        Choice(kind.value, str(words), counted.statuses.get(kind, 0), kind is wanted.status, SIGNS[kind])
        for kind, words in KINDS.items()
        if kind in counted.statuses or (kind in ALWAYS_SHOWN and StatusKind.DRAFT not in counted.statuses)
    ]
    leads = [
        Choice(code, bodies.name(code), counted.leads[code], code == wanted.lead)
        for code in bodies.in_order(counted.leads)
    ]
    grounds = [
        Choice(ground.key, ground.label, ground.tasks, ground.key == wanted.ground)
        for ground in counted.grounds
    ]
    return {
        "tasks": counted.tasks,
        "tiles": tiles,
        "leads": leads,
        "grounds": grounds,
        "orders": [Choice(order.value, str(words), 0, order is wanted.order) for order, words in ORDERS],
        "text": wanted.text,
        "mine": wanted.bodies is not None,
        "filtered": wanted != Wanted(order=wanted.order),
    }


def _tables(page: TaskPage, bodies: Bodies, looker: Looker) -> dict[str, object]:
    matrix_of_page = matrix(page.tasks, bodies, on=looker.on, query=looker.query) if fits(page.tasks) else ""
    return {
        "rows": task_rows(page.tasks, bodies, looker),
        "matrix": matrix_of_page,
        "after": page.after,
    }


def wanted_in(asked: QueryDict, actor: Actor) -> Wanted:
    """The filters in the address; what cannot be read filters nothing."""
    return Wanted(
        lead=asked.get("lead", ""),
        bodies=actor.acts_for if "mine" in asked else None,
        status=next((kind for kind in StatusKind if kind.value == asked.get("state")), None),
        ground=asked.get("basis", ""),
        text=asked.get("q", "")[:LONGEST],
        order=next((order for order in Order if order.value == asked.get("sort")), Order.IN_TEXT),
    )


def _reporting_for(actor: Actor, at: AsOf) -> frozenset[str]:
    """The bodies of the actor whose progress he may report; none while he looks at another day than today."""
    if at.query:
        return frozenset()
    allowed = any(may_report(actor, body=actor.body, on_paper=on_paper) is None for on_paper in (False, True))
    return actor.acts_for if allowed else frozenset()
