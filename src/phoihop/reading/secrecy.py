"""Marks of state secrecy: MẬT, TỐI MẬT, TUYỆT MẬT as stamps, not as words.

The three degrees are those of article 8 of the Law on the Protection of State Secrets (29/2018/QH14); stamps
show the degree or, on envelopes, the letters A, B, C (Circular 24/2020/TT-BCA). A mark stands alone on a line
or in a cell, in brackets, after "Độ mật:", at the end of a line of the letterhead, or in a file name; words
like "bí mật" and "mật khẩu" are none.

What a mark is made of is fixed by the law, so it stands here and not in the vocabulary: no text gets past
this check because a list could not be loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from phoihop.kernel.text import fold, nfc
from phoihop.reading.source import open_source

Where = Literal["text", "file name"]

_MAX_LINE = 160
_GAP = r"[\s._-]{0,3}"
# The vowels as composed letters, without marks, and as TCVN3 and VNI fonts show them.
_AAT = "(?:[Aa][Ää]|[ẬậAaÂâËë])"
_OOI = "(?:[Oo][Áá]|[ỐốOoÔôèÈ])"
_EET = "(?:[Ee][Ää]|[ỆệEeÊêÖö])"
_MAT = f"[Mm]{_GAP}{_AAT}{_GAP}[Tt]"
_TOI = f"[Tt]{_GAP}{_OOI}{_GAP}[Ii]"
_TUYET = f"[Tt]{_GAP}[Uu]{_GAP}[Yy]{_GAP}{_EET}{_GAP}[Tt]"
_MARK = rf"(?P<mark>(?:(?:{_TOI}|{_TUYET})[\s._-]{{0,8}})?{_MAT})(?!\w)"
_URGENT = r"(?i:hỏa tốc|hoả tốc|thượng khẩn|khẩn|hẹn giờ|hoa toc|thuong khan|khan)"
_OPEN = r"[\s*_#>=•\"'“”«»()\[\]{}<>.:–—-]*"
_NOUN = r"(?i:tài liệu|văn bản|hồ sơ|công văn|tai lieu|van ban|ho so)"
_COPY = rf"(?i:(?:bản|ban) (?:số|so){_OPEN}[\d./-]{{0,9}}{_OPEN}|(?:trang )?\d{{1,3}}{_OPEN})"
_ALONE = re.compile(
    rf"{_OPEN}(?:{_COPY})?(?:{_URGENT}{_OPEN})?(?P<noun>{_NOUN}{_OPEN})?{_MARK}{_OPEN}(?:{_URGENT}{_OPEN})?{_COPY}?"
)
_BRACKETED = re.compile(rf"[(\[{{<]\s{{0,3}}{_MARK}\s{{0,3}}[)\]}}>]")
_LABEL = r"(?i:(?:dấu |dau )?(?:chỉ |chi )?(?:cấp |cap |mức |muc )?(?:độ|do) (?:mật|mat)|(?:mức|cấp) mật)"
_LABELLED = re.compile(rf"{_LABEL}\s{{0,3}}[:=–—-]\s{{0,3}}[(\[\"“]?(?:{_MARK}|(?P<letter>[ABC])(?!\w))")
_LETTERHEAD_END = re.compile(rf"(?:^\W{{0,6}}(?:Số|SỐ|So)\W[^\n]{{0,60}}|\s{{3,}}|\t){_MARK}\W{{0,4}}$")
_ENVELOPE = re.compile(r"(?i:chỉ người có tên mới được bóc bì|chi nguoi co ten moi duoc boc bi)")
# Letters of other scripts and of full width that look like those of the marks.
_LOOK_ALIKES = str.maketrans(
    {
        **{chr(0xFEE0 + code): chr(code) for code in (*range(65, 91), *range(97, 123))},
        **dict(
            zip(
                "\u041c\u0422\u0410\u041e\u0406\u0415\u0423\u039c\u03a4\u0391\u039f\u0399\u03a5\u0395",
                "MTAOIEYMTAOIYE",
                strict=True,
            )
        ),
        **dict(zip("\u1d0d\u1d1b\u1d00\u1d0f\u026a\u1d1c\u028f\u1d07", "MTAOIUYE", strict=True)),
    }
)
_CELL = re.compile(r"[^\n|\r]+")

_FILE_WORD = re.compile(r"[^\W_]+")
_TWO_WORDS = re.compile(r"(?<![a-z])(?:toi|tuyet)[\W_]{0,2}mat(?![a-z])")
# What "mat" means between these words: bí mật, ra mắt, họp mặt; mặt trận, mật khẩu, mặt hàng.
_BEFORE_MAT = frozenset(
    {
        "an",
        "ba",
        "ban",
        "bao",
        "be",
        "bi",
        "bo",
        "bon",
        "co",
        "duong",
        "gap",
        "hai",
        "ho",
        "kham",
        "khuon",
        "ma",
        "mat",
        "mo",
        "nguyen",
        "nham",
        "nhan",
        "nuoc",
        "ra",
        "rua",
        "tai",
        "than",
        "thanh",
        "thuong",
        "toi",
        "trai",
        "tren",
        "vang",
        "ve",
    }
)
_AFTER_MAT = frozenset(
    {
        "bang",
        "bao",
        "dan",
        "dat",
        "do",
        "hang",
        "khau",
        "kinh",
        "ma",
        "ngu",
        "ong",
        "phong",
        "san",
        "thu",
        "tien",
        "tinh",
        "tran",
        "vu",
        "xich",
    }
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at [start, end) of the text, or of the file name, as printed."""

    text: str
    start: int
    end: int
    where: Where


def secrecy_marks(text: str, file_name: str) -> tuple[Mark, ...]:
    """The marks of state secrecy in ``text`` (any Unicode form or old font) and in ``file_name``."""
    source = open_source(text.translate(_LOOK_ALIKES))
    spans = sorted({source.raw_span(*span) for span in _in_text(source.text)})
    found = [Mark(text[start:end], start, end, "text") for start, end in spans]
    return (*found, *_in_file_name(file_name))


def _in_text(text: str) -> Iterator[tuple[int, int]]:
    for cell in _CELL.finditer(text):
        if len(cell[0]) <= _MAX_LINE:
            yield from _of_line(text, cell)
    for pattern in (_BRACKETED, _LABELLED):
        for match in pattern.finditer(text):
            group = "letter" if "letter" in pattern.groupindex and match["letter"] else "mark"
            if group == "letter" or pattern is _LABELLED or _is_stamp(match["mark"]):
                yield match.span(group)
    yield from (match.span() for match in _ENVELOPE.finditer(text))


def _of_line(text: str, cell: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The mark that fills a line or a cell, or stands at the end of a line of the letterhead."""
    alone = _ALONE.fullmatch(text, *cell.span())
    end = _LETTERHEAD_END.search(cell[0])
    if alone and (_is_stamp(alone["mark"]) or _is_named(alone)):
        yield alone.span("mark")
    elif end and _is_stamp(end["mark"]) and "".join(filter(str.isalpha, end["mark"])).isupper():
        yield cell.start() + end.start("mark"), cell.start() + end.end("mark")


def _is_named(alone: re.Match[str]) -> bool:
    """Whether "Tài liệu mật" stands alone; "quản lý tài liệu mật" does not."""
    return bool(alone["noun"]) and alone["noun"][0].isupper() and "ậ" in alone["mark"].lower()


def _is_stamp(printed: str) -> bool:
    """Whether the letters look stamped: capitals, a capital with the mark on ậ, or two words with one."""
    letters = "".join(filter(str.isalpha, printed))
    if letters.isupper() or not set(letters.lower()).isdisjoint("ëä"):
        return True
    marked = "ậ" in letters.lower()
    return (marked or len(letters) > 3) and (letters[0].isupper() or (marked and len(letters) > 3))


def _in_file_name(file_name: str) -> Iterator[Mark]:
    name = nfc(file_name)
    key = fold(name)
    found = _TWO_WORDS.search(key) if len(key) == len(name) else None
    if found and not _is_harmless(name[found.start() : found.end()], _next_word(key, found.end())):
        yield Mark(name[found.start() : found.end()], found.start(), found.end(), "file name")
        return
    stem = name[: name.rfind(".")] if "." in name else name
    words = list(_FILE_WORD.finditer(stem))
    keys = ["", *(fold(word[0]) for word in words), ""]
    for i, word in enumerate(words, start=1):
        alone = keys[i - 1] not in _BEFORE_MAT and keys[i + 1] not in _AFTER_MAT
        if alone and _is_file_word(word[0], first=i == 1, last=i == len(words)):
            yield Mark(word[0], word.start(), word.end(), "file name")


def _is_harmless(printed: str, following: str) -> bool:
    """Whether "toi mat" goes on as in "tôi mất ngủ"; capitals, marks and "tuyet mat" are never harmless."""
    bare = printed.isascii() and printed.islower() and printed.startswith("toi")
    return bare and following in _AFTER_MAT and following != "bao"


def _next_word(key: str, place: int) -> str:
    following = _FILE_WORD.search(key, place)
    return following[0] if following else ""


def _is_file_word(word: str, *, first: bool, last: bool) -> bool:
    """The word "mật" with its mark, or MAT at either end; "mat" is also mắt, mát, mặt, mất."""
    return word.lower() == "mật" or (word.upper() == "MAT" and (first or last))
