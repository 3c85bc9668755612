"""Marks of state secrecy are refused at every entrance."""

from __future__ import annotations

from collections.abc import Iterator

from phoihop.kernel.decision import Refusal, Refused
from phoihop.reading.api import refuse_secret


def against_secrets(*written: str) -> Iterator[Refusal]:
    """The refusal for the first of the texts that bears a mark."""
    for words in written:
        checked = refuse_secret(words, "")
        if isinstance(checked, Refused):
            yield from checked.refusals
            return
