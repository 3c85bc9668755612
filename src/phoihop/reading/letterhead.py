"""The day that an official paper bears in its letterhead: "Hải Phòng, ngày 12 tháng 11 năm 2026"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_REACH: Final = 3_000
_GAP: Final = r"[ \t]{1,3}"
_LINE: Final = re.compile(
    rf"(?im)(?:^|\t)[^\n\t,]{{1,40}},[ \t]{{0,3}}(?:ngày|ngay){_GAP}(\d{{1,2}}){_GAP}(?:tháng|thang){_GAP}"
    rf"(\d{{1,2}}){_GAP}(?:năm|nam){_GAP}(\d{{4}})\W{{0,4}}$"
)


def letterhead_day(text: str) -> date | None:
    """The day on the line of place and date at the beginning of a text (NFC), None without one."""
    found = _LINE.search(text, 0, _REACH)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
