"""What a PDF would make of little: looked at before the parser, which unpacks and counts without bound."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from phoihop.reading.formats.extracted import CannotRead

MOST_UNPACKED: Final = 96 * 1024 * 1024
MOST_CODES: Final = 400_000
"""Letters that the fonts of a file name in ranges; Unicode has 150,000."""
_STREAM: Final = re.compile(rb"stream\r?\n")
_ZLIB: Final = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78]")
_RANGES: Final = re.compile(rb"begin(?:bf|cid|notdef)range")
_RANGE: Final = re.compile(rb"<\s*([0-9A-Fa-f]{1,12})\s*>\s*<\s*([0-9A-Fa-f]{1,12})\s*>")
_WIDTHS: Final = re.compile(rb"/W2?\s*\[([^/>]{0,400000})")
_LONG: Final = re.compile(rb"(?<![\d.])\d{6,}")


def check_bounds(data: bytes) -> None:
    """Unpack every stream once, and what is packed twice, and count. Raises CannotRead."""
    left, codes = MOST_UNPACKED, _codes(data)
    _check(left, codes)
    for unpacked in _unpacked(data):
        left -= len(unpacked)
        codes += _codes(unpacked)
        _check(left, codes)


def _check(left: int, codes: int) -> None:
    if left < 0 or codes > MOST_CODES:
        raise CannotRead("reading.bomb", megabytes=MOST_UNPACKED // 1024 // 1024)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What the streams hold; no more of each than the file may unpack to."""
    for match in _STREAM.finditer(data):
        packed = memoryview(data)[match.end() :]
        for _ in range(3):
            if not packed or not _ZLIB.match(packed[:1]):
                break
            try:
                unpacked = zlib.decompressobj().decompress(packed, MOST_UNPACKED + 1)
            except zlib.error:
                break
            yield unpacked
            packed = memoryview(unpacked)


def _codes(part: bytes) -> int:
    """How many letters ranges name; a list of widths that goes beyond all letters counts as too many."""
    if any(_LONG.search(widths[1]) for widths in _WIDTHS.finditer(part)):
        return MOST_CODES + 1
    if _RANGES.search(part) is None:
        return 0
    return sum(max(0, int(high, 16) - int(low, 16)) for low, high in _RANGE.findall(part))
