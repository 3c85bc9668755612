"""Which rows hold on a day, and where a task is on it, in SQL."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When

from phoihop.programme.domain.status import soon_until
from phoihop.programme.domain.types import DutyState, StatusKind


def holds(on: date) -> Q:
    """The rows whose days contain the day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def status_of(on: date) -> Case:
    """The status kind of a standing on the day: the same answer as `domain.status.task_status`."""
    return Case(
        When(state=DutyState.DONE, then=Value(StatusKind.DONE.value)),
        When(ends__lte=on, then=Value(StatusKind.LATE.value)),
        When(ends__lte=soon_until(on), then=Value(StatusKind.SOON.value)),
        default=F("state"),
        output_field=CharField(),
    )
