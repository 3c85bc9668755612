"""What is known of many tasks at once when a form is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from phoihop.programme.domain.progress import TaskFacts
from phoihop.programme.domain.status import REPORTING
from phoihop.programme.domain.types import TaskView
from phoihop.programme.models import Task


def facts_for_form(tasks: Sequence[TaskView]) -> Mapping[str, TaskFacts]:
    """By task, as far as a look needs it; reports and judges are asked for when it is recorded. One query."""
    rows = Task.objects.filter(task__in=[task.id for task in tasks]).values_list("task", "assigned_on")
    assigned = dict(rows)
    return {
        task.id: TaskFacts(
            task=task.id,
            bodies=frozenset(
                body for group in task.groups if group.role in REPORTING for body in group.bodies
            ),
            assigned_on=assigned.get(task.id),
            reports=frozenset(),
            programme=task.programme,
            issued=task.issued,
            dropped=task.dropped,
        )
        for task in tasks
    }
