"""Names of bodies made comparable: abbreviations written out, then case, marks and punctuation forgotten."""

from __future__ import annotations

import re
from functools import cache

from phoihop.kernel.text import nfc, normalise_tone, search_key
from phoihop.registry.acts import Abbreviation, RulesRecorded

_NOT_A_WORD = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"\d{1,3}")
_EVERY = "cac"
_DETERMINERS = frozenset({_EVERY, "nhung"})


def name_key(name: str) -> str:
    """Key under which names are equal: "Phòng Chính trị - Bộ CHQS" needs `written_out` first."""
    return _NOT_A_WORD.sub(" ", search_key(name)).strip()


def written_out(name: str, abbreviations: tuple[Abbreviation, ...]) -> str:
    """The name with its abbreviations replaced where they stand as whole words, in NFC.

    Case matters: TW, not tw.
    """
    meaning = {abbreviation.short: abbreviation.long for abbreviation in abbreviations}
    pattern = _whole_words(tuple(meaning), 0)
    return pattern.sub(lambda found: meaning[found[0]], nfc(name))


@cache
def _whole_words(words: tuple[str, ...], flags: int) -> re.Pattern[str]:
    """One of the words, the longest first, with no letter or figure beside it; without words: nothing."""
    longest_first = sorted(words, key=len, reverse=True)
    found = "|".join(re.escape(word) for word in longest_first) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", flags)


def mention_key(mention: str, rules: RulesRecorded) -> str:
    """`name_key` of a mention in a text, abbreviations written out."""
    return name_key(written_out(mention, rules.abbreviations))


def class_key(key: str) -> tuple[str, int | None]:
    """The key of a class name with its figure written "các", and the figure: "9 tinh" → ("cac tinh", 9)."""
    words: list[str] = []
    stated: int | None = None
    for word in key.split():
        if _FIGURE.fullmatch(word):
            stated, word = int(word), _EVERY  # noqa: PLW2901  # the figure stands for "các" from here on
        every = word in _DETERMINERS
        if not (every and words and words[-1] == _EVERY):
            words.append(_EVERY if every else word)
    return " ".join(words), stated


def loose_key(name: str, rules: RulesRecorded) -> str:
    """`mention_key` without the words that only say the level of a place (tỉnh, thành phố, huyện …).

    They are taken out before marks are forgotten: "quận" is a level, "quân" is the army.
    """
    text = normalise_tone(written_out(name, rules.abbreviations))
    return name_key(_whole_words(rules.levels, re.IGNORECASE).sub(" ", text))


def without_scope(key: str, rules: RulesRecorded) -> str:
    """The key of a class name without a phrase such as "trên địa bàn Quân khu" at its end."""
    scopes = sorted((name_key(scope) for scope in rules.scopes), key=len, reverse=True)
    for scope in scopes:
        if key.endswith(f" {scope}"):
            return key.removesuffix(f" {scope}")
    return key
