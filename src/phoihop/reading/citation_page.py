"""The page on which citations are read: the text, the strings to search in, the grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phoihop.kernel.text import collapse
from phoihop.reading.bodies_words import Words, words_of
from phoihop.reading.citation_grammar import CitationGrammar, citation_grammar
from phoihop.reading.normalise import canonical_name
from phoihop.reading.spans import CitationSpan, Zone
from phoihop.reading.view import reading_view
from phoihop.reading.vocabulary import Vocabulary

REACH = 700
"""No attribute of a document stands farther from its kind word than this many characters."""


@dataclass(frozen=True, slots=True)
class CitationPage:
    """The text, its view and the view in lower case, all with the same offsets, and its words."""

    text: str
    view: str
    low: str
    words: Words
    grammar: CitationGrammar
    vocabulary: Vocabulary

    def printed(self, start: int, end: int) -> str:
        """The text between the offsets with single blanks."""
        return collapse(self.text[start:end])

    def name(self, start: int, end: int) -> str:
        """The canonical name printed between the offsets."""
        return canonical_name(self.text[start:end].strip(" ,;.:"), self.vocabulary)

    def span(
        self,
        start: int,
        end: int,
        kind: str,
        rule: str,
        *,
        symbol: tuple[int, int] | None = None,
        issuers: tuple[str, ...] = (),
        session: str | None = None,
        date: str | None = None,
        subject: str | None = None,
    ) -> CitationSpan:
        """A citation without its id; ``symbol`` are the offsets of its number or whole symbol."""
        printed = "".join(self.view[slice(*symbol)].split()) if symbol else ""
        number = printed[: next((i for i, c in enumerate(printed) if not c.isdigit()), len(printed))]
        numbers = (number,) if number else ()
        notation = printed if "/" in printed or "-" in printed else None
        text = self.text[start:end]
        return CitationSpan(
            "", start, end, text, kind, numbers, notation, issuers, session, date, subject, rule
        )


def citation_page(text: str, zones: Sequence[Zone], vocabulary: Vocabulary) -> CitationPage:
    """The page of the ``zones`` of ``text`` (NFC)."""
    view = reading_view(text, tuple(zones))
    words = words_of(view)
    return CitationPage(text, view, words.low, words, citation_grammar(vocabulary), vocabulary)
