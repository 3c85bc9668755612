"""The list marks of a Word file: Word keeps "1.", "a)" and "-" as rules, not as letters of the paragraph.

They carry the context of a plan ("II. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ"), so they are written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_HIGHEST: Final = 3999


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    pattern: str
    start: int


@dataclass(slots=True)
class ListMarks:
    """Counts through the lists of one file.

    `lists`: the levels by the id of a list; `styles`: list and level by the id of a paragraph style.
    """

    lists: Mapping[str, Mapping[int, _Level]]
    styles: Mapping[str, tuple[str, int]]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, paragraph: etree._Element) -> str:
        """The mark of the next paragraph with a blank after it, "" when it has none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        levels = self.lists.get(number, {})
        rule = levels.get(level)
        if rule is None:
            return ""
        counts = self.counted.setdefault(number, {})
        counts[level] = counts.get(level, rule.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _written(rule, levels, counts)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        of_style = self.styles.get(style.get(f"{W}val", "")) if style is not None else None
        own = properties.find(f"{W}numPr")
        if own is None:
            return of_style
        number, level = _value(own, "numId"), _value(own, "ilvl")
        if not number:
            return (of_style[0], _figure(level)) if of_style is not None else None
        return (number, _figure(level)) if number != "0" else None


def list_marks(numbering: etree._Element | None, styles: etree._Element | None) -> ListMarks:
    """The list rules of a file (word/numbering.xml, word/styles.xml, either may be missing)."""
    return ListMarks(
        dict(_lists(numbering)) if numbering is not None else {},
        dict(_styles(styles)) if styles is not None else {},
    )


def _lists(numbering: etree._Element) -> Iterator[tuple[str, Mapping[int, _Level]]]:
    rules = {
        rule.get(f"{W}abstractNumId", ""): dict(_levels(rule)) for rule in numbering.iter(f"{W}abstractNum")
    }
    for number in numbering.iter(f"{W}num"):
        levels = dict(rules.get(_value(number, "abstractNumId"), {}))
        for override in number.iter(f"{W}lvlOverride"):
            levels.update(_levels(override))
            level, start = _figure(override.get(f"{W}ilvl", "")), _value(override, "startOverride")
            if start and level in levels:
                levels[level] = _Level(levels[level].style, levels[level].pattern, _figure(start))
        yield number.get(f"{W}numId", ""), levels


def _levels(rule: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in rule.iter(f"{W}lvl"):
        start = _value(level, "start")
        kept = _Level(_value(level, "numFmt") or "decimal", _value(level, "lvlText"), _figure(start or "1"))
        yield _figure(level.get(f"{W}ilvl", "")), kept


def _styles(styles: etree._Element) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in styles.iter(f"{W}style"):
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None and _value(own, "numId"):
            yield style.get(f"{W}styleId", ""), (_value(own, "numId"), _figure(_value(own, "ilvl")))


def _value(parent: etree._Element, name: str) -> str:
    found = parent.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _figure(words: str) -> int:
    """A small number; 0 for what is none."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 5 else 0


def _written(rule: _Level, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
    if rule.style == "none":
        return ""
    if rule.style == "bullet":
        return "- "
    mark = rule.pattern
    for level in range(_LEVELS):
        if f"%{level + 1}" in mark:
            known = levels.get(level, rule)
            mark = mark.replace(f"%{level + 1}", _shown(counts.get(level, known.start), known.style))
    return f"{mark} " if mark.strip() else ""


def _shown(count: int, style: str) -> str:
    match style:
        case "upperRoman":
            return _roman(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperLetter":
            return _letter(count).upper()
        case "lowerLetter":
            return _letter(count)
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _roman(count: int) -> str:
    written, rest = "", min(count, _HIGHEST)
    for value, letters in _ROMAN:
        written += letters * (rest // value)
        rest %= value
    return written


def _letter(count: int) -> str:
    """A … z, aa … zz, as Word goes on."""
    place = max(count, 1) - 1
    return chr(ord("a") + place % 26) * (place // 26 % 20 + 1)
