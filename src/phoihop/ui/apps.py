"""Django's handle on the design system: static files, templates, template tags; no models."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Low app: imported by every context with pages, imports the kernel only."""

    name = "phoihop.ui"
    label = "ui"
