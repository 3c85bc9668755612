"""Which ledger counts on this node, and which rows hold on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

M = TypeVar("M", bound=Model)


class NotWired(RuntimeError):
    """The registry was used before node/wiring said which ledger is the registry ledger of this node."""


@dataclass(frozen=True, slots=True)
class Source:
    """The ledger whose statements count on this node, and the body that keeps it."""

    ledger: str
    keeper: str


_plugged: list[Source] = []


def plug(ledger: str, *, keeper: str) -> None:
    """Say which ledger is the registry ledger and whose it is; called once at start by node/wiring."""
    _plugged[:] = [Source(ledger, keeper)]


def source() -> Source:
    """What was plugged in. NotWired before `plug`."""
    if not _plugged:
        raise NotWired
    return _plugged[0]


def registry_ledger() -> str:
    """The ledger whose statements count here."""
    return source().ledger


def ours(table: type[M]) -> QuerySet[M]:
    """The rows of a table that the registry ledger states."""
    return table._default_manager.filter(ledger=registry_ledger())  # noqa: SLF001  # Django's public hook


def holds(on: date) -> Q:
    """The rows whose period contains the day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def earliest_first() -> OrderBy:
    """Order by the first day, an unbounded start before all (PostgreSQL would put it last)."""
    return F("valid_from").asc(nulls_first=True)
