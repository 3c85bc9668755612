"""Changes of a draft by people. Each takes a draft and gives a new one, or says why not."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import msgspec

from phoihop.intake.domain.drafts import (
    Content,
    DayFrom,
    Ground,
    GroundMeaning,
    Item,
    Meaning,
    Named,
    unique_named,
)
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.kernel.period import Period
from phoihop.kernel.text import collapse, nfc
from phoihop.reading.api import refuse_secret

MOST_QUOTED = 4000
"""A quotation longer than this is a slip of the hand, not a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a draft says of the whole programme, as a person wrote it."""

    title: str
    meeting_title: str = ""
    meeting_date: date | None = None
    meeting_place: str = ""
    document_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An item as a person wrote it. Mentions and grounds in their words; what was chosen where the words were open.

    `picked`: by mention the codes of the bodies chosen; `instruments`: by label the id chosen, empty: none of them.
    """

    text: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    period: Period | None = None
    basis: tuple[Ground, ...] = ()
    picked: tuple[tuple[str, tuple[str, ...]], ...] = ()
    instruments: tuple[tuple[str, str], ...] = ()


def change_details(content: Content, said: Details, *, today: date) -> Decision[Content]:
    """Refused: `intake.title_missing`, `intake.document_date_missing`, `intake.document_in_future`, `reading.secret`."""
    title = _clean(said.title)
    if not title:
        return refuse("intake.title_missing")
    day = said.document_date or said.meeting_date
    if day is None:
        return refuse("intake.document_date_missing")
    if day > today:
        return refuse("intake.document_in_future", day=show_date(day))
    checked = refuse_secret("\n".join((title, said.meeting_title, said.meeting_place)), "")
    if not isinstance(checked, Accepted):
        return checked
    same = content.day == day
    return Accepted(
        msgspec.structs.replace(
            content,
            title=title,
            meeting_title=_clean(said.meeting_title),
            meeting_date=said.meeting_date.isoformat() if said.meeting_date else None,
            meeting_place=_clean(said.meeting_place),
            document_date=day.isoformat(),
            day_from=content.day_from if same else DayFrom.PERSON,
        )
    )


def change_item(content: Content, id_: str, said: Change) -> Decision[Content]:
    """Refused: `intake.no_such_item`, `intake.item_without_text`, `reading.secret`."""
    before = content.item(id_)
    if before is None:
        return refuse("intake.no_such_item")
    text = _clean(said.text)
    if not text:
        return refuse("intake.item_without_text")
    words = (text, *said.lead, *said.coordinating, *(ground.label for ground in said.basis))
    checked = refuse_secret("\n".join(words), "")
    if not isinstance(checked, Accepted):
        return checked
    item = msgspec.structs.replace(
        before,
        text=text,
        lead=_named(said.lead, before.lead, content.known, dict(said.picked)),
        coordinating=_named(said.coordinating, before.coordinating, content.known, dict(said.picked)),
        basis=_grounds(said.basis, before.basis, content.cited, dict(said.instruments)),
        **_times(before, said.period),
    )
    known = unique_named((*content.known, *(_unchosen(one) for one in item.named)))
    return Accepted(_replaced(msgspec.structs.replace(content, known=known), item))


def drop_item(content: Content, id_: str, *, dropped: bool) -> Decision[Content]:
    """Leave an item out, or take it back. Refused: `intake.no_such_item`."""
    before = content.item(id_)
    if before is None:
        return refuse("intake.no_such_item")
    return Accepted(_replaced(content, msgspec.structs.replace(before, dropped=dropped)))


def add_item(
    content: Content, *, id_: str, text: str, quote: str, start: int | None, end: int | None
) -> Decision[Content]:
    """A new item from words of the text, in the order of the text.

    Refused: `intake.quote_empty`, `intake.quote_too_long`, `intake.quote_not_found`.
    """
    if not quote.strip():
        return refuse("intake.quote_empty")
    if len(quote) > MOST_QUOTED:
        return refuse("intake.quote_too_long", most=MOST_QUOTED)
    place = find_quote(text, quote, start=start, end=end)
    if place is None:
        return refuse("intake.quote_not_found")
    low, high = place
    item = Item(id=id_, text=_clean(text[low:high]), start=low, end=high, by_hand=True)
    before = [one for one in content.items if one.start <= low]
    after = [one for one in content.items if one.start > low]
    return Accepted(msgspec.structs.replace(content, items=(*before, item, *after)))


def find_quote(text: str, quote: str, *, start: int | None, end: int | None) -> tuple[int, int] | None:
    """Where a quotation stands. The offsets are believed only when the words there are these; else it is searched.

    White space may differ, because people copy from a page, and so may the way in which marks are encoded.
    """
    if start is not None and end is not None and 0 <= start < end and text[start:end] == quote:
        return start, end
    words = quote.split()
    for form in dict.fromkeys((" ".join(words), nfc(" ".join(words)))):
        pattern = r"\s+".join(re.escape(word) for word in form.split())
        found = re.search(pattern, text)
        if found is not None:
            return found.span()
    return None


# --------------------------------------------------------------------------------------------------------- parts


def _replaced(content: Content, item: Item) -> Content:
    items = tuple(item if one.id == item.id else one for one in content.items)
    return msgspec.structs.replace(content, items=items)


def _named(
    mentions: Collection[str],
    before: tuple[Named, ...],
    known: tuple[Named, ...],
    picked: dict[str, tuple[str, ...]],
) -> tuple[Named, ...]:
    """Mentions with the meaning they had, or with the bodies that were picked for them."""
    had = {one.mention: one for one in (*known, *before)}
    found = {mention: had.get(mention, Named(mention)) for mention in map(_clean, mentions) if mention}
    for mention, codes in picked.items():
        if mention in found:
            found[mention] = _with_choice(found[mention], codes)
    return tuple(found.values())


def _with_choice(named: Named, codes: tuple[str, ...]) -> Named:
    """Only candidates can be chosen. Choosing none takes an earlier choice back."""
    offered = tuple(code for code in codes if code in named.candidates)
    if offered:
        return msgspec.structs.replace(named, meaning=Meaning.CHOSEN, bodies=offered)
    if named.meaning is Meaning.CHOSEN:
        return msgspec.structs.replace(named, meaning=Meaning.OPEN, bodies=())
    return named


def _unchosen(named: Named) -> Named:
    """A mention as it stands for the whole text: a choice holds for its item only."""
    if named.meaning is not Meaning.CHOSEN:
        return named
    return msgspec.structs.replace(named, meaning=Meaning.OPEN, bodies=())


def _grounds(
    said: tuple[Ground, ...],
    before: tuple[Ground, ...],
    cited: tuple[Ground, ...],
    instruments: dict[str, str],
) -> tuple[Ground, ...]:
    had = {ground.label: ground for ground in (*cited, *before)}
    found = {ground.label: had.get(ground.label, ground) for ground in said}
    for label, id_ in instruments.items():
        if label in found:
            found[label] = _with_instrument(found[label], id_)
    return tuple(found.values())


def _with_instrument(ground: Ground, id_: str) -> Ground:
    if id_ in ground.candidates:
        return msgspec.structs.replace(ground, meaning=GroundMeaning.CHOSEN, instrument=id_)
    if ground.meaning is GroundMeaning.CHOSEN:
        return msgspec.structs.replace(ground, meaning=GroundMeaning.OPEN, instrument=None)
    return ground


def _times(before: Item, period: Period | None) -> dict[str, str | None]:
    """The days typed; an unread time of the text is settled by typing days, and stays while the field stays empty."""
    if period is None:
        return {"starts": None, "ends": None, "when": before.when}
    starts, ends = period.start, period.end
    return {
        "starts": starts.isoformat() if starts else None,
        "ends": ends.isoformat() if ends else None,
        "when": "",
    }


def _clean(words: str) -> str:
    return collapse(nfc(words))
