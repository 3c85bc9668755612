"""Everything that looks upward is plugged in here, in one list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings

from phoihop.ledger import acts as ledger_acts
from phoihop.ledger.api import Ports, Projector, plug
from phoihop.ledger.domain.types import ActKind, KindBook, Payload
from phoihop.node.keys import FileKeyRing

KINDS: tuple[ActKind[Payload], ...] = (*ledger_acts.KINDS,)
PROJECTORS: tuple[Projector, ...] = ()


class NoNames:
    """Until the registry is plugged in."""

    def names(self, codes):
        return {}


REGISTRY_NAMES = NoNames()


def now() -> datetime:
    """The time of the machine, UTC. The only clock of the program."""
    return datetime.now(UTC)


def wire() -> None:
    """Plug in kinds, projectors, keys and clock."""
    plug(
        Ports(
            kinds=KindBook(KINDS),
            projectors=_by_subject_type(PROJECTORS),
            keys=FileKeyRing(settings.HOME / "keys"),
            clock=now,
            names=REGISTRY_NAMES,
        )
    )


def _by_subject_type(projectors: Iterable[Projector]) -> dict[str, Projector]:
    found: dict[str, Projector] = {}
    for projector in projectors:
        if projector.subject_type in found:
            raise ValueError(f"two projectors for {projector.subject_type}")
        found[projector.subject_type] = projector
    return found
