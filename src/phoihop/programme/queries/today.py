"""What the first page asks of programmes besides duties: what is to be decided, what has changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import Final, NamedTuple, cast

from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone

from phoihop.programme.domain.status import Course
from phoihop.programme.domain.types import (
    Changed,
    DutyRole,
    DutyState,
    Happened,
    ProgressState,
    Stage,
    ToDecide,
    Wanted,
)
from phoihop.programme.models import Amended, Asked, Duty, Programme, Progress
from phoihop.programme.queries.days import holds
from phoihop.programme.queries.visibility import visible

# PostgreSQL takes a bare NULL in the first branches of a union for text.
_NO_DAY: Final = Cast(Value(None), DateField(null=True))
_NO_MOMENT: Final = Cast(Value(None), DateTimeField(null=True))
_NO: Final = Value(False)  # noqa: FBT003  # a column
_TITLE: Final = Programme.objects.filter(programme=OuterRef("programme")).values("title")[:1]
_WHOLE: Final = {
    "works": Value(0),
    "one": Value(""),
    "words": Value(""),
    "who": F("body"),
    "on_paper": _NO,
}
"""The columns of a branch about programmes as a whole."""
_OF_TASK: Final = {
    "programme": Value(""),
    "title": Value(""),
    "works": Value(0),
    "one": F("task_id"),
    "day": _NO_DAY,
    "at": F("recorded_at"),
    "words": F("task__text"),
    "who": F("body"),
}
"""The columns of a branch about what was recorded of tasks."""


# ------------------------------------------------------------------------------------- what is to be decided


class _Row(NamedTuple):
    """The columns of all branches, in order. `what`: of Wanted, or of Happened where there is an `at`."""

    what: str
    programme: str
    title: str | None
    works: int
    one: str
    day: date | None
    at: datetime | None
    words: str
    who: str
    on_paper: bool


_COLUMNS: Final = tuple(_Row.__annotations__)


@dataclass(frozen=True, slots=True)
class News:
    """What waits for a decision, by programme, and what was recorded, the latest first."""

    decisions: tuple[ToDecide, ...]
    changes: tuple[Changed, ...]


def news(bodies: Collection[str], *, on: date, since: datetime, limit: int) -> News:
    """What the first page tells these bodies besides their duties. One query.

    Decisions: opinions asked of them, programmes of theirs to be signed, parts reported as done that they
    confirm, tasks they lead that have no date yet. Changes since a moment, at most `limit`: reports and
    changes of tasks in which they have a part, programmes drawn up or issued that they may see.
    """
    deciding = [_to_sign(bodies), _opinions(bodies), _to_confirm(bodies, on), _undated(bodies, on)]
    lately = [
        _reports(bodies, since, limit),
        _amendments(bodies, since, limit),
        _drawn_up(bodies, since, limit),
        _issued(bodies, since, limit),
    ]
    first, *others = (branch.values_list(*_COLUMNS) for branch in (*deciding, *lately))
    rows = [_Row(*row) for row in first.union(*others, all=True)]
    wanted = [_decision(row) for row in rows if row.at is None]
    changed = [_changed(row, row.at) for row in rows if row.at is not None]
    return News(
        tuple(sorted(wanted, key=lambda one: (list(Wanted).index(one.wanted), one.programme))),
        tuple(sorted(changed, key=lambda one: one.at, reverse=True)[:limit]),
    )


def _decision(row: _Row) -> ToDecide:
    return ToDecide(
        wanted=Wanted(row.what),
        programme=row.programme,
        title=row.title or "",
        works=row.works,
        task=row.one if row.works == 1 else "",
        until=row.day,
    )


def _to_sign(bodies: Collection[str]) -> QuerySet[Programme]:
    rows = Programme.objects.filter(stage=Stage.SIGNING, body__in=bodies)
    return rows.annotate(what=Value(Wanted.SIGNATURE.value), day=_NO_DAY, at=_NO_MOMENT, **_WHOLE)


def _opinions(bodies: Collection[str]) -> QuerySet[Programme]:
    asked = Asked.objects.filter(
        programme=OuterRef("programme"), body__in=bodies, asked_on__isnull=False, opinion=""
    )
    rows = Programme.objects.filter(Exists(asked), stage=Stage.CONSULTING)
    until = Subquery(asked.order_by("until").values("until")[:1])
    return rows.annotate(what=Value(Wanted.OPINION.value), day=until, at=_NO_MOMENT, **_WHOLE)


def _to_confirm(bodies: Collection[str], on: date) -> QuerySet[Duty]:
    """Parts that were reported as done by a report that names one of these bodies among its judges."""
    judged_here = reduce(or_, (Q(judges__contains=f'"{body}"') for body in sorted(bodies)))
    waits = Progress.objects.filter(
        judged_here, task=OuterRef("task"), body=OuterRef("body"), state=ProgressState.DONE, result=""
    )
    rows = Duty.objects.filter(holds(on), Exists(waits), state=DutyState.REPORTED)
    return _by_programme(rows, Wanted.CONFIRMATION)


def _undated(bodies: Collection[str], on: date) -> QuerySet[Duty]:
    issued = Programme.objects.filter(programme=OuterRef("programme"), issued_on__lte=on)
    rows = Duty.objects.filter(
        holds(on),
        Exists(issued),
        body__in=bodies,
        role=DutyRole.LEAD,
        course=Course.UNDATED,
        state__in=[DutyState.NONE, DutyState.DOING],
    )
    return _by_programme(rows, Wanted.DATE)


def _by_programme(rows: QuerySet[Duty], wanted: Wanted) -> QuerySet[Duty]:
    grouped = rows.values("programme").annotate(
        what=Value(wanted.value),
        title=Subquery(_TITLE),
        works=Count("task_id", distinct=True),
        one=Min("task_id"),
        day=_NO_DAY,
        at=_NO_MOMENT,
        words=Value(""),
        who=Value(""),
        on_paper=_NO,
    )
    # The stubs know each column of a grouped query, but have no name for its type.
    return cast("QuerySet[Duty]", grouped)


# ----------------------------------------------------------------------------------------- what has changed


def _changed(row: _Row, at: datetime) -> Changed:
    """For a programme that was issued the day counts, for all else the moment at which it was recorded."""
    if row.day is not None:
        at = max(at, timezone.make_aware(datetime.combine(row.day, time.min)))
    return Changed(
        happened=Happened(row.what),
        at=at,
        task=row.one,
        text=row.words,
        programme=row.programme,
        title=row.title or "",
        body=row.who,
        on_paper=bool(row.on_paper),
    )


def _concerned(bodies: Collection[str]) -> Exists:
    # All roles are named so that the index over programme, role and body serves.
    parts = Duty.objects.filter(task=OuterRef("task"), role__in=list(DutyRole), body__in=bodies)
    return Exists(parts)


def _reports(bodies: Collection[str], since: datetime, limit: int) -> QuerySet[Progress]:
    lately = Progress.objects.filter(_concerned(bodies), recorded_at__gte=since).order_by("-recorded_at")
    # A limit inside a union is not for every database; inside a condition it is.
    return Progress.objects.filter(pk__in=lately.values("pk")[:limit]).annotate(
        what=Value(Happened.REPORTED.value), on_paper=F("for_other"), **_OF_TASK
    )


def _amendments(bodies: Collection[str], since: datetime, limit: int) -> QuerySet[Amended]:
    rows = Amended.objects.filter(_concerned(bodies), recorded_at__gte=since, drafting=False)
    return Amended.objects.filter(pk__in=rows.order_by("-recorded_at").values("pk")[:limit]).annotate(
        what=Value(Happened.AMENDED.value), on_paper=_NO, **_OF_TASK
    )


def _drawn_up(bodies: Collection[str], since: datetime, limit: int) -> QuerySet[Programme]:
    rows = Programme.objects.filter(visible(bodies), recorded_at__gte=since).order_by("-recorded_at")
    found = Programme.objects.filter(pk__in=rows.values("pk")[:limit])
    return _of_programme(found, Happened.DRAWN_UP).annotate(day=_NO_DAY)


def _issued(bodies: Collection[str], since: datetime, limit: int) -> QuerySet[Programme]:
    first = timezone.localdate(since)
    rows = Programme.objects.filter(visible(bodies), issued_on__gte=first).order_by("-issued_on")
    found = Programme.objects.filter(pk__in=rows.values("pk")[:limit])
    return _of_programme(found, Happened.ISSUED).annotate(day=F("issued_on"))


def _of_programme(rows: QuerySet[Programme], happened: Happened) -> QuerySet[Programme]:
    return rows.annotate(what=Value(happened.value), at=F("recorded_at"), **_WHOLE)
