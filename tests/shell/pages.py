"""Addresses for the tests of the shell: its own pages, those of access, a first page for every other room."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path

from phoihop.access.api import Ability, ActorRequest, actor_required, public, roles_with
from phoihop.shell.web.navigation import PLACES


@actor_required(roles=roles_with(Ability.READ))
def room(request: ActorRequest) -> HttpResponse:
    """The first page of some room."""
    return render(request, "ui/base.html")


@public
def broken(request: HttpRequest) -> HttpResponse:
    """A page with a defect."""
    raise ZeroDivisionError


def rooms() -> list[URLResolver]:
    """A first page, under its real name, for every entry of the navigation that leads elsewhere."""
    views = {place.view for place in PLACES if place.room not in {"shell", "access"}}
    pairs = sorted(view.split(":") for view in views)
    week = path("week/", room, name="week")
    return [path(f"{name}/", include(([path("", room, name=view), week], name))) for name, view in pairs]


class Pages:
    """Stands for a URL module."""

    urlpatterns: ClassVar[list[URLPattern | URLResolver]] = [
        path("", include("phoihop.shell.web.urls")),
        path("", include("phoihop.access.web.urls")),
        path("broken/", broken),
        *rooms(),
    ]
    handler400 = "phoihop.shell.web.errors.bad_request"
    handler403 = "phoihop.shell.web.errors.forbidden"
    handler404 = "phoihop.shell.web.errors.not_found"
    handler500 = "phoihop.shell.web.errors.server_error"
