"""Which ledger counts on this node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class NotWired(RuntimeError):
    """Norms were read before node/wiring said which ledger is the registry ledger of this node."""


@dataclass(frozen=True, slots=True)
class Source:
    """The ledger whose statements count here, and the body that keeps it."""

    ledger: str
    keeper: str


_plugged: list[Source] = []


def plug(ledger: str, *, keeper: str) -> None:
    """Say which ledger is the registry ledger and who keeps it; called once at start by node/wiring."""
    _plugged[:] = [Source(ledger, keeper)]


def registry_ledger() -> str:
    """The ledger whose statements count here. NotWired before `plug`."""
    return _source().ledger


def keeper() -> str:
    """The body in whose name editions are loaded. NotWired before `plug`."""
    return _source().keeper


def _source() -> Source:
    if not _plugged:
        raise NotWired
    return _plugged[0]


def ours(table: type[M]) -> QuerySet[M]:
    """The rows of a table that the registry ledger states."""
    return table._default_manager.filter(ledger=registry_ledger())  # noqa: SLF001  # Django's public hook
