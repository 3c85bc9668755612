"""Addresses for the tests of norms: its own pages, the login, the ledger that they link to."""

from __future__ import annotations

from typing import ClassVar

from django.urls import URLPattern, URLResolver, include, path


class Pages:
    """Stands for a URL module."""

    urlpatterns: ClassVar[list[URLPattern | URLResolver]] = [
        path("van-ban-chi-dao/", include("phoihop.norms.web.urls")),
        path("nhat-ky/", include("phoihop.ledger.web.urls")),
        path("", include("phoihop.access.web.urls")),
    ]
