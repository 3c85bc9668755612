"""Labels in plans: "Đơn vị chủ trì: …; đơn vị phối hợp: …", "Sở Y tế: …", "Tháng 12/2025: …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from phoihop.reading.spans import TimeSpan
from phoihop.reading.tasks_actions import next_action
from phoihop.reading.tasks_actors import begins_actor
from phoihop.reading.tasks_heads import opening_of
from phoihop.reading.tasks_leads import Cast, leads_in
from phoihop.reading.tasks_vocabulary import ListName
from phoihop.reading.tasks_words import TaskReader

_KINDS: tuple[ListName, ...] = ("lead_labels", "partner_labels", "time_labels")
_BEFORE = frozenset({";", ".", ",", "(", "-", "+"})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Labels:
    """What labels say of the action before them."""

    leads: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    times: tuple[TimeSpan, ...] = ()


def labels_in(reader: TaskReader, cast: Cast, first: int, last: int) -> Labels | None:
    """The labels in [first, last) with their values, None when there is none."""
    found = list(_labels(reader, first, last))
    if not found:
        return None
    leads: list[str] = []
    partners: list[str] = []
    times: list[TimeSpan] = []
    ends = [start for start, _, _ in found[1:]] + [last]
    for (_, value, kind), end in zip(found, ends, strict=True):
        if kind == "lead_labels":
            leads += leads_in(reader, cast, value, end)
        elif kind == "partner_labels":
            partners += (reader.bodies[at][1].canonical for at in range(value, end) if at in reader.bodies)
        else:
            times += (reader.times[at][1] for at in range(value, end) if at in reader.times)
    return Labels(tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(partners)), tuple(times))


def begins_label(reader: TaskReader, index: int) -> bool:
    """Whether a label with its colon begins at `index`."""
    return _label_at(reader, index) is not None


def _labels(reader: TaskReader, first: int, last: int) -> Iterator[tuple[int, int, ListName]]:
    """Where labels begin, where their values begin, and what they are; a text without colons has none."""
    for colon in reader.marks(":", first, last):
        for start in range(colon - 1, max(first, colon - 6) - 1, -1):
            kind = _label_at(reader, start) if start == first or reader.key(start - 1) in _BEFORE else None
            if kind:
                yield start, colon + 1, kind
                break


def _label_at(reader: TaskReader, index: int) -> ListName | None:
    ends = ((kind, reader.end_of(kind, index)) for kind in _KINDS)
    return next((kind for kind, end in ends if end > index and reader.key(end) == ":"), None)


@dataclass(frozen=True, slots=True)
class Naming:
    """What stands before the colon of an item: who acts, or when; the action begins at `start`."""

    start: int
    leads: tuple[str, ...] = ()
    times: tuple[TimeSpan, ...] = ()


def naming_of(reader: TaskReader, cast: Cast, first: int, last: int) -> Naming | None:
    """The actors or the time before the first colon of an item, None when something else stands there."""
    colon = next(iter(reader.marks(":", first, min(last, first + _LONGEST))), None)
    if colon is None or colon == first or colon + 1 >= last or _names_follow(reader, colon + 1):
        return None
    opening = opening_of(reader, first, colon)
    if opening.end >= colon:
        return Naming(colon + 1, (), tuple(opening.times)) if opening.times else None
    if not begins_actor(reader, opening.end) or next_action(reader, opening.end, colon) < colon:
        return None
    named = leads_in(reader, cast, opening.end, colon)
    return Naming(colon + 1, named, tuple(opening.times)) if named else None


def _names_follow(reader: TaskReader, index: int) -> bool:
    """Whether the colon opens a list of names: "các tỉnh: Hà Tĩnh, Quảng Trị", "các Bộ: Tài chính"."""
    lexicon, keys = reader.naming.lexicon, reader.words.keys
    return index in reader.bodies or any(known.at(keys, index) for known in (lexicon.places, lexicon.fields))
