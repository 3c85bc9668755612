"""Local normalisation of names: NFC, single blanks, old place of tone marks, abbreviations written out.

Nothing is added that the phrase does not say: "UBND tỉnh" stays without a province. A head that a list leaves
out is put back ("tỉnh, thành ủy" → "tỉnh ủy, thành ủy"); typing errors are not repaired.
"""

from __future__ import annotations

import re
from functools import lru_cache

from phoihop.kernel.text import collapse, normalise_tone
from phoihop.reading.vocabulary import Vocabulary

_DASHES = re.compile("[‐‑‒–—−]")
# Also as typed without marks: a list that leaves the head out says it once at its end.
_ELIDED = (
    (re.compile(r"\b([Tt][ỉi]nh), ([Tt]h[àa]nh) ([ủu]y)\b"), r"\1 \3, \2 \3"),
    (re.compile(r"\b([Hh]uy[ệe]n), ([Qq]u[ậa]n|[Tt]h[ịi]|[Tt]h[àa]nh) ([ủu]y)\b"), r"\1 \3, \2 \3"),
    (re.compile(r"\b([Qq]u[ậa]n), ([Hh]uy[ệe]n|[Tt]h[ịi]) ([ủu]y)\b"), r"\1 \3, \2 \3"),
)


@lru_cache(maxsize=8)
def _abbreviations(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern over all spellings, and the long form of each spelling without blanks."""
    long_of = {_key(short): entry.long for entry in vocabulary.abbreviations for short in entry.short}
    spellings = [short for entry in vocabulary.abbreviations for short in entry.short]
    spaced = "|".join(
        r"\s*".join(re.escape(part) for part in short.split(" "))
        for short in sorted(spellings, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)"), long_of


def _key(short: str) -> str:
    return "".join(short.split())


def canonical_name(s: str, vocabulary: Vocabulary) -> str:
    """The locally normalised form of the name of a body, post or issuer printed as ``s``."""
    pattern, long_of = _abbreviations(vocabulary)
    plain = _DASHES.sub("-", collapse(s))
    name = normalise_tone(pattern.sub(lambda match: long_of[_key(match[0])], plain))
    for elided, full in _ELIDED if ", " in name else ():
        name = elided.sub(full, name)
    return name
