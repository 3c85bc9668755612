"""The door of reading for files: bytes in, text and reading out, or a refusal that says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.reading.exchange_shape import as_document, as_json
from phoihop.reading.explaining import Entry, Explanation, explanations
from phoihop.reading.formats.cells import Table, Tables, open_tables
from phoihop.reading.formats.extracted import Extracted, Format
from phoihop.reading.formats.extracting import MAX_BYTES, extract
from phoihop.reading.letterhead import letterhead_day
from phoihop.reading.pipeline import read
from phoihop.reading.quality import LayerQuality, ReadingQuality, load_quality
from phoihop.reading.secrecy import secrecy_marks
from phoihop.reading.source import LegacyFont, Source, font_of, open_source
from phoihop.reading.spans import (
    BodySpan,
    CitationSpan,
    MeetingSpan,
    PersonSpan,
    Reading,
    TaskSpan,
    TimeSpan,
    Zone,
)
from phoihop.reading.vocabulary import Vocabulary, load_vocabulary
from phoihop.reading.vocabulary_learned import Learned, LearnedKind, with_entries

__all__ = [
    "MAX_BYTES",
    "BodySpan",
    "CitationSpan",
    "Entry",
    "Explanation",
    "Extracted",
    "Format",
    "LayerQuality",
    "Learned",
    "LearnedKind",
    "LegacyFont",
    "MeetingSpan",
    "PersonSpan",
    "ReadText",
    "Reading",
    "ReadingQuality",
    "Source",
    "Table",
    "Tables",
    "TaskSpan",
    "TimeSpan",
    "Vocabulary",
    "Zone",
    "as_document",
    "as_json",
    "explanations",
    "extract",
    "font_of",
    "letterhead_day",
    "load_quality",
    "load_vocabulary",
    "open_source",
    "open_tables",
    "read",
    "read_bytes",
    "read_text",
    "refuse_secret",
    "with_entries",
]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text that was taken and what was read in it."""

    text: str
    reading: Reading


def refuse_secret(text: str, file_name: str) -> Decision[str]:
    """The text itself, or `reading.secret` when it or its file name bears a mark of state secrecy."""
    marks = secrecy_marks(text, file_name)
    if marks:
        return refuse("reading.secret", mark=marks[0].text.strip())
    return Accepted(text)


def read_text(text: str, *, file_name: str, vocabulary: Vocabulary) -> Decision[ReadText]:
    """Read a text that was pasted or decoded. Refused when it bears a mark of state secrecy."""
    checked = refuse_secret(text, file_name)
    if not isinstance(checked, Accepted):
        return checked
    return Accepted(ReadText(text, read(text, vocabulary)))


def read_bytes(data: bytes, *, file_name: str, vocabulary: Vocabulary) -> Decision[ReadText]:
    """Read a file of any kind. Refused as `extract` refuses, or when it bears a mark of state secrecy."""
    found = extract(data, fonts=vocabulary.fonts)
    if not isinstance(found, Accepted):
        return found
    checked = refuse_secret(found.value.around, file_name)
    if not isinstance(checked, Accepted):
        return checked
    return read_text(found.value.text, file_name=file_name, vocabulary=vocabulary)
