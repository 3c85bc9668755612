"""The list of bodies: filtered and ordered by the database, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from phoihop.kernel.text import search_key
from phoihop.registry.acts import RulesRecorded
from phoihop.registry.domain.naming import written_out
from phoihop.registry.domain.types import BodyView
from phoihop.registry.models import Body, BodyName
from phoihop.registry.queries.organisation import body_views
from phoihop.registry.queries.source import holds, ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to list.

    Empty text: everything. `ended` lists the bodies that no longer, or not yet, exist on the day.
    """

    text: str = ""
    kind: str = ""
    side: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of bodies; `after` is what to pass for the next one, None at the end."""

    bodies: tuple[BodyView, ...]
    after: int | None


def listed(wanted: Wanted, *, on: date, rules: RulesRecorded, after: int, limit: int) -> Listed:
    """The bodies in protocol order from place `after` on. Two queries."""
    rows = in_protocol_order(matching(wanted, on=on, rules=rules), rules)[after : after + limit + 1]
    found = body_views(rows, on)
    return Listed(found[:limit], after + limit if len(found) > limit else None)


def matching(wanted: Wanted, *, on: date, rules: RulesRecorded) -> QuerySet[Body]:
    """The bodies looked for, by any part of the name they have (or, ended: had) on the day."""
    rows = ours(Body)
    rows = rows.exclude(holds(on)) if wanted.ended else rows.filter(holds(on))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.side:
        rows = rows.filter(side=wanted.side)
    key = search_key(written_out(wanted.text, rules.abbreviations))
    if key:
        names = ours(BodyName).filter(folded__contains=key)
        names = names if wanted.ended else names.filter(holds(on))
        rows = rows.filter(code__in=names.values("body"))
    return rows


def in_protocol_order(rows: QuerySet[Body], rules: RulesRecorded) -> QuerySet[Body]:
    """The order of `domain.protocol`, made by the database."""
    first = [When(code=code, then=Value(place)) for place, code in enumerate(rules.first)]
    kinds = [When(kind=kind, then=Value(place)) for place, kind in enumerate(rules.order)]
    number = IntegerField()
    return rows.annotate(
        first_place=Case(*first, default=Value(len(first)), output_field=number),
        kind_place=Case(*kinds, default=Value(len(kinds)), output_field=number),
        unit_place=Case(When(unit__isnull=True, then=Value(0)), default="unit", output_field=number),
    ).order_by("first_place", "kind_place", "unit_place", "code")


def named(name: str, *, on: date) -> tuple[BodyView, ...]:
    """The bodies that have exactly this name on the day, up to spelling. Two queries."""
    names = ours(BodyName).filter(holds(on), folded=search_key(name)).values("body")
    return body_views(ours(Body).filter(holds(on), code__in=names), on)
