"""What decisions need to know before an act is written: asked for under the write lock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from phoihop.ledger.domain.types import Coordinate
from phoihop.programme.domain.judging import JudgingFacts
from phoihop.programme.domain.progress import TaskFacts
from phoihop.programme.domain.status import REPORTING
from phoihop.programme.domain.types import OpinionView, ProgressState, Report
from phoihop.programme.models import Amended, Asked, Duty, Progress, Task
from phoihop.programme.queries.opinions import asked_bodies
from phoihop.programme.queries.reports import judges, report_view
from phoihop.programme.queries.tasks import task as task_of


def task_facts(report: Report, *, task: str, missing: tuple[str, ...], today: date) -> TaskFacts | None:
    """What a decision on a report needs: its id is among `reports` if it was recorded.

    Five queries, up to five more when it says that the part is done. Bodies are those that ever had a part:
    a report may be about a day before the task was given to others.
    """
    found = task_of(task, on=today)
    row = Task.objects.filter(task=task).values_list("assigned_on", flat=True)
    assigned = list(row)
    if not assigned or found is None:
        return None
    bodies = Duty.objects.filter(task=task, role__in=REPORTING).values_list("body", flat=True).distinct()
    known = Progress.objects.filter(task=task, report=report.id).values_list("report", flat=True)
    done = report.state is ProgressState.DONE
    return TaskFacts(
        task=task,
        bodies=frozenset(bodies),
        assigned_on=assigned[0],
        reports=frozenset(known),
        programme=found.task.programme,
        issued=found.task.issued,
        dropped=found.task.dropped,
        judges=judges(found.task, report.body, on=today) if done else (),
        missing=missing,
    )


def judging_facts(report: str, judgement: str, *, task: str, today: date) -> JudgingFacts | None:
    """What a decision on a judgement needs, None when there is no such task. Up to ten queries."""
    found = task_of(task, on=today)
    if found is None:
        return None
    row = Progress.objects.filter(task=task, report=report).order_by("-order").first()
    known = Progress.objects.filter(task=task, judgement=judgement).values_list("judgement", flat=True)
    view = None if row is None else report_view(row)
    return JudgingFacts(
        task=task,
        report=view,
        outdated=row is not None and _outdated(row),
        judges=judges(found.task, row.body, on=today) if row is not None else (),
        judgements=frozenset(known),
    )


def _outdated(row: Progress) -> bool:
    """Whether a later report of the body counts instead of this one."""
    others = Progress.objects.filter(task=row.task_id, body=row.body, reported_on__isnull=False)
    if row.reported_on is None:
        return others.exists()
    later = others.filter(reported_on__gt=row.reported_on)
    return later.exists() or others.filter(reported_on=row.reported_on, order__gt=row.order).exists()


def tasks_named(tasks: Iterable[str], *, programme: str) -> frozenset[str]:
    """Those of the tasks that belong to the programme. One query."""
    named = Task.objects.filter(programme=programme, task__in=set(tasks))
    return frozenset(named.values_list("task", flat=True))


def last_number(programme: str) -> int:
    """The highest number of a task of the programme, 0 without any. One query."""
    found = Task.objects.filter(programme=programme).aggregate(last=Max("number"))
    return found["last"] or 0


def task_known(task: str) -> bool:
    """Whether there is a task of this id. One query."""
    return Task.objects.filter(task=task).exists()


def amendments_known(task: str, *, amendment: str) -> frozenset[str]:
    """The id of the change, if it was recorded. One query."""
    known = Amended.objects.filter(task=task, amendment=amendment)
    return frozenset(known.values_list("amendment", flat=True))


def opinion_known(programme: str, body: str) -> tuple[bool, OpinionView | None, Coordinate | None]:
    """Whether the body was asked, its opinion, and where that one stands in which ledger. Two queries."""
    found = next((one for one in asked_bodies(programme) if one.body == body), None)
    if found is None:
        return False, None, None
    row = Asked.objects.filter(programme=programme, body=body).values_list("ledger", "epoch", "place").get()
    place = Coordinate(*row) if found.opinion is not None else None
    return found.asked_on is not None, found.opinion, place
