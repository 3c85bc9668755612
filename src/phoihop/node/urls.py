"""Addresses of the pages. Each room brings its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("phoihop.shell.web.urls")),
    path("", include("phoihop.access.web.urls")),
    path("to-chuc/", include("phoihop.registry.web.urls")),
    path("van-ban-chi-dao/", include("phoihop.norms.web.urls")),
    path("nhap-van-ban/", include("phoihop.intake.web.urls")),
    path("chuong-trinh/", include("phoihop.programme.web.urls")),
    path("nhat-ky/", include("phoihop.ledger.web.urls")),
]
handler400 = "phoihop.shell.web.errors.bad_request"
handler403 = "phoihop.shell.web.errors.forbidden"
handler404 = "phoihop.shell.web.errors.not_found"
handler500 = "phoihop.shell.web.errors.server_error"
