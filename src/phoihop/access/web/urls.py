"""Addresses of access."""

from __future__ import annotations

from django.urls import path

from phoihop.access.web import reading, views

app_name = "access"
urlpatterns = [
    path("dang-nhap/", views.log_in, name="login"),
    path("dang-xuat/", views.log_out, name="logout"),
    path("mat-khau/", views.change_password, name="password"),
    path("chon-chuc-vu/", views.choose, name="choose-post"),
    path("nhat-ky-doc/", reading.read_log, name="read-log"),
]
