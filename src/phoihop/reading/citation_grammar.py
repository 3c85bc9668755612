"""The patterns of citations, compiled once for each vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from phoihop.reading.calendar_words import DAY
from phoihop.reading.names import CAPITALISED, NameReader, name_reader
from phoihop.reading.vocabulary import DocumentKind, Vocabulary
from phoihop.reading.word_patterns import WordPattern, word_pattern

_ROMAN = r"(?i:[ivxl]{1,7})(?!\w)"
_SYMBOL = (
    r"\d{1,6}[a-zA-Z]?(?:°/°\d{4}(?!\d))?(?:[-/.&]«U»[\w&]*|°[-/]°(?:«symbols»|«U»«U»[«upper»\d&]*|TTg)(?!\w))+"
    r"|\d{1,6} «symbols»(?:[-/]«U»[\w&]*)+"
    r"|\d{1,6}(?:/\d{4})?[-/](?i:«symbols»)(?:[-/]\w[\w&]{0,12}){1,3}"
    r"|\d{1,6}/\d{4}(?![\d/])"
)
_NOT_COUNTED = r"(?!°%)(?! (?i:«counted_things»)(?!\w)(?! \d{4}(?!\d))(?! \d{1,2}(?:[/.-]| tháng)))"
_BARE = rf"\d{{1,4}}[a-zđ]?(?![\w/]|[.,]\d){_NOT_COUNTED}"
_NUMBER = rf"(?P<symbol>{_SYMBOL})|(?P<bare>{_BARE})"
_PLENUM = (
    r"(?: (?i:hội nghị))?(?: (?i:lần thứ) (?P<before>\d{1,2}|(?i:«ordinals»))(?: của)?)?"
    r"(?: (?i:ban chấp hành|bch))? (?i:trung ương|tw)(?: (?i:đảng))?"
    r"(?:(?: (?i:lần thứ))? (?P<after>\d{1,2}(?![\d/])|(?i:«ordinals»)(?!\w))"
    r"(?: \(?(?i:lần) (?:thứ )?\w{1,4}\)?)?)?"
    rf"(?:°,?°\(?°(?i:khóa) (?P<term>{_ROMAN})(?:°\))?)?"
)
_CONGRESS = (
    r"(?: của)? (?P<congress>(?i:đại hội)(?: (?!(?:và|các|nghị|Nghị)(?!\w))\w+){0,18}?"
    rf" (?:(?i:lần thứ) (?:{_ROMAN}|\d{{1,2}}(?!\w)|(?i:«ordinals»)(?!\w))"
    r"|[IVX]{1,5}(?!\w)(?: của Đảng)?))"
    r"(?: của Đảng(?! \w+ tỉnh)(?!\w))?(?:°,?°(?:nhiệm kỳ) \d{4}°-°\d{4})?"
)
_STANDARD = (
    r"(?<!\w)(?P<symbol>(?:TCVN|QCVN|TCXDVN|TCXD|TCQS|TCCS|TCN|ISO|IEC)(?:[/-][A-Z]{2,5})?[\x20:-]{0,2}"
    r"\d[\d.-]*\d?(?::\d{4})?(?:/«U»[\w-]*)?)"
)
Compile = Callable[[str], re.Pattern[str]]


@dataclass(frozen=True, slots=True, eq=False)
class AuthorPatterns:
    """The words between a document and who issued it, and between several of them."""

    of: re.Pattern[str]
    of_before: re.Pattern[str]
    at: re.Pattern[str]
    list_joint: re.Pattern[str]
    list_end: re.Pattern[str]
    between: re.Pattern[str]
    topic: re.Pattern[str]
    with_: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class SessionPatterns:
    """Plenums of the Central Committee, congresses, terms of the Party."""

    term: re.Pattern[str]
    plenum: re.Pattern[str]
    plenum_issuer: re.Pattern[str]
    next_plenum: re.Pattern[str]
    congress: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class LawPatterns:
    """What follows the words Luật, Hiến pháp, Điều lệ."""

    law: re.Pattern[str]
    number: re.Pattern[str]
    constitution: re.Pattern[str]
    statute: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class CitationGrammar:
    """Patterns named by what they match, most of them at the place where the one before ended.

    ``kind`` is searched for in the view in lower case, ``short_kind``, ``lone_symbol`` and ``standard`` in
    the view, ``own_number`` in the text with its letterhead.
    """

    kind: WordPattern
    short_kind: WordPattern
    lone_symbol: WordPattern
    standard: re.Pattern[str]
    standard_left: re.Pattern[str]
    own_number: re.Pattern[str]
    number: re.Pattern[str]
    next_number: re.Pattern[str]
    day: re.Pattern[str]
    year: re.Pattern[str]
    title: re.Pattern[str]
    title_after: re.Pattern[str]
    document_joint: re.Pattern[str]
    authors: AuthorPatterns
    sessions: SessionPatterns
    laws: LawPatterns
    names: NameReader
    kinds: dict[str, DocumentKind]
    symbol_kinds: dict[str, str]
    ordinals: dict[str, int]


@lru_cache(maxsize=4)
def citation_grammar(vocabulary: Vocabulary) -> CitationGrammar:
    """The grammar for texts spelled as ``vocabulary`` is."""
    by_name = {kind.name.lower(): kind for kind in vocabulary.document_kinds}
    symbols = {symbol: kind.name for kind in vocabulary.document_kinds for symbol in kind.symbols}
    lists = {
        "counted_things": vocabulary.counted_things,
        "kinds": tuple(by_name),
        "law_name_stops": vocabulary.law_name_stops,
        "laws": vocabulary.laws,
        "ordinals": tuple(ordinal.word for ordinal in vocabulary.ordinals),
        "symbols": tuple(symbols),
    }

    def compiled(template: str) -> re.Pattern[str]:
        return vocabulary.compile(template, lists)

    return CitationGrammar(
        kind=word_pattern(compiled(r"(?<![\w/-])«kinds»(?!\w)"), map(vocabulary.spelled, by_name)),
        short_kind=word_pattern(
            compiled(r"(?<![\w/.-])(?P<symbol>«symbols»)(?= (?:số|TW|Trung ương|\d{1,5}[-/]))"),
            map(vocabulary.spelled, symbols),
        ),
        lone_symbol=word_pattern(
            compiled(r"(?<![\w/.,-])\d{1,5}(?:/\d{4}/|[-/]|°/°|°-°)«symbols»(?!\w)(?:°[-/]°«U»[\w&]*){1,4}"),
            (),
            figures=True,
        ),
        standard=compiled(_STANDARD),
        standard_left=compiled(r"(?<!\w)(?i:tiêu chuẩn|quy chuẩn)(?: [^\W\d]+){0,4} $"),
        own_number=compiled(r"(?im)^\W{0,6}Số(?: hiệu)?°:?[\s*|]{0,12}(?P<symbol>\d{1,6}[^\s|*,;]{2,40})"),
        number=compiled(rf"(?:°:)?(?: đề {DAY})?(?P<said>°,?(?: (?i:số)°:?|°:))?°(?:{_NUMBER})"),
        next_number=compiled(
            rf"(?:°[,;]| và)(?P<said> (?i:số))?°(?:{_NUMBER})(?=°[,;.):]| và | của | ngày |$|\n)"
        ),
        day=compiled(rf"(?:°,)?(?: (?:được )?(?:ký ban hành|ban hành|ký))?(?: vào)? {DAY}"),
        year=compiled(r" (?i:năm) \d{4}(?![\d/-])"),
        title=compiled(r'(?:°:)?(?: (?!(?:số|giữa)(?!\w))[^\W\d]\w*){0,5}°:?°"(?P<title>[^"\n]{8,500})"'),
        title_after=compiled(
            r'°,?(?: (?:về|ban hành|phê duyệt)(?: [^\W\d]\w*){0,4}?)?°:?°"(?P<title>[^"\n]{8,500})'
        ),
        document_joint=compiled(r"°(?:[,;]|và)°"),
        authors=_author_patterns(compiled),
        sessions=_session_patterns(compiled),
        laws=_law_patterns(compiled),
        names=name_reader(vocabulary),
        kinds={vocabulary.spelled(name): kind for name, kind in by_name.items()},
        symbol_kinds={vocabulary.spelled(symbol): name for symbol, name in symbols.items()},
        ordinals={vocabulary.spelled(ordinal.word): ordinal.number for ordinal in vocabulary.ordinals},
    )


def _author_patterns(compiled: Compile) -> AuthorPatterns:
    return AuthorPatterns(
        of=compiled(r"(?:°,)? (?i:của|do) "),
        of_before=compiled(r"(?<!\w)(?i:của) "),
        at=compiled(r" (?i:tại) "),
        list_joint=compiled(r"(?P<last> và )|°,°|°-°"),
        list_end=compiled(r" về(?! việc này)(?!\w)|°(?:[.;:)\n]|$)"),
        between=compiled(r" (?i:giữa) (?:các (?:bên )?)?"),
        topic=compiled(r'[^.;:\n"()]{0,180}'),
        with_=compiled(r"(?: (?:với|và|cùng)|°,) "),
    )


def _session_patterns(compiled: Compile) -> SessionPatterns:
    return SessionPatterns(
        term=compiled(rf"°,?°(?P<open>\(?)°(?i:khóa) (?P<term>{_ROMAN})(?:°\))?"),
        plenum=compiled(rf"(?: của)?{_PLENUM}"),
        plenum_issuer=compiled(rf"(?:°,)?(?: của)?(?= (?i:hội nghị)){_PLENUM}"),
        next_plenum=compiled(
            rf"(?:°,| và)°(?:(?P<number>\d{{1,2}})(?:°,?°\(?°(?i:khóa) (?P<own_term>{_ROMAN})(?:°\))?)?|"
            rf"(?:(?i:khóa) )?(?P<term>{_ROMAN}))(?=°[,;.)]| |$|\n)"
        ),
        congress=compiled(_CONGRESS),
    )


def _law_patterns(compiled: Compile) -> LawPatterns:
    word = r"(?!(?:«law_name_stops»|các|những|một|luật|pháp|nghị|văn|bộ)(?!\w))[^\W\d]\w*"
    changing = r"(?:sửa đổi, bổ sung|sửa đổi|bổ sung)(?: một số điều)?(?: của)?"
    amended = changing + r"(?: các)?(?: (?i:luật|bộ luật|pháp lệnh))?"
    plain = rf"(?:(?i:«laws»)(?!\w)|(?=«U»)\w+(?: và (?={word}))?(?:(?: và)? {word}){{0,9}})"
    fields = rf"(?: \d{{1,2}} luật)?(?: (?:trong|thuộc) (?:các )?lĩnh vực(?:(?: và)? {word}){{1,8}})?"
    return LawPatterns(
        law=compiled(
            rf" (?P<name>{amended}(?: {plain}(?:(?:,| và)°(?:luật|Luật) {plain}){{0,6}})?{fields}|{plain})"
            r"(?:°\(sửa đổi\))?(?P<year>(?: năm)? (?:19|20)\d\d(?![\d/-]))?"
            r"(?:°\((?:được )?sửa đổi(?:, bổ sung)?(?: một số điều)?(?: năm \d{4})?(?:, \d{4})*\))?"
        ),
        number=compiled(rf"(?:°,)? (?i:số)°:?°(?P<symbol>{_SYMBOL})(?:°,?(?: ban hành)? {DAY})?"),
        constitution=compiled(
            r"(?: nước Cộng hòa xã hội chủ nghĩa Việt Nam)?(?: (?:năm )?(?:19|20)\d\d(?!\d))?"
        ),
        statute=compiled(
            rf" (?P<name>Đảng(?: Cộng sản Việt Nam)?(?! {CAPITALISED})"
            rf"|{CAPITALISED}(?: \w+){{0,8}}?(?= «law_name_stops»|°[,;.:)]|\n|$))"
        ),
    )
