"""Letters with places on a page become lines. Letters of one height are one line; a wide gap ends it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_GAP: Final = 1.5
"""Ems between columns or cells; words of justified text hardly ever stand so far apart."""
_BLANK: Final = 0.15
_LEVEL: Final = 0.3
_TWICE: Final = 0.15
"""The same letter so near to itself is bold print, not a double letter."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter between x0 and x1 on the base line y, in points from the lower left corner."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one base line."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of a page from top to bottom, those of one height from left to right."""
    return [line for row in _rows(glyphs) for line in _parted(row)]


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if row and row[0].y - glyph.y > _LEVEL * max(glyph.size, row[0].size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _parted(row: list[Glyph]) -> Iterator[Line]:
    part: list[Glyph] = []
    words: list[str] = []
    blank = False
    for glyph in sorted(row, key=lambda glyph: (glyph.x0, glyph.x1)):
        if not glyph.text.strip():
            blank = bool(part)
            continue
        if part and _repeats(part[-1], glyph):
            continue
        if part and glyph.x0 - part[-1].x1 > _GAP * glyph.size:
            yield _line(part, words)
            part, words, blank = [], [], False
        mark = unicodedata.combining(glyph.text[0])
        if part and not mark and (blank or glyph.x0 - part[-1].x1 > _BLANK * glyph.size):
            words.append(" ")
        part.append(glyph)
        words.append(glyph.text)
        blank = False
    if part:
        yield _line(part, words)


def _repeats(last: Glyph, glyph: Glyph) -> bool:
    return last.text == glyph.text and abs(last.x0 - glyph.x0) < _TWICE * glyph.size


def _line(part: list[Glyph], words: list[str]) -> Line:
    size = max(glyph.size for glyph in part)
    return Line("".join(words), part[0].x0, max(glyph.x1 for glyph in part), part[0].y, size)
