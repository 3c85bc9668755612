"""How reading patterns are written: templates over lists of words, compiled for text with or without marks.

In a template a blank stands for one or more blanks and `°` for any number of them (none included), so that a
pattern never crosses the end of a paragraph. `«name»` stands for any word of the list `name`, longest first;
`«U»` and `«L»` for one upper-case or lower-case letter (`«upper»`, `«lower»` inside brackets), `«W»` for a
capitalised word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOWER = "a-zà-ãè-êìíò-õùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_CLASSES = {"U": f"[{_UPPER}]", "L": f"[{_LOWER}]", "W": rf"[{_UPPER}]\w*", "upper": _UPPER, "lower": _LOWER}
_HOLE = re.compile(r"«(\w+)»")
_BARE_D = str.maketrans("đĐ", "dD")


def without_marks(s: str) -> str:
    """``s`` as typed on a keyboard without Vietnamese letters; case stays: "Quyết định" → "Quyet dinh"."""
    return "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c)).translate(
        _BARE_D
    )


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the literal ``words``, the longest first; never matches if there are none."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    if not ordered:
        return r"(?!)"
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered) + ")"


def compile_template(template: str, lists: Mapping[str, Iterable[str]], *, bare: bool) -> re.Pattern[str]:
    """The pattern that ``template`` describes. ``bare`` leaves the Vietnamese marks out of it.

    Raises KeyError for a hole without a list.
    """
    filled = _HOLE.sub(lambda hole: _CLASSES_HOLE.get(hole[1]) or alternation(lists[hole[1]]), template)
    if bare:
        filled = without_marks(filled)
    filled = filled.replace(" ", " +").replace("°", " *")
    for name, letters in _CLASSES.items():
        filled = filled.replace(f"«{name}»", letters)
    return re.compile(filled)


_CLASSES_HOLE = {name: f"«{name}»" for name in _CLASSES}
