"""A node for tests: ledger and norms plugged in with throw-away keys and a clock that can be set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from phoihop.ledger import acts as ledger_acts
from phoihop.ledger.api import Ports, open_ledger, plug
from phoihop.ledger.domain.types import KindBook
from phoihop.node.keys import FileKeyRing
from phoihop.norms import acts
from phoihop.norms import api as norms

LEDGER, OTHER = "m-qk3-ct/registry", "p-31-btc/work"
HOME = "M-QK3-CT"


class NoNames:
    """NameSource: the codes themselves are enough here."""

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        return {}


@dataclass(slots=True)
class Node:
    """What is plugged in."""

    ring: FileKeyRing
    now: datetime = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

    def clock(self) -> datetime:
        return self.now

    def open(self, ledger: str, agency: str = HOME) -> None:
        """Open a ledger with a key of its own."""
        open_ledger(ledger, agency=agency, title="Nhật ký thử", key=self.ring.create(ledger, 1))


def plug_node(keys: Path) -> Node:
    """Plug ledger and norms in."""
    node = Node(FileKeyRing(keys))
    projectors = {projector.subject_type: projector for projector in norms.PROJECTORS}
    kinds = KindBook((*ledger_acts.KINDS, *acts.KINDS))
    plug(Ports(kinds, projectors, node.ring, node.clock, NoNames(), {}))
    norms.plug(LEDGER, keeper=HOME)
    return node
