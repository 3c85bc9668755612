"""The rows of a grid taken apart, and what registry and catalogue are to be asked for them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from phoihop.norms.domain import types as norms
from phoihop.programme.acts import DutyRole
from phoihop.programme.domain.grid import Column, Grid, Row
from phoihop.programme.domain.grid_cells import (
    KindRead,
    TimeRead,
    cited_in,
    kind_read,
    names_in,
    parts,
    time_read,
)
from phoihop.programme.domain.grid_words import GridWords
from phoihop.reading.api import Vocabulary

ROLES: Final = {Column.LEAD: DutyRole.LEAD, Column.COORDINATING: DutyRole.COORDINATING}


@dataclass(frozen=True, slots=True)
class Mention:
    """A part of a cell that names bodies; `names`: the several names that it consists of, if it does."""

    words: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A part of a cell that names an instrument; `cited` None: no citation could be read in it."""

    words: str
    cited: norms.Cited | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRead:
    """A row with its cells taken apart. `mentions`, `labels`: each with what reading sees in it."""

    number: int
    row: Row
    time: TimeRead
    kind: KindRead | None
    mentions: Mapping[Column, tuple[Mention, ...]]
    labels: tuple[Label, ...]


def rows_read(grid: Grid, *, words: GridWords, vocabulary: Vocabulary) -> tuple[RowRead, ...]:
    """The rows that say something. The same words are read once."""
    names: dict[str, Mention] = {}
    labels: dict[str, Label] = {}

    def mention(part: str) -> Mention:
        if part not in names:
            names[part] = Mention(part, names_in(part, vocabulary))
        return names[part]

    def label(part: str) -> Label:
        if part not in labels:
            labels[part] = Label(part, cited_in(part, vocabulary))
        return labels[part]

    return tuple(
        RowRead(
            number=number,
            row=row,
            time=time_read(row[Column.TIME], year=grid.in_year, words=words, vocabulary=vocabulary),
            kind=kind_read(row[Column.KIND], words=words),
            mentions={column: tuple(map(mention, parts(row[column]))) for column in ROLES},
            labels=tuple(map(label, parts(row[Column.BASIS]))),
        )
        for number, row in enumerate(grid.rows, start=1)
        if row
    )


def asked_names(rows: Iterable[RowRead]) -> tuple[str, ...]:
    """All names that the register is to be asked for, each once."""
    mentions = (mention for row in rows for column in ROLES for mention in row.mentions[column])
    return tuple(dict.fromkeys(name for mention in mentions for name in (mention.words, *mention.names)))


def asked_labels(rows: Iterable[RowRead]) -> dict[str, norms.Cited]:
    """All citations that the catalogue is to be asked for, by label."""
    return {label.words: label.cited for row in rows for label in row.labels if label.cited is not None}
