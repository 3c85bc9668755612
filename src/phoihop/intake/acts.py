"""The act of intake: a text came in. Subject: `text:<id>`.

What is read in the text is a draft that people correct; it becomes acts when a programme is drawn up from it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from phoihop.ledger.domain.types import ActKind, Payload


class How(StrEnum):
    """How a text came in."""

    PASTE = "paste"
    FILE = "file"


class TextReceived(Payload, frozen=True):
    """A text was handed in, and who did so declared that it holds no state secret.

    `text`: with LF between lines; `sha256` (hex): of its UTF-8 bytes; `characters`: its code points.
    `file_name`: as the browser named it, empty for a pasted text.
    """

    file_name: str
    how: How
    sha256: str
    characters: int
    text: str
    no_secret_declared: bool


TEXT_RECEIVED: Final = ActKind("intake.text_received", 1, TextReceived, ("text",), "agency")

KINDS: Final[tuple[ActKind[Payload], ...]] = (TEXT_RECEIVED,)
