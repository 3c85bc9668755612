"""The door of reading for files: bytes in, text and reading out, or a refusal that says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.reading.exchange_shape import as_document, as_json
from phoihop.reading.pipeline import read
from phoihop.reading.secrecy import secrecy_marks
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

__all__ = [
    "MAX_BYTES",
    "BodySpan",
    "CitationSpan",
    "MeetingSpan",
    "PersonSpan",
    "ReadText",
    "Reading",
    "TaskSpan",
    "TimeSpan",
    "Vocabulary",
    "Zone",
    "as_document",
    "as_json",
    "decode_text",
    "load_vocabulary",
    "read",
    "read_bytes",
    "read_text",
    "refuse_secret",
]

MAX_BYTES = 10 * 1024 * 1024
"""Largest text taken at once; a conference report has some 10,000 bytes."""
# A text file holds none of these; one is enough to know a binary file (docx, pdf, pictures).
BINARY_SIGNATURES = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
MAX_CONTROL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text that was taken and what was read in it."""

    text: str
    reading: Reading


def decode_text(data: bytes) -> Decision[str]:
    """The text of a file. Refused: `reading.empty`, `too_large`, `binary`, `encoding`.

    UTF-8 (with or without byte-order mark) and UTF-16 with byte-order mark are read; nothing is guessed,
    because a wrong guess garbles Vietnamese silently.
    """
    if len(data) > MAX_BYTES:
        return refuse("reading.too_large", megabytes=MAX_BYTES // 1024 // 1024)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if data.startswith(BINARY_SIGNATURES) or b"\x00" in data:
        return refuse("reading.binary")
    return _decoded(data.removeprefix(b"\xef\xbb\xbf"), "utf-8")


def _decoded(data: bytes, encoding: str) -> Decision[str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        return refuse("reading.encoding", byte=fault.start)
    if not text.strip():
        return refuse("reading.empty")
    control = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    if control > MAX_CONTROL_SHARE * len(text):
        return refuse("reading.binary")
    return Accepted(text)


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
    """Decode and read the content of a file."""
    decoded = decode_text(data)
    if not isinstance(decoded, Accepted):
        return decoded
    return read_text(decoded.value, file_name=file_name, vocabulary=vocabulary)
