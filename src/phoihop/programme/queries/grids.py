"""Grids as they are stored now, and what the words in them mean on their day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from phoihop.norms import api as norms
from phoihop.programme.domain.grid import Grid
from phoihop.programme.domain.grid_plan import Bodies, Instruments, Meanings, Planned, planned
from phoihop.programme.domain.grid_rows import RowRead, asked_labels, asked_names, rows_read
from phoihop.programme.models import GridDraft, Programme
from phoihop.programme.queries.grid_source import vocabulary, words
from phoihop.registry import api as registry

_GRID: Final = msgspec.json.Decoder(Grid)
_PLANNED: Final = msgspec.json.Decoder(Planned)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridView:
    """A stored grid: `id` is that of the programme to be; `undoable`: its last step can be taken back."""

    id: str
    body: str
    version: int
    content: Grid
    planned: Planned
    before: Grid | None
    changed_by_name: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A grid in a list."""

    id: str
    title: str
    rows: int
    changed_by_name: str
    changed_at: datetime


def grid_of(draft: str) -> GridView | None:
    """A grid, None when there is none. One query."""
    row = GridDraft.objects.filter(draft=draft).first()
    if row is None:
        return None
    return GridView(
        id=row.draft,
        body=row.body,
        version=row.version,
        content=_GRID.decode(row.content),
        planned=_PLANNED.decode(row.planned),
        before=_GRID.decode(row.before) if row.before else None,
        changed_by_name=row.changed_by_name,
        changed_at=row.changed_at,
    )


def grids(bodies: Collection[str], *, limit: int) -> tuple[GridRow, ...]:
    """The grids of these agencies that no programme came of, the latest begun first. Two queries."""
    rows = list(
        GridDraft.objects.filter(body__in=bodies)
        .order_by("-draft")
        .defer("content", "planned", "before")[:limit]
    )
    drawn_up = set(
        Programme.objects.filter(programme__in=[row.draft for row in rows]).values_list(
            "programme", flat=True
        )
    )
    return tuple(
        GridRow(
            id=row.draft,
            title=row.title,
            rows=row.rows,
            changed_by_name=row.changed_by_name,
            changed_at=row.changed_at,
        )
        for row in rows
        if row.draft not in drawn_up
    )


def plan_of(grid: Grid) -> Planned:
    """The tasks of a grid with what is not clear in them. Eight queries."""
    rows = rows_read(grid, words=words(), vocabulary=vocabulary())
    return planned(grid, rows, Meanings(bodies=_bodies(grid, rows), instruments=_instruments(grid, rows)))


def _bodies(grid: Grid, rows: tuple[RowRead, ...]) -> Bodies | None:
    names = asked_names(rows)
    if grid.on is None or not names:
        return {}
    try:
        return dict(zip(names, registry.resolve_mentions(names, on=grid.on), strict=True))
    except registry.NoEdition:
        return None


def _instruments(grid: Grid, rows: tuple[RowRead, ...]) -> Instruments:
    cited = asked_labels(rows)
    answers = norms.resolve_all(list(cited.values()), on=grid.on) if cited else ()
    return dict(zip(cited, answers, strict=True))
