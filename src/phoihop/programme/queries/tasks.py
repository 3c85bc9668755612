"""Tasks: a page of those of a programme, one with its programme."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

import msgspec
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from phoihop.kernel.text import search_key
from phoihop.programme.acts import BasisStated, DutyStated, EvidenceStated
from phoihop.programme.domain import timeline
from phoihop.programme.domain.days import day
from phoihop.programme.domain.paging import Key, Order
from phoihop.programme.domain.types import (
    DutyRole,
    DutyState,
    Group,
    Rhythm,
    StatusKind,
    TaskKind,
    TaskView,
)
from phoihop.programme.models import Duty, Ground, Programme, Standing
from phoihop.programme.queries.days import holds, issued_on, status_of

_DUTIES: Final = msgspec.json.Decoder(tuple[DutyStated, ...])
_BASIS: Final = msgspec.json.Decoder(tuple[BasisStated, ...])
_EVIDENCE: Final = msgspec.json.Decoder(EvidenceStated)


# ------------------------------------------------------------------------------------------ a page of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tasks to show. `bodies`: those with a part in it, None for all; empty text: all."""

    lead: str = ""
    bodies: Collection[str] | None = None
    status: StatusKind | None = None
    ground: str = ""
    text: str = ""
    order: Order = Order.IN_TEXT


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Some tasks in order; `after` is the key of the next ones, None at the end."""

    tasks: tuple[TaskView, ...]
    after: Key | None


def tasks_of(programme: str, wanted: Wanted, *, on: date, after: Key | None, limit: int) -> TaskPage:
    """Tasks of a programme as they are on the day, beginning after a key. One query, whatever the filters."""
    standing = Standing.objects.filter(holds(on), programme=programme)
    rows = _wanted(standing.annotate(issued=issued_on(programme)), wanted, on)
    if after is not None:
        rows = rows.filter(_behind(after, wanted.order))
    by_end = (F("ends").asc(nulls_last=True),) if wanted.order is Order.BY_END else ()
    found = list(rows.order_by(*by_end, "number", "task_id").values_list(*_SHOWN, named=True)[: limit + 1])
    shown = [_view(row, on) for row in found[:limit]]
    last = shown[-1] if len(found) > limit else None
    return TaskPage(tuple(shown), None if last is None else Key(last.ends, last.number, last.id))


def _wanted(rows: QuerySet[Standing], wanted: Wanted, on: date) -> QuerySet[Standing]:
    if wanted.lead:
        leading = Duty.objects.filter(
            holds(on), programme=OuterRef("programme"), role=DutyRole.LEAD, body=wanted.lead
        )
        rows = rows.filter(task__in=leading.values("task"))
    if wanted.bodies is not None:
        # All roles are named so that the index over programme, role and body serves.
        parts = Duty.objects.filter(
            holds(on), programme=OuterRef("programme"), role__in=list(DutyRole), body__in=wanted.bodies
        )
        rows = rows.filter(task__in=parts.values("task"))
    if wanted.ground:
        resting = Ground.objects.filter(programme=OuterRef("programme"), key=wanted.ground)
        rows = rows.filter(task__in=resting.values("task"))
    if wanted.status is not None:
        rows = rows.alias(status=status_of(on)).filter(status=wanted.status.value)
    for word in search_key(wanted.text).split():
        rows = rows.filter(version__folded__contains=word)
    return rows


def _behind(key: Key, order: Order) -> Q:
    """The rows after the key. The plain comparison in front lets the database begin in the index."""
    in_text = Q(number__gte=key.number) & (Q(number__gt=key.number) | Q(task_id__gt=key.id))
    if order is Order.IN_TEXT:
        return in_text
    undated = Q(ends__isnull=True)
    if key.day is None:
        return undated & in_text
    return undated | Q(ends__gt=key.day) | (Q(ends=key.day) & in_text)


# --------------------------------------------------------------------------------------------------- one


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskInProgramme:
    """A task with as much of its programme as its page says; `programme_title` empty: it cannot be read."""

    task: TaskView
    programme_title: str
    document_date: date | None


def task(id_: str, *, on: date) -> TaskInProgramme | None:
    """A task as it is on the day, None when there is none that day. One query."""
    of_programme = Programme.objects.filter(programme=OuterRef("programme"))
    row = (
        Standing.objects.filter(holds(on), task=id_)
        .annotate(
            issued=issued_on(OuterRef("programme")),
            title=Subquery(of_programme.values("title")),
            document_date=Subquery(of_programme.values("document_date")),
        )
        .values_list(*_SHOWN, "title", "document_date", named=True)
        .first()
    )
    if row is None:
        return None
    return TaskInProgramme(
        task=_view(row, on), programme_title=row.title or "", document_date=row.document_date
    )


class _Row(Protocol):
    """The columns of a standing and its version that make a view, in the order of _SHOWN."""

    task_id: str
    programme: str
    number: int
    ends: date | None
    state: str
    states: str
    covered: date | None
    covered_each: str
    since: date | None
    issued: date | None
    version__text: str
    version__duties: str
    version__basis: str
    version__evidence: str
    version__product: str
    version__level: str
    version__kind: str
    version__rhythm: str
    version__starts: date | None
    version__original_ends: date | None
    version__suspended: bool
    version__dropped: bool
    version__reason: str
    version__body: str


_SHOWN: Final = tuple(_Row.__annotations__)


def _view(row: _Row, on: date) -> TaskView:
    return TaskView(
        id=row.task_id,
        programme=row.programme,
        number=row.number,
        text=row.version__text,
        starts=row.version__starts,
        ends=row.ends,
        groups=tuple(_groups(row)),
        basis=_BASIS.decode(row.version__basis),
        evidence=_EVIDENCE.decode(row.version__evidence) if row.version__evidence else None,
        state=DutyState(row.state),
        since=row.since,
        kind=TaskKind(row.version__kind),
        rhythm=Rhythm(row.version__rhythm) if row.version__rhythm else None,
        product=row.version__product,
        level=row.version__level,
        original_ends=row.version__original_ends,
        suspended=row.version__suspended,
        dropped=row.version__dropped,
        reason=row.version__reason,
        issued_on=row.issued if row.issued is not None and row.issued <= on else None,
        covered=row.covered,
        body=row.version__body,
    )


def _groups(row: _Row) -> Iterator[Group]:
    duties, states = _DUTIES.decode(row.version__duties), timeline.read(row.states)
    covered = timeline.read_days(row.covered_each) or ((),) * len(duties)
    for duty, of_group, days in zip(duties, states, covered, strict=False):
        yield Group(duty.role, duty.mention, duty.rule, duty.bodies, of_group, day(duty.ends), days)
