"""One plain string to search in, with the same offsets as the text.

What is not read and the ends of paragraphs are line feeds; inside a paragraph there are only blanks, also
where a file wraps its lines. Dashes and quotes have one form, tones stand in the old place ("ủy", "hóa").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from phoihop.kernel.text import normalise_tone
from phoihop.reading.spans import Zone

_CELL_END = "\x1e"
"""Stands for the end of a cell of a table while lines are joined; nothing is joined across it."""
_PLAIN = {
    **dict.fromkeys("\t\r\f\v\u00a0\u2002\u2003\u2007\u2009\u202f\u3000*`", " "),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    "|": _CELL_END,
    "\u2028": "\n",
    "\u2029": "\n",
}
_BREAK = re.compile(r"\n[ \n]*")
_LIST_MARK = re.compile(
    r"[-+•>#](?! *\d{4}\b)|\(?(?:\d{1,3}|[a-zđA-ZĐ]|[ivxIVX]{1,5})(?:[.)]|\.\d+)(?:[ .\d]|$)"
    r"|(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[-/] [A-ZĐÀ-Ỹ]|\(\d{1,2}\)|(?:Điều|Chương|Mục|Phần) "
)
_WRAPPED_SHARE = 0.35
_PARAGRAPH_ENDS = ".;:!?…\n"


@lru_cache(maxsize=2)
def reading_view(text: str, zones: tuple[Zone, ...]) -> str:
    """``text`` (NFC) as readers search it; the same length, so offsets are the same."""
    plain = _same_length(text, normalise_tone(_in_plain_characters(text)))
    return _joined(_blanked(plain, zones)).replace(_CELL_END, "\n")


def lowered(view: str) -> str:
    """``view`` in lower case with the same offsets (a few letters of other scripts keep their case)."""
    low = view.lower()
    return low if len(low) == len(view) else "".join(c.lower() if len(c.lower()) == 1 else c for c in view)


def _in_plain_characters(text: str) -> str:
    # Few of these occur in one text; a look for each is many times faster than str.translate.
    for char, plain in _PLAIN.items():
        if char in text:
            text = text.replace(char, plain)
    return text


def _same_length(text: str, plain: str) -> str:
    return plain if len(plain) == len(text) else text


def _blanked(plain: str, zones: tuple[Zone, ...]) -> str:
    pieces: list[str] = []
    place = 0
    for zone in zones:
        gap = zone.start - place
        pieces += ("\n" * gap if gap != 1 else _CELL_END, plain[zone.start : zone.end])
        place = zone.end
    pieces.append("\n" * (len(plain) - place))
    return "".join(pieces)


def _joined(plain: str) -> str:
    """Line ends inside a paragraph become blanks."""
    breaks = list(_BREAK.finditer(plain))
    wrapped = _is_wrapped(plain, breaks)
    pieces: list[str] = []
    place = 0
    for soft in _soft_breaks(plain, breaks, wrapped=wrapped):
        pieces += (plain[place : soft.start()], " " * (soft.end() - soft.start()))
        place = soft.end()
    pieces.append(plain[place:])
    return "".join(pieces)


def _is_wrapped(plain: str, breaks: list[re.Match[str]]) -> bool:
    """Whether the file breaks its lines at a fixed width: many of its lines go on in lower case."""
    single = [match for match in breaks if match[0].count("\n") == 1 and match.end() < len(plain)]
    return sum(plain[match.end()].islower() for match in single) > _WRAPPED_SHARE * len(single)


def _soft_breaks(plain: str, breaks: list[re.Match[str]], *, wrapped: bool) -> Iterator[re.Match[str]]:
    for match in breaks:
        start, end = match.span()
        if match[0].count("\n") > 1 or start == 0 or end == len(plain) or _LIST_MARK.match(plain, end):
            continue
        if plain[end].islower() or (wrapped and _last_of_line(plain, start) not in _PARAGRAPH_ENDS):
            yield match


def _last_of_line(plain: str, place: int) -> str:
    while place and plain[place - 1] == " ":
        place -= 1
    return plain[place - 1 : place] or "\n"
