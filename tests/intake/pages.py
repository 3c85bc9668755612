"""Addresses for the tests of intake: its pages, the login, and the rooms they link to."""

from __future__ import annotations

from typing import ClassVar

from django.urls import URLPattern, URLResolver, include, path


class Pages:
    """Stands for a URL module."""

    urlpatterns: ClassVar[list[URLPattern | URLResolver]] = [
        path("nhap-van-ban/", include("phoihop.intake.web.urls")),
        path("chuong-trinh/", include("phoihop.programme.web.urls")),
        path("nhat-ky/", include("phoihop.ledger.web.urls")),
        path("to-chuc/", include("phoihop.registry.web.urls")),
        path("van-ban-chi-dao/", include("phoihop.norms.web.urls")),
        path("", include("phoihop.access.web.urls")),
    ]
