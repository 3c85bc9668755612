"""Taking a text in: what must be true before it is kept anywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from phoihop.intake.acts import TEXT_RECEIVED, TextReceived
from phoihop.intake.domain.types import Handed
from phoihop.kernel.dates import show_date, show_number
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.kernel.ids import is_ulid, subject
from phoihop.ledger.domain.types import Proposal
from phoihop.reading.api import decode_text, refuse_secret

LONGEST: Final = 300_000
"""Code points: about 150 pages. A conference report has some 10,000."""
_LINE_END: Final = re.compile(r"\r\n?")


def decide_text(handed: Handed) -> Decision[str]:
    """The text with LF between lines. Refused: `reading.*`, `intake.too_long`, `intake.not_declared`.

    Secrecy comes first: a text that bears a mark is refused whatever else is wrong with it.
    """
    decoded = decode_text(handed.data)
    if isinstance(decoded, Refused):
        named = refuse_secret("", handed.file_name)
        return named if isinstance(named, Refused) else decoded
    text = _LINE_END.sub("\n", decoded.value)
    secret = refuse_secret(text, handed.file_name)
    if isinstance(secret, Refused):
        return secret
    if len(text) > LONGEST:
        return refuse("intake.too_long", characters=show_number(len(text)), most=show_number(LONGEST))
    if not handed.no_secret:
        return refuse("intake.not_declared")
    return Accepted(text)


def decide_receiving(
    handed: Handed, text: str, *, known: bool, same: str | None, today: date
) -> Decision[Sequence[Proposal]]:
    """One act. `known`: there is a text of this id; `same`: the agency's text with the same content."""
    if not is_ulid(handed.id):
        return refuse("intake.id_malformed")
    if handed.day is not None and handed.day > today:
        return refuse("intake.day_in_future", day=show_date(handed.day))
    if known:
        return refuse("intake.already_received", text=handed.id)
    if same is not None:
        return refuse("intake.same_text", text=same)
    said = TextReceived(
        file_name=handed.file_name,
        how=handed.how,
        sha256=content_hash(text),
        characters=len(text),
        text=text,
        no_secret_declared=handed.no_secret,
    )
    return Accepted([Proposal(TEXT_RECEIVED, (subject("text", handed.id),), said)])


def content_hash(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, hex."""
    return hashlib.sha256(text.encode()).hexdigest()
