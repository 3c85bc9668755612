"""Files as offices write them, made in memory: Word, Excel, PDF with and without letters. Invented words."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from docx import Document
from docx.document import Document as WordDocument

EM = 0.5
"""The width of every letter in `pdf`, in its size."""


def word(document: WordDocument) -> bytes:
    """The bytes of a Word document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_of(paragraphs: Iterable[str] = (), rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file with these paragraphs, then a table of these rows."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        add_table(document, rows)
    return word(document)


def add_table(document: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    """Add a table to a Word document."""
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, words, strict=False):
            cell.text = said


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part more, or another content of a part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()


def sheet_of(rows: Sequence[Sequence[object]], *, merged: Iterable[str] = ()) -> bytes:
    """An Excel file with one sheet; `merged`: ranges whose first cell is in `rows`."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy", "in_memory": True})
    sheet = book.add_worksheet("Kế hoạch")
    for place in merged:
        sheet.merge_range(place, "")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Printed:
    """Words at a place of a page, in points from the lower left corner."""

    x: float
    y: float
    words: str
    size: float = 12


def pdf(
    pages: Sequence[Sequence[Printed]], *, rules: Sequence[tuple[float, float, float, float]] = ()
) -> bytes:
    """A PDF with a text layer; on its first page straight lines from (x0, y0) to (x1, y1)."""
    drawn = b"\n".join(b"%f %f m %f %f l S" % rule for rule in rules)
    contents = [b"\n".join(map(_shown, page)) for page in pages]
    return _file([b"\n".join((contents[0], drawn)), *contents[1:]])


def scan(pages: int = 2) -> bytes:
    """A PDF whose pages are pictures."""
    picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    return _file([picture] * pages)


def _shown(printed: Printed) -> bytes:
    codes = printed.words.encode("utf-16-be").hex().encode()
    return b"BT /F1 %f Tf 1 0 0 1 %f %f Tm <%s> Tj ET" % (printed.size, printed.x, printed.y, codes)


def _file(contents: Sequence[bytes]) -> bytes:
    """Objects: 1 catalogue, 2 pages, 3 font, 4 its descendant, 5 names of its letters; then the pages."""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * place) for place in range(len(contents)))
    names = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> "
        b"endcodespacerange 256 beginbfrange\n"
        + b"\n".join(b"<%02x00> <%02xff> <%02x00>" % (high, high, high) for high in range(256))
        + b"\nendbfrange endcmap end"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Paper /Encoding /Identity-H /DescendantFonts [4 0 R] "
            b"/ToUnicode 5 0 R >>"
        ),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Paper /DW %d /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Paper "
        b"/Flags 4 /FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200 >> >>" % int(EM * 1000),
        _stream(names),
    ]
    for place, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (7 + 2 * place)
        )
        objects.append(_stream(content))
    return _with_places(objects)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _with_places(objects: Sequence[bytes]) -> bytes:
    made, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(made))
    )
