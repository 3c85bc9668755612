"""Assignment tables in a text: a line of column heads, and the rows below it.

A row is one line; its cells are parted by tabs, as files give them and as people paste them, or by upright
strokes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from phoihop.kernel.text import fold
from phoihop.reading.tables_vocabulary import TableWords
from phoihop.reading.vocabulary import Vocabulary

Role = Literal[
    "results", "lead", "coordinating", "product", "deadline", "period", "basis", "notes", "numbers", "tasks"
]
_ORDER: Final[tuple[Role, ...]] = (
    "results",
    "lead",
    "coordinating",
    "product",
    "deadline",
    "period",
    "basis",
    "notes",
    "numbers",
    "tasks",
)
_TAB: Final = re.compile(r"\t")
_PARTED: Final = re.compile(r"\t| ?\| ?")
_LINE: Final = re.compile(r"[^\n]+")
_RULE: Final = re.compile(r"[\s|:+=-]+")
_NOT_A_WORD: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_HEAD: Final = 60
_LONGEST_HEADING: Final = 240
_MOST_HEADINGS: Final = 3
"""So many lines without cells may stand between rows: headings of parts; after more the table is over."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch [start, end) of the text without blanks at its ends; empty where the cell is."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by role, and the heading that it stands under, if any."""

    cells: Mapping[Role, Place]
    heading: Place | None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table that stands at [start, end) of the text."""

    start: int
    end: int
    rows: tuple[Row, ...]


def find_tables(text: str, vocabulary: Vocabulary) -> Iterator[Table]:
    """The assignment tables of a text, from its beginning. Linear in its length."""
    if "\t" not in text and "|" not in text:
        return
    heads = _heads(vocabulary)
    lines = _lines(text)
    number = 0
    while number < len(lines):
        columns = _columns(text, lines[number], heads)
        if columns is None:
            number += 1
            continue
        start, (rows, number) = lines[number].start, _rows(text, lines, number + 1, columns, heads)
        if rows:
            yield Table(start, lines[number - 1].end, tuple(rows))


def cell_gaps(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """What stands between the cells of tables: a name never reaches from one cell into the next.

    Between are also the tabs of other lines with at least three cells.
    """
    tables = list(find_tables(text, vocabulary))
    for table in tables:
        for line in _LINE.finditer(text, table.start, table.end):
            yield max(0, line.start() - 1), line.start()
            yield line.end(), line.end() + 1
            yield from (mark.span() for mark in _PARTED.finditer(text, *line.span()))
    if "\t" in text:
        for line in _LINE.finditer(text):
            if line[0].count("\t") > 1:
                yield from (mark.span() for mark in _TAB.finditer(text, *line.span()))


def _lines(text: str) -> list[Place]:
    return [Place(*match.span()) for match in _LINE.finditer(text)]


def _rows(
    text: str, lines: Sequence[Place], number: int, columns: tuple[Role | None, ...], heads: _Heads
) -> tuple[list[Row], int]:
    """The rows from line `number` on, and the line after the last of them."""
    rows: list[Row] = []
    heading: Place | None = None
    between, end = 0, number
    for place in range(number, len(lines)):
        cells = _cells(text, lines[place])
        if len(cells) == 1:
            between += 1
            if between > _MOST_HEADINGS or lines[place].end - lines[place].start > _LONGEST_HEADING:
                break
            heading = cells[0]
            continue
        between = 0
        again = _columns(text, lines[place], heads)
        columns = again or columns
        end = place + 1
        if again is None and not _RULE.fullmatch(text, lines[place].start, lines[place].end):
            named = {role: cell for role, cell in zip(columns, cells, strict=False) if role is not None}
            rows.append(Row(named, heading))
    return rows, end


def _cells(text: str, line: Place) -> list[Place]:
    """The cells of a line; a stroke before the first or after the last parts nothing."""
    cells: list[Place] = []
    start = line.start
    for mark in _PARTED.finditer(text, line.start, line.end):
        cells.append(_trimmed(text, start, mark.start()))
        start = mark.end()
    cells.append(_trimmed(text, start, line.end))
    if text[line.start : line.end].strip().startswith("|"):
        cells = cells[1:]
    return cells or [line]


def _trimmed(text: str, start: int, end: int) -> Place:
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    return Place(start, start + len(said.strip()))


# ------------------------------------------------------------------------------------------------- heads


@dataclass(frozen=True, slots=True)
class _Heads:
    """Patterns of the phrases of each role, and the heads that name who acts."""

    phrases: tuple[tuple[Role, re.Pattern[str]], ...]
    tasks: re.Pattern[str]
    actors: frozenset[str]


@lru_cache(maxsize=4)
def _heads(vocabulary: Vocabulary) -> _Heads:
    words = vocabulary.table_words
    return _Heads(
        tuple((role, _holding(words, role)) for role in _ORDER),
        re.compile(f"(?:{'|'.join(map(_key, words.tasks))})(?: |$)"),
        frozenset(map(_key, words.actors)),
    )


def _holding(words: TableWords, role: Role) -> re.Pattern[str]:
    phrases: tuple[str, ...] = getattr(words, role)
    return re.compile(f"(?:^| )(?:{'|'.join(map(_key, phrases))})(?: |$)")


def _key(words: str) -> str:
    return _NOT_A_WORD.sub(" ", fold(words)).strip()


def _columns(text: str, line: Place, heads: _Heads) -> tuple[Role | None, ...] | None:
    """The roles of the columns if this is a line of heads: what is to be done, and by whom or by when."""
    cells = _cells(text, line)
    if len(cells) < 2 or any(cell.end - cell.start > _LONGEST_HEAD for cell in cells):
        return None
    roles = [_role(_key(text[cell.start : cell.end]), heads) for cell in cells]
    found = {role for role in roles if role}
    if "tasks" not in found or found.isdisjoint({"lead", "coordinating", "deadline"}):
        return None
    return tuple(_last_only(roles))


def _role(head: str, heads: _Heads) -> Role | None:
    if head in heads.actors:
        return "lead"
    if heads.tasks.match(head):
        return "tasks"
    return next((role for role, pattern in heads.phrases if pattern.search(head)), None)


def _last_only(roles: Sequence[Role | None]) -> Iterator[Role | None]:
    """Of several columns with one role the last counts: "Nhóm nhiệm vụ", "Nội dung công việc"."""
    for place, role in enumerate(roles):
        yield None if role in roles[place + 1 :] else role
