"""Citations of identifiable documents: by number or symbol, session, parties, title, or name of a law."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phoihop.kernel.text import collapse
from phoihop.reading.calendar_words import iso_day
from phoihop.reading.citation_authors import issuer_before, issuers_at, parties_at
from phoihop.reading.citation_laws import law_citations
from phoihop.reading.citation_page import REACH, CitationPage, citation_page
from phoihop.reading.citation_sessions import CENTRAL_COMMITTEE, plenum_name, session_citations, title_after
from phoihop.reading.spans import CitationSpan, Zone
from phoihop.reading.vocabulary import DocumentKind, Vocabulary

_MOST_ATTRIBUTES = 5
_LEFT = 60
_QUOTED = 1500
# The Party writes "51-QĐ/TW" under regulations as well as under decisions.
_SHARED_SYMBOL = "QĐ"
_OF_SHARED_SYMBOL = frozenset({"Quy chế", "Quy định", "Quyết định"})


def find_citations(text: str, zones: Sequence[Zone], vocabulary: Vocabulary) -> tuple[CitationSpan, ...]:
    """The citations in the ``zones`` of ``text`` (NFC), in order, without overlaps, numbered c1, c2, …"""
    page = citation_page(text, zones, vocabulary)
    own = _own_symbols(page)
    named = _added(list(_with_kind_words(page)), list(_with_short_kinds(page)))
    found = _added(named, list(_symbols_alone(page)))
    cited = [span for span in found if _key(span.notation) not in own]
    return tuple(
        dataclasses.replace(span, id=f"c{i}")
        for i, span in enumerate(_with_shared_issuers(page, cited), start=1)
    )


def _own_symbols(page: CitationPage) -> frozenset[str]:
    """Symbols in the letterhead: the number of the document itself is not a citation."""
    found = page.grammar.own_number.finditer(page.text)
    return frozenset(_key(match["symbol"]) for match in found if page.view[match.start("symbol")] == "\n")


def _key(notation: str | None) -> str:
    return "".join((notation or "").split()).lower()


def _added(first: list[CitationSpan], more: list[CitationSpan]) -> list[CitationSpan]:
    """Both lists in text order; of two that overlap the one of the ``first`` list stays."""
    starts = [span.start for span in first]
    free = []
    for span in more:
        at = bisect.bisect_right(starts, span.start)
        before, after = first[max(0, at - 1) : at], first[at : at + 1]
        if all(other.end <= span.start for other in before) and all(
            span.end <= other.start for other in after
        ):
            free.append(span)
    return sorted((*first, *free), key=lambda span: span.start)


def _with_kind_words(page: CitationPage) -> Iterator[CitationSpan]:
    place = 0
    for match in page.grammar.kind.finditer(page.words, page.low):
        if match.start() >= place:
            for span in _of_kind(page, match):
                yield span
                place = span.end


def _with_short_kinds(page: CitationPage) -> Iterator[CitationSpan]:
    """Kinds in letters: "NQ số 28-NQ/TW", "CT 05-CT/TW", "NQ Trung ương 4"."""
    for match in page.grammar.short_kind.finditer(page.words, page.view):
        name = page.grammar.symbol_kinds[match["symbol"]]
        kind = page.grammar.kinds[page.vocabulary.spelled(name.lower())]
        number = page.grammar.number.match(page.view, match.end(), match.end() + REACH)
        if number and (number["symbol"] or number["said"]):
            yield from _numbered(page, match.start(), kind, number)
        elif not number:
            yield from session_citations(page, match.start(), match.end(), kind)


def _of_kind(page: CitationPage, match: re.Match[str]) -> Iterator[CitationSpan]:
    kind = page.grammar.kinds[collapse(match[0])]
    if kind.law:
        yield from law_citations(page, match, kind)
        return
    number = page.grammar.number.match(page.view, match.end(), match.end() + REACH)
    if number and _is_number(page, match, kind, number):
        yield from _numbered(page, match.start(), kind, number)
        return
    authors = issuers_at(page, match.end())
    number = page.grammar.number.match(page.view, authors.end, authors.end + REACH) if authors else None
    if authors and number and (number["symbol"] or number["said"]):
        found = _numbered(page, match.start(), kind, number)
        yield from (dataclasses.replace(span, issuers=span.issuers or authors.names) for span in found)
        return
    by_session = list(session_citations(page, match.start(), match.end(), kind))
    yield from by_session or _by_parties_or_title(page, match, kind)


def _is_number(page: CitationPage, match: re.Match[str], kind: DocumentKind, number: re.Match[str]) -> bool:
    """Whether the number is a document's: it has a symbol, "số", or a kind that bare numbers follow."""
    if number["symbol"] or (number["said"] or "").strip(" ,"):
        return True
    if not kind.numbered:
        return False
    capital = page.view[match.start()].isupper()
    return capital or number["bare"].startswith("0") or issuers_at(page, number.end()) is not None


def _numbered(
    page: CitationPage, start: int, kind: DocumentKind, number: re.Match[str]
) -> Iterator[CitationSpan]:
    """The document at ``number`` and those that a list puts after it without a kind word."""
    rule = f"number after {kind.name}"
    items = [_item(page, start, kind, number, rule)]
    follower = page.grammar.next_number.match(page.view, items[-1].end, items[-1].end + REACH)
    while follower and not items[-1].issuers and _is_of_kind(page, items[0], follower):
        begin = follower.start("symbol") if follower["symbol"] else follower.start("bare")
        items.append(_item(page, begin, kind, follower, f"list {rule}"))
        follower = page.grammar.next_number.match(page.view, items[-1].end, items[-1].end + REACH)
    issuers, subject = items[-1].issuers, items[-1].subject
    for item in items:
        yield dataclasses.replace(item, issuers=item.issuers or issuers, subject=item.subject or subject)


def _is_of_kind(page: CitationPage, first: CitationSpan, follower: re.Match[str]) -> bool:
    """Whether the symbol of a list item does not name another kind: "Quy định 24-QĐ/TW, 05-CT/TW"."""
    codes = _codes(follower["symbol"] or "")
    own = _codes(first.notation or "")
    kinds = [page.grammar.symbol_kinds[code] for code in codes if code in page.grammar.symbol_kinds]
    shared = first.kind in _OF_SHARED_SYMBOL and _SHARED_SYMBOL in codes
    return not kinds or codes[:1] == own[:1] or first.kind in kinds or shared


def _codes(notation: str) -> list[str]:
    """The letters of a symbol: "12/2020/NĐ-CP" → NĐ, CP."""
    parts = re.split("[-/]", "".join(notation.split()))
    return [part for part in parts if part and not part[0].isdigit()]


def _item(
    page: CitationPage, start: int, kind: DocumentKind, number: re.Match[str], rule: str
) -> CitationSpan:
    group = "symbol" if number["symbol"] else "bare"
    said_before = iso_day(number) if "day" in number.re.groupindex else None
    rest = _attributes(page, number.end(group), joint=kind.joint)
    return page.span(
        start,
        rest.end,
        kind.name,
        rule,
        symbol=number.span(group),
        issuers=rest.issuers,
        session=rest.session,
        date=rest.date or said_before,
        subject=title_after(page, rest.end),
    )


@dataclass(frozen=True, slots=True)
class _Attributes:
    """What identifies a document after its number, and where that ends."""

    end: int
    issuers: tuple[str, ...] = ()
    session: str | None = None
    date: str | None = None


def _attributes(page: CitationPage, place: int, *, joint: bool) -> _Attributes:
    """Date, year, issuers, term, parties in any order, each directly after the other."""
    found = _Attributes(place)
    for _ in range(_MOST_ATTRIBUTES):
        more = _dated(page, found) or _authored(page, found, joint=joint) or _termed(page, found)
        if more is None:
            break
        found = more
    return found


def _dated(page: CitationPage, so_far: _Attributes) -> _Attributes | None:
    until = so_far.end + REACH
    if so_far.date is None and (day := page.grammar.day.match(page.view, so_far.end, until)):
        return dataclasses.replace(so_far, end=day.end(), date=iso_day(day))
    year = page.grammar.year.match(page.view, so_far.end, until)
    return dataclasses.replace(so_far, end=year.end()) if year else None


def _authored(page: CitationPage, so_far: _Attributes, *, joint: bool) -> _Attributes | None:
    if so_far.issuers:
        return None
    plenum = page.grammar.sessions.plenum_issuer.match(page.view, so_far.end, so_far.end + REACH)
    if plenum:
        number = plenum["after"] or plenum["before"]
        session = plenum_name(page, number, plenum["term"]) if number else None
        return _Attributes(plenum.end(), (CENTRAL_COMMITTEE,), session, so_far.date)
    authors = issuers_at(page, so_far.end) or (parties_at(page, so_far.end) if joint else None)
    return dataclasses.replace(so_far, end=authors.end, issuers=authors.names) if authors else None


def _termed(page: CitationPage, so_far: _Attributes) -> _Attributes | None:
    """A term of the Party; given in brackets it is the session of the document."""
    term = page.grammar.sessions.term.match(page.view, so_far.end, so_far.end + REACH)
    if so_far.session or not term:
        return None
    session = f"khóa {term['term'].upper()}" if term["open"] else None
    return dataclasses.replace(so_far, end=term.end(), session=session)


def _by_parties_or_title(
    page: CitationPage, match: re.Match[str], kind: DocumentKind
) -> Iterator[CitationSpan]:
    start, end = match.span()
    parties = parties_at(page, end) if kind.joint else None
    title = page.grammar.title.match(page.view, end, end + REACH) if kind.titled else None
    if parties:
        yield page.span(start, parties.end, kind.name, f"parties of {kind.name}", issuers=parties.names)
    elif title and not _inside_quotation(page, title.start("title") - 1):
        subject = page.printed(*title.span("title"))
        yield page.span(start, title.end(), kind.name, f"title after {kind.name}", subject=subject)


def _inside_quotation(page: CitationPage, place: int) -> bool:
    """Whether the quotation mark at ``place`` closes a quotation instead of opening one."""
    begin = max(page.view.rfind("\n", 0, place) + 1, place - _QUOTED)
    return page.view.count('"', begin, place) % 2 == 1


def _symbols_alone(page: CitationPage) -> Iterator[CitationSpan]:
    grammar = page.grammar
    for match in grammar.lone_symbol.finditer(page.words, page.view):
        codes = _codes(match[0])
        kind = next(grammar.symbol_kinds[code] for code in codes if code in grammar.symbol_kinds)
        yield page.span(*match.span(), kind, "symbol alone", symbol=match.span())
    for match in grammar.standard.finditer(page.view):
        said = grammar.standard_left.search(page.view[max(0, match.start() - _LEFT) : match.start()])
        start = match.start() - (len(said[0]) if said else 0)
        span = page.span(start, match.end(), "Tiêu chuẩn", "standard")
        numbers = tuple(re.findall(r"\d+", match["symbol"])[:1])
        yield dataclasses.replace(span, numbers=numbers, notation="".join(match["symbol"].split()))


def _with_shared_issuers(page: CitationPage, found: list[CitationSpan]) -> list[CitationSpan]:
    """An issuer named before ("của X tại …") or after the last of documents joined by a comma or "và"."""
    shared = list(found)
    for i in range(len(shared) - 1, -1, -1):
        span = shared[i]
        if span.issuers or span.session or not span.numbers or (span.subject and not span.notation):
            continue
        following = shared[i + 1] if i + 1 < len(shared) else None
        if following and _is_joined(page, span, following):
            shared[i] = dataclasses.replace(span, issuers=following.issuers)
        elif before := issuer_before(page, span.start):
            shared[i] = dataclasses.replace(span, issuers=(before,))
    return shared


def _is_joined(page: CitationPage, span: CitationSpan, following: CitationSpan) -> bool:
    """Whether both stand in one list and their symbols do not name different authorities."""
    if not following.issuers or not following.numbers:
        return False
    if not page.grammar.document_joint.fullmatch(page.view, span.end, following.start):
        return False
    codes, others = set(_codes(span.notation or "")), set(_codes(following.notation or ""))
    return not codes or not others or bool(codes & others)
