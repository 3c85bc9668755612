"""Reads of the registry ledger's rows, as typed values. Every function says how many queries it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from django.db.models import OuterRef, Q, Subquery

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.registry.acts import LineageKind, LineKind, RulesRecorded
from phoihop.registry.domain.acting import ActingRule
from phoihop.registry.domain.structure import name_on
from phoihop.registry.domain.types import (
    BodyView,
    EditionView,
    LineageFact,
    LineFact,
    NameFact,
    Register,
)
from phoihop.registry.models import Body, BodyName, Edition, Line, Lineage, Rules
from phoihop.registry.queries.source import earliest_first, holds, ours, registry_ledger


class NoEdition(LookupError):
    """No edition of the registry content is loaded yet."""


# ------------------------------------------------------------------------------- edition and its rules


def edition() -> EditionView | None:
    """The edition in force, None before the first. One query."""
    row = ours(Edition).order_by("-number").first()
    if row is None:
        return None
    return EditionView(
        name=row.name,
        day=row.day,
        known_from=row.known_from,
        known_until=row.known_until,
        state=Knowledge(row.state),
        sha256=row.sha256,
        ledger=row.ledger,
        bodies=row.bodies,
        lines=row.lines,
        lineage=row.lineage,
    )


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules in force and the days between which the edition was checked."""

    rules: RulesRecorded
    edition: str
    known_from: date
    known_until: date


def in_force() -> InForce:
    """Rules and edition in force, for a page. One query. NoEdition before the first."""
    latest = ours(Edition).order_by("-number")
    row = (
        ours(Rules)
        .annotate(
            edition=Subquery(latest.values("name")[:1]),
            known_from=Subquery(latest.values("known_from")[:1]),
            known_until=Subquery(latest.values("known_until")[:1]),
        )
        .first()
    )
    if row is None or row.edition is None:
        raise NoEdition
    rules = msgspec.json.decode(row.body, type=RulesRecorded)
    return InForce(rules, row.edition, row.known_from, row.known_until)


def rules() -> RulesRecorded:
    """Words, order, class names and aliases in force. One query. NoEdition before the first."""
    text = ours(Rules).values_list("body", flat=True).first()
    if text is None:
        raise NoEdition
    return msgspec.json.decode(text, type=RulesRecorded)


# ---------------------------------------------------------------------------------------------- bodies


def view(row: Body, names: Sequence[NameFact], on: date) -> BodyView:
    """A body under the name it has on the day."""
    return BodyView(
        code=row.code,
        name=name_on(names, on, otherwise=row.name),
        kind=row.kind,
        side=row.side,
        period=Period(row.valid_from, row.valid_to),
        state=Knowledge(row.state),
        source=row.source,
        note=row.note,
        unit=row.unit,
    )


def body_views(rows: Iterable[Body], on: date) -> tuple[BodyView, ...]:
    """The bodies under their names of the day, in the order given. One query for the names."""
    found = list(rows)
    names = names_of([row.code for row in found])
    return tuple(view(row, names.get(row.code, ()), on) for row in found)


def bodies(codes: Iterable[str], on: date) -> Mapping[str, BodyView]:
    """Bodies by code, unknown codes left out. Two queries."""
    found = body_views(ours(Body).filter(code__in=set(codes)), on)
    return {body.code: body for body in found}


def body_names(codes: Sequence[str], on: date) -> Mapping[str, str]:
    """The name of each body on the day, unknown codes left out. One query."""
    return {code: name_on(facts, on, otherwise=code) for code, facts in names_of(codes).items()}


def names_of(codes: Sequence[str]) -> Mapping[str, tuple[NameFact, ...]]:
    """All official names of bodies, by code, in the order of their use. One query."""
    found: dict[str, list[NameFact]] = {}
    for row in ours(BodyName).filter(body__in=codes).order_by("body", earliest_first()):
        found.setdefault(row.body, []).append(_name(row))
    return {code: tuple(facts) for code, facts in found.items()}


def _name(row: BodyName) -> NameFact:
    return NameFact(
        body=row.body,
        name=row.name,
        period=Period(row.valid_from, row.valid_to),
        state=Knowledge(row.state),
        source=row.source,
    )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the ledger of another agency states of a body."""

    ledger: str
    name: str
    period: Period
    state: Knowledge


@dataclass(frozen=True, slots=True)
class Around:
    """A body's surroundings: bodies by code (itself too), its own names, what other agencies state of it."""

    bodies: Mapping[str, BodyView]
    names: tuple[NameFact, ...]
    elsewhere: tuple[Elsewhere, ...]


def around(code: str, others: Iterable[str], on: date) -> Around:
    """A body and the `others` at the ends of its lines. Two queries."""
    rows = list(Body.objects.filter(code__in={*others, code}).order_by("ledger"))
    ours_only = [row for row in rows if row.ledger == registry_ledger()]
    names = names_of([row.code for row in ours_only])
    beside = tuple(
        Elsewhere(row.ledger, row.name, Period(row.valid_from, row.valid_to), Knowledge(row.state))
        for row in rows
        if row.code == code and row.ledger != registry_ledger()
    )
    found = {row.code: view(row, names.get(row.code, ()), on) for row in ours_only}
    return Around(found, names.get(code, ()), beside)


# ----------------------------------------------------------------------------------- lines and lineage


def line_facts(rows: Iterable[Line]) -> tuple[LineFact, ...]:
    """Lines as facts. The queries of `rows`."""
    return tuple(
        LineFact(
            child=row.child,
            parent=row.parent,
            line=LineKind(row.line),
            period=Period(row.valid_from, row.valid_to),
            state=Knowledge(row.state),
            source=row.source,
            note=row.note,
        )
        for row in rows
    )


def lines_at(code: str) -> tuple[LineFact, ...]:
    """All lines of a body, upwards and downwards, at any time. One query."""
    ends = Q(child=code) | Q(parent=code)
    return line_facts(ours(Line).filter(ends).order_by("line", "child", "parent", earliest_first()))


def lines_of_kind(line: LineKind, on: date) -> tuple[LineFact, ...]:
    """The lines of one kind that hold on the day. One query."""
    return line_facts(ours(Line).filter(holds(on), line=line.value).order_by("child", "parent"))


def lines_below(parent: str, line: LineKind, on: date) -> tuple[LineFact, ...]:
    """The lines of one kind directly below a body on the day. One query."""
    return line_facts(ours(Line).filter(holds(on), line=line.value, parent=parent).order_by("child"))


def spoken_for(code: str, rules: Sequence[ActingRule], on: date) -> frozenset[str]:
    """The bodies of the day that `code` may report for by one of the rules. One query, none without rules."""
    if not rules:
        return frozenset()
    child = ours(Body).filter(holds(on), code=OuterRef("child")).values("kind")[:1]
    parent = ours(Body).filter(holds(on), code=OuterRef("parent")).values("kind")[:1]
    lines = ours(Line).filter(holds(on), child=code, line__in={rule.line.value for rule in rules})
    rows = lines.annotate(kind=Subquery(child), for_kind=Subquery(parent)).values_list(
        "parent", "line", "kind", "for_kind"
    )
    known = {(rule.line.value, rule.kind, rule.for_kind) for rule in rules}
    return frozenset(parent for parent, *facts in rows if tuple(facts) in known)


def lineage_facts(rows: Iterable[Lineage]) -> tuple[LineageFact, ...]:
    """Changes as facts. The queries of `rows`."""
    return tuple(
        LineageFact(
            predecessor=row.predecessor,
            successor=row.successor,
            kind=LineageKind(row.kind),
            on=row.day,
            state=Knowledge(row.state),
            source=row.source,
            note=row.note,
        )
        for row in rows
    )


def lineage_at(code: str) -> tuple[LineageFact, ...]:
    """What became of a body and what it came from. One query."""
    ends = Q(predecessor=code) | Q(successor=code)
    return lineage_facts(ours(Lineage).filter(ends).order_by("day", "predecessor", "successor"))


def changes_until(on: date) -> tuple[tuple[LineageFact, ...], Mapping[str, Period]]:
    """All changes up to the day that have a successor, and the periods of their predecessors. One query.

    All at once: the generations of one body would cost a query each, and no register has many changes.
    """
    ended = ours(Body).filter(code=OuterRef("predecessor"))
    rows = (
        ours(Lineage).filter(day__lte=on, successor__isnull=False).order_by("day", "predecessor", "successor")
    )
    found = list(
        rows.annotate(
            body_from=Subquery(ended.values("valid_from")[:1]), body_to=Subquery(ended.values("valid_to")[:1])
        )
    )
    return lineage_facts(found), {row.predecessor: Period(row.body_from, row.body_to) for row in found}


# ------------------------------------------------------------------------------------------- the whole


def register(words: RulesRecorded | None = None) -> Register:
    """The whole register in memory, for resolving and checking. NoEdition before the first edition.

    Five queries, four when the rules are handed in.
    """
    names: dict[str, list[NameFact]] = {}
    for row in ours(BodyName).order_by("body", earliest_first()):
        names.setdefault(row.body, []).append(_name(row))
    return Register(
        rules=words or rules(),
        bodies={row.code: view(row, (), date.max) for row in ours(Body).order_by("code")},
        names={code: tuple(facts) for code, facts in names.items()},
        lines=line_facts(ours(Line).order_by("child", "parent", "line", earliest_first())),
        lineage=lineage_facts(ours(Lineage).order_by("day", "predecessor", "successor")),
    )
