"""Addresses of the ledger's pages."""

from __future__ import annotations

from django.urls import path

from phoihop.ledger.web import views

app_name = "ledger"
urlpatterns = [
    path("", views.acts, name="acts"),
    path("kiem-tra/", views.check, name="check"),
    path("xuat/", views.take_away, name="export"),
    path("<str:agency>/<str:name>/<int:epoch>/<int:index>/", views.act, name="act"),
]
