"""What waits for a body and what was reported lately: for the home page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Subquery

from phoihop.programme.domain.types import DutyRole, DutyState, LatelyDone, OpenDuty, ProgressState
from phoihop.programme.models import Duty, Programme, Progress
from phoihop.programme.queries.days import holds


def open_duties(bodies: Collection[str], *, on: date, limit: int) -> tuple[OpenDuty, ...]:
    """Duties of these bodies that are not done on the day: the earliest last day first, undated ones last.

    One query.
    """
    title = Programme.objects.filter(programme=OuterRef("programme")).values("title")
    rows = (
        Duty.objects.filter(holds(on), body__in=bodies, state__in=[DutyState.NONE, DutyState.DOING])
        .select_related("task")
        .annotate(programme_title=Subquery(title))
        .order_by(F("ends").asc(nulls_last=True), "task__number", "task_id", "role")
    )
    return tuple(
        OpenDuty(
            task=row.task_id,
            text=row.task.text,
            programme=row.programme,
            programme_title=row.programme_title or "",
            role=DutyRole(row.role),
            body=row.body,
            state=DutyState(row.state),
            last_day=row.ends - timedelta(days=1) if row.ends else None,
        )
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
