"""The sentences of refusals. A refusal has no language; its words stand in ``content/refusals/*.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from phoihop.kernel.decision import Refusal
from phoihop.kernel.strict_yaml import fault_at, load

Language: TypeAlias = Literal["vi", "en"]

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One refusal in both languages; ``{name}`` stands for the parameter of that name."""

    code: str
    vi: str
    en: str
    remedy_vi: str
    remedy_en: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All refusals known to the program, by code."""

    entries: Mapping[str, Entry]

    def sentence(self, refusal: Refusal, lang: Language) -> str:
        """What was refused and why. Raises KeyError for a code or a parameter nobody wrote down."""
        entry = self.entries[refusal.code]
        return _filled(entry.vi if lang == "vi" else entry.en, refusal)

    def remedy(self, refusal: Refusal, lang: Language) -> str:
        """What to do now: the remedy the refusal names, or else its own. Raises KeyError like `sentence`."""
        entry = self.entries[refusal.remedy or refusal.code]
        return _filled(entry.remedy_vi if lang == "vi" else entry.remedy_en, refusal)


def load_catalogue(directory: Path) -> Catalogue:
    """The catalogue of a directory, one file per context, each sorted by code. Raises YamlFault."""
    entries: dict[str, Entry] = {}
    for path in sorted(directory.glob("*.yaml")):
        last = ""
        for position, entry in enumerate(load(path, list[Entry])):
            if problem := _problem(entry, last, entries):
                raise fault_at(path, f"$[{position}]", f"{entry.code}: {problem}")
            entries[entry.code] = entry
            last = entry.code
    return Catalogue(entries)


def _problem(entry: Entry, last: str, known: Mapping[str, Entry]) -> str | None:
    if entry.code in known:
        return "this code is written down already"
    if entry.code < last:
        return f"codes must be sorted, this one stands after {last}"
    return _problem_of_words(entry)


def _problem_of_words(entry: Entry) -> str | None:
    texts = (entry.vi, entry.en, entry.remedy_vi, entry.remedy_en)
    if not all(text.strip() for text in texts):
        return "a sentence is empty"
    if any("{" in _SLOT.sub("", text) or "}" in _SLOT.sub("", text) for text in texts):
        return "a brace outside {name}"
    if set(_SLOT.findall(entry.vi)) != set(_SLOT.findall(entry.en)):
        return "the two sentences name different parameters"
    return None


def _filled(sentence: str, refusal: Refusal) -> str:
    params = dict(refusal.params)
    return _SLOT.sub(lambda slot: params[slot[1]], sentence)
