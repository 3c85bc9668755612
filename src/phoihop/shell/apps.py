"""Django registration of the room."""

from __future__ import annotations

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """The room `shell`; holds no tables."""

    name = "phoihop.shell"
    label = "shell"
