"""A programme counted: what its filters offer and what its tiles say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Model, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from phoihop.programme.domain.types import DutyRole, StatusKind
from phoihop.programme.models import Duty, Ground, Standing
from phoihop.programme.queries.days import holds, status_of


@dataclass(frozen=True, slots=True)
class GroundCount:
    """An instrument and how many tasks rest on it."""

    key: str
    label: str
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How the tasks of a programme divide: by status, by leading body, by instrument."""

    statuses: Mapping[StatusKind, int]
    leads: Mapping[str, int]
    grounds: tuple[GroundCount, ...]

    @property
    def tasks(self) -> int:
        """All tasks of the programme."""
        return sum(self.statuses.values())


def facets(programme: str, *, on: date) -> Facets:
    """The counts of a programme on the day. One query: three groupings under each other."""
    statuses = _counted(Standing.objects.filter(holds(on), programme=programme), "status", key=status_of(on))
    leading = Duty.objects.filter(holds(on), programme=programme, role=DutyRole.LEAD)
    leads = _counted(leading, "lead", key=F("body"))
    grounds = _counted(Ground.objects.filter(programme=programme), "ground", key=F("key"), label=F("label"))
    found: dict[str, list[tuple[str, str, int]]] = {"status": [], "lead": [], "ground": []}
    for facet, key, label, tasks in statuses.union(leads, grounds, all=True):
        found[facet].append((key, label, tasks))
    return Facets(
        statuses={StatusKind(key): tasks for key, _, tasks in found["status"]},
        leads={key: tasks for key, _, tasks in found["lead"]},
        grounds=tuple(GroundCount(*row) for row in sorted(found["ground"], key=lambda row: row[1])),
    )


def _counted(
    rows: QuerySet[Model], facet: str, *, key: Combinable, label: Combinable | None = None
) -> QuerySet[Model, tuple[str, str, str, int]]:
    """Rows counted per key; all three have the same columns, so that they can stand under each other."""
    counted: QuerySet[Model, tuple[str, str, str, int]] = (
        rows.annotate(
            facet=Value(facet, output_field=TextField()),
            facet_key=Cast(key, TextField()),
            facet_label=Cast(label or Value(""), TextField()),
        )
        .values("facet", "facet_key", "facet_label")
        .annotate(tasks=Count("pk"))
        .values_list("facet", "facet_key", "facet_label", "tasks")
    )
    return counted
