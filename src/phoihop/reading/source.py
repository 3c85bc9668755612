"""The text that is read, and the way back from it to the text that was handed in.

Readers work on one form: composed Unicode without invisible characters. Texts arrive decomposed, mixed, or in
the fonts of the 1990s (TCVN3, VNI), where "Tæng côc" shows as "Tổng cục" only in the right font. Every offset
found in the readable form can be carried back to the raw text, and no raw span cuts a letter from its mark.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from phoihop.kernel.text import nfc

_MARKS = "\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_CLUSTER = re.compile(f"[^{_MARKS}][{_MARKS}]+|[{_INVISIBLE}]")
# Letters that only Vietnamese in Unicode has; a line with one of them is not in an old font.
_MODERN = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_MIN_EVIDENCE = 4
_EVIDENCE_SHARE = 40
"""At least one typical character stands among so many; in a text in an old font it is one in ten."""


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """An 8-bit font encoding shown as Latin-1: ``table`` from its letter (one or two characters) to Unicode.

    ``evidence`` are characters that stand inside words in this encoding and hardly ever in Unicode text.
    """

    name: str
    table: tuple[tuple[str, str], ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Source:
    """``raw`` as handed in, ``text`` readable (NFC, Unicode); ``starts`` maps text offsets to raw ones.

    ``starts`` is None when both are the same string; otherwise it has one entry more than ``text``.
    """

    raw: str
    text: str
    starts: tuple[int, ...] | None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of the non-empty text span [start, end)."""
        low, high = (start, end) if self.starts is None else self._mapped(self.starts, start, end)
        while high < len(self.raw) and unicodedata.combining(self.raw[high]):
            high += 1
        return low, high

    def shown_span(self, start: int, end: int) -> tuple[int, int]:
        """The text offsets of the raw span [start, end): the way back of `raw_span`."""
        if self.starts is None:
            return start, end
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end)
        return min(low, len(self.text)), min(high, len(self.text))

    def shown(self, start: int, end: int) -> str:
        """The raw span [start, end) as people read it."""
        low, high = self.shown_span(start, end)
        return self.text[low:high]

    def _mapped(self, starts: tuple[int, ...], start: int, end: int) -> tuple[int, int]:
        """Marks that cannot be composed stay with their letter; invisible characters end no span."""
        while end < len(self.text) and starts[end] == starts[end - 1]:
            end += 1
        low, high = starts[start], starts[end]
        while high > low + 1 and self.raw[high - 1] in _INVISIBLE:
            high -= 1
        return low, high


def open_source(raw: str, fonts: tuple[LegacyFont, ...] = ()) -> Source:
    """``raw`` made readable: old fonts decoded by lines, marks composed, invisible characters left out."""
    text, starts = _decoded(raw, fonts)
    if unicodedata.is_normalized("NFC", text) and not _CLUSTER.search(text):
        return Source(raw, text, starts)
    composed, inner = _rewritten(text, _CLUSTER, _composed)
    return Source(raw, composed, inner if starts is None else tuple(starts[i] for i in inner))


def _composed(match: re.Match[str]) -> str:
    return "" if match[0][0] in _INVISIBLE else nfc(match[0])


def _rewritten(
    text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> tuple[str, tuple[int, ...]]:
    """``text`` with every match replaced, and for each character of the result where it came from."""
    pieces: list[str] = []
    starts: list[int] = []
    done = 0
    for match in pattern.finditer(text):
        new = replace(match)
        pieces += (text[done : match.start()], new)
        starts.extend(range(done, match.start()))
        starts.extend([match.start()] * len(new))
        done = match.end()
    pieces.append(text[done:])
    starts.extend(range(done, len(text) + 1))
    return "".join(pieces), tuple(starts)


def font_of(raw: str, fonts: Iterable[LegacyFont]) -> LegacyFont | None:
    """The old font that ``raw`` is written in, None when it is Unicode (or too short to tell)."""
    return next((font for font in fonts if _is_written_in(raw, font)), None)


def _decoded(raw: str, fonts: tuple[LegacyFont, ...]) -> tuple[str, tuple[int, ...] | None]:
    font = font_of(raw, fonts)
    if font is None:
        return raw, None
    table = dict(font.table)
    letters = sorted(table, key=len, reverse=True)
    one = re.compile("|".join(map(re.escape, letters)))
    modern_lines = tuple(_modern_lines(raw))

    def decode(match: re.Match[str]) -> str:
        return table[match[0]]

    if not modern_lines:
        return _rewritten(raw, one, decode)
    return _rewritten_between(raw, one, decode, modern_lines)


def _modern_lines(raw: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for line in raw.splitlines(keepends=True):
        if _MODERN.search(line):
            found.append((start, start + len(line)))
        start += len(line)
    return found


def _rewritten_between(
    raw: str,
    pattern: re.Pattern[str],
    replace: Callable[[re.Match[str]], str],
    kept: tuple[tuple[int, int], ...],
) -> tuple[str, tuple[int, ...]]:
    """As `_rewritten`, but the stretches ``kept`` stay as they are."""
    pieces: list[str] = []
    starts: list[int] = []
    done = 0
    for low, high in (*kept, (len(raw), len(raw))):
        new, inner = _rewritten(raw[done:low], pattern, replace)
        pieces += (new, raw[low:high])
        starts.extend(done + i for i in inner[:-1])
        starts.extend(range(low, high))
        done = high
    starts.append(len(raw))
    return "".join(pieces), tuple(starts)


def _is_written_in(raw: str, font: LegacyFont) -> bool:
    """Whether characters typical of ``font`` stand inside words, and far more often than modern letters."""
    if raw.isascii() or sum(map(raw.count, font.evidence)) < _MIN_EVIDENCE:
        return False
    typical = f"[{re.escape(font.evidence)}]"
    hits = len(re.findall(f"(?<=[A-Za-z]){typical}|{typical}(?=[a-z])", raw))
    often = hits >= _MIN_EVIDENCE and hits * _EVIDENCE_SHARE > len(raw)
    return often and hits > 2 * len(_MODERN.findall(raw)) // 3
