"""Addresses of programmes."""

from __future__ import annotations

from django.urls import path

from phoihop.programme.web import listing, reporting, tasks

app_name = "programme"
urlpatterns = [
    path("", listing.index, name="index"),
    path("nhiem-vu/<str:task>/", tasks.task, name="task"),
    path("nhiem-vu/<str:task>/bao-cao/", reporting.report, name="report"),
    path("<str:programme>/", listing.programme, name="programme"),
]
