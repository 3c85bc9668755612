"""The ledger as it was known here on an earlier day, in a file of its own: `phoihop replay`.

The parent writes the acts received until then as lines; the child, started on an empty database, reads them.
So the file can be SQLite whatever database the node uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from phoihop.ledger.act import Coordinate
from phoihop.ledger.envelope import decode_envelope
from phoihop.ledger.models import Act, Checkpoint
from phoihop.ledger.projecting import project
from phoihop.ledger.settle import settle
from phoihop.ledger.store import Arrival, store, tree_state
from phoihop.ledger.write import write_lock

BATCH = 1000


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act as it is handed from the node to the replay."""

    ledger: str
    epoch: int
    index: int
    leaf: str
    received_at: datetime
    envelope: str | None = None
    salt: str | None = None
    body: str | None = None
    note: str | None = None


def lines_until(until: datetime) -> Iterator[bytes]:
    """The acts received before `until`, in order of arrival, with their content as it is today.

    Content that was redacted since stays redacted: a replay never brings it back.
    """
    rows = Act.objects.filter(received_at__lt=until).order_by("arrival")
    notes = dict(_notes())
    columns = rows.values_list(
        "ledger", "epoch", "index", "leaf", "received_at", "envelope", "vault__salt", "vault__body"
    )
    for ledger, epoch, index, leaf, received_at, envelope, salt, body in columns.iterator(BATCH):
        note = notes.get((ledger, epoch, index + 1))
        line = Line(ledger, epoch, index, leaf, received_at, envelope, salt, body, note)
        yield msgspec.json.encode(line) + b"\n"


def _notes() -> Iterator[tuple[tuple[str, int, int], str]]:
    for row in Checkpoint.objects.iterator(BATCH):
        yield (row.ledger, row.epoch, row.size), row.note


def replay(lines: Iterable[bytes]) -> int:
    """Store the lines of `lines_until` in this (empty) database and project them: how many acts."""
    decoder = msgspec.json.Decoder(Line)
    waiting: list[Line] = []
    count = 0
    with write_lock():
        for data in lines:
            line = decoder.decode(data)
            if waiting and (_epoch(line) != _epoch(waiting[0]) or len(waiting) == BATCH):
                _take(waiting)
                waiting = []
            waiting.append(line)
            count += 1
        _take(waiting)
    return count


def _epoch(line: Line) -> tuple[str, int]:
    return line.ledger, line.epoch


def _take(lines: list[Line]) -> None:
    for (ledger, epoch), run in _by_epoch(lines).items():
        arrivals = [_arrival(line) for line in run]
        stored = store(arrivals, state=tree_state(ledger, epoch), received_at=run[-1].received_at)
        project(settle(arrivals, stored.numbers))
        Checkpoint.objects.bulk_create(
            Checkpoint(ledger=ledger, epoch=epoch, size=line.index + 1, note=line.note)
            for line in run
            if line.note is not None
        )


def _by_epoch(lines: Iterable[Line]) -> dict[tuple[str, int], list[Line]]:
    grouped: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        grouped[_epoch(line)].append(line)
    return grouped


def _arrival(line: Line) -> Arrival:
    data = None if line.envelope is None else line.envelope.encode()
    return Arrival(
        place=Coordinate(line.ledger, line.epoch, line.index),
        leaf=line.leaf,
        envelope=None if data is None else decode_envelope(data),
        data=data,
        salt=None if line.salt is None else bytes.fromhex(line.salt),
        body=None if line.body is None else line.body.encode(),
    )
