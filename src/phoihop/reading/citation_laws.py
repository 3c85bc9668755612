"""Acts named by their own name: laws, codes, ordinances, the Constitution, statutes of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phoihop.kernel.text import collapse
from phoihop.reading.calendar_words import iso_day
from phoihop.reading.citation_page import REACH, CitationPage
from phoihop.reading.spans import CitationSpan
from phoihop.reading.vocabulary import DocumentKind


def law_citations(page: CitationPage, kind_word: re.Match[str], kind: DocumentKind) -> Iterator[CitationSpan]:
    """The act at ``kind_word``, which has a capital: "luật pháp" and "Luật sư" name no act."""
    start, end = kind_word.span()
    if not page.view[start].isupper():
        return
    named = _name(page, kind_word)
    number = page.grammar.laws.number.match(page.view, named.end() if named else end, end + REACH)
    last = number or named
    if last is None:
        return
    day = page.grammar.day.match(page.view, last.end(), last.end() + REACH) if number is None else None
    dated = number or day
    has_name = named is not None and "name" in named.re.groupindex
    yield page.span(
        start,
        day.end() if day else last.end(),
        kind.name,
        f"name after {kind.name}",
        symbol=number.span("symbol") if number else None,
        date=iso_day(dated) if dated else None,
        subject=page.printed(*named.span("name")) if named and has_name else None,
    )


def _name(page: CitationPage, kind_word: re.Match[str]) -> re.Match[str] | None:
    """What follows the kind word: the Constitution needs no name, a statute one of an organisation."""
    laws, spelled = page.grammar.laws, page.vocabulary.spelled
    own = {spelled("hiến pháp"): laws.constitution, spelled("điều lệ"): laws.statute}
    pattern = own.get(collapse(kind_word[0]), laws.law)
    return pattern.match(page.view, kind_word.end(), kind_word.end() + REACH)
