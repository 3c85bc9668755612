"""Registers for tests: the shipped edition without a database, and small invented ones."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.registry.acts import LineageKind, LineKind, RulesRecorded
from phoihop.registry.domain.content import EditionContent, read_edition
from phoihop.registry.domain.protocol import unit_of
from phoihop.registry.domain.types import BodyView, LineageFact, LineFact, NameFact, Register

CONTENT = Path(__file__).resolve().parents[2] / "content" / "registry"
HOME = "M-QK3-CT"
CONFERENCE = date(2018, 4, 6)
MERGED = date(2025, 7, 1)


@cache
def shipped() -> EditionContent:
    """The edition that ships with the project."""
    return read_edition(CONTENT)


@cache
def shipped_register() -> Register:
    """The shipped edition as a register."""
    content = shipped()
    return Register(
        rules=content.rules,
        bodies={
            row.code: body(
                row.code,
                row.name,
                kind=row.kind,
                side=row.side,
                period=Period(row.valid_from, row.valid_to),
            )
            for row in content.bodies
        },
        names={
            row.code: (name(row.code, row.name, Period(row.valid_from, row.valid_to)),)
            for row in content.bodies
        },
        lines=tuple(
            line(row.child, row.parent, row.line, Period(row.valid_from, row.valid_to))
            for row in content.lines
        ),
        lineage=tuple(passed(row.from_code, row.to_code, row.kind, row.date) for row in content.lineage),
    )


ALWAYS = Period(None, None)
NO_RULES = RulesRecorded(
    home=HOME,
    kinds=(),
    sides=(),
    lines=(),
    first=(),
    order=(),
    classes=(),
    aliases=(),
    abbreviations=(),
    levels=(),
    scopes=(),
)


def body(
    code: str, text: str = "", *, kind: str = "phong", side: str = "party", period: Period = ALWAYS
) -> BodyView:
    return BodyView(
        code=code,
        name=text or code,
        kind=kind,
        side=side,
        period=period,
        state=Knowledge.VERIFIED,
        source="",
        note="",
        unit=unit_of(code),
    )


def name(code: str, text: str, period: Period = ALWAYS) -> NameFact:
    return NameFact(body=code, name=text, period=period, state=Knowledge.VERIFIED, source="")


def line(child: str, parent: str, kind: LineKind = LineKind.PARTY, period: Period = ALWAYS) -> LineFact:
    return LineFact(
        child=child,
        parent=parent,
        line=kind,
        period=period,
        state=Knowledge.VERIFIED,
        source="",
        note="",
    )


def passed(
    predecessor: str, successor: str | None, kind: LineageKind = LineageKind.MERGE, on: date = MERGED
) -> LineageFact:
    return LineageFact(
        predecessor=predecessor,
        successor=successor,
        kind=kind,
        on=on,
        state=Knowledge.VERIFIED,
        source="",
        note="",
    )


def register(
    *bodies: BodyView,
    lines: tuple[LineFact, ...] = (),
    lineage: tuple[LineageFact, ...] = (),
    names: tuple[NameFact, ...] = (),
    rules: RulesRecorded = NO_RULES,
) -> Register:
    """A small register; a body without names of its own has the one in its view, for its life."""
    known: dict[str, tuple[NameFact, ...]] = {}
    for found in bodies:
        own = tuple(fact for fact in names if fact.body == found.code)
        known[found.code] = own or (name(found.code, found.name, found.period),)
    return Register(
        rules=rules, bodies={b.code: b for b in bodies}, names=known, lines=lines, lineage=lineage
    )
