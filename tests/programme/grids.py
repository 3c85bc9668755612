"""Grids for tests: rows by column, the shipped words and vocabulary, answers of registry and catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.kernel.strict_yaml import load
from phoihop.norms.domain import types as norms
from phoihop.programme import api as programme
from phoihop.programme.domain.grid import Column, Grid, Row
from phoihop.programme.domain.grid_plan import Meanings, Planned, planned
from phoihop.programme.domain.grid_rows import rows_read
from phoihop.programme.domain.grid_words import GridWordList, GridWords, grid_words
from phoihop.programme.queries import grid_source
from phoihop.reading.api import Vocabulary, load_vocabulary
from phoihop.registry.domain import types as registry

CONTENT: Final = Path(__file__).resolve().parents[2] / "content"
WORDS_FILE: Final = CONTENT / "programme" / "grid.yaml"


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the project, loaded once for all tests."""
    return load_vocabulary(CONTENT / "vocab")


@cache
def words() -> GridWords:
    """The words of the grid."""
    return grid_words(load(WORDS_FILE, GridWordList))


def row(**cells: str) -> Row:
    """A row by the names of its columns."""
    found = Row()
    for name, said in cells.items():
        found = found.with_cell(Column(name), said)
    return found


def grid(*rows: Row, day: str = "6-4-2018", **more: str) -> Grid:
    """A grid of 2018 with a title."""
    return Grid(title="Chương trình phối hợp", day=day, rows=rows, **more)


def body(code: str) -> registry.BodyView:
    """A body that always existed."""
    return registry.BodyView(
        code=code,
        name=f"Tên {code}",
        kind="ban-to-chuc",
        side="party",
        period=Period(None, None),
        state=Knowledge.VERIFIED,
        source="",
        note="",
    )


A, B, C = body("P-1"), body("P-2"), body("P-3")


class Register(dict[str, registry.Resolution]):
    """Answers by mention; unknown without one."""

    def __missing__(self, mention: str) -> registry.Resolution:
        return registry.Unknown()


def plan(
    given: Grid,
    bodies: dict[str, registry.Resolution] | None = None,
    instruments: dict[str, norms.Resolution] | None = None,
) -> Planned:
    """The grid with these answers; every name not answered is unknown."""
    rows = rows_read(given, words=words(), vocabulary=vocabulary())
    meanings = Meanings(bodies=Register(bodies or {}), instruments=instruments or {})
    return planned(given, rows, meanings)


@contextmanager
def plugged() -> Iterator[None]:
    """The words of the grid plugged in; what was plugged before is put back."""
    before = list(grid_source._plugged), list(grid_source._loaded)
    programme.plug_grid(programme.GridPorts(vocabulary=vocabulary, words=WORDS_FILE))
    yield
    grid_source._plugged[:], grid_source._loaded[:] = before
