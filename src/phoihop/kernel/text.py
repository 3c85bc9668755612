"""Vietnamese text: one normal form, search keys that forgive spelling, sort keys in alphabet order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining huyền, hỏi, ngã, sắc, nặng: the order in which dictionaries list them, after ngang (no mark)."""

_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""Alphabet order of TCVN dictionaries; figures first, f j w z where the Latin alphabet has them."""

_MARKS = range(0x0300, 0x0370)
_INVISIBLE = (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_LATIN = (range(0x00C0, 0x0250), range(0x1E00, 0x1F00))


def _fold_table() -> dict[int, str | None]:
    """Lower-case letter with marks → bare letter; loose marks and invisible characters → nothing."""
    table: dict[int, str | None] = dict.fromkeys((*_MARKS, *_INVISIBLE))
    for code in (code for block in _LATIN for code in block):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare.isascii():
            table[code] = bare.lower()
    table[ord("đ")] = table[ord("Đ")] = "d"
    return table


_FOLD = _fold_table()

# "ly" = "li", "quy" = "qui", "y" = "i"; but "tay" and "tai", "thuy" and "thui" are different words:
# y and i are two spellings of one sound only where the letter is the whole rhyme.
_FINAL_Y = re.compile(r"(?:(?<![aeiouy])|(?<=qu))y(?!\w)")

_NEW_STYLE = re.compile(r"(?<![Qq])([OoUu])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\w)")
_RHYMES = ("oa", "oe", "uy")


def nfc(s: str) -> str:
    """``s`` in Unicode normal form C, the only form kept in the register."""
    return unicodedata.normalize("NFC", s)


def collapse(s: str) -> str:
    """``s`` without white space at its ends and with single blanks inside (line breaks and NBSP included)."""
    return " ".join(s.split())


def fold(s: str) -> str:
    """Search key without case, tones and diacritics: "Ủy ban" and "uỷ  ban" → "uy ban".

    NFC and NFD give the same key; folding a key changes nothing. Letters outside the Latin script are kept.
    """
    key = " ".join(nfc(s).lower().translate(_FOLD).split())
    # Taking a mark out can leave two parts that compose (Hangul); a second fold must not change the key.
    return key if key.isascii() else nfc(key)


def sentence_case(s: str) -> str:
    """Words cut out of the middle of a sentence, fit to stand alone: the first letter large."""
    return s[:1].upper() + s[1:]


def search_key(s: str) -> str:
    """`fold`, and i for a final y that is the whole rhyme: "Lý" and "Lí", "kỹ" and "kĩ" find each other."""
    return _FINAL_Y.sub("i", fold(s))


def normalise_tone(s: str) -> str:
    """``s`` in NFC with the tone of open oa, oe, uy on the first vowel: "uỷ" → "ủy", "Hoá" → "Hóa"."""
    return _NEW_STYLE.sub(_moved_tone, nfc(s))


def _moved_tone(match: re.Match[str]) -> str:
    first, parts = match[1], unicodedata.normalize("NFD", match[2])
    second, tone = parts[0], parts[1]
    if (first + second).lower() not in _RHYMES:
        return match[0]
    return nfc(first + tone) + second


_WEIGHTS = {letter: bytes((0x10 + rank,)) for rank, letter in enumerate(_LETTERS)}
_TONE_WEIGHTS = {tone: bytes((0x03 + rank,)) for rank, tone in enumerate(_TONES)}
_FIELD_END, _WORD_END, _LETTERS_END, _OTHER_SCRIPT = b"\x00", b"\x01", b"\x02", b"\xf0"


def vietnamese_sort_key(s: str) -> bytes:
    """Bytes that sort as a Vietnamese dictionary does: word by word, letters first, then the tone.

    Made for a binary column. Case, punctuation and the place of the tone mark (hòa, hoà) do not matter.
    """
    return _key_of_words(_words(s))


def person_sort_key(full_name: str) -> bytes:
    """Bytes that sort people by tên (last word), then đệm, then họ (first word), for a binary column."""
    words = full_name.split()
    family, middle, given = words[:1], words[1:-1], words[-1:]
    if len(words) == 1:
        family = []
    return _FIELD_END.join(_key_of_words(_words(" ".join(part))) for part in (given, middle, family))


def _key_of_words(words: Iterable[str]) -> bytes:
    return _WORD_END.join(_word_key(word) for word in words)


def _words(s: str) -> list[str]:
    """Maximal runs of letters, figures and the marks on them."""
    marked = nfc(s).lower()
    return "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in marked).split()


@lru_cache(maxsize=16_384)  # people's names are made of a few thousand words
def _word_key(word: str) -> bytes:
    letters, tones = [], []
    for char in word:
        toneless, tone = _without_tone(char)
        tones.append(tone)
        letters.append(_WEIGHTS.get(toneless) or _foreign_weight(toneless))
    return b"".join(letters) + _LETTERS_END + b"".join(tones)


def _foreign_weight(char: str) -> bytes:
    """A Latin letter with a mark foreign to Vietnamese sorts as its base, other scripts after z."""
    base = char.translate(_FOLD)
    if base in _WEIGHTS or not base:
        return _WEIGHTS.get(base, b"")
    return _OTHER_SCRIPT + char.encode("utf-8", "surrogatepass")


def _without_tone(char: str) -> tuple[str, bytes]:
    """A lower-case character split into its letter (ă â ê ô ơ ư đ kept) and the weight of its tone."""
    parts = unicodedata.normalize("NFD", char)
    tones = b"".join(_TONE_WEIGHTS.get(part, b"") for part in parts)
    return nfc("".join(part for part in parts if part not in _TONE_WEIGHTS)), tones
