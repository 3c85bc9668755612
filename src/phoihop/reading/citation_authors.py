"""Who issued a document: authorities after "của", parties after "giữa", an authority named before."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.reading.citation_page import REACH, CitationPage

_LIST = 6
_BEFORE = 120


@dataclass(frozen=True, slots=True)
class Authors:
    """Canonical names, and where the text that names them ends."""

    end: int
    names: tuple[str, ...]


def issuers_at(page: CitationPage, place: int) -> Authors | None:
    """The authorities of " của X, Y và Z" at ``place``."""
    of = page.grammar.authors.of.match(page.view, place, place + REACH)
    first = page.grammar.names.organisation(page.view, of.end(), place + REACH) if of else None
    if of is None or first is None:
        return None
    return _authors(page, [(of.end(), first), *_listed(page, first)])


def _listed(page: CitationPage, place: int) -> list[tuple[int, int]]:
    """The other names of a list; none if "X, Y …" goes on with a verb, whose subject Y would be."""
    grammar = page.grammar
    found: list[tuple[int, int]] = []
    joint = grammar.authors.list_joint.match(page.view, place)
    while joint and len(found) < _LIST:
        end = grammar.names.organisation(page.view, joint.end(), joint.end() + REACH)
        if end is None:
            break
        found.append((joint.end(), end))
        if joint["last"] or "-" in joint[0]:
            return found
        joint = grammar.authors.list_joint.match(page.view, end)
    return found if found and grammar.authors.list_end.match(page.view, found[-1][1]) else []


def parties_at(page: CitationPage, place: int) -> Authors | None:
    """The parties of " … giữa A với B (và C)" at ``place``, at most a topic apart."""
    topic = page.grammar.authors.topic.match(page.view, place, place + REACH)
    if topic is None:
        return None
    for between in page.grammar.authors.between.finditer(page.view, place, topic.end()):
        two = _two_parties(page, between.end())
        if two:
            return _authors(page, [*two, *(() if _is_closed(page, two) else _more_parties(page, two[1][1]))])
    return None


def _is_closed(page: CitationPage, two: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether "A và B" closes the list: what a comma joins to it is the subject of the sentence."""
    joint = page.view[two[0][1] : two[1][0]].strip()
    return joint == page.vocabulary.spelled("và") and page.view[two[1][1] : two[1][1] + 1] == ","


def _two_parties(page: CitationPage, place: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    grammar, until = page.grammar, place + REACH
    one = grammar.names.party(page.view, place, until)
    if one is None:
        return None
    joint = grammar.authors.with_.match(page.view, one)
    if joint is None:
        # "EVN và Viettel" reads as one name; its last "và" joins the parties.
        one = page.view.rfind(page.vocabulary.spelled(" và "), place, one)
        joint = grammar.authors.with_.match(page.view, one) if one > place else None
    other = grammar.names.party(page.view, joint.end(), until) if joint else None
    return ((place, one), (joint.end(), other)) if joint and other else None


def _more_parties(page: CitationPage, place: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while len(found) < _LIST and (joint := page.grammar.authors.with_.match(page.view, place)):
        end = page.grammar.names.organisation(page.view, joint.end(), joint.end() + REACH)
        if end is None:
            break
        found.append((joint.end(), end))
        place = end
    return found


def issuer_before(page: CitationPage, place: int) -> str | None:
    """The authority of "của X tại" that ends at ``place``."""
    low = max(place - _BEFORE, page.view.rfind("\n", 0, place) + 1)
    for of in page.grammar.authors.of_before.finditer(page.view, low, place):
        end = page.grammar.names.organisation(page.view, of.end(), place)
        at = page.grammar.authors.at.match(page.view, end, place) if end else None
        if end and at and at.end() == place:
            return page.name(of.end(), end)
    return None


def _authors(page: CitationPage, spans: list[tuple[int, int]]) -> Authors:
    names = dict.fromkeys(page.name(start, end) for start, end in spans)
    return Authors(spans[-1][1], tuple(names))
