"""Which stretches of a text are read: headline, lead, body, captions; not the page around them.

Left out: page furniture (menus, dates of the page, breadcrumbs, metadata, related documents), the letterhead,
`Nơi nhận`, the signature block, bylines, photo credits, addresses of web pages, passages in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from phoihop.reading.spans import Zone
from phoihop.reading.vocabulary import Vocabulary

_LETTERHEAD_REACH = 2500
_CREDIT_LENGTH = 80
_LINE = re.compile(r"[^\n]*")


@dataclass(frozen=True, slots=True)
class _Furniture:
    """Compiled markers of what is not read; every pattern is anchored or bounded, so a scan stays linear."""

    motto: re.Pattern[str]
    nation: re.Pattern[str]
    line: re.Pattern[str]
    rest: re.Pattern[str]
    closing: re.Pattern[str]
    signature: re.Pattern[str]
    annex: re.Pattern[str]
    inside: re.Pattern[str]
    byline: re.Pattern[str]
    lead: re.Pattern[str]
    vietnamese: re.Pattern[str]
    foreign: re.Pattern[str]


_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_MARKED = "À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"
_DATE = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})"


@lru_cache(maxsize=4)
def _furniture(vocabulary: Vocabulary) -> _Furniture:
    pattern = vocabulary.pattern
    words = vocabulary.furniture
    name = rf"[{_UPPER}][\w.]*(?: [{_UPPER}][\w.]*){{0,4}}"
    weekday = pattern(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật)")
    place_and_date = pattern(
        r"[^\n,]{1,40}(?:\n[^\n,]{1,30})?,\s{1,3}ngày\s+[\d.…]{1,5}\s+tháng\s+[\d.…]{1,5}\s+năm\s+\d{4}"
    )
    line = "|".join(
        (
            r"[\d ().+-]{7,}",
            rf"(?i:{weekday}),? ?(?:{pattern('ngày')} )?{_DATE}.{{0,40}}",
            rf"{_DATE}(?:[ ,|-]{{1,3}}\d{{1,2}}[:h]\d\d.{{0,20}})?",
            rf"\d{{1,2}}[:h]\d\d.{{0,12}}{_DATE}.{{0,20}}",
            r"(?=[a-zA-Z]*\d)[a-z\d]{5,}",
            r"\[[a-z]{2,6}\]|[-=_*~#+|. ]+|\d{1,4}|>{1,3} ?.*",
            rf"(?i:{_any(words.line_starts, pattern)})(?!\w).*",
            rf"{pattern('Số')}(?: hiệu)?°:?°\n?°(?:\d+|\.{{2,}})[^\n]{{0,30}}?[-/][{_UPPER}][^\s]{{1,30}}".replace(
                "°", "[ *]{0,4}"
            ),
            rf"{place_and_date}[ *]{{0,4}}",
        )
    )
    return _Furniture(
        motto=re.compile(pattern(r"(?i)độc lập\W{1,6}tự do\W{1,6}hạnh phúc[^\n]*")),
        nation=re.compile(pattern(r"(?m)^\W{0,6}ĐẢNG CỘNG SẢN VIỆT NAM\W{0,6}$")),
        line=re.compile(rf"(?m)^[ \t*_#>-]{{0,8}}(?:{line})[ \t*_]{{0,4}}\r?$"),
        rest=re.compile(rf"(?im)^[\W\d]{{0,8}}(?:{_any(words.rest_starts, pattern)})\W{{0,4}}$"),
        closing=re.compile(pattern(rf"(?m)^\W{{0,6}}Nơi\s{{1,2}}nhận\W|\.\s?/\s?\.")),
        signature=re.compile(rf"(?m)^\W{{0,6}}(?:{_any(words.signature_starts, pattern)}) ?[{_UPPER}]{{2}}"),
        annex=re.compile(rf"(?m)^\W{{0,6}}(?:{_any(words.annex_heads, pattern)})(?!\w)"),
        inside=re.compile(
            rf"!\[[^\]\n]{{0,300}}\]\([^)\n]{{0,500}}\)|\[[^\]\n]{{0,120}}\]\(https?:[^)\n]{{0,500}}\)"
            rf"|https?://[^\s)\]]{{1,500}}|www\.[^\s)\]]{{1,300}}"
            rf"|[(\[]?(?<!\w)(?:{_any(words.credits, pattern)})(?:°:°|(?= VGP| TTXVN))[^\n]{{1,{_CREDIT_LENGTH}}}?"
            r"(?:(?<=\))|(?=\n)|$|(?=\. [^\W\d_]{2}))".replace("°", " {0,2}")
        ),
        byline=re.compile(
            rf"(?m)^[ \t]*(?:{_any(words.byline_starts, pattern)})?°(?:{name}|[{_UPPER}]\.[{_UPPER}]\w+)"
            rf"(?:°[,;–-]°{name}){{0,3}}°(?:\((?:{_any(words.byline_ends, pattern)})\))?\.?[ \t]*\r?$".replace(
                "°", "[ ]{0,2}"
            )
        ),
        lead=re.compile(r"(?m)^more\([^)\n]{0,40}\)\s{0,2}[–-]?"),
        vietnamese=re.compile(f"[{_MARKED}]"),
        foreign=re.compile(rf"(?i)(?<!\w)(?:{'|'.join(words.english)})(?!\w)"),
    )


def _any(words: Iterable[str], pattern: object) -> str:
    """An alternation of literal words, longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered)


def find_zones(text: str, vocabulary: Vocabulary) -> tuple[Zone, ...]:
    """The stretches of ``text`` (NFC) that are read, in order, without white space at their ends."""
    marks = _furniture(vocabulary)
    closed = sorted(_closed(text, marks))
    return tuple(_open_stretches(text, closed))


def _closed(text: str, marks: _Furniture) -> Iterator[tuple[int, int]]:
    """Stretches that are not read; they may overlap."""
    yield 0, _letterhead_end(text, marks)
    yield from _endings(text, marks)
    yield from (match.span() for match in marks.line.finditer(text))
    yield from (match.span() for match in marks.inside.finditer(text))
    yield from (match.span() for match in marks.lead.finditer(text))
    yield from _bylines(text, marks)
    yield from _foreign_lines(text, marks)


def _letterhead_end(text: str, marks: _Furniture) -> int:
    reach = max(_LETTERHEAD_REACH, len(text) // 3)
    found = marks.motto.search(text, 0, reach) or marks.nation.search(text, 0, _LETTERHEAD_REACH)
    return found.end() if found else 0


def _endings(text: str, marks: _Furniture) -> Iterator[tuple[int, int]]:
    """From `Nơi nhận`, a signature, or the heading of a list of related items to the next annex or the end."""
    place = 0
    while place < len(text):
        starts = [m.start() for m in (marks.signature.search(text, place), marks.rest.search(text, place)) if m]
        closing = marks.closing.search(text, place)
        if closing:
            starts.append(closing.start() if "/" not in closing[0] else closing.end())
        if not starts:
            return
        annex = marks.annex.search(text, min(starts))
        place = annex.start() if annex and annex.start() > min(starts) else len(text)
        yield min(starts), place


def _bylines(text: str, marks: _Furniture) -> Iterator[tuple[int, int]]:
    """Names of reporters: a line of names only that ends the text, or its part before the trailing lead."""
    leads = [match.start() for match in marks.lead.finditer(text)]
    for end in (*leads, len(text)):
        last = text[:end].rstrip()
        start = last.rfind("\n") + 1
        found = marks.byline.fullmatch(text, start, len(last))
        if found and len(last) - start <= _CREDIT_LENGTH:
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
