"""A ledger with the toy room behind it, opened with a throw-away key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.decision import Accepted
from phoihop.ledger import acts as ledger_acts
from phoihop.ledger import ports as ledger_ports
from phoihop.ledger.api import Ports, Recorded, open_ledger, party_of, writing
from phoihop.ledger.domain.types import KindBook, Proposal
from phoihop.node.keys import FileKeyRing
from tests.toy_room.board import KINDS, NOTE_PUT, BoardProjector, NoNames, NotePut

LEDGER = "m-toy/work"


class TickingClock:
    """One second later at every look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def plug_toy(keys: Path) -> FileKeyRing:
    """Plug the toy room in; the keys in `keys` sign."""
    ring = FileKeyRing(keys)
    book = KindBook((*ledger_acts.KINDS, *KINDS))
    ledger_ports.plug(Ports(book, {"board": BoardProjector()}, ring, TickingClock(), NoNames(), {}))
    return ring


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[FileKeyRing]:
    """The toy room plugged in for one test; what was plugged before is put back."""
    before = list(ledger_ports._plugged)
    yield plug_toy(tmp_path / "keys")
    ledger_ports._plugged[:] = before


def toy_actor(role: Role = Role.CLERK, ledger: str = LEDGER) -> Actor:
    return Actor(
        "van-thu", "P1", "Đỗ Thị Mai", "C1", "Văn thư", "M-TOY", "Cơ quan Thử", role, ledger, frozenset()
    )


def put(*texts: str, board: str = "board:1", ledger: str = LEDGER) -> Recorded:
    """Put notes on a board, as one command."""
    with writing(ledger, party_of(toy_actor(ledger=ledger))) as writer:
        outcome = writer.record(Accepted([Proposal(NOTE_PUT, (board,), NotePut(text)) for text in texts]))
    assert isinstance(outcome, Recorded)
    return outcome


def put_many(boards: range) -> Recorded:
    """Put one note on each of many boards, as one command."""
    with writing(LEDGER, party_of(toy_actor())) as writer:
        proposals = [Proposal(NOTE_PUT, (f"board:{n}",), NotePut(f"Dòng {n}")) for n in boards]
        outcome = writer.record(Accepted(proposals))
    assert isinstance(outcome, Recorded)
    return outcome


@pytest.fixture
def opened(db: None, ring: FileKeyRing) -> FileKeyRing:
    """The ledger `m-toy/work`, open and empty but for its first act."""
    open_ledger(LEDGER, agency="M-TOY", title="Nhật ký thử", key=ring.create(LEDGER, 1))
    return ring


Put = Callable[..., Recorded]
