"""What people make of a draft: other words, other bodies, dropped items, quoted items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from phoihop.intake.domain.types import (
    DaySource,
    Draft,
    Duty,
    DutyRole,
    Ground,
    HeadTyped,
    Item,
    ItemTyped,
    MeetingStated,
    Quoted,
)
from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.kernel.text import collapse, nfc, search_key

LONGEST_QUOTE: Final = 4000


def with_head(draft: Draft, typed: HeadTyped) -> Draft:
    """The draft with another title, day or meeting."""
    title = collapse(nfc(typed.meeting_title))
    meeting = MeetingStated(
        title=title,
        date=typed.meeting_date.isoformat() if typed.meeting_date else None,
        place=collapse(nfc(typed.meeting_place)) or None,
    )
    kept = typed.day == draft.day
    return msgspec.structs.replace(
        draft,
        title=collapse(nfc(typed.title)),
        day=typed.day,
        day_source=draft.day_source if kept else _source(typed),
        meeting=meeting if title else None,
    )


def _source(typed: HeadTyped) -> DaySource:
    return DaySource.TYPED if typed.day else DaySource.NONE


def with_item(draft: Draft, item: Item) -> Draft:
    """The draft with this item in the place of the one of the same id, else at its place in the text."""
    others = [other for other in draft.items if other.id != item.id]
    items = sorted((*others, item), key=lambda one: (one.start, one.end))
    return msgspec.structs.replace(draft, items=tuple(items))


def dropped(item: Item, *, dropped: bool) -> Item:
    """The item left out of the programme, or taken back in."""
    return msgspec.structs.replace(item, dropped=dropped)


# ------------------------------------------------------------------------------------------ an item as typed


def corrected(item: Item, typed: ItemTyped, *, read: Mapping[str, Ground]) -> Item:
    """The item as typed. `read`: the grounds of the labels that it does not have yet (`new_labels`)."""
    new = msgspec.structs.replace(
        item,
        text=collapse(nfc(typed.text)),
        duties=(
            *_duties(item, DutyRole.LEAD, typed.lead, typed),
            *_duties(item, DutyRole.COORDINATING, typed.coordinating, typed),
        ),
        starts=typed.starts,
        ends=typed.ends,
        time_words="" if typed.starts or typed.ends else item.time_words,
        grounds=tuple(_grounds(item, typed, read)),
    )
    return item if new == item else msgspec.structs.replace(new, corrected=True)


def new_labels(item: Item, typed: ItemTyped) -> tuple[str, ...]:
    """The labels in which a citation must still be read."""
    known = {search_key(ground.label) for ground in item.grounds}
    return tuple(label for label in _lines(typed.grounds) if search_key(label) not in known)


def _duties(item: Item, role: DutyRole, lines: Iterable[str], typed: ItemTyped) -> Iterator[Duty]:
    """A mention that stays keeps what was decided about it, whatever its role was."""
    known = {search_key(duty.mention): duty for duty in (*item.duties, *item.of(role))}
    for mention in _lines(lines):
        same = known.get(search_key(mention))
        duty = Duty(role=role, mention=mention) if same is None else msgspec.structs.replace(same, role=role)
        wanted = typed.bodies.get((role, duty.mention), ())
        chosen = tuple(code for code in duty.candidates if code in wanted)
        yield msgspec.structs.replace(duty, bodies=chosen, doubt=None, chosen=True) if chosen else duty


def _grounds(item: Item, typed: ItemTyped, read: Mapping[str, Ground]) -> Iterator[Ground]:
    known = {search_key(ground.label): ground for ground in item.grounds}
    for label in _lines(typed.grounds):
        ground = known.get(search_key(label)) or read.get(label) or Ground(label=label)
        wanted = typed.instruments.get(ground.label, "")
        if wanted in ground.candidates:
            ground = msgspec.structs.replace(ground, instrument=wanted, doubt=None, chosen=True)
        yield ground


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that say something, each once however it is spelt."""
    found = {search_key(line): collapse(nfc(line)) for line in reversed([*lines])}
    return tuple(line for key, line in reversed(found.items()) if key)


# ----------------------------------------------------------------------------------------------- quoting


def decide_quote(text: str, quoted: Quoted) -> Decision[tuple[int, int]]:
    """Where the quoted words stand. What the browser counted is believed only if the words are there."""
    words = collapse(nfc(quoted.quote))
    if not words:
        return refuse("intake.quote_empty")
    if len(words) > LONGEST_QUOTE:
        return refuse("intake.quote_too_long", most=str(LONGEST_QUOTE))
    start, end = quoted.start, quoted.end
    if start is not None and end is not None and 0 <= start < end and _same(text[start:end], words):
        return Accepted((start, end))
    places = [match.span() for match in _pattern(words).finditer(text)]
    if not places:
        return refuse("intake.quote_not_found")
    if len(places) > 1:
        return refuse("intake.quote_several", times=str(len(places)))
    return Accepted(places[0])


def _same(there: str, words: str) -> bool:
    return collapse(nfc(there)) == words


def _pattern(words: str) -> re.Pattern[str]:
    """The words with whatever white space stands between them in the text."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def item_at(draft: Draft, start: int, end: int) -> Item | None:
    """The item that has exactly this evidence."""
    return next((item for item in draft.items if (item.start, item.end) == (start, end)), None)


def fresh_id(draft: Draft) -> str:
    """An id that no item of the draft has."""
    taken = {item.id for item in draft.items}
    return next(id_ for number in range(1, len(taken) + 2) if (id_ := f"m{number}") not in taken)
