"""The one Django signal of the project: after a migration the triggers are made again (ADR 0008)."""

from __future__ import annotations

from django.apps import AppConfig

from phoihop.ledger.api import install


def install_after_migration(sender: AppConfig, using: str, **_kwargs: object) -> None:
    """Install the triggers once per database; the signal is sent per room, after all rooms have migrated."""
    if sender.name == "phoihop.ledger":
        install(using)
