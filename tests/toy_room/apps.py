from __future__ import annotations

from django.apps import AppConfig


class ToyRoomConfig(AppConfig):
    name = "tests.toy_room"
    label = "toy"
    default_auto_field = "django.db.models.BigAutoField"
