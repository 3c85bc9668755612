"""Which copies of a backup are kept: `daily:7,weekly:5,monthly:12`. Pure.

Of each period the newest copy is kept, for as many periods as the rule says; periods without a copy do not
count, so a machine that was off for a month keeps what it has. The newest copy of all is always kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

_PERIODS: Final[dict[str, Callable[[datetime], tuple[int, ...]]]] = {
    "daily": lambda moment: (moment.year, moment.month, moment.day),
    "weekly": lambda moment: moment.isocalendar()[:2],
    "monthly": lambda moment: (moment.year, moment.month),
    "yearly": lambda moment: (moment.year,),
}
_PART = re.compile(rf"(?P<period>{'|'.join(_PERIODS)}):(?P<copies>[1-9][0-9]{{0,2}})")


@dataclass(frozen=True, slots=True)
class KeepRule:
    """For each period the number of copies to keep."""

    copies: tuple[tuple[str, int], ...]


def parse_keep(text: str) -> KeepRule | None:
    """A rule such as `daily:7,weekly:5,monthly:12`; None for anything else, a period named twice included."""
    parts = [_PART.fullmatch(part.strip()) for part in text.split(",")]
    copies = tuple((part["period"], int(part["copies"])) for part in parts if part is not None)
    if len(copies) != len(parts) or len(dict(copies)) != len(copies):
        return None
    return KeepRule(copies)


def kept(moments: Iterable[datetime], rule: KeepRule) -> frozenset[datetime]:
    """The moments (in local time) whose copies stay; all others may go."""
    newest_first = sorted(set(moments), reverse=True)
    stays = set(newest_first[:1])
    for period, copies in rule.copies:
        newest: dict[tuple[int, ...], datetime] = {}
        for moment in newest_first:
            newest.setdefault(_PERIODS[period](moment), moment)
        stays.update(list(newest.values())[:copies])
    return frozenset(stays)
