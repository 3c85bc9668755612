"""Addresses of norms."""

from __future__ import annotations

from django.urls import path

from phoihop.norms.web import views

app_name = "norms"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:id_>/", views.instrument, name="instrument"),
]
