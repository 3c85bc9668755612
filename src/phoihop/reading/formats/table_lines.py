"""A table as lines of a text: one row a line, its cells parted by tabs, merged cells repeated.

A table that only lays out a page (letterhead, signatures) gives its cells one after the other instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = tuple["Cell", ...]
_LAYOUT = re.compile(r"(?im)^\W*(?:số\b|nơi nhận|độc lập\W+tự do|đảng cộng sản việt nam)")
_PARTED = frozenset(".;:,…!?")


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs of a cell. `origin` tells merged places of one cell from equal neighbours."""

    paragraphs: tuple[str, ...]
    origin: int

    @property
    def line(self) -> str:
        """The paragraphs as one line; where one ends without a mark a semicolon parts it from the next."""
        said = [" ".join(paragraph.split()) for paragraph in self.paragraphs]
        said = [words for words in said if words]
        parted = [words if words[-1] in _PARTED else f"{words};" for words in said[:-1]]
        return " ".join((*parted, *said[-1:]))


def table_lines(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of a table; a cell that fills a whole row stands alone, as a heading."""
    if _is_layout(rows):
        yield from _cells_in_turn(rows)
        return
    for row in rows:
        cells = [row[0]] if len({cell.origin for cell in row}) == 1 else row
        line = "\t".join(cell.line for cell in cells)
        if line.strip():
            yield line


def _is_layout(rows: Sequence[Row]) -> bool:
    columns = max(map(len, rows), default=0)
    if columns < 2:
        return True
    first = any(len(list(filter(str.strip, cell.paragraphs))) > 1 for cell in rows[0])
    marked = any(_LAYOUT.search("\n".join(cell.paragraphs)) for row in rows for cell in row)
    return columns == 2 and (first or marked)


def _cells_in_turn(rows: Sequence[Row]) -> Iterator[str]:
    """Column by column when each is a column of the page, which letterheads and signatures are."""
    seen: set[int] = set()
    for column in range(max(map(len, rows), default=0)):
        for row in rows:
            if column < len(row) and row[column].origin not in seen:
                seen.add(row[column].origin)
                yield from filter(str.strip, row[column].paragraphs)
