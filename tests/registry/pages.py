"""Addresses for the tests of the registry: its own pages and the login."""

from __future__ import annotations

from typing import ClassVar

from django.urls import URLPattern, URLResolver, include, path


class Pages:
    """Stands for a URL module."""

    urlpatterns: ClassVar[list[URLPattern | URLResolver]] = [
        path("to-chuc/", include("phoihop.registry.web.urls")),
        path("", include("phoihop.access.web.urls")),
    ]
