"""Where the next page of a list begins: the key of the last row shown, written into the address.

A key and not a number of rows: what is recorded in between shifts nothing, and page 200 costs what page 1
costs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from phoihop.kernel.ids import is_ulid

_KEY = re.compile(r"(?P<day>[0-9-]{10}|-)\.(?P<number>[0-9]{1,9})\.(?P<id>[0-9A-Z]{26})")


class Order(StrEnum):
    """How the tasks of a programme are listed."""

    IN_TEXT = "text"
    BY_END = "end"


@dataclass(frozen=True, slots=True)
class Key:
    """The place of a row in a list: a day (None: without), a number, an id that decides between equals."""

    day: date | None
    number: int
    id: str

    def __str__(self) -> str:
        day = self.day.isoformat() if self.day else "-"
        return f"{day}.{self.number}.{self.id}"


def read_key(text: str) -> Key | None:
    """The key in an address; None, the first page, for whatever is none."""
    match = _KEY.fullmatch(text)
    if match is None or not is_ulid(match["id"]):
        return None
    try:
        day = None if match["day"] == "-" else date.fromisoformat(match["day"])
    except ValueError:
        return None
    return Key(day, int(match["number"]), match["id"])
