"""What waits for a body and what was reported lately: for the home page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import islice

from django.db.models import Exists, F, OuterRef, Subquery

from phoihop.programme.domain.status import CARRYING, STILL, Course
from phoihop.programme.domain.types import (
    DutyRole,
    DutyState,
    LatelyAdopted,
    LatelyDone,
    OpenDuty,
    ProgressState,
    TaskKind,
)
from phoihop.programme.models import Duty, Programme, Progress
from phoihop.programme.queries.days import holds
from phoihop.programme.queries.visibility import visible

KINDS = {Course.DEADLINE: TaskKind.DEADLINE, Course.UNDATED: TaskKind.UNDATED}


def open_duties(bodies: Collection[str], *, on: date, limit: int) -> tuple[OpenDuty, ...]:
    """Tasks in which the part of one of these bodies is not done on the day, each task once.

    Only of issued programmes, and not what stands still or was dropped. The earliest last day first, those
    without one last. One query.
    """
    programme = Programme.objects.filter(programme=OuterRef("programme"), issued_on__lte=on)
    rows = (
        Duty.objects.filter(holds(on), body__in=bodies, state__in=[DutyState.NONE, DutyState.DOING])
        .filter(role__in=[*CARRYING, DutyRole.OPINION])
        .exclude(course__in=STILL)
        .select_related("task")
        .annotate(programme_title=Subquery(programme.values("title")))
        .filter(programme_title__isnull=False)
        .order_by(F("ends").asc(nulls_last=True), "task__number", "task_id", "position")
    )
    # So many rows hold `limit` tasks: a body has at most one part per role.
    enough = rows[: limit * len(DutyRole) * len(bodies)]
    by_task: dict[str, list[Duty]] = {}
    for row in enough:
        by_task.setdefault(row.task_id, []).append(row)
    return tuple(_open(parts) for parts in islice(by_task.values(), limit))


def _open(parts: Sequence[Duty]) -> OpenDuty:
    first = parts[0]
    doing = any(part.state == DutyState.DOING for part in parts)
    roles = {part.role for part in parts}
    kind = KINDS.get(Course(first.course), TaskKind.CONTINUING)
    with_end = kind is TaskKind.DEADLINE and first.ends is not None
    return OpenDuty(
        task=first.task_id,
        text=first.task.text,
        programme=first.programme,
        programme_title=getattr(first, "programme_title", None) or "",
        role=next(role for role in DutyRole if role.value in roles),
        bodies=tuple(dict.fromkeys(part.body for part in parts)),
        state=DutyState.DOING if doing else DutyState.NONE,
        last_day=first.ends - timedelta(days=1) if with_end and first.ends else None,
        kind=kind,
    )


def lately_adopted(bodies: Collection[str], *, limit: int) -> tuple[LatelyAdopted, ...]:
    """The programmes drawn up last that one of these bodies may see, newest first. One query."""
    rows = Programme.objects.filter(visible(bodies)).order_by("-recorded_at", "-place")
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
