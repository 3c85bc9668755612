"""Ruled tables on a page of a PDF: lines that meet make a grid, letters belong to the cell around them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from phoihop.reading.formats.pdf_lines import Glyph, lines_of
from phoihop.reading.formats.pdf_paragraphs import paragraphs
from phoihop.reading.formats.table_lines import Cell, Row

_TOUCH: Final = 3.0
"""Points: rules so near to each other are one, or meet."""
_MOST_RULES: Final = 600
"""After rules in a row were joined; a page with more is a drawing."""
_LEAST: Final = 3
"""A grid has at least two rows and two columns, so three rules each way."""


_Field = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line at `at` from `low` to `high`: at a height when it is level, else at a place across."""

    level: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: places of its upright rules from the left, heights of its level rules from the top."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.down[0]

    def place(self, glyph: Glyph) -> _Field | None:
        """Row and column of the field that a letter stands in."""
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + glyph.size * 0.3
        column = bisect_right(self.across, x) - 1
        row = bisect_right([-height for height in self.down], -y) - 1
        inside = 0 <= column < len(self.across) - 1 and 0 <= row < len(self.down) - 1
        return (row, column) if inside else None


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The grids that rules make, from the top of the page."""
    joined = [*_joined(rules, level=True), *_joined(rules, level=False)]
    if len(joined) > _MOST_RULES:
        return []
    found = [grid for group in _meeting(joined) if (grid := _grid(group)) is not None]
    return sorted(found, key=lambda grid: -grid.top)


def table_rows(grid: Grid, glyphs: Sequence[tuple[_Field, Glyph]]) -> list[Row]:
    """The rows of a table; a cell without a rule inside it is one, however many fields it covers."""
    owner = _owners(grid)
    letters: dict[_Field, list[Glyph]] = defaultdict(list)
    for place, glyph in glyphs:
        letters[owner[place]].append(glyph)
    origins = count()
    cells = {first: _cell(letters[first], next(origins)) for first in sorted(set(owner.values()))}
    columns = range(len(grid.across) - 1)
    return [tuple(cells[owner[row, column]] for column in columns) for row in range(len(grid.down) - 1)]


def _cell(letters: Sequence[Glyph], origin: int) -> Cell:
    lines = lines_of(letters)
    return Cell(tuple(paragraphs([lines])) if lines else (), origin)


def _joined(rules: Iterable[Rule], *, level: bool) -> Iterator[Rule]:
    """Rules in one row that touch are one."""
    ordered = sorted((rule for rule in rules if rule.level is level), key=lambda rule: rule.at)
    row: list[Rule] = []
    for rule in ordered:
        if row and rule.at - row[-1].at > _TOUCH:
            yield from _along(row)
            row = []
        row.append(rule)
    yield from _along(row)


def _along(row: Sequence[Rule]) -> Iterator[Rule]:
    last: Rule | None = None
    for rule in sorted(row, key=lambda rule: rule.low):
        if last is not None and rule.low - last.high <= _TOUCH:
            last = Rule(last.level, last.at, last.low, max(last.high, rule.high))
            continue
        if last is not None:
            yield last
        last = rule
    if last is not None:
        yield last


def _meeting(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Groups of rules that meet."""
    left = list(rules)
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            rule = waiting.pop()
            group.append(rule)
            near = [other for other in left if _meets(rule, other)]
            left = [other for other in left if not _meets(rule, other)]
            waiting.extend(near)
        yield group


def _meets(rule: Rule, other: Rule) -> bool:
    crosses = rule.low - _TOUCH <= other.at <= rule.high + _TOUCH
    return rule.level is not other.level and crosses and other.low - _TOUCH <= rule.at <= other.high + _TOUCH


def _grid(group: Sequence[Rule]) -> Grid | None:
    across = _places(rule.at for rule in group if not rule.level)
    down = _places(rule.at for rule in group if rule.level)[::-1]
    if min(len(across), len(down)) < _LEAST:
        return None
    return Grid(tuple(across), tuple(down), tuple(group))


def _places(found: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(found):
        if not kept or place - kept[-1] > _TOUCH:
            kept.append(place)
    return kept


def _owners(grid: Grid) -> dict[_Field, _Field]:
    """For each field the first field of its cell."""
    rows, columns = len(grid.down) - 1, len(grid.across) - 1
    owner: dict[_Field, _Field] = {}
    for first in ((row, column) for row in range(rows) for column in range(columns)):
        if first in owner:
            continue
        waiting = [first]
        while waiting:
            field = waiting.pop()
            if field not in owner:
                owner[field] = first
                waiting.extend(_open_neighbours(grid, field))
    return owner


def _open_neighbours(grid: Grid, field: _Field) -> Iterator[_Field]:
    """The fields beside this one with no rule between."""
    (row, column), rows, columns = field, len(grid.down) - 1, len(grid.across) - 1
    x = (grid.across[column] + grid.across[column + 1]) / 2
    y = (grid.down[row] + grid.down[row + 1]) / 2
    steps: tuple[tuple[bool, int, int, float, float], ...] = (
        (row + 1 < rows, row + 1, column, grid.down[row + 1], x),
        (row > 0, row - 1, column, grid.down[row], x),
        (column + 1 < columns, row, column + 1, grid.across[column + 1], y),
        (column > 0, row, column - 1, grid.across[column], y),
    )
    for inside, down, over, at, along in steps:
        if inside and not _ruled(grid, level=down != row, at=at, along=along):
            yield down, over


def _ruled(grid: Grid, *, level: bool, at: float, along: float) -> bool:
    rules = (rule for rule in grid.rules if rule.level is level)
    return any(abs(rule.at - at) <= _TOUCH and rule.low <= along <= rule.high for rule in rules)
