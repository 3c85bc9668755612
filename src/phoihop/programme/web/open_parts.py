"""An open part of a task as the pages inside an agency show it: the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from phoihop.kernel.dates import show_number
from phoihop.kernel.text import sentence_case
from phoihop.programme.domain.types import StatusKind
from phoihop.programme.queries.handling import Office, OpenPart
from phoihop.programme.web.words import ROLES, SIGNS, status_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part with its words. `person`: who has it in hand, empty for nobody; `number` counts the rows."""

    part: OpenPart
    number: int
    title: str
    role: str
    sign: str
    words: str
    person: str
    late_inside: str

    @property
    def label(self) -> str:
        """What its tick box is called."""
        return gettext("Chọn: %(title)s") % {"title": self.title}


def shown(parts: Iterable[OpenPart], *, desks: Office, on: date, first: int = 1) -> list[ShownPart]:
    """The parts in words, numbered from `first` on."""
    return [_shown(part, number, desks, on) for number, part in enumerate(parts, start=first)]


def _shown(part: OpenPart, number: int, desks: Office, on: date) -> ShownPart:
    seat = desks.seat(part.seat) if part.seat else None
    inside = _late_inside(part, on)
    return ShownPart(
        part=part,
        number=number,
        title=sentence_case(part.text),
        role=str(ROLES[part.role]),
        sign=SIGNS[part.status.kind],
        words=status_words(part.status),
        person=seat.name if seat is not None else part.seat.partition("/")[2],
        late_inside=inside,
    )


def _late_inside(part: OpenPart, on: date) -> str:
    """That the internal end has passed while the task's own has not; else empty."""
    if part.internal is None or part.internal >= on or part.status.kind is StatusKind.LATE:
        return ""
    days = (on - part.internal).days
    words = ngettext("quá hạn nội bộ %(days)s ngày", "quá hạn nội bộ %(days)s ngày", days)
    return words % {"days": show_number(days)}
