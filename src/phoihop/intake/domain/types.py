"""Texts as values. Other rooms read these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from phoihop.intake.acts import How

__all__ = ["How", "TextLine", "TextView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A text in a list. `title`: its first line; `body`, `person`: who entered it, for whom."""

    id: str
    title: str
    file_name: str
    how: How
    characters: int
    sha256: str
    body: str
    person: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class TextView:
    """A text with its words."""

    line: TextLine
    text: str

    @property
    def id(self) -> str:
        """Its id."""
        return self.line.id
