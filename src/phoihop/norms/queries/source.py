"""Which ledger counts on this node."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class NotWired(RuntimeError):
    """Norms were read before node/wiring said which ledger is the registry ledger of this node."""


_plugged: list[str] = []


def plug(ledger: str) -> None:
    """Say which ledger is the registry ledger; called once at start by node/wiring (and by tests)."""
    _plugged[:] = [ledger]


def registry_ledger() -> str:
    """The ledger whose statements count here. NotWired before `plug`."""
    if not _plugged:
        raise NotWired
    return _plugged[0]


def ours(table: type[M]) -> QuerySet[M]:
    """The rows of a table that the registry ledger states."""
    return table._default_manager.filter(ledger=registry_ledger())  # noqa: SLF001  # Django's public hook
