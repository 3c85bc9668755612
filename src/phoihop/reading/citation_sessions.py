"""Resolutions named by the plenum or congress that passed them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phoihop.reading.citation_page import REACH, CitationPage
from phoihop.reading.spans import CitationSpan
from phoihop.reading.vocabulary import DocumentKind

CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"
_PLENUM = "Trung ương"


def plenum_name(page: CitationPage, number: str, term: str | None) -> str:
    """One form for all spellings, such as "Trung ương 4 khóa XII" for "lần thứ tư … khóa XII"."""
    ordinal = page.grammar.ordinals.get(number.lower(), number)
    return " ".join((_PLENUM, str(ordinal), *((f"khóa {term.upper()}",) if term else ())))


def session_citations(
    page: CitationPage, start: int, place: int, kind: DocumentKind
) -> Iterator[CitationSpan]:
    """The documents whose session is named at ``place``, right after the kind word at ``start``."""
    plenum = page.grammar.sessions.plenum.match(page.view, place, place + REACH)
    if plenum and (plenum["after"] or plenum["before"]):
        yield from _plenums(page, start, kind, plenum)
        return
    congress = page.grammar.sessions.congress.match(page.view, place, place + REACH)
    if congress:
        session = page.name(*congress.span("congress"))
        yield page.span(start, congress.end(), kind.name, f"congress after {kind.name}", session=session)


def _plenums(
    page: CitationPage, start: int, kind: DocumentKind, plenum: re.Match[str]
) -> Iterator[CitationSpan]:
    """The plenum and those a list puts after it: "Trung ương 4 khóa XI, XII", "Trung ương 6, 7 khóa XII"."""
    number, term = plenum["after"] or plenum["before"], plenum["term"]
    places = [(start, plenum.end(), number, term)]
    while follower := page.grammar.sessions.next_plenum.match(
        page.view, places[-1][1], places[-1][1] + REACH
    ):
        if bool(follower["number"]) == bool(term):
            break
        begin = follower.start("number" if follower["number"] else "term")
        own = follower["term"] or follower["own_term"]
        places.append((begin, follower.end(), follower["number"] or number, own))
    last_term = next((place[3] for place in reversed(places) if place[3]), None)
    subject = title_after(page, places[-1][1])
    for begin, end, said, own in places if last_term else places[:1]:
        yield page.span(
            begin,
            end,
            kind.name,
            f"plenum after {kind.name}",
            issuers=(CENTRAL_COMMITTEE,),
            session=plenum_name(page, said, own or last_term),
            subject=subject,
        )


def title_after(page: CitationPage, place: int) -> str | None:
    """The quoted title that follows a document identified before ``place``."""
    found = page.grammar.title_after.match(page.view, place, place + REACH)
    return page.printed(*found.span("title")) if found else None
