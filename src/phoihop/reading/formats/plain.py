"""Text files: UTF-8, UTF-16 with its mark, or the 8-bit fonts of the 1990s."""

from __future__ import annotations

from collections.abc import Sequence

from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.reading.source import LegacyFont, font_of

# A text file holds none of these; one is enough to know a binary file (archives, pictures).
BINARY_SIGNATURES = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
MAX_CONTROL_SHARE = 0.02
_WINDOWS = "cp1252"


def decode_plain(data: bytes, fonts: Sequence[LegacyFont] = ()) -> Decision[str]:
    """The text of a text file. Refused: `reading.empty`, `binary`, `encoding`.

    Of 8-bit encodings only those of `fonts` are taken, as Windows shows their bytes, and only where the
    letters prove it: nothing is guessed, because a wrong guess garbles Vietnamese silently.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if data.startswith(BINARY_SIGNATURES) or b"\x00" in data:
        return refuse("reading.binary")
    decoded = _decoded(data.removeprefix(b"\xef\xbb\xbf"), "utf-8")
    if isinstance(decoded, Accepted) or decoded.refusals[0].code != "reading.encoding":
        return decoded
    return _in_old_font(data, fonts) or decoded


def _decoded(data: bytes, encoding: str) -> Decision[str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        return refuse("reading.encoding", byte=fault.start)
    if not text.strip():
        return refuse("reading.empty")
    return refuse("reading.binary") if _has_control(text) else Accepted(text)


def _has_control(text: str) -> bool:
    control = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v")
    return control > MAX_CONTROL_SHARE * len(text)


def _in_old_font(data: bytes, fonts: Sequence[LegacyFont]) -> Accepted[str] | None:
    """The bytes as Windows shows them without the font, when a font of `fonts` makes sense of them."""
    try:
        text = data.decode(_WINDOWS)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return Accepted(text) if font_of(text, fonts) is not None and not _has_control(text) else None
