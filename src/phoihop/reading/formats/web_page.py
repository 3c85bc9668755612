"""Web pages (.html) and what Word saves as one: the words of the page, its tables row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Final

from lxml import etree, html

from phoihop.kernel.decision import Accepted
from phoihop.reading.formats.extracted import CannotRead, Extracted, Format
from phoihop.reading.formats.plain import decode_plain
from phoihop.reading.formats.table_lines import Cell, Row, table_lines

_START: Final = re.compile(
    rb"(?is)\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
)
_CHARSET: Final = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-z0-9_-]{1,40})")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_HEAD: Final = 4096
_ENCODINGS: Final = frozenset({"utf-8", "utf8", "windows-1252", "iso-8859-1", "windows-1258", "us-ascii"})
_SKIPPED: Final = frozenset(
    {
        "aside",
        "button",
        "footer",
        "form",
        "head",
        "iframe",
        "nav",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
    }
)
_BLOCKS: Final = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_MOST_COLUMNS: Final = 60
_MOST_ROWS: Final = 500
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")


def is_web_page(data: bytes) -> bool:
    """Whether these bytes begin as a web page does."""
    head = data[: 2 * _HEAD]
    if head.startswith(_WIDE):
        head = head.decode("utf-16", errors="replace").encode()
    return _START.match(head) is not None


def web_text(data: bytes) -> Extracted:
    """The text of a page. Raises CannotRead."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_decoded(data), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise CannotRead("reading.damaged") from fault
    titles = "\n".join(title.text or "" for title in root.iter("title"))
    return Extracted("\n".join(_Page(count()).lines(root)) + "\n", Format.WEB, titles)


def _decoded(data: bytes) -> str:
    """The page as text; its declaration of an encoding counts, else it is UTF-8."""
    stated = _CHARSET.search(data[:_HEAD])
    name = stated[1].decode("ascii").lower() if stated else "utf-8"
    if name in _ENCODINGS and not data.startswith(_WIDE):
        try:
            return _undeclared(data.decode(name))
        except UnicodeDecodeError as fault:
            raise CannotRead("reading.encoding", byte=fault.start) from fault
    plain = decode_plain(data)
    if isinstance(plain, Accepted):
        return _undeclared(plain.value)
    raise CannotRead(plain.refusals[0].code, **dict(plain.refusals[0].params))


def _undeclared(text: str) -> str:
    """Without the XML declaration, which must not stand before decoded text."""
    return re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", text)


class _Page:
    """The lines of a page. List items are counted on the way: a list may have many."""

    def __init__(self, origins: count[int]) -> None:
        self._origins = origins
        self._counted: Counter[etree._Element] = Counter()

    def lines(self, root: etree._Element) -> Iterator[str]:
        """One line for each block, the rows of tables that hold no other table."""
        said: list[str] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "end":
                if tag in _BLOCKS or tag == "br":
                    yield from _flushed(said)
                said.append("" if element is root else element.tail or "")
                continue
            if tag in _SKIPPED:
                walk.skip_subtree()
            elif tag == "table" and element.find(".//table") is None:
                yield from _flushed(said)
                yield from table_lines(list(self.rows(element)))
                walk.skip_subtree()
            else:
                if tag in _BLOCKS:
                    yield from _flushed(said)
                said.append(self._mark(element) + (element.text or ""))
        yield from _flushed(said)

    def rows(self, table: etree._Element) -> Iterator[Row]:
        """The rows on the grid; a cell that spans rows or columns is repeated in each."""
        hanging: dict[int, tuple[int, Cell]] = {}
        for number, row in enumerate(table.iter("tr")):
            if number == _MOST_ROWS * 10:
                return
            cells = list(self.cells(row, hanging))
            if cells:
                yield tuple(cells)

    def cells(self, row: etree._Element, hanging: dict[int, tuple[int, Cell]]) -> Iterator[Cell]:
        """The cells of a row between those that hang down into it; `hanging` is brought forward."""
        column = 0
        for element in (child for child in row if child.tag in {"td", "th"}):
            for cell in _hanging_at(hanging, column):
                yield cell
                column += 1
            own = Cell(tuple(self.lines(element)), next(self._origins))
            down = _span(element, "rowspan", _MOST_ROWS)
            for _ in range(_span(element, "colspan", _MOST_COLUMNS)):
                if column < _MOST_COLUMNS:
                    if down > 1:
                        hanging[column] = (down - 1, own)
                    yield own
                    column += 1
        yield from _hanging_at(hanging, column)

    def _mark(self, element: etree._Element) -> str:
        """The list mark that a browser draws."""
        parent = element.getparent()
        if element.tag != "li" or parent is None:
            return ""
        self._counted[parent] += 1
        return f"{self._counted[parent]}. " if parent.tag == "ol" else "- "


def _hanging_at(hanging: dict[int, tuple[int, Cell]], column: int) -> Iterator[Cell]:
    while column in hanging:
        left, cell = hanging.pop(column)
        if left > 1:
            hanging[column] = (left - 1, cell)
        yield cell
        column += 1


def _flushed(said: list[str]) -> Iterator[str]:
    words = _BLANKS.sub(" ", "".join(said)).strip()
    said.clear()
    if words:
        yield words


def _span(element: etree._Element, name: str, most: int) -> int:
    stated = element.get(name, "1").strip()
    return max(1, min(int(stated), most)) if stated.isascii() and stated.isdigit() and len(stated) < 6 else 1
