"""The files of an edition: their form, and how they become one value. Knowledge stays in content/registry."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.strict_yaml import load
from phoihop.registry.acts import (
    Abbreviation,
    Alias,
    ClassRule,
    EditionLoaded,
    Label,
    LineageKind,
    LineKind,
    LineLabel,
    RulesRecorded,
)
from phoihop.registry.domain.csv_table import read_table
from phoihop.registry.domain.naming import class_key, name_key

FILES = (
    "aliases.yaml",
    "bodies.csv",
    "classes.yaml",
    "edges.csv",
    "edition.yaml",
    "lineage.csv",
    "protocol.yaml",
    "vocabulary.yaml",
)


class EditionFault(ValueError):
    """The files of an edition do not fit together; the message names the file and what is wrong."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what stands in a content file."""


class BodyRow(_File, frozen=True):
    """A row of bodies.csv."""

    code: str
    name: str
    kind: str
    side: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    state: Knowledge
    source: str
    note: str


class LineRow(_File, frozen=True):
    """A row of edges.csv."""

    child: str
    parent: str
    line: LineKind
    valid_from: dt.date | None
    valid_to: dt.date | None
    state: Knowledge
    source: str
    note: str


class LineageRow(_File, frozen=True):
    """A row of lineage.csv."""

    from_code: str
    to_code: str | None
    kind: LineageKind
    date: dt.date
    state: Knowledge
    source: str
    note: str


class _EditionFile(_File, frozen=True):
    name: str
    date: dt.date
    known_from: dt.date
    known_until: dt.date
    bodies: int
    lines: int
    lineage: int
    state: Knowledge


class _Vocabulary(_File, frozen=True):
    kinds: tuple[Label, ...]
    lines: tuple[LineLabel, ...]
    sides: tuple[Label, ...]


class _Protocol(_File, frozen=True):
    home: str
    first: tuple[str, ...]
    kinds: tuple[str, ...]


class _Aliases(_File, frozen=True):
    home: str
    aliases: tuple[Alias, ...]
    abbreviations: tuple[Abbreviation, ...]
    levels: tuple[str, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """An edition as its files say it."""

    edition: EditionLoaded
    rules: RulesRecorded
    bodies: tuple[BodyRow, ...]
    lines: tuple[LineRow, ...]
    lineage: tuple[LineageRow, ...]


def read_edition(folder: Path) -> EditionContent:
    """The edition in a folder.

    YamlFault, TableFault or EditionFault when a file is wrong, OSError when missing.
    """
    bodies = read_table(folder / "bodies.csv", BodyRow, key=("code",))
    lines = read_table(folder / "edges.csv", LineRow, key=("child", "parent", "line", "valid_from"))
    lineage = read_table(folder / "lineage.csv", LineageRow, key=("from_code", "to_code", "kind"))
    rules = _read_rules(folder)
    _check(_unsorted(rules))
    _check(_unfit(rules, bodies, lines, lineage))
    edition = _read_head(folder, (len(bodies), len(lines), len(lineage)))
    return EditionContent(edition=edition, rules=rules, bodies=bodies, lines=lines, lineage=lineage)


def sha256_of(folder: Path) -> str:
    """The hash over names and bytes of the files, in the order of FILES, hex."""
    digest = hashlib.sha256()
    for name in FILES:
        data = (folder / name).read_bytes()
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _read_head(folder: Path, counted: tuple[int, int, int]) -> EditionLoaded:
    head = load(folder / "edition.yaml", _EditionFile)
    if counted != (head.bodies, head.lines, head.lineage):
        raise EditionFault(f"edition.yaml: the files hold {counted} bodies, lines and lineage rows")
    return EditionLoaded(
        name=head.name,
        date=head.date.isoformat(),
        known_from=head.known_from.isoformat(),
        known_until=head.known_until.isoformat(),
        state=head.state,
        sha256=sha256_of(folder),
        bodies=head.bodies,
        lines=head.lines,
        lineage=head.lineage,
    )


def _read_rules(folder: Path) -> RulesRecorded:
    words = load(folder / "vocabulary.yaml", _Vocabulary)
    protocol = load(folder / "protocol.yaml", _Protocol)
    names = load(folder / "aliases.yaml", _Aliases)
    if names.home != protocol.home:
        raise EditionFault(f"aliases.yaml: home is {names.home}, in protocol.yaml it is {protocol.home}")
    return RulesRecorded(
        home=protocol.home,
        kinds=words.kinds,
        sides=words.sides,
        lines=words.lines,
        first=protocol.first,
        order=protocol.kinds,
        classes=load(folder / "classes.yaml", tuple[ClassRule, ...]),
        aliases=names.aliases,
        abbreviations=names.abbreviations,
        levels=names.levels,
        scopes=names.scopes,
    )


# ---------------------------------------------------------------------------------------------- checks


def _check(problems: Iterable[str]) -> None:
    for problem in problems:
        raise EditionFault(problem)


def _unsorted(rules: RulesRecorded) -> Iterator[str]:
    """Lists that are not sorted or say something twice."""
    lists: dict[str, Sequence[str]] = {
        "vocabulary.yaml kinds": [label.code for label in rules.kinds],
        "vocabulary.yaml sides": [label.code for label in rules.sides],
        "vocabulary.yaml lines": [label.code for label in rules.lines],
        "classes.yaml": [rule.id for rule in rules.classes],
        "aliases.yaml aliases": [alias.body for alias in rules.aliases],
        "aliases.yaml abbreviations": [a.short for a in rules.abbreviations],
        "aliases.yaml levels": rules.levels,
        "aliases.yaml scopes": rules.scopes,
    }
    lists |= {f"classes.yaml {rule.id}": rule.names for rule in rules.classes}
    lists |= {f"aliases.yaml {alias.body}": alias.names for alias in rules.aliases}
    for place, values in lists.items():
        if any(one >= other for one, other in pairwise(values)):
            yield f"{place}: not sorted, or something stands there twice"


def _unfit(
    rules: RulesRecorded,
    bodies: Sequence[BodyRow],
    lines: Sequence[LineRow],
    lineage: Sequence[LineageRow],
) -> Iterator[str]:
    """References to what is not there, periods without a day, names with two meanings."""
    codes = {row.code for row in bodies}
    yield from _missing(
        "bodies.csv kind", (row.kind for row in bodies), {label.code for label in rules.kinds}
    )
    yield from _missing(
        "bodies.csv side", (row.side for row in bodies), {label.code for label in rules.sides}
    )
    yield from _missing("edges.csv", (c for row in lines for c in (row.child, row.parent)), codes)
    yield from _missing("edges.csv line", (row.line for row in lines), {label.code for label in rules.lines})
    ends = (code for row in lineage for code in (row.from_code, row.to_code) if code is not None)
    yield from _missing("lineage.csv", ends, codes)
    yield from _missing("protocol.yaml", (rules.home, *rules.first), codes)
    yield from _missing("aliases.yaml", (alias.body for alias in rules.aliases), codes)
    yield from _missing("classes.yaml", (rule.start for rule in rules.classes), codes)
    if sorted(rules.order) != [label.code for label in rules.kinds]:
        yield "protocol.yaml: kinds must name every kind of vocabulary.yaml once"
    periods = [(row.valid_from, row.valid_to) for row in bodies]
    periods += [(row.valid_from, row.valid_to) for row in lines]
    yield from (f"a period from {a} to {b} has no day" for a, b in periods if a and b and a >= b)
    yield from _two_meanings(
        "classes.yaml", ((class_key(name_key(n))[0], r.id) for r in rules.classes for n in r.names)
    )
    yield from _two_meanings("aliases.yaml", ((name_key(n), a.body) for a in rules.aliases for n in a.names))


def _missing(place: str, used: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for code in sorted(set(used) - set(known)):
        yield f"{place}: {code} is not there"


def _two_meanings(place: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    meaning: dict[str, str] = {}
    for key, value in pairs:
        if meaning.setdefault(key, value) != value:
            yield f"{place}: “{key}” means {meaning[key]} and {value}"
