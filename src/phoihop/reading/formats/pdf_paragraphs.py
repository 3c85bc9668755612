"""Lines that a page has wrapped become paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from phoihop.reading.formats.pdf_lines import Line

_LEADING: Final = 2.1
"""Ems between base lines of one paragraph, at most."""
_SAME_SIZE: Final = 0.15
_INDENT: Final = 0.8
_MARK: Final = re.compile(
    r"(?:[-+•–*]|\(?(?:\d{1,2}|[a-zđ]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)(?:\s|$)"
    r"|(?:Điều|Mục) \d|(?:Chương|Phần) [IVXL]"
)
_SYMBOL_MARKS: Final = frozenset("-/")
_SENTENCE_ENDS: Final = frozenset(".;:!?…/")


def paragraphs(columns: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of all columns; one that goes on in the next column or page is one."""
    waiting = ""
    for column in columns:
        for number, paragraph in enumerate(_of_column(column)):
            if waiting and number == 0 and _goes_on(waiting, paragraph):
                waiting = _joined(waiting, paragraph)
                continue
            if waiting:
                yield waiting
            waiting = paragraph
    if waiting:
        yield waiting


def _goes_on(before: str, after: str) -> bool:
    return (
        before[-1] not in _SENTENCE_ENDS
        and (after[0].islower() or after[0].isdigit())
        and not _MARK.match(after)
    )


def _of_column(column: Sequence[Line]) -> Iterator[str]:
    right = max(line.x1 for line in column)
    said = ""
    for place, line in enumerate(column):
        if said and _is_wrapped(column[place - 1], line, right):
            said = _joined(said, line.text)
            continue
        if said:
            yield said
        said = line.text
    yield said


def _joined(before: str, after: str) -> str:
    """Two lines of a paragraph; a symbol that was parted ("28-" "NQ/TW") is whole again."""
    parted = before[-1] in _SYMBOL_MARKS and before[-2:-1].isalnum() and after[0].isalnum()
    return f"{before}{after}" if parted else f"{before} {after}"


def _is_wrapped(before: Line, line: Line, right: float) -> bool:
    """Whether `line` goes on where `before` had no room left."""
    size = max(before.size, line.size)
    apart = before.y - line.y
    if not 0.3 * size < apart < _LEADING * size or abs(before.size - line.size) > _SAME_SIZE * size:
        return False
    if _MARK.match(line.text):
        return False
    indented = line.x0 > before.x0 + _INDENT * size
    if indented and not _MARK.match(before.text):
        return False
    letter = (line.x1 - line.x0) / max(1, len(line.text))
    first = line.text.partition(" ")[0]
    return before.x1 + (len(first) + 1) * letter > right - size
