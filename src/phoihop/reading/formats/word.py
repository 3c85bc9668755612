"""Word files (.docx): paragraphs with their list marks, tables row by row, text boxes; no deleted words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

from phoihop.reading.formats.archive import Archive
from phoihop.reading.formats.extracted import CannotRead, Extracted, Format
from phoihop.reading.formats.table_lines import Cell, Row, table_lines
from phoihop.reading.formats.word_lists import ListMarks, W, list_marks

BODY: Final = "word/document.xml"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_AROUND: Final = (
    "word/header",
    "word/footer",
    "word/footnotes",
    "word/endnotes",
    "word/comments",
    "docProps/core",
)
_MOST_COLUMNS: Final = 60
_SKIPPED: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{_MC}Fallback"})
_SIGNS: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def word_text(archive: Archive) -> Extracted:
    """The text of an opened Word file. Raises CannotRead."""
    root = archive.xml(BODY)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise CannotRead("reading.damaged")
    marks = list_marks(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))
    lines = _Lines(marks, count()).blocks(body)
    around = (_words(archive.xml(part)) for start in _AROUND for part in archive.named(start))
    return Extracted("\n".join(lines) + "\n", Format.WORD, "\n".join((*around, _deleted(root))))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one file, in the order in which it is read, so that list marks count on."""

    marks: ListMarks
    origins: count[int]

    def blocks(self, parent: etree._Element) -> Iterator[str]:
        """The lines of everything in a body, a cell, a text box or a content control."""
        for block in _blocks_of(parent):
            if block.tag == f"{W}p":
                yield from self.paragraph(block)
            else:
                yield from table_lines(list(self.rows(block)))

    def paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        """The lines of a paragraph, then those of the text boxes that hang on it."""
        said = "".join(_runs(paragraph))
        words = "\n".join(line.rstrip() for line in said.split("\n"))
        if words.strip():
            yield from (self.marks.mark(paragraph) + words).split("\n")
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(True for _ in box.iterancestors(f"{_MC}Fallback")) and _outermost(box, paragraph):
                yield from self.blocks(box)

    def rows(self, table: etree._Element) -> Iterator[Row]:
        """The rows of a table on its grid; a cell merged downwards repeats the one above it."""
        above: Row = ()
        for row in _rows_of(table):
            above = tuple(self.cells(row, above))[:_MOST_COLUMNS]
            if above:
                yield above

    def cells(self, row: etree._Element, above: Row) -> Iterator[Cell]:
        """The cells of one row, each as often as it is wide."""
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for _ in range(column):
            yield Cell((), next(self.origins))
        for cell in _blocks_of(row, wanted=f"{W}tc"):
            width = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
            own = self.cell(cell, above[column] if column < len(above) else None)
            for _ in range(width):
                yield own
            column += width

    def cell(self, cell: etree._Element, above: Cell | None) -> Cell:
        """A cell, or the one above that it is merged with."""
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(f"{W}val", "continue") != "restart" and above is not None:
            return above
        lines = (line.replace("\t", " ") for line in self.blocks(cell))
        return Cell(tuple(lines), next(self.origins))


def _blocks_of(parent: etree._Element, wanted: str = "") -> Iterator[etree._Element]:
    """Paragraphs and tables (or what is wanted) directly below, also in content controls."""
    kept = {wanted} if wanted else {f"{W}p", f"{W}tbl"}
    waiting = list(reversed(list(parent)))
    while waiting:
        child = waiting.pop()
        if child.tag in kept:
            yield child
        elif child.tag in {
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{W}smartTag",
        }:
            waiting.extend(reversed(list(child)))


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    for row in _blocks_of(table, wanted=f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _runs(paragraph: etree._Element) -> Iterator[str]:
    """The words of a paragraph without its text boxes and without what was deleted."""
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        if element.tag in _SKIPPED or element.tag == f"{W}txbxContent":
            walk.skip_subtree()
        elif element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in _SIGNS and not _is_tab_stop(element):
            yield _SIGNS[element.tag]


def _is_tab_stop(element: etree._Element) -> bool:
    """Whether a tab is a rule of the paragraph and not a sign in it."""
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}tabs"


def _outermost(box: etree._Element, paragraph: etree._Element) -> bool:
    """Whether no other text box of the paragraph holds this one; that one gives its own boxes."""
    for parent in box.iterancestors():
        if parent is paragraph:
            return True
        if parent.tag == f"{W}txbxContent":
            return False
    return True


def _number(element: etree._Element | None, default: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return (
        min(int(value), _MOST_COLUMNS) if value.isascii() and value.isdigit() and len(value) < 4 else default
    )


def _words(root: etree._Element | None) -> str:
    """All words of a part, one paragraph a line."""
    if root is None:
        return ""
    paragraphs = list(root.iter(f"{W}p"))
    if not paragraphs:
        return "\n".join(text for element in root.iter() if (text := (element.text or "").strip()))
    return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)


def _deleted(root: etree._Element | None) -> str:
    found = root.iter(f"{W}delText") if root is not None else ()
    return "\n".join(element.text or "" for element in found)
