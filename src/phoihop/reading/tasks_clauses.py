"""From the head of a sentence to its tasks: one for each part with a verb of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from phoihop.reading.spans import TimeSpan
from phoihop.reading.tasks_actions import is_action
from phoihop.reading.tasks_heads import Head, head_at
from phoihop.reading.tasks_layout import parts
from phoihop.reading.tasks_leads import Cast, leads_in
from phoihop.reading.tasks_words import TaskReader

_SHORTEST = 2
_ANNOUNCED = 16
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
    return replace(given, leads=leads, coordinating=head.coordinating or given.coordinating,
                   times=(*given.times, *head.times))


def announcement(reader: TaskReader, first: int, last: int) -> int | None:
    """The place of a colon after "các nhiệm vụ sau", which turns what is before it into an introduction."""
    for index in range(first, last):
        if reader.key(index) == ":" and reader.ends("announcements", index):
            low = max(first, index - _ANNOUNCED)
            if any(reader.begins("announced", place) for place in range(low, index)):
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
        yield Draft(colon + 1, end, inherited.leads, inherited.coordinating, inherited.times, f"{given.rule}:list")


def _before_announcement(reader: TaskReader, head: Head, colon: int, inherited: Given) -> Iterator[Draft]:
    """"Chủ động triển khai Đề án, trước mắt thực hiện một số việc sau:" has a task of its own before the comma."""
    for index in range(head.start + 3, colon):
        if reader.key(index) == "," and reader.begins("first_of_all", index + 1):
            yield Draft(head.start, index, inherited.leads, inherited.coordinating, inherited.times, inherited.rule)
            return


def _quotation_end(reader: TaskReader, start: int, last: int) -> int:
    """The end of the quotation in which the clause stands: "…, X sẽ làm việc này", tướng Y nói."""
    quotes = [index for index in range(start, last) if reader.key(index) == '"']
    return quotes[-1] if len(quotes) % 2 else last


def _merged(reader: TaskReader, cast: Cast, head: Head, last: int, given: Given) -> Iterator[Draft]:
    """One draft per part; a part without a verb of its own belongs to the one before it."""
    current: Draft | None = None
    for low, high in _clauses(reader, head.start, last):
        own = head if current is None else _own_head(reader, low, high)
        if own is None and current is not None:
            current = replace(current, last=high)
            continue
        if current is not None and own is not None:
            yield current
            given = given_by(reader, cast, own, given)
        assert own is not None  # noqa: S101 - the first part has the head
        current = Draft(own.start, high, given.leads, given.coordinating, given.times, given.rule)
    if current is not None:
        yield current


def _clauses(reader: TaskReader, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Parts between semicolons, and before a comma after which somebody else will act."""
    for low, high in parts(reader.words, first, last):
        start = low
        for index in range(low, high):
            if reader.key(index) == "," and index + 1 in reader.bodies and _another_acts(reader, index + 1, high):
                yield start, index
                start = index + 1
        yield start, high


def _another_acts(reader: TaskReader, index: int, last: int) -> bool:
    end = reader.bodies[index][0]
    return end < last and reader.begins("will", end)


def _own_head(reader: TaskReader, low: int, high: int) -> Head | None:
    """The head of a further part, None when the part only goes on."""
    if reader.begins("belonging", low):
        return None
    head = head_at(reader, low, high)
    if head is None or (head.actors and not head.modal and not head.coordinating and not _acts(reader, head)):
        return None
    return head


def _acts(reader: TaskReader, head: Head) -> bool:
    """Whether the actors of a further part are named as such and not as objects: a body at the beginning."""
    return head.actors is not None and head.actors.first in reader.bodies and is_action(reader, head.start, initial=False)


def trimmed(reader: TaskReader, draft: Draft) -> Draft | None:
    """The draft without marks at its ends, None when nothing is left."""
    first, last = draft.first, draft.last
    while last > first and reader.key(last - 1) in _CLOSING:
        last -= 1
    while first < last and reader.key(first) in _CLOSING:
        first += 1
    for index in range(first, last):
        if reader.key(index) == "," and reader.begins("because", index + 1):
            last = index
            break
    return replace(draft, first=first, last=last) if last - first >= _SHORTEST else None


def partners(reader: TaskReader, draft: Draft) -> tuple[str, ...]:
    """All who coordinate: those of the role formula and those named after "phối hợp với" in the task itself."""
    found: list[str] = list(draft.coordinating)
    index = draft.first
    while index < draft.last:
        end = reader.end_of("cooperation", index)
        if end > index and not reader.ends("cooperation_not_after", index):
            found += _named(reader, end, draft.last) or _named_before(reader, draft.first, index, end, draft.last)
        index = max(end, index + 1)
    return tuple(name for name in dict.fromkeys(found) if name not in draft.leads)


def _named(reader: TaskReader, start: int, last: int) -> Sequence[str]:
    found, index = [], start
    while index < last:
        if index in reader.bodies:
            index, body = reader.bodies[index]
            found.append(body.canonical)
            continue
        over = max(reader.over(index), reader.end_of("asides", index))
        if over > index:
            index = over
            continue
        if reader.key(index) in {";", ".", ":"} or reader.begins("in_order_to", index) or reader.begins("within", index):
            break
        if is_action(reader, index, initial=False):
            break
        index += 1
    return found


def _named_before(reader: TaskReader, first: int, index: int, end: int, last: int) -> Sequence[str]:
    """Partners before a closing "phối hợp": "…, Thanh tra tỉnh và các đơn vị có liên quan phối hợp"."""
    if end < last and reader.key(end) not in _CLOSING:
        return []
    low = index
    while low > first and reader.key(low) != "," and index - low < 30:
        low -= 1
    return [body.canonical for place, (_, body) in reader.bodies.items() if low < place < index]
