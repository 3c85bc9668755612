"""The acts of intake: a text came in (`text:<id>`); a way of writing was learned or withdrawn (`word:<id>`).

What is read in a text is a draft that people correct; it becomes acts when a programme is drawn up from it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from phoihop.ledger.domain.types import ActKind, Payload


class How(StrEnum):
    """How a text came in."""

    PASTE = "paste"
    FILE = "file"


class TextFormat(StrEnum):
    """What kind of file a text was taken out of; TEXT also for what was pasted."""

    TEXT = "text"
    WORD = "docx"
    PDF = "pdf"
    SHEET = "xlsx"
    WEB = "html"


class TextReceived(Payload, frozen=True):
    """A text was handed in, and who did so declared that it holds no state secret.

    `text`: with LF between lines; `sha256` (hex): of its UTF-8 bytes; `characters`: its code points.
    `file_name`: as the browser named it, empty for a pasted text. Since version 2: `format`, and
    `file_sha256` (hex) of the file that the text was taken out of, empty for a pasted text; the file itself
    is not kept.
    """

    file_name: str
    how: How
    sha256: str
    characters: int
    text: str
    no_secret_declared: bool
    format: TextFormat = TextFormat.TEXT
    file_sha256: str = ""


class WordKind(StrEnum):
    """What a learned word stands for."""

    BODY = "body"
    ISSUER = "issuer"
    POST = "post"


class WordLearned(Payload, frozen=True):
    """The agency takes a way of writing for what it `means`, in the texts that come after.

    Of a body either the codes that it means (`bodies`), or a name or class name that the register knows; of
    an issuer its name; a post may be the way it is written itself. `text`: id of the text in whose draft it
    was learned, empty when it was entered by itself.
    """

    kind: WordKind
    written: str
    means: str
    bodies: tuple[str, ...]
    text: str


class WordWithdrawn(Payload, frozen=True):
    """The agency no longer takes the word of this subject so. Drafts that were read with it stay."""

    written: str


TEXT_RECEIVED_1: Final = ActKind("intake.text_received", 1, TextReceived, ("text",), "agency")
TEXT_RECEIVED: Final = ActKind("intake.text_received", 2, TextReceived, ("text",), "agency")

WORD_LEARNED: Final = ActKind("intake.word_learned", 1, WordLearned, ("word",), "agency")
WORD_WITHDRAWN: Final = ActKind("intake.word_withdrawn", 1, WordWithdrawn, ("word",), "agency")

KINDS: Final[tuple[ActKind[Payload], ...]] = (TEXT_RECEIVED_1, TEXT_RECEIVED, WORD_LEARNED, WORD_WITHDRAWN)
