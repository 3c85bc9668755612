"""Addresses for the tests of programmes: their pages, the login, and the rooms they link to."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from phoihop.access.api import public


@public
def elsewhere(request: HttpRequest, id_: str = "") -> HttpResponse:
    """A page of another room."""
    return HttpResponse(id_)


class Pages:
    """Stands for a URL module."""

    urlpatterns: ClassVar[list[URLPattern | URLResolver]] = [
        path("chuong-trinh/", include("phoihop.programme.web.urls")),
        path("nhat-ky/", include("phoihop.ledger.web.urls")),
        path("to-chuc/", include("phoihop.registry.web.urls")),
        path("nhap-van-ban/", include(([path("", elsewhere, name="index")], "intake"))),
        path("van-ban/", include(([path("<slug:id_>/", elsewhere, name="instrument")], "norms"))),
        path("", include("phoihop.access.web.urls")),
    ]
