"""Which rows hold on a day, and where a task or a part is on it, in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, CharField, F, Q, Subquery, Value, When

from phoihop.programme.acts import Rhythm
from phoihop.programme.domain.rhythm import expected
from phoihop.programme.domain.status import Course, soon_until
from phoihop.programme.domain.types import DutyState, StatusKind
from phoihop.programme.models import Programme


def holds(on: date) -> Q:
    """The rows whose days contain the day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def issued_on(programme: object) -> Subquery:
    """Since when a programme (an id or an OuterRef) is issued, NULL while it is a draft."""
    return Subquery(Programme.objects.filter(programme=programme).values("issued_on"))


def status_of(on: date, *, soon: bool = True) -> Case:
    """The status kind of a row with course, state, ends, covered and an annotated `issued`, on the day.

    The same answer as `domain.status.task_status`; without `soon` as `duty_status`.
    """
    with_end = Q(course=Course.DEADLINE)
    near = [When(with_end & Q(ends__lte=soon_until(on)), then=_is(StatusKind.SOON))] if soon else []
    return Case(
        When(course=Course.DROPPED, then=_is(StatusKind.DROPPED)),
        When(Q(issued__isnull=True) | Q(issued__gt=on), then=_is(StatusKind.DRAFT)),
        When(course=Course.SUSPENDED, then=_is(StatusKind.SUSPENDED)),
        When(state__in=[DutyState.DONE, DutyState.REPORTED], then=F("state")),
        When(with_end & Q(ends__lte=on), then=_is(StatusKind.LATE)),
        *near,
        *_missing(on),
        default=F("state"),
        output_field=CharField(),
    )


def _missing(on: date) -> Iterator[When]:
    for rhythm in Rhythm:
        period = expected(rhythm, on=on)
        yield When(
            course=rhythm.value,
            covered__lt=period.counts_from,
            issued__lte=period.start,
            then=_is(StatusKind.MISSING),
        )


def _is(kind: StatusKind) -> Value:
    return Value(kind.value)
