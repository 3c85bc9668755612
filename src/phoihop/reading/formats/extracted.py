"""What comes out of a file, and how a file is refused from deep inside its parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from phoihop.kernel.decision import Refusal, Refused


class Format(StrEnum):
    """What a file was."""

    TEXT = "text"
    WORD = "docx"
    PDF = "pdf"
    SHEET = "xlsx"
    WEB = "html"


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file: paragraphs and rows of tables one a line, the cells of a row parted by tabs.

    `around`: page headers, footers, notes, names of sheets, properties: looked through for marks of secrecy,
    not read.
    """

    text: str
    format: Format
    around: str = ""


class CannotRead(Exception):
    """A file that cannot be taken; it carries the refusal out of the parsers."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        shown = tuple(sorted((name, str(value)) for name, value in params.items()))
        self.refused = Refused((Refusal(code, shown),))
