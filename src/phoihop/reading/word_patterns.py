"""Patterns that begin with a word of a list, looked for only where such a word stands.

A text has few of these words, so most of it is never touched by a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from phoihop.reading.bodies_words import Words, keys_of


@dataclass(frozen=True, slots=True)
class WordPattern:
    """A pattern whose matches begin at a word of ``heads``, or at a figure where ``figures`` says so."""

    pattern: re.Pattern[str]
    heads: frozenset[str]
    figures: bool = False

    def finditer(self, words: Words, string: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer` over ``string``: the view of ``words``, or its lower case."""
        match, place = self.pattern.match, 0
        for start in words.offsets(self.heads | words.figures if self.figures else self.heads):
            if start >= place and (found := match(string, start)):
                yield found
                place = found.end()


def word_pattern(pattern: re.Pattern[str], phrases: Iterable[str], *, figures: bool = False) -> WordPattern:
    """The pattern with the first words of the ``phrases``, spelled as texts spell them."""
    return WordPattern(
        pattern, frozenset(keys[0] for phrase in phrases if (keys := keys_of(phrase))), figures
    )
