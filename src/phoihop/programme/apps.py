"""Django registration of the room."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The room `programme`."""

    name = "phoihop.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"
