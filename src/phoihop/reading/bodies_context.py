"""What around a name shows that it is no actor: an office title, the name of a law, a document symbol."""

from __future__ import annotations

from phoihop.reading.bodies_matching import Found
from phoihop.reading.bodies_qualifiers import Reader
from phoihop.reading.bodies_words import ends_with

_WORDS = 4
_FORCES = frozenset({"force", "force-any"})
_PARTY = frozenset({"congress", "party", "party-command", "party-needs", "mass"})
_PRESS = "press"


def is_title(reader: Reader, index: int) -> bool:
    """Whether an office title ends before `index`, with "các" or a colon between at most."""
    while reader.key(index - 1) in {*reader.lexicon.plurals, ":"}:
        index -= 1
    return index in reader.after_titles


def is_plural(reader: Reader, index: int) -> bool:
    """Whether the word before `index` announces several ("các", a colon)."""
    return reader.key(index - 1) == ":" or reader.key(index - 1) in reader.lexicon.plurals


def is_passed_over(reader: Reader, found: Found) -> bool:
    """Whether the words around a name take it out of the actors (titles are asked for separately)."""
    return (
        (found.entry is not None and not found.entry.kind.body)
        or _in_symbol(reader, found)
        or _before(reader, found, "blocking")
        or _of_its_kind(reader, found)
    )


def _of_its_kind(reader: Reader, found: Found) -> bool:
    kind = found.entry.kind.name if found.entry else ""
    if kind in _FORCES:
        return _before(reader, found, "not_forces")
    if kind in _PARTY:
        return _before(reader, found, "congresses")
    if kind == _PRESS:
        return _before(reader, found, "sources")
    return False


def _before(reader: Reader, found: Found, ending: str) -> bool:
    return ends_with(reader.words, found.first, getattr(reader.lexicon, ending), reach=_WORDS)


def _in_symbol(reader: Reader, found: Found) -> bool:
    """Whether the name is part of "CT-UBND", "UBND-NC", "574/UBND"."""
    words, first, last = reader.words, found.first, found.last
    if words.key(first - 1) in {"-", "/"} and words.joined(first) and words.joined(first - 1):
        return words.shouted(first) or words.shouted(first - 2) or words.key(first - 2).isdigit()
    after = words.key(last) in {"-", "/"} and words.joined(last) and words.joined(last + 1)
    return after and words.shouted(last - 1) and words.shouted(last + 1)


def in_compound(reader: Reader, index: int) -> bool:
    """Whether a word is the end of another one: "bộ" in "cán bộ Công an", "HỘI" in "ĐẠI HỘI ĐẠI BIỂU"."""
    words = reader.words
    if words.capital(index) and not words.shouted(index):
        return False
    return (words.key(index - 1), words.key(index)) in reader.lexicon.compounds
