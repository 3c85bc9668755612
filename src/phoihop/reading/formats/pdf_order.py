"""The order in which the lines of a page are read: what stands beside each other is a column.

A line that crosses the gutter (a title, a full-width paragraph) parts what is above it from what is below;
between two such lines the left column is read before the right one. Letterheads and signatures are read in
the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from phoihop.reading.formats.pdf_lines import Line

_MIDDLE: Final = (0.3, 0.7)
_STEP: Final = 2.0
_STEPS: Final = 500
_LEAST: Final = 2
"""A side with fewer lines is no column."""
_LEADING: Final = 1.7
_SAME_ROW: Final = 0.5
_DEEPEST: Final = 2


def columns_of(lines: Sequence[Line], *, depth: int = 0) -> list[list[Line]]:
    """Runs of lines in reading order, each of one column."""
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None:
        return [_downwards(lines)] if lines else []
    return [column for run in _runs(_downwards(lines), gutter) for column in _sides(run, gutter, depth)]


def _downwards(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.y, line.x0))


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the widest stretch that the fewest lines cross, with enough lines on both sides."""
    if len(lines) < 2 * _LEAST:
        return None
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts, ends = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    best, found, run = len(lines) + 1, (0.0, 0.0), 0.0
    place = low + _MIDDLE[0] * (high - low)
    while place < low + _MIDDLE[1] * (high - low):
        left, right = bisect_right(ends, place), len(starts) - bisect_left(starts, place)
        crossing = len(lines) - left - right
        run = place if crossing != best else run
        if min(left, right) >= _LEAST:
            if crossing < best:
                best, run, found = crossing, place, (place, place)
            elif crossing == best and place - run > found[1] - found[0]:
                found = (run, place)
        place += max(_STEP, (high - low) / _STEPS)
    return sum(found) / 2 if best <= len(lines) else None


def _runs(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """Lines between those that cross the gutter; a run of crossing lines is a run of its own."""
    run: list[Line] = []
    over = False
    for place, line in enumerate(lines):
        crosses = _crosses(line, gutter) or (over and _ends(run[-1], line, lines[place + 1 : place + 2]))
        if run and crosses != over:
            yield run
            run = []
        over = crosses
        run.append(line)
    if run:
        yield run


def _ends(last: Line, line: Line, following: Sequence[Line]) -> bool:
    """Whether a short line ends the paragraph that crosses the gutter above it: nothing stands beside it."""
    alone = not following or line.y - following[0].y > line.size * _SAME_ROW
    near = last.y - line.y < line.size * _LEADING and abs(last.size - line.size) < 1
    return alone and near and line.x0 < last.x0 + line.size


def _crosses(line: Line, gutter: float) -> bool:
    return line.x0 < gutter < line.x1


def _sides(run: list[Line], gutter: float, depth: int) -> Iterator[list[Line]]:
    left, right = [line for line in run if line.x1 <= gutter], [line for line in run if line.x0 >= gutter]
    if _crosses(run[0], gutter) or min(len(left), len(right)) < _LEAST:
        yield run
        return
    for side in (left, right):
        yield from columns_of(side, depth=depth + 1)
