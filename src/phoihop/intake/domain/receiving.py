"""Taking a text in: what must be true before it is kept anywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from phoihop.intake.acts import TEXT_RECEIVED, How, TextFormat, TextReceived
from phoihop.intake.domain.types import Handed
from phoihop.kernel.dates import show_date, show_number
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.kernel.ids import is_ulid, subject
from phoihop.ledger.domain.types import Proposal
from phoihop.reading.api import Extracted, LegacyFont, extract, refuse_secret

LONGEST: Final = 300_000
"""Code points: about 150 pages. A conference report has some 10,000."""
_LINE_END: Final = re.compile(r"\r\n?")


def decide_text(handed: Handed, *, fonts: Sequence[LegacyFont] = ()) -> Decision[Extracted]:
    """The text with LF between lines. `fonts`: the 8-bit encodings that text files may be in.

    Refused: `reading.*`, `intake.too_long`, `intake.not_declared`. Secrecy comes first: a text that bears a
    mark is refused whatever else is wrong with it.
    """
    found = extract(handed.data, fonts=fonts)
    if isinstance(found, Refused):
        named = refuse_secret("", handed.file_name)
        return named if isinstance(named, Refused) else found
    taken = replace(found.value, text=_LINE_END.sub("\n", found.value.text))
    for words in (taken.text, taken.around):
        secret = refuse_secret(words, handed.file_name)
        if isinstance(secret, Refused):
            return secret
    if len(taken.text) > LONGEST:
        return refuse("intake.too_long", characters=show_number(len(taken.text)), most=show_number(LONGEST))
    return Accepted(taken) if handed.no_secret else refuse("intake.not_declared")


def decide_receiving(
    handed: Handed, taken: Extracted, *, known: bool, same: str | None, today: date
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
        format=TextFormat(taken.format.value),
        file_sha256=hashlib.sha256(handed.data).hexdigest() if handed.how is How.FILE else "",
        sha256=content_hash(taken.text),
        characters=len(taken.text),
        text=taken.text,
        no_secret_declared=handed.no_secret,
    )
    return Accepted([Proposal(TEXT_RECEIVED, (subject("text", handed.id),), said)])


def content_hash(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, hex."""
    return hashlib.sha256(text.encode()).hexdigest()
