"""Django registration of the room."""

from __future__ import annotations

from django.apps import AppConfig


class NormsConfig(AppConfig):
    """The room `norms`."""

    name = "phoihop.norms"
    label = "norms"
    default_auto_field = "django.db.models.BigAutoField"
