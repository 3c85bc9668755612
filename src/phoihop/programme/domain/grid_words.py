"""The words by which a grid is read: headings of pasted tables, "như trên", kinds of task, lead-in of times.

They are data (content/programme/grid.yaml) and compared without case and marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from phoihop.kernel.text import fold
from phoihop.programme.acts import Rhythm, TaskKind

_EDGE: Final = re.compile(r"^[\s()*.:;,-]+|[\s()*.:;,-]+$")


class Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands over a column. `column`: one of ours, "number", or "group" for what stands over several."""

    words: str
    column: str


class KindWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a kind of task is called; `rhythm` of a continuing one, as far as the words say it."""

    words: str
    kind: TaskKind
    rhythm: Rhythm | None = None


class GridWordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """content/programme/grid.yaml."""

    dittos: tuple[str, ...]
    headings: tuple[Heading, ...]
    kinds: tuple[KindWord, ...]
    time_leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridWords:
    """The words, ready to be looked up."""

    dittos: frozenset[str]
    headings: Mapping[str, str]
    kinds: Mapping[str, KindWord]
    time_leads: tuple[str, ...]

    def is_ditto(self, cell: str) -> bool:
        """Whether the cell says "as above"."""
        return fold(cell) in self.dittos

    def heading(self, cell: str) -> str | None:
        """The column that these words stand over, None when they are no heading."""
        return self.headings.get(key(cell))

    def kind(self, words: str) -> KindWord | None:
        """The kind of task that the words name."""
        return self.kinds.get(key(words))

    def without_lead(self, time: str) -> str:
        """A time without the words that may lead it in: "xong trước 30-6" → "trước 30-6"."""
        start = fold(time)
        for lead in self.time_leads:
            if start.startswith(lead + " "):
                return " ".join(time.split()[len(lead.split()) :])
        return time


def key(words: str) -> str:
    """Words without case, marks, and signs at their ends."""
    return _EDGE.sub("", fold(words))


def grid_words(listed: GridWordList) -> GridWords:
    """The words of a list. The longest lead-in comes first."""
    return GridWords(
        dittos=frozenset(map(fold, listed.dittos)),
        headings={key(heading.words): heading.column for heading in listed.headings},
        kinds={key(kind.words): kind for kind in listed.kinds},
        time_leads=tuple(sorted(map(fold, listed.time_leads), key=len, reverse=True)),
    )
