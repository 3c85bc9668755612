"""Making all projections anew from the acts, and comparing: `phoihop rebuild [--compare]`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from phoihop.kernel.keep import Keep
from phoihop.ledger.act import Coordinate
from phoihop.ledger.envelope import Envelope, decode_envelope, leaf_of
from phoihop.ledger.growth import TreeState, grow
from phoihop.ledger.models import Act, SubjectAct
from phoihop.ledger.projecting import project
from phoihop.ledger.settle import settle_all
from phoihop.ledger.write import database, write_lock

BATCH = 1000
Values = tuple[object, ...]


class LeafFault(RuntimeError):
    """An envelope does not hash to its leaf: nothing is rebuilt from it; `verify` names all such places."""

    def __init__(self, place: Coordinate) -> None:
        super().__init__(str(place))
        self.place = place


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is in a table and should not be, or the other way round."""

    table: str
    kind: str
    values: Values


def projection_tables() -> tuple[type[models.Model], ...]:
    """All tables that are a function of the acts."""
    return tuple(m for m in apps.get_models() if getattr(m, "keep", None) == Keep.PROJECTION)


def rebuild() -> int:
    """Replace all projections by what the acts say: how many acts were replayed. LeafFault stops it."""
    with write_lock():
        return _remake()


def compare() -> tuple[Difference, ...]:
    """What a rebuild would change. The tables are left as they are."""
    found: list[Difference] = []
    with write_lock(), transaction.atomic(using=database()):
        before = {table: _rows(table) for table in projection_tables()}
        _remake()
        for table in projection_tables():
            found += _differences(table, before[table])
        transaction.set_rollback(True, using=database())
    return tuple(found)


def _rows(table: type[models.Model]) -> list[Values]:
    columns = [
        f.attname
        for f in table._meta.concrete_fields  # Django's documented model API
        if not isinstance(f, models.AutoField)
    ]
    return sorted(table._default_manager.values_list(*columns).iterator(BATCH), key=repr)  # noqa: SLF001  # same


def _differences(table: type[models.Model], before: Sequence[Values]) -> Iterator[Difference]:
    after = _rows(table)
    name = table._meta.db_table  # Django's documented model API
    if list(before) == after:
        return
    old, new = set(before), set(after)
    yield from (Difference(name, "extra", row) for row in sorted(old - new, key=repr))
    yield from (Difference(name, "missing", row) for row in sorted(new - old, key=repr))
    if old == new:
        yield Difference(name, "repeated", ())


def _remake() -> int:
    for table in reversed(projection_tables()):
        table._default_manager.all().delete()  # noqa: SLF001  # Django's public hook
    count = sum(_regrow(ledger, epoch) for ledger, epoch in _epochs())
    for pending in _batches():
        settle_all(pending)
    project_in_batches(project)
    return count


def _epochs() -> Sequence[tuple[str, int]]:
    return list(Act.objects.values_list("ledger", "epoch").distinct().order_by("ledger", "epoch"))


def _regrow(ledger: str, epoch: int) -> int:
    """Grow the tree again; the height of the head is that of the last act whose envelope is here."""
    acts = Act.objects.filter(ledger=ledger, epoch=epoch).order_by("index")
    rows = list(acts.values_list("leaf", "height"))
    heights = [height for _, height in rows if height is not None]
    grow(TreeState(ledger, epoch), [leaf for leaf, _ in rows], last_height=max(heights, default=0))
    return len(rows)


def _batches() -> Iterator[dict[int, Envelope]]:
    """All acts with an envelope, in replay order, 1,000 at a time, each checked against its leaf."""
    order = ("height", "ledger", "epoch", "index")
    acts = Act.objects.filter(envelope__isnull=False).order_by(*order)
    pending: dict[int, Envelope] = {}
    for number, leaf, text in acts.values_list("arrival", "leaf", "envelope").iterator(BATCH):
        data = (text or "").encode()
        envelope = decode_envelope(data)
        if leaf_of(data) != leaf:
            raise LeafFault(Coordinate(envelope.ledger, envelope.epoch, envelope.index))
        pending[number] = envelope
        if len(pending) == BATCH:
            yield pending
            pending = {}
    if pending:
        yield pending


def project_in_batches(work: Callable[[Sequence[str]], None]) -> None:
    """Hand all subjects to `work`, 1,000 at a time."""
    subjects = list(SubjectAct.objects.values_list("subject", flat=True).distinct().order_by("subject"))
    for start in range(0, len(subjects), BATCH):
        work(subjects[start : start + BATCH])
