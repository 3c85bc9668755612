"""Addresses of the work inside an agency."""

from __future__ import annotations

from django.urls import path

from phoihop.programme.web import handing, handover, week

urlpatterns = [
    path("nhiem-vu/<str:task>/giao-viec/", handing.hand_on, name="hand-on"),
    path("trong-co-quan/", handover.desks, name="desks"),
    path("trong-co-quan/ban-giao/", handover.desk, name="desk"),
    path("trong-co-quan/bien-ban/", handover.minutes, name="minutes"),
    path("trong-co-quan/viec-trong-tuan/", week.week, name="week"),
]
