"""From the head of a sentence to its tasks: one for each part with a verb of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from phoihop.reading.spans import TimeSpan
from phoihop.reading.tasks_actions import is_action, partners_from
from phoihop.reading.tasks_heads import Head, head_at
from phoihop.reading.tasks_layout import parts
from phoihop.reading.tasks_leads import Cast, leads_in
from phoihop.reading.tasks_words import TaskReader

_SHORTEST = 3
_ANNOUNCED = 16
_BEFORE = 30
_CLOSING = frozenset({".", ",", ";", ":", "…", "/", "-", "!", '"'})


@dataclass(frozen=True, slots=True)
class Draft:
    """A task at the words [first, last) before its times, partners and documents are looked up."""

    first: int
    last: int
    leads: tuple[str, ...]
    coordinating: tuple[str, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a sentence inherits from its heading or from the sentence before: leads, partners, times."""

    leads: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    rule: str = ""


def given_by(reader: TaskReader, cast: Cast, head: Head, given: Given) -> Given:
    """What holds for the clause of `head` and the parts after it."""
    leads = given.leads
    if head.actors:
        leads = leads_in(reader, cast, head.actors.first, head.actors.last)
    coordinating = head.coordinating or given.coordinating
    return replace(given, leads=leads, coordinating=coordinating, times=(*given.times, *head.times))


def announcement(reader: TaskReader, first: int, last: int) -> int | None:
    """The place of a colon after "các nhiệm vụ sau", which turns what is before it into an introduction."""
    for index in reader.marks(":", first, last):
        near = max(first, index - _ANNOUNCED)
        if reader.ends("announcements", index) and reader.has("announced", near, index):
            return index
    return None


def drafts(reader: TaskReader, cast: Cast, head: Head, last: int, given: Given) -> Iterator[Draft]:
    """The tasks of the clause that begins with `head` and ends before the word `last`."""
    inherited = given_by(reader, cast, head, given)
    end = _quotation_end(reader, head.start, last)
    colon = announcement(reader, head.start, end)
    if colon is None:
        yield from _merged(reader, cast, head, end, inherited)
        return
    yield from _before_announcement(reader, head, colon, inherited)
    inner = head_at(reader, colon + 1, end, lenient=True)
    if inner:
        yield from drafts(reader, cast, inner, end, inherited)
    elif colon + 1 < end:
        yield _draft(colon + 1, end, replace(inherited, rule=f"{given.rule}:list"))


def _draft(first: int, last: int, given: Given) -> Draft:
    return Draft(first, last, given.leads, given.coordinating, given.times, given.rule)


def _before_announcement(reader: TaskReader, head: Head, colon: int, inherited: Given) -> Iterator[Draft]:
    """The task of its own before the comma in "Triển khai Đề án, trước mắt thực hiện một số việc sau:"."""
    for index in reader.marks(",", head.start + 3, colon):
        if reader.begins("first_of_all", index + 1):
            yield _draft(head.start, index, inherited)
            return


def _quotation_end(reader: TaskReader, start: int, last: int) -> int:
    """The end of the quotation in which the clause stands: "…, X sẽ làm việc này", tướng Y nói."""
    quotes = reader.marks('"', start, last)
    return quotes[-1] if len(quotes) % 2 else last


def _merged(reader: TaskReader, cast: Cast, head: Head, last: int, given: Given) -> Iterator[Draft]:
    """One draft per part; a part without a verb of its own belongs to the one before it."""
    current: Draft | None = None
    for low, high in _clauses(reader, head.start, last):
        own = head if current is None else _own_head(reader, low, high)
        if own is not None and current is not None and _lists(reader, current):
            own = None
        if own is None and current is not None:
            current = replace(current, last=high)
            continue
        if current is not None and own is not None:
            yield current
            given = given_by(reader, cast, own, given)
        assert own is not None  # noqa: S101 - the first part has the head
        current = _draft(own.start, high, given)
    if current is not None:
        yield current


def _lists(reader: TaskReader, draft: Draft) -> bool:
    """Whether a colon in the task opened a list that its further parts go on with."""
    return bool(reader.marks(":", draft.first, draft.last))


def _clauses(reader: TaskReader, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Parts between semicolons, and before a comma after which somebody else will act."""
    for low, high in parts(reader.words, first, last):
        start = low
        for index in reader.marks(",", low, high):
            if index + 1 in reader.bodies and _another_acts(reader, index + 1, high):
                yield start, index
                start = index + 1
        yield start, high


def _another_acts(reader: TaskReader, index: int, last: int) -> bool:
    end = reader.bodies[index][0]
    return end < last and reader.begins("will", end)


def _own_head(reader: TaskReader, low: int, high: int) -> Head | None:
    """The head of a further part, None when the part only goes on."""
    if reader.begins("belonging", low) or is_term(reader, low, high):
        return None
    head = _asked_head(reader, low, high) or head_at(reader, low, high)
    loose = head is not None and head.actors and not (head.modal or head.rule == "role" or head.purpose)
    if head is None or (loose and not _acts(reader, head)):
        return None
    return head


def _asked_head(reader: TaskReader, low: int, high: int) -> Head | None:
    """The head after the word of asking in a part such as "; giao Sở Y tế báo cáo"."""
    end = reader.end_of("asking_others", low)
    head = head_at(reader, end, high) if end > low else None
    return replace(head, modal=True) if head and head.actors else None


def is_term(reader: TaskReader, low: int, high: int) -> bool:
    """Whether a part only says by when: "hoàn thành trước ngày 30/6/2025"."""
    place = reader.end_of("finishing", low)
    while place > low and place in reader.times:
        place = reader.times[place][0]
    return place > reader.end_of("finishing", low) and all(
        reader.key(index) in _CLOSING for index in range(place, high)
    )


def _acts(reader: TaskReader, head: Head) -> bool:
    """Whether the actors of a further part are named as such and not as objects: a body at the beginning."""
    named = head.actors is not None and head.actors.first in reader.bodies
    return named and is_action(reader, head.start, initial=False)


def trimmed(reader: TaskReader, draft: Draft) -> Draft | None:
    """The draft without marks at its ends, None when nothing is left."""
    first, last = draft.first, draft.last
    while last > first and reader.key(last - 1) in _CLOSING and not _closes_quotation(reader, first, last):
        last -= 1
    while first < last and reader.key(first) in _CLOSING and not _closes_quotation(reader, first, last):
        first += 1
    for index in reader.marks(",", first, last):
        if reader.begins("because", index + 1):
            last = index
            break
    return replace(draft, first=first, last=last) if last - first >= _SHORTEST else None


def _closes_quotation(reader: TaskReader, first: int, last: int) -> bool:
    """Whether the quotation marks between the words are all in pairs and one of them stands at an end."""
    return '"' in {reader.key(first), reader.key(last - 1)} and len(reader.marks('"', first, last)) % 2 == 0


def partners(reader: TaskReader, draft: Draft) -> tuple[str, ...]:
    """All who coordinate: those of the role formula and those named after "phối hợp với" in the task."""
    found: list[str] = list(draft.coordinating)
    after = draft.first
    for index in reader.places("cooperation", draft.first, draft.last):
        if index >= after and not reader.ends("cooperation_not_after", index):
            after = reader.end_of("cooperation", index)
            named, _ = partners_from(reader, after, draft.last)
            found += named or _named_before(reader, draft, index, after)
    return tuple(name for name in dict.fromkeys(found) if name not in draft.leads)


def _named_before(reader: TaskReader, draft: Draft, index: int, end: int) -> Sequence[str]:
    """Partners named before "phối hợp".

    At the end of the task: "…, Thanh tra tỉnh và các đơn vị liên quan phối hợp"; inside it: "trao đổi với Sở
    Nội vụ để phối hợp giải quyết".
    """
    closing = end >= draft.last or reader.key(end) in _CLOSING
    if not closing and not reader.ends("in_order_to", index):
        return []
    low = index
    while low > draft.first and index - low < _BEFORE and not _bounds_partners(reader, low, closing=closing):
        low -= 1
    return [reader.bodies[place][1].canonical for place in range(low + 1, index) if place in reader.bodies]


def _bounds_partners(reader: TaskReader, index: int, *, closing: bool) -> bool:
    return reader.ends("role_lead", index) if closing else reader.begins("with_whom", index)
