"""What stands around a page of this request (port `Frame` of ui)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from phoihop.access.api import Actor, Standing, standing_of, today
from phoihop.kernel.dates import parse_typed_date
from phoihop.shell.api import ports
from phoihop.shell.web.navigation import navigation
from phoihop.ui.frame import AS_OF_PARAMETER, FrameData, NavItem

# "As of day X" is a filter on the pages of these rooms only: elsewhere a day would promise more than it does.
ROOMS_AS_OF: Final = frozenset({"registry", "norms", "programme"})
# What is typed into a form holds for the days that it asks for; work inside an agency is shown as of today.
FORMS: Final = frozenset(
    {
        "programme:add-task",
        "programme:amend",
        "programme:desk",
        "programme:desks",
        "programme:hand-on",
        "programme:issue",
        "programme:judge",
        "programme:minutes",
        "programme:opinion",
        "programme:report",
        "programme:return",
        "programme:sign",
        "programme:week",
    }
)


def frame_of(request: HttpRequest) -> FrameData:
    """The frame of a page: bare before login, without navigation while no post is chosen."""
    bare = FrameData(
        profile=ports().profile,
        version=ports().version,
        node_name=ports().node_name,
        home_url=reverse("shell:home"),
    )
    standing = standing_of(request)
    if standing is None:
        return bare
    known = replace(
        bare,
        user_name=standing.account,
        logout_url=reverse("access:logout"),
        switch_url=reverse("access:switch-user"),
        account=_account_menu(standing),
    )
    return known if standing.actor is None else _acting(request, standing.actor, known)


def _acting(request: HttpRequest, actor: Actor, frame: FrameData) -> FrameData:
    room = _room(request)
    supported = room in ROOMS_AS_OF and _page(request) not in FORMS
    day = typed_day(request.GET.get(AS_OF_PARAMETER, ""), today=today()) if supported else TypedDay(None, "")
    return replace(
        frame,
        nav=navigation(actor, room=room),
        user_name=actor.person_name,
        post_title=actor.post_title,
        body_name=actor.body_name,
        as_of_supported=supported,
        as_of=day.day,
        as_of_fault=day.fault,
    )


def _room(request: HttpRequest) -> str:
    return request.resolver_match.namespace if request.resolver_match else ""


def _page(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _account_menu(standing: Standing) -> tuple[NavItem, ...]:
    change = NavItem(label=gettext("Đổi chức vụ"), url=reverse("access:choose-post"), icon="organisation")
    password = NavItem(label=gettext("Đổi mật khẩu"), url=reverse("access:password"), icon="edit")
    factors = NavItem(label=gettext("Xác thực hai bước"), url=reverse("access:factors"), icon="seal")
    return (change, password, factors) if len(standing.holdings) > 1 else (password, factors)


@dataclass(frozen=True, slots=True)
class TypedDay:
    """The day of "tính đến ngày": None for today; `fault` is the text that could not be read as one day."""

    day: date | None
    fault: str


def typed_day(typed: str, *, today: date) -> TypedDay:
    """Read one typed day. A month or a year is no day: nobody could say which of its days is meant."""
    if not typed.strip():
        return TypedDay(None, "")
    period = parse_typed_date(typed)
    if period is None or period.start is None or period.start != period.last_day:
        return TypedDay(None, typed.strip()[:40])
    return TypedDay(None if period.start == today else period.start, "")
