"""Citations of identifiable documents: number or symbol, session, quoted title, name of a law, parties."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phoihop.kernel.text import collapse
from phoihop.reading.calendar_words import iso_day
from phoihop.reading.citation_grammar import CitationGrammar, citation_grammar
from phoihop.reading.normalise import canonical_name
from phoihop.reading.spans import CitationSpan, Zone
from phoihop.reading.view import lowered, reading_view
from phoihop.reading.vocabulary import DocumentKind, Vocabulary

_REACH = 700
"""No attribute of a document stands farther from its kind word than this many characters."""
_CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"
_PLENUM = "Trung ương"


@dataclass(frozen=True, slots=True)
class _Text:
    """The text, the string to search in and its lower-case twin; all have the same offsets."""

    text: str
    view: str
    low: str
    grammar: CitationGrammar
    vocabulary: Vocabulary

    def printed(self, start: int, end: int) -> str:
        return collapse(self.text[start:end])

    def name(self, start: int, end: int) -> str:
        return canonical_name(self.text[start:end].strip(" ,;.:"), self.vocabulary)


def find_citations(text: str, zones: Sequence[Zone], vocabulary: Vocabulary) -> tuple[CitationSpan, ...]:
    """The citations in the ``zones`` of ``text`` (NFC), in order, without overlaps, numbered c1, c2, …"""
    view = reading_view(text, tuple(zones))
    page = _Text(text, view, lowered(view), citation_grammar(vocabulary), vocabulary)
    named = list(_with_kind_words(page))
    own = _own_numbers(page)
    found = [span for span in _added(named, list(_symbols_alone(page))) if _key(span.notation) not in own]
    shared = _with_shared_issuers(page, found)
    return tuple(dataclasses.replace(span, id=f"c{i}") for i, span in enumerate(shared, start=1))


def _own_numbers(page: _Text) -> frozenset[str]:
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
        before, after = first[at - 1 : at], first[at : at + 1]
        if all(other.end <= span.start for other in before) and all(
            span.end <= other.start for other in after
        ):
            free.append(span)
    return sorted((*first, *free), key=lambda span: span.start)


def _with_kind_words(page: _Text) -> Iterator[CitationSpan]:
    place = 0
    for match in page.grammar.kind.finditer(page.low):
        if match.start() >= place:
            for span in _of_kind(page, match):
                yield span
                place = span.end


def _of_kind(page: _Text, match: re.Match[str]) -> Iterator[CitationSpan]:
    kind = page.grammar.kinds[match[0]]
    if kind.law:
        yield from _law(page, match, kind)
        return
    number = page.grammar.number.match(page.view, match.end(), match.end() + _REACH)
    if number and _is_number(page, match, kind, number):
        yield from _numbered(page, match, kind, number)
    else:
        yield from _unnumbered(page, match, kind)


def _is_number(page: _Text, match: re.Match[str], kind: DocumentKind, number: re.Match[str]) -> bool:
    """Whether the number belongs to a document: it has a symbol, "số", or a kind that bare numbers follow."""
    if number["symbol"] or (number["said"] or "").strip(" ,"):
        return True
    if not kind.numbered:
        return False
    capital = page.view[match.start()].isupper()
    return (
        capital or number["bare"].startswith("0") or bool(page.grammar.issuers.match(page.view, number.end()))
    )


def _numbered(
    page: _Text, match: re.Match[str], kind: DocumentKind, number: re.Match[str]
) -> Iterator[CitationSpan]:
    """The document at ``number`` and those that a list puts after it without a kind word."""
    rule = f"number after {kind.name}"
    items = [_item(page, match.start(), kind, number, rule)]
    follower = page.grammar.next_number.match(page.view, items[-1].end, items[-1].end + _REACH)
    while follower and not items[-1].issuers:
        start = follower.start("symbol") if follower["symbol"] else follower.start("bare")
        items.append(_item(page, start, kind, follower, f"list {rule}"))
        follower = page.grammar.next_number.match(page.view, items[-1].end, items[-1].end + _REACH)
    issuers, subject = items[-1].issuers, items[-1].subject
    for item in items:
        yield dataclasses.replace(item, issuers=item.issuers or issuers, subject=item.subject or subject)


def _item(page: _Text, start: int, kind: DocumentKind, number: re.Match[str], rule: str) -> CitationSpan:
    group = "symbol" if number["symbol"] else "bare"
    said_before = iso_day(number) if "day" in number.re.groupindex else None
    rest = _attributes(page, number.end(group), joint=kind.joint)
    return CitationSpan(
        id="",
        start=start,
        end=rest.end,
        text=page.text[start : rest.end],
        kind=kind.name,
        numbers=(_leading_digits(number[group]),),
        notation=_notation(page, number.span(group)) if group == "symbol" else None,
        issuers=rest.issuers,
        session=rest.session,
        date=rest.date or said_before,
        subject=_title_after(page, rest.end),
        rule=rule,
    )


def _leading_digits(number: str) -> str:
    return number[: next((i for i, c in enumerate(number) if not c.isdigit()), len(number))]


def _notation(page: _Text, span: tuple[int, int]) -> str:
    return "".join(page.view[span[0] : span[1]].split())


def _title_after(page: _Text, place: int) -> str | None:
    found = page.grammar.title_after.match(page.view, place, place + _REACH)
    return page.printed(*found.span("title")) if found else None


@dataclass(frozen=True, slots=True)
class _Attributes:
    """What identifies a document after its number or name, and where that ends."""

    end: int
    issuers: tuple[str, ...] = ()
    session: str | None = None
    date: str | None = None


def _attributes(page: _Text, place: int, *, joint: bool) -> _Attributes:
    """Date, year, issuers, term, parties in any order, each directly after the other."""
    found = _Attributes(place)
    for _ in range(5):
        more = _next_attribute(page, found, joint=joint)
        if more is None:
            break
        found = more
    return found


def _next_attribute(page: _Text, so_far: _Attributes, *, joint: bool) -> _Attributes | None:
    grammar, view, place = page.grammar, page.view, so_far.end
    until = place + _REACH
    if so_far.date is None and (day := grammar.day.match(view, place, until)):
        return dataclasses.replace(so_far, end=day.end(), date=iso_day(day))
    if year := grammar.year.match(view, place, until):
        return dataclasses.replace(so_far, end=year.end())
    if not so_far.issuers and (plenum := grammar.plenum_issuer.match(view, place, until)):
        number = plenum["after"] or plenum["before"]
        session = _plenum_name(page, number, plenum["term"]) if number else None
        return _Attributes(plenum.end(), (_CENTRAL_COMMITTEE,), session, so_far.date)
    if not so_far.issuers and (issuers := grammar.issuers.match(view, place, until)):
        return dataclasses.replace(so_far, end=issuers.end(), issuers=_names(page, issuers.span("issuers")))
    if so_far.session is None and (term := grammar.term.match(view, place, until)):
        return dataclasses.replace(so_far, end=term.end(), session=_term_name(term) if term["open"] else None)
    if joint and not so_far.issuers and (parties := grammar.parties.match(view, place, until)):
        return dataclasses.replace(so_far, end=parties.end(), issuers=_parties(page, parties))
    return None


def _names(page: _Text, span: tuple[int, int]) -> tuple[str, ...]:
    """The names of a list of authorities, one by one."""
    place, end = span
    names: list[str] = []
    while place < end:
        match = page.grammar.one_issuer.match(page.view, place, end)
        if match:
            names.append(page.name(*match.span()))
        place = match.end() if match else place + 1
    return tuple(dict.fromkeys(names))


def _parties(page: _Text, match: re.Match[str]) -> tuple[str, ...]:
    one, other = page.name(*match.span("one")), page.name(*match.span("other"))
    return one, other, *_names(page, match.span("more"))


def _term_name(match: re.Match[str]) -> str:
    return f"khóa {match['term'].upper()}"


def _plenum_name(page: _Text, number: str, term: str | None) -> str:
    """ "Trung ương 4 khóa XII", also from "Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII"."""
    ordinal = page.grammar.ordinals.get(number.lower(), number)
    return " ".join((_PLENUM, str(ordinal), *((f"khóa {term.upper()}",) if term else ())))


def _unnumbered(page: _Text, match: re.Match[str], kind: DocumentKind) -> Iterator[CitationSpan]:
    start, end = match.span()
    until = end + _REACH
    plenum = page.grammar.plenum.match(page.view, end, until)
    congress = page.grammar.congress.match(page.view, end, until)
    parties = page.grammar.parties.match(page.view, end, until) if kind.joint else None
    title = page.grammar.title.match(page.view, end, until) if kind.titled else None
    if plenum and (plenum["after"] or plenum["before"]):
        yield from _plenums(page, start, kind, plenum)
    elif congress:
        session = page.name(*congress.span("congress"))
        yield _plain(page, start, congress.end(), kind, f"congress after {kind.name}", session=session)
    elif parties:
        issuers = _parties(page, parties)
        yield _plain(page, start, parties.end(), kind, f"parties of {kind.name}", issuers=issuers)
    elif title:
        end = min(title.end("title") + 1, len(page.text))
        subject = page.printed(*title.span("title"))
        yield _plain(page, start, end, kind, f"title after {kind.name}", subject=subject)


def _plenums(page: _Text, start: int, kind: DocumentKind, plenum: re.Match[str]) -> Iterator[CitationSpan]:
    """The plenum and those that a list puts after it: "Trung ương 4 khóa XI, XII", "Trung ương 6, 7 khóa XII"."""
    rule = f"plenum after {kind.name}"
    number, term = plenum["after"] or plenum["before"], plenum["term"]
    places = [(start, plenum.end(), number, term)]
    while follower := page.grammar.next_plenum.match(page.view, places[-1][1], places[-1][1] + _REACH):
        if bool(follower["number"]) == bool(term):
            break
        begin = follower.start("number" if follower["number"] else "term")
        places.append(
            (begin, follower.end(), follower["number"] or number, follower["term"] or follower["own_term"])
        )
    last_term = next((place[3] for place in reversed(places) if place[3]), None)
    subject = _title_after(page, places[-1][1])
    for begin, end, said, own in places if last_term or len(places) == 1 else places[:1]:
        session = _plenum_name(page, said, own or last_term)
        yield _plain(page, begin, end, kind, rule, session=session, subject=subject)


def _plain(
    page: _Text,
    start: int,
    end: int,
    kind: DocumentKind,
    rule: str,
    *,
    session: str | None = None,
    issuers: tuple[str, ...] = (),
    subject: str | None = None,
) -> CitationSpan:
    if session and session.startswith(_PLENUM):
        issuers = (_CENTRAL_COMMITTEE,)
    text = page.text[start:end]
    return CitationSpan("", start, end, text, kind.name, (), None, issuers, session, None, subject, rule)


def _law(page: _Text, match: re.Match[str], kind: DocumentKind) -> Iterator[CitationSpan]:
    """Acts named by their own name; the kind word has a capital, "luật pháp" and "Luật sư" are none."""
    start, end = match.span()
    if not page.view[start].isupper():
        return
    grammar, until = page.grammar, end + _REACH
    named = _law_name(page, match)
    number = grammar.law_number.match(page.view, named.end() if named else end, until)
    last = number or named
    if last is None:
        return
    yield CitationSpan(
        id="",
        start=start,
        end=last.end(),
        text=page.text[start : last.end()],
        kind=kind.name,
        numbers=(_leading_digits(number["symbol"]),) if number else (),
        notation=_notation(page, number.span("symbol")) if number else None,
        date=iso_day(number) if number else None,
        subject=_law_subject(page, named),
        rule=f"name after {kind.name}",
    )


def _law_name(page: _Text, match: re.Match[str]) -> re.Match[str] | None:
    grammar = page.grammar
    pattern = {"hiến pháp": grammar.constitution, "điều lệ": grammar.statute}
    spelled = {page.vocabulary.spelled(word): found for word, found in pattern.items()}
    return spelled.get(match[0], grammar.law).match(page.view, match.end(), match.end() + _REACH)


def _law_subject(page: _Text, named: re.Match[str] | None) -> str | None:
    if named is None or "name" not in named.re.groupindex:
        return None
    return page.printed(*named.span("name"))


def _symbols_alone(page: _Text) -> Iterator[CitationSpan]:
    for match in page.grammar.lone_symbol.finditer(page.view):
        notation = _notation(page, match.span())
        kind = page.grammar.symbol_kinds[_code(notation, page.grammar)]
        numbers = (_leading_digits(notation),)
        yield CitationSpan("", *match.span(), match[0], kind, numbers, notation, rule="symbol alone")
    for match in page.grammar.standard.finditer(page.view):
        numbers = tuple(re.findall(r"\d+", match["symbol"])[:1])
        notation = _notation(page, match.span("symbol"))
        yield CitationSpan("", *match.span(), match[0], "Tiêu chuẩn", numbers, notation, rule="standard")


def _code(notation: str, grammar: CitationGrammar) -> str:
    return next(part for part in re.split("[-/]", notation) if part in grammar.symbol_kinds)


def _with_shared_issuers(page: _Text, found: list[CitationSpan]) -> list[CitationSpan]:
    """An issuer named before ("của X tại …") or after the last of documents joined by a comma or "và"."""
    shared = list(found)
    for i in range(len(shared) - 1, -1, -1):
        span = shared[i]
        if span.issuers or span.session or not span.numbers or span.subject and not span.notation:
            continue
        if i + 1 < len(shared) and _is_joined(page, span, shared[i + 1]):
            shared[i] = dataclasses.replace(span, issuers=shared[i + 1].issuers)
        elif before := _issuer_before(page, span.start):
            shared[i] = dataclasses.replace(span, issuers=(before,))
    return shared


_JOINT = re.compile(r" *(?:[,;]| và) *")


def _is_joined(page: _Text, span: CitationSpan, following: CitationSpan) -> bool:
    between = page.view[span.end : following.start]
    if not following.issuers or not following.numbers or not _JOINT.fullmatch(between):
        return False
    codes = [set(re.split("[-/]", item.notation or "")[1:]) for item in (span, following)]
    return not all(codes) or bool({c for c in codes[0] & codes[1] if not c.isdigit()})


def _issuer_before(page: _Text, place: int) -> str | None:
    low = max(place - 120, page.view.rfind("\n", 0, place) + 1)
    for match in page.grammar.issuer_before.finditer(page.view, low, place):
        if match.end() == place:
            return page.name(*match.span("issuer"))
    return None
