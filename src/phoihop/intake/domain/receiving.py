"""Taking a text in: what must be confirmed, what is refused, what is recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from phoihop.intake.acts import TEXT_RECEIVED, How, TextReceived
from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import collapse, nfc
from phoihop.ledger.domain.types import Proposal
from phoihop.reading.api import decode_text, refuse_secret

MAX_FILE_NAME = 200
TITLE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What was handed in, as bytes; `file_name` is empty for a pasted text."""

    data: bytes
    how: How
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A text that may be kept."""

    text: str
    sha256: str
    how: How
    file_name: str


def taken(upload: Upload) -> Decision[Taken]:
    """The text of an upload. Refused: `reading.*`; one with a mark of secrecy is not handed back anywhere."""
    decoded = decode_text(upload.data)
    if not isinstance(decoded, Accepted):
        return decoded
    name = bare_name(upload.file_name)
    checked = refuse_secret(decoded.value, name)
    if not isinstance(checked, Accepted):
        return checked
    sha256 = hashlib.sha256(decoded.value.encode()).hexdigest()
    return Accepted(Taken(text=decoded.value, sha256=sha256, how=upload.how, file_name=name))


def decide_reception(
    found: Taken, *, text_id: str, declared: bool, known_sha256: str | None
) -> Decision[Sequence[Proposal]]:
    """One act. `known_sha256`: of the text that has this id already, None when there is none.

    Refused: `intake.id_malformed`, `intake.no_secret_not_declared`, `intake.already_received` (the form came twice),
    `intake.id_taken` (the form had been used for another text).
    """
    if not is_ulid(text_id):
        return refuse("intake.id_malformed")
    if not declared:
        return refuse("intake.no_secret_not_declared")
    if known_sha256 is not None:
        return refuse("intake.already_received" if known_sha256 == found.sha256 else "intake.id_taken")
    payload = TextReceived(
        file_name=found.file_name,
        how=found.how,
        sha256=found.sha256,
        characters=len(found.text),
        text=found.text,
        no_secret_declared=True,
    )
    return Accepted((Proposal(TEXT_RECEIVED, (subject("text", text_id),), payload),))


def bare_name(file_name: str) -> str:
    """A file name without folders, as one line."""
    last = file_name.replace("\\", "/").rpartition("/")[2]
    return collapse(nfc("".join(c if c.isprintable() else " " for c in last)))[:MAX_FILE_NAME]


def title_of(text: str) -> str:
    """What a text is called in lists: its first line that is not empty, cut at a word."""
    first = next((line for line in map(collapse, text.splitlines()) if line), "")
    if len(first) <= TITLE:
        return nfc(first)
    return nfc(first[:TITLE].rpartition(" ")[0] or first[:TITLE]) + "…"
