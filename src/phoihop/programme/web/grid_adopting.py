"""The page on which a grid becomes a draft programme: what will be recorded, what is open, who decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import Ability, Actor, ActorRequest, actor_required, may, note_read, roles_with, today
from phoihop.kernel.dates import show_period
from phoihop.kernel.decision import Refusal, Refused
from phoihop.kernel.ids import subject
from phoihop.programme.acts import DutyRole, DutyStated, TaskKind
from phoihop.programme.commands.grids import adopt_grid
from phoihop.programme.domain.adoption import Grounds
from phoihop.programme.domain.grid_plan import decide_plan
from phoihop.programme.domain.types import TaskPlan
from phoihop.programme.queries.grid_source import words
from phoihop.programme.queries.grids import GridView
from phoihop.programme.web.grid import CONFLICT, NOT_ACCEPTED, opened
from phoihop.programme.web.grid_forms import HIMSELF, GridAdoptForm, deciders
from phoihop.registry import api as registry

_EDITORS: Final = roles_with(Ability.ENTER)
ADOPTED_ALREADY: Final = {"programme.grid_adopted", "programme.already_adopted"}


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """A part in a task: the words typed, and the bodies that they mean, by name."""

    words: str
    members: tuple[str, ...]
    clear: bool


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task as it will be recorded."""

    number: int
    plan: TaskPlan
    lead: tuple[ShownDuty, ...]
    coordinating: tuple[ShownDuty, ...]
    time: str


@actor_required(roles=_EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: ActorRequest, draft: str) -> HttpResponse:
    """Draw up the programme."""
    found = opened(request, draft)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        return _posted(request, found)
    note_read(request, "programme.grid", subject("programme", draft))
    plan = decide_plan(found.content, found.planned)
    return _page(request, found, None, plan.refusals if isinstance(plan, Refused) else ())


def _posted(request: ActorRequest, found: GridView) -> HttpResponse:
    form = GridAdoptForm(request.POST, deciders=_deciders(request.actor))
    if not form.is_valid():
        return _page(request, found, request.POST)
    actor = request.actor
    grounds = Grounds(decided_by=form.decided_by(actor.body), paper=form.paper(actor.body_name))
    version = form.cleaned_data["version"]
    outcome = adopt_grid(actor, draft=found.id, version=version, grounds=grounds)
    if not isinstance(outcome, Refused):
        messages.success(request, gettext("Đã lập dự thảo chương trình và ghi vào Nhật ký hồ sơ."))
        return redirect("programme:programme", found.id)
    if ADOPTED_ALREADY & {refusal.code for refusal in outcome.refusals}:
        return redirect("programme:programme", found.id)
    data = request.POST.copy()
    data["version"] = str(found.version)
    return _page(request, found, data, outcome.refusals)


def _deciders(actor: Actor) -> dict[str, str]:
    """Posts of the agency; first, for who may decide himself, the one who enters."""
    others = deciders(registry.posts_of(actor.body), on=today())
    others.pop(f"{actor.post} {actor.person}", None)
    if may(actor, Ability.ADOPT) is not None:
        return {"": gettext("Chọn người quyết định"), **others}
    himself = gettext("%(person)s, %(post)s (người nhập)")
    return {HIMSELF: himself % {"person": actor.person_name, "post": actor.post_title}, **others}


def _page(
    request: ActorRequest, found: GridView, data: QueryDict | None, refusals: tuple[Refusal, ...] = ()
) -> HttpResponse:
    form = GridAdoptForm(data, deciders=_deciders(request.actor), initial={"version": found.version})
    context = {
        "grid": found,
        "content": found.content,
        "tasks": _tasks(found),
        "open": len(found.planned.doubts),
        "stopping": bool(found.planned.stopping),
        "form": form,
        "refusals": refusals,
        "paper_needed": may(request.actor, Ability.ADOPT) is not None,
    }
    status = NOT_ACCEPTED if data is not None and (refusals or form.errors) else 200
    if any(refusal.code == "programme.grid_changed" for refusal in refusals):
        status = CONFLICT
    return render(request, "programme/grid_adopt.html", context, status=status)


def _tasks(found: GridView) -> list[ShownTask]:
    """The tasks with the names of the day. Two queries."""
    plans = found.planned.tasks
    codes = {body for plan in plans for duty in plan.duties for body in duty.bodies}
    names = registry.body_names(codes, on=found.content.on or today()) if codes else {}
    return [
        ShownTask(
            number=number,
            plan=plan,
            lead=_duties(plan, DutyRole.LEAD, names),
            coordinating=_duties(plan, DutyRole.COORDINATING, names),
            time=_time(plan),
        )
        for number, plan in enumerate(plans, start=1)
    ]


def _duties(plan: TaskPlan, role: DutyRole, names: Mapping[str, str]) -> tuple[ShownDuty, ...]:
    return tuple(_duty(duty, names) for duty in plan.duties if duty.role is role)


def _duty(duty: DutyStated, names: Mapping[str, str]) -> ShownDuty:
    members = tuple(names.get(code, code) for code in duty.bodies)
    if len(members) == 1 and duty.rule is None:
        return ShownDuty(members[0], (), clear=True)
    return ShownDuty(duty.mention, members, clear=bool(members))


def _time(plan: TaskPlan) -> str:
    """The days, and of a continuing task how often it is reported on."""
    said = [show_period(plan.period)] if plan.period else []
    if plan.kind is TaskKind.CONTINUING:
        kinds = words().kinds.values()
        same = (kind.words for kind in kinds if (kind.kind, kind.rhythm) == (plan.kind, plan.rhythm))
        said.append(next(same, ""))
    return ", ".join(filter(None, said))
