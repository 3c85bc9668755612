"""A programme counted: what its filters offer and what its tiles say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connections, router

from phoihop.programme.acts import Rhythm
from phoihop.programme.domain.rhythm import expected
from phoihop.programme.domain.status import soon_until
from phoihop.programme.domain.types import StatusKind
from phoihop.programme.models import Standing

# Three groupings under each other in one statement. Written out: every page of a programme asks this, and to
# put it together from query sets takes five times as long as the database needs to answer. The first is
# `queries.days.status_of`; that both say the same as the domain is tested.
_COUNTS: Final = """
    SELECT 'status', CASE
        WHEN course = 'dropped' THEN 'dropped'
        WHEN COALESCE((SELECT issued_on FROM programme_programme WHERE programme = %(programme)s),
                      %(never)s) > %(day)s THEN 'draft'
        WHEN course = 'suspended' THEN 'suspended'
        WHEN state IN ('done', 'reported') THEN state
        WHEN course = 'deadline' AND ends <= %(day)s THEN 'late'
        WHEN course = 'deadline' AND ends <= %(soon)s THEN 'soon'
        {missing}
        ELSE state END, '', COUNT(*)
    FROM programme_standing
    WHERE programme = %(programme)s
      AND (valid_from IS NULL OR valid_from <= %(day)s) AND (valid_to IS NULL OR valid_to > %(day)s)
    GROUP BY 2
    UNION ALL
    SELECT 'lead', body, '', COUNT(*)
    FROM programme_duty
    WHERE programme = %(programme)s AND role = 'lead'
      AND (valid_from IS NULL OR valid_from <= %(day)s) AND (valid_to IS NULL OR valid_to > %(day)s)
    GROUP BY body
    UNION ALL
    SELECT 'ground', key, label, COUNT(*)
    FROM programme_ground
    WHERE programme = %(programme)s
    GROUP BY key, label
"""
_MISSING: Final = """WHEN course = %({0})s AND covered < %({0}_from)s
             AND (SELECT issued_on FROM programme_programme WHERE programme = %(programme)s) <= %({0}_start)s
             THEN 'missing'"""


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
    """The counts of a programme on the day. One query."""
    found: dict[str, list[tuple[str, str, int]]] = {"status": [], "lead": [], "ground": []}
    for facet, key, label, tasks in _counts(programme, on):
        found[facet].append((key, label, tasks))
    return Facets(
        statuses={StatusKind(key): tasks for key, _, tasks in found["status"]},
        leads={key: tasks for key, _, tasks in found["lead"]},
        grounds=tuple(GroundCount(*row) for row in sorted(found["ground"], key=lambda row: row[1])),
    )


def _counts(programme: str, on: date) -> list[tuple[str, str, str, int]]:
    connection = connections[router.db_for_read(Standing)]
    days = {"day": on, "soon": soon_until(on), "never": date.max}
    names = {}
    for rhythm in Rhythm:
        name, period = rhythm.name.lower(), expected(rhythm, on=on)
        names[name] = rhythm.value
        days |= {f"{name}_from": period.counts_from, f"{name}_start": period.start}
    written = {name: connection.ops.adapt_datefield_value(value) for name, value in days.items()}
    statement = _COUNTS.format(missing="\n        ".join(_MISSING.format(name) for name in names))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"programme": programme, **names, **written})
        rows: list[tuple[str, str, str, int]] = cursor.fetchall()
    return rows
