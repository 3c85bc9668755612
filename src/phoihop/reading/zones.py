"""Which stretches of a text are read: headline, lead, body, captions; not the page around them.

Left out: page furniture (menus, dates of the page, breadcrumbs, metadata, related documents), the letterhead,
`Nơi nhận`, the signature block, bylines, photo credits, addresses of web pages, passages in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from phoihop.reading.spans import Zone
from phoihop.reading.tables_grid import cell_gaps
from phoihop.reading.vocabulary import Vocabulary

_LETTERHEAD_REACH = 2500
_HEADS_REACH = 400
_CREDIT_LENGTH = 80
_BLANKS = "\t\r\v\f\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
_LINE = re.compile(r"[^\n]*")


@dataclass(frozen=True, slots=True)
class _Furniture:
    """Compiled markers of what is not read; every pattern is anchored or bounded, so a scan stays linear."""

    motto: re.Pattern[str]
    own_number: re.Pattern[str]
    nation: re.Pattern[str]
    line: re.Pattern[str]
    rest: re.Pattern[str]
    closing: re.Pattern[str]
    signature: re.Pattern[str]
    annex: re.Pattern[str]
    links: re.Pattern[str]
    sources: re.Pattern[str]
    bracketed: re.Pattern[str]
    credit: re.Pattern[str]
    byline: re.Pattern[str]
    lead: re.Pattern[str]
    vietnamese: re.Pattern[str]
    foreign: re.Pattern[str]


_DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{1,2} (?i:tháng) \d{1,2}(?:,| năm) \d{4})"
_NAMES = r"(?:«W»(?: «W»){1,4}|«U»{2,8}|«U»\.«W»)(?:°[,;–-]°«W»(?: «W»){0,4}){0,3}"
_OWN_NUMBER = r"Số(?: hiệu)?°:?[\x20*]{0,4}\n?[\x20*]{0,4}(?:\d+|\.{2,}|…)[^\n]{0,30}?[-/]«U»[^\s]{1,30}"
_LINES = (
    r"[\d\x20().+-]{7,}",
    rf"\(?(?i:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật),?°(?:(?i:ngày) )?{_DATE}.{{0,40}}",
    rf"\(?(?:(?i:ngày) )?{_DATE}\)?(?:[\x20,|-]{{1,3}}\d{{1,2}}[:h]\d\d.{{0,20}})?",
    rf"\d{{1,2}}[:h]\d\d.{{0,12}}{_DATE}.{{0,20}}",
    r"(?=[a-zA-Z]*\d)[a-z\d]{5,}",
    r"\[[a-z]{2,6}\]|[-=_*~#+|.\x20]+|\d{1,4}|>{1,3}°.*",
    r"(?i:«line_starts»)(?!\w).*",
    r"(?i:«whole_lines»|«rest_starts»)",
    _OWN_NUMBER,
    r"[^\n,]{1,40}(?:\n[^\n,]{1,30})?,\s{1,3}ngày\s+[\d.…]{1,5}\s+tháng\s+[\d.…]{1,5}\s+năm\s+\d{4}[\x20*]{0,4}",
)
_LINKS = (
    r"!\[[^\]\n]{0,300}\]\([^\s)]{0,500} \"[^\"\n]{0,300}\"\)",
    r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)",
    r"\[[^\]\n]{0,120}\]\(https?:[^)\n]{0,500}\)",
    r"https?://[^\s)\]]{1,500}",
    r"www\.[^\s)\]]{1,300}",
)
_LINK_SIGNS = ("![", "http", "www.")
_SOURCES = (
    # The source before the first sentence: (Báo Mẫu) -
    r"\((?:«U»{2,8}|[^()\n]{0,30}(?:(?i:báo|online)|\.vn)[^()\n]{0,30})\)°[-–](?= )",
    # QĐND Online - Sáng 14-11, …
    r"«U»{2,8}(?: (?i:online))?°[-–](?= (?:Sáng|Trưa|Chiều|Tối|Đêm|Ngày|Trong|Từ|Theo|Nhân|Để))",
)
# Begins with the words themselves: then most of a text is passed over without trying the rest.
_CREDIT = r"«credits»(?:°:°|(?= VGP| TTXVN))[^\n]{1,80}?(?=\n|$|\. [^\W\d_]{2}|\)\.?(?: |\n|$))\.?"


@lru_cache(maxsize=4)
def _furniture(vocabulary: Vocabulary) -> _Furniture:
    lists = msgspec.structs.asdict(vocabulary.furniture)

    def compiled(template: str) -> re.Pattern[str]:
        return vocabulary.compile(template, lists)

    return _Furniture(
        motto=compiled(r"(?i)độc lập\W{1,6}tự do\W{1,6}hạnh phúc[^\n]*"),
        own_number=compiled(rf"(?m)^[\x20\t*_#>-]{{0,8}}(?:{_OWN_NUMBER})[\x20\t*_]{{0,4}}\r?$"),
        nation=compiled(r"(?m)^\W{0,6}ĐẢNG CỘNG SẢN VIỆT NAM\W{0,6}$"),
        line=compiled(rf"(?m)^[\x20\t*_#>-]{{0,8}}(?:{'|'.join(_LINES)})[\x20\t*_]{{0,4}}\r?$"),
        rest=compiled(r"(?im)^[\W\d]{0,8}«rest_starts»\W{0,4}$"),
        closing=compiled(r"(?m)^\W{0,6}Nơi\s{1,2}nhận\W|\.\s?/\s?\."),
        signature=compiled(r"(?m)^\W{0,6}«signature_starts»°«U»{2}"),
        annex=compiled(r"(?m)^\W{0,6}«annex_heads»(?!\w)"),
        links=compiled(rf"(?=[!\[hw])(?:{'|'.join(_LINKS)})"),
        sources=compiled(rf"(?m)^(?:{'|'.join(_SOURCES)})"),
        bracketed=compiled(r"\(«credits»[^)\n]{1,80}\)"),
        credit=compiled(_CREDIT),
        byline=compiled(rf"[\x20\t]*(?:«byline_starts»°)?{_NAMES}°(?:\(«byline_ends»\))?\.?[\x20\t]*\r?"),
        lead=compiled(r"(?m)^more\([^)\n]{0,40}\)\s{0,2}[–-]?"),
        vietnamese=re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]"),
        foreign=compiled(r"(?i)(?<!\w)«english»(?!\w)"),
    )


def find_zones(text: str, vocabulary: Vocabulary) -> tuple[Zone, ...]:
    """The stretches of ``text`` (NFC) that are read, in order, without white space at their ends."""
    marks = _furniture(vocabulary)
    plain = text
    for blank in _BLANKS:
        plain = plain.replace(blank, " ")
    closed = sorted((*_closed(plain, marks), *cell_gaps(text, vocabulary)))
    return tuple(_open_stretches(plain, closed))


def _closed(text: str, marks: _Furniture) -> Iterator[tuple[int, int]]:
    """Stretches that are not read; they may overlap."""
    yield 0, _letterhead_end(text, marks)
    yield from _endings(text, marks)
    yield from (match.span() for match in marks.line.finditer(text))
    if any(sign in text for sign in _LINK_SIGNS):
        yield from (match.span() for match in marks.links.finditer(text))
    yield from (match.span() for match in marks.sources.finditer(text))
    yield from (match.span() for match in marks.bracketed.finditer(text))
    yield from _credits(text, marks)
    yield from (match.span() for match in marks.lead.finditer(text))
    yield from _bylines(text, marks)
    yield from _foreign_lines(text, marks)


def _credits(text: str, marks: _Furniture) -> Iterator[tuple[int, int]]:
    """Who took a picture: "Ảnh: …", with the dash before it."""
    for match in marks.credit.finditer(text):
        start, end = match.span()
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        dash = start > 1 and text[start - 1] == " " and text[start - 2] in "-–—"
        yield start - 2 if dash else start, end


def _letterhead_end(text: str, marks: _Furniture) -> int:
    reach = max(_LETTERHEAD_REACH, len(text) // 3)
    found = marks.motto.search(text, 0, reach) or marks.nation.search(text, 0, _LETTERHEAD_REACH)
    return found.end() if found else _heads_end(text, marks)


def _heads_end(text: str, marks: _Furniture) -> int:
    """The end of the names of the issuing bodies in capitals above "Số: 45-HD/ĐU", where no motto stands."""
    number = marks.own_number.search(text, 0, _HEADS_REACH)
    above = text[: number.start()] if number else ""
    return number.end() if number and above.strip() and above.isupper() else 0


def _endings(text: str, marks: _Furniture) -> Iterator[tuple[int, int]]:
    """From `Nơi nhận`, a signature or the heading of related items to the next annex or the end."""
    place = 0
    while place < len(text):
        starts = list(_ending_starts(text, marks, place))
        if not starts:
            return
        annex = marks.annex.search(text, min(starts))
        place = annex.start() if annex and annex.start() > min(starts) else len(text)
        yield min(starts), place


def _ending_starts(text: str, marks: _Furniture, place: int) -> Iterator[int]:
    if signature := marks.signature.search(text, place):
        yield signature.start()
    # In the upper part of a page such a heading belongs to a menu.
    if rest := marks.rest.search(text, max(place, len(text) // 3)):
        yield rest.start()
    if closing := marks.closing.search(text, place):
        yield closing.end() if "/" in closing[0] else closing.start()


def _bylines(text: str, marks: _Furniture) -> Iterator[tuple[int, int]]:
    """Names of reporters: a line of names only that ends the text, or its part before the trailing lead."""
    leads = [match.start() for match in marks.lead.finditer(text)]
    for end in (*leads, len(text)):
        last = text[:end].rstrip()
        start = last.rfind("\n") + 1
        if len(last) - start <= _CREDIT_LENGTH and marks.byline.fullmatch(text, start, len(last)):
            yield start, len(last)


def _foreign_lines(text: str, marks: _Furniture) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        line = match[0]
        if len(line) > 20 and not marks.vietnamese.search(line) and len(marks.foreign.findall(line)) > 1:
            yield match.span()


def _open_stretches(text: str, closed: list[tuple[int, int]]) -> Iterator[Zone]:
    place = 0
    for low, high in (*closed, (len(text), len(text))):
        if low > place:
            yield from _trimmed(text, place, low)
        place = max(place, high)


def _trimmed(text: str, low: int, high: int) -> Iterator[Zone]:
    part = text[low:high]
    body = part.strip()
    if any(c.isalnum() for c in body):
        start = low + part.index(body)
        yield Zone(start, start + len(body))
