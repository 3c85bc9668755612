"""What access must be given from above: posts, names, ledgers, the clock. Plugged in by node/wiring."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from django.utils import timezone

from phoihop.access.domain.policy import SignInPolicy
from phoihop.access.domain.types import ActorSource


class NameSource(Protocol):
    """Words for codes; the read log itself holds identifiers only."""

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """The names of persons, posts and pages of the read log by code; unknown codes are left out."""
        ...


def keep_nothing(_text: str) -> bool:
    """Whoever cannot tell what a text holds keeps none."""
    return False


@dataclass(frozen=True, slots=True)
class AccessPorts:
    """Everything access needs from above.

    `ledgers`: the ledger that acts of a body are written into. `keepable`: whether typed text may be kept for
    its writer until the next login; a text with a mark of state secrecy may not.
    """

    source: ActorSource
    names: NameSource
    ledgers: Callable[[str], str | None]
    clock: Callable[[], datetime]
    policy: SignInPolicy = field(default_factory=SignInPolicy)
    keepable: Callable[[str], bool] = keep_nothing


class NotWired(RuntimeError):
    """Access was used before node/wiring plugged its ports in."""


_plugged: list[AccessPorts] = []


def plug(ports: AccessPorts) -> None:
    """Plug the ports in; called once at start by node/wiring (and by tests with their own)."""
    _plugged[:] = [ports]


def ports() -> AccessPorts:
    """The ports in force. NotWired before `plug`."""
    if not _plugged:
        raise NotWired
    return _plugged[0]


def now() -> datetime:
    """The moment, with time zone, by the clock of the node."""
    return ports().clock()


def today() -> date:
    """The day in the time zone of the installation, by the clock of the node."""
    return timezone.localdate(now())
