"""What people make of a draft: other words, other bodies, dropped items, quoted items."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from phoihop.intake.domain.types import (
    BodyHow,
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
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.kernel.text import collapse, nfc
from phoihop.reading.api import refuse_secret

LONGEST_QUOTE: Final = 4000


def decide_head(draft: Draft, typed: HeadTyped, *, today: date) -> Decision[Draft]:
    """The draft with another title, day or meeting.

    Refused: `intake.no_title`, `intake.day_in_future`, `reading.secret`.
    """
    if not collapse(typed.title):
        return refuse("intake.no_title")
    if typed.day is not None and typed.day > today:
        return refuse("intake.day_in_future", day=show_date(typed.day))
    secret = without_secrets(typed.title, typed.meeting_title, typed.meeting_place)
    return secret if isinstance(secret, Refused) else Accepted(_with_head(draft, typed))


def _with_head(draft: Draft, typed: HeadTyped) -> Draft:
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
    items = sorted((*others, item), key=lambda one: (one.start, -one.end, one.id))
    return msgspec.structs.replace(draft, items=tuple(items))


def dropped(item: Item, *, dropped: bool) -> Item:
    """The item left out of the programme, or taken back in."""
    return msgspec.structs.replace(item, dropped=dropped)


# ------------------------------------------------------------------------------------------ an item as typed


def decide_item(item: Item, typed: ItemTyped, *, read: Mapping[str, Ground]) -> Decision[Item]:
    """The item as typed. `read`: the grounds of the labels that it does not have yet (`new_labels`).

    Refused: `intake.item_without_text`, `intake.period_reversed`, `reading.secret`.
    """
    words = collapse(nfc(typed.text))
    if not words:
        return refuse("intake.item_without_text")
    if typed.starts and typed.ends and typed.starts >= typed.ends:
        return refuse("intake.period_reversed")
    new = msgspec.structs.replace(
        item,
        text=words,
        duties=(*_duties(item, DutyRole.LEAD, typed), *_duties(item, DutyRole.COORDINATING, typed)),
        starts=typed.starts,
        ends=typed.ends,
        time_words="" if typed.starts or typed.ends else item.time_words,
        grounds=tuple(_grounds(item, typed, read)),
    )
    secret = without_secrets(new.text, *_mentions(new), *(ground.label for ground in new.grounds))
    if isinstance(secret, Refused):
        return secret
    return Accepted(item if new == item else msgspec.structs.replace(new, corrected=True))


def _mentions(item: Item) -> tuple[str, ...]:
    return tuple(duty.mention for duty in item.duties)


def without_secrets(*words: str) -> Decision[str]:
    """What was typed by hand bears no mark of state secrecy. Refused: `reading.secret`."""
    return refuse_secret("\n".join(words), "")


def new_labels(item: Item, typed: ItemTyped) -> tuple[str, ...]:
    """The labels in which a citation must still be read."""
    known = {ground.label for ground in item.grounds}
    return tuple(label for label in _lines(typed.grounds) if label not in known)


def _duties(item: Item, role: DutyRole, typed: ItemTyped) -> Iterator[Duty]:
    """A mention that stays keeps what was decided about it, whichever its role was."""
    known = {duty.mention: duty for duty in (*item.duties, *item.of(role))}
    lines = typed.lead if role is DutyRole.LEAD else typed.coordinating
    for mention in _lines(lines):
        same = known.get(mention, Duty(role=role, mention=mention))
        duty = msgspec.structs.replace(same, role=role)
        wanted = typed.bodies.get((same.role, mention))
        yield duty if wanted is None else _with_bodies(duty, wanted)


def _with_bodies(duty: Duty, wanted: Collection[str]) -> Duty:
    """The duty for the bodies that a person has picked; with none picked it is open again."""
    picked = tuple(code for code in duty.candidates if code in wanted)
    if not picked:
        return Duty(role=duty.role, mention=duty.mention) if duty.chosen else duty
    rule = duty.rule if picked == duty.candidates else None
    return msgspec.structs.replace(
        duty, bodies=picked, rule=rule, doubt=None, chosen=True, how=BodyHow.CHOSEN
    )


def _grounds(item: Item, typed: ItemTyped, read: Mapping[str, Ground]) -> Iterator[Ground]:
    known = {ground.label: ground for ground in item.grounds}
    for label in _lines(typed.grounds):
        ground = known.get(label) or read.get(label) or Ground(label=label)
        wanted = typed.instruments.get(label)
        yield ground if wanted is None else _with_instrument(ground, wanted)


def _with_instrument(ground: Ground, wanted: str) -> Ground:
    if wanted in ground.candidates:
        return msgspec.structs.replace(ground, instrument=wanted, doubt=None, chosen=True)
    return Ground(label=ground.label, cited=ground.cited) if ground.chosen else ground


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that say something, each once."""
    return tuple(dict.fromkeys(filter(None, (collapse(nfc(line)) for line in lines))))


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
