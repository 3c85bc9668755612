"""Which kind of file it is, told from its bytes and never from its name; then its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.reading.formats.archive import opened
from phoihop.reading.formats.extracted import CannotRead, Extracted, Format
from phoihop.reading.formats.pdf import pdf_text
from phoihop.reading.formats.plain import decode_plain
from phoihop.reading.formats.spreadsheet import BOOK, sheet_text
from phoihop.reading.formats.web_page import is_web_page, web_text
from phoihop.reading.formats.word import BODY, word_text
from phoihop.reading.source import LegacyFont

MAX_BYTES: Final = 10 * 1024 * 1024
"""Largest file taken at once; a conference report has some 10,000 bytes."""
# Word and Excel before 2007, files locked with a password, and RTF.
_OLD: Final = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF-"
_PDF_REACH: Final = 1024


def extract(data: bytes, *, fonts: Sequence[LegacyFont] = ()) -> Decision[Extracted]:
    """The text of a file of any kind. `fonts`: the 8-bit encodings to be known.

    Refused: `reading.bomb`, `binary`, `damaged`, `empty`, `encoding`, `locked`, `old_office`, `scan`,
    `sheet_too_large`, `too_large`, `too_many_pages`.
    """
    if len(data) > MAX_BYTES:
        return refuse("reading.too_large", megabytes=MAX_BYTES // 1024 // 1024)
    if data.startswith(_OLD):
        return refuse("reading.old_office")
    try:
        found = _extracted(data)
    except CannotRead as fault:
        return fault.refused
    if found is None:
        plain = decode_plain(data, fonts)
        return Accepted(Extracted(plain.value, Format.TEXT)) if isinstance(plain, Accepted) else plain
    return Accepted(found) if found.text.strip() else refuse("reading.empty")


def _extracted(data: bytes) -> Extracted | None:
    """The text of a file that is no text file; None for one that may be."""
    if data.startswith(_ZIP):
        with opened(data) as archive:
            if BODY in archive.parts:
                return word_text(archive)
            if BOOK in archive.parts:
                return sheet_text(archive, data)
        raise CannotRead("reading.binary")
    if data[:_PDF_REACH].lstrip().startswith(_PDF):
        return pdf_text(data)
    return web_text(data) if is_web_page(data) else None
