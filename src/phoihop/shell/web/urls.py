"""Addresses of the shell."""

from __future__ import annotations

from django.urls import path

from phoihop.shell.web import home

app_name = "shell"
urlpatterns = [path("", home.home, name="home")]
