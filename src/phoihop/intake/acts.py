"""Acts of intake. Subject: `text:<id>`. A text is for its own agency only; what comes of it has acts of its own."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from phoihop.ledger.domain.types import ActKind, Payload


class How(StrEnum):
    """How a text came in."""

    PASTE = "paste"
    FILE = "file"


class TextReceived(Payload, frozen=True):
    """A text was taken in. `sha256` (hex) is of its UTF-8 bytes, `characters` counts code points.

    `no_secret_declared`: who entered it confirmed that it holds no state secret; without that none is taken.
    """

    file_name: str
    how: How
    sha256: str
    characters: int
    text: str
    no_secret_declared: bool


TEXT_RECEIVED: Final = ActKind("intake.text_received", 1, TextReceived, ("text",), "agency")

KINDS: Final[tuple[ActKind[Payload], ...]] = (TEXT_RECEIVED,)
