"""What waits for a body and what was reported lately: for the home page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import groupby, islice

from django.db.models import Exists, F, OuterRef, Q, Subquery

from phoihop.programme.domain.types import (
    DutyRole,
    DutyState,
    LatelyAdopted,
    LatelyDone,
    OpenDuty,
    ProgressState,
)
from phoihop.programme.models import Duty, Programme, Progress
from phoihop.programme.queries.days import holds


def open_duties(bodies: Collection[str], *, on: date, limit: int) -> tuple[OpenDuty, ...]:
    """Tasks in which the part of one of these bodies is not done on the day, each task once.

    The earliest last day first, undated ones last. One query.
    """
    title = Programme.objects.filter(programme=OuterRef("programme")).values("title")
    rows = (
        Duty.objects.filter(holds(on), body__in=bodies, state__in=[DutyState.NONE, DutyState.DOING])
        .select_related("task")
        .annotate(programme_title=Subquery(title))
        .order_by(F("ends").asc(nulls_last=True), "task__number", "task_id", "position")
    )
    # So many rows hold `limit` tasks: a body has at most one part per role.
    enough = rows[: limit * len(DutyRole) * len(bodies)]
    by_task = groupby(enough, key=lambda row: row.task_id)
    return tuple(_open(list(parts)) for _, parts in islice(by_task, limit))


def _open(parts: Sequence[Duty]) -> OpenDuty:
    first = parts[0]
    doing = any(part.state == DutyState.DOING for part in parts)
    return OpenDuty(
        task=first.task_id,
        text=first.task.text,
        programme=first.programme,
        programme_title=getattr(first, "programme_title", None) or "",
        role=DutyRole.LEAD if any(p.role == DutyRole.LEAD for p in parts) else DutyRole.COORDINATING,
        bodies=tuple(dict.fromkeys(part.body for part in parts)),
        state=DutyState.DOING if doing else DutyState.NONE,
        last_day=first.ends - timedelta(days=1) if first.ends else None,
    )


def lately_adopted(bodies: Collection[str], *, limit: int) -> tuple[LatelyAdopted, ...]:
    """The programmes drawn up last by one of these bodies or with a part for it, newest first. One query."""
    concerned = Duty.objects.filter(programme=OuterRef("programme"), role__in=list(DutyRole), body__in=bodies)
    rows = Programme.objects.filter(Q(body__in=bodies) | Exists(concerned)).order_by("-recorded_at", "-place")
    return tuple(
        LatelyAdopted(at=row.recorded_at, programme=row.programme, title=row.title, body=row.body)
        for row in rows[:limit]
    )


def lately_done(bodies: Collection[str], *, limit: int) -> tuple[LatelyDone, ...]:
    """The reports recorded last on tasks in which one of these bodies has a part, newest first. One query."""
    concerned = Duty.objects.filter(task=OuterRef("task"), role__in=list(DutyRole), body__in=bodies)
    rows = (
        Progress.objects.filter(Exists(concerned))
        .select_related("task")
        .order_by("-recorded_at", "-place")[:limit]
    )
    return tuple(
        LatelyDone(
            at=row.recorded_at,
            task=row.task_id,
            text=row.task.text,
            body=row.body,
            state=ProgressState(row.state),
            on_paper=row.for_other,
        )
        for row in rows
    )
