"""Django registration of the room."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The room `access`."""

    name = "phoihop.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
