"""Handing texts in, correcting drafts, drawing up a programme from one.

A draft is a working copy in the local database: no act is written for it. Each change names the version that
it was made on; of two people on one draft the second is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import msgspec
from django.utils import timezone

from phoihop.access import api as access
from phoihop.access.domain.types import Actor
from phoihop.intake.domain import correcting
from phoihop.intake.domain.learning import decide_learning, decide_withdrawal, lessons
from phoihop.intake.domain.plan import decide_plan
from phoihop.intake.domain.proposing import marks, proposed, quoted_item
from phoihop.intake.domain.receiving import content_hash, decide_receiving, decide_text
from phoihop.intake.domain.types import (
    Draft,
    DraftView,
    Handed,
    HeadTyped,
    ItemTyped,
    Lesson,
    Quoted,
    TextView,
)
from phoihop.intake.models import Draft as DraftRow
from phoihop.intake.permissions import may_adopt, may_change, may_enter, may_learn
from phoihop.intake.queries.drafts import draft_of
from phoihop.intake.queries.learned import known_words, word_of
from phoihop.intake.queries.meanings import read_label, with_meanings
from phoihop.intake.queries.source import shown, vocabulary, vocabulary_of
from phoihop.intake.queries.texts import same_text, text_known, text_of
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.ledger.api import Outcome, Recorded, new_id, party_of, writing
from phoihop.programme import api as programme
from phoihop.reading.api import read


@dataclass(frozen=True, slots=True)
class Changed:
    """The draft was changed: its new version, and the item that it was about ("" for the whole draft)."""

    version: int
    item: str = ""


Change = Changed | Refused

# ------------------------------------------------------------------------------------------------- texts


def receive_text(actor: Actor, handed: Handed) -> Outcome:
    """Record a text, then read a draft in it.

    Refused: `reading.*` (empty, binary, encoding, too_large, secret), `intake.too_long`,
    `intake.not_declared`, `intake.id_malformed`, `intake.day_in_future`, `intake.already_received` (the form
    came twice) and `intake.same_text` (their parameter `text` is the text that is there), and by `access.*`.
    A secret text is kept nowhere.
    """
    refusal = may_enter(actor)
    if refusal is not None:
        return Refused((refusal,))
    checked = decide_text(handed, fonts=vocabulary().fonts)
    if isinstance(checked, Refused):
        return checked
    with writing(actor.ledger, party_of(actor)) as writer:
        decision = decide_receiving(
            handed,
            checked.value,
            known=text_known(handed.id),
            same=same_text(actor.body, content_hash(checked.value.text)),
            today=timezone.localdate(writer.now),
        )
        outcome = writer.record(decision)
    if isinstance(outcome, Recorded):
        read_draft(actor, text=handed.id, day=handed.day)
    return outcome


def read_draft(actor: Actor, *, text: str, day: date | None = None) -> Change:
    """Read a draft in a text that has none yet (the machine may have stopped in between).

    Refused: `intake.no_such_text`, and by permissions. A text that has its draft keeps it.
    """
    found = text_of(text)
    if found is None:
        return refuse("intake.no_such_text")
    refusal = may_change(actor, body=found.row.body)
    if refusal is not None:
        return Refused((refusal,))
    reading = read(found.content, vocabulary_of(found.row.body))
    draft = with_meanings(
        proposed(reading, shown(found.content), day=day, today=access.today()), agency=found.row.body
    )
    row, _ = DraftRow.objects.get_or_create(
        text=text,
        defaults={
            "draft": new_id(),
            "version": 1,
            "content": _json(draft),
            "marks": _json(marks(reading, found.content)),
            "changed_by": actor.person,
            "changed_by_name": actor.person_name,
            "changed_at": access.now(),
        },
    )
    return Changed(row.version)


def forget_drafts_without_text() -> int:
    """Delete the drafts whose text was redacted: they quote it. The number of drafts deleted."""
    drafts = DraftRow.objects.values_list("text", flat=True)
    gone = [text for text in drafts if not text_known(text)]
    deleted, _ = DraftRow.objects.filter(text__in=gone).delete()
    return deleted


# ------------------------------------------------------------------------------------------------- drafts


def change_head(actor: Actor, typed: HeadTyped, *, text: str, version: int) -> Change:
    """Correct title, day or meeting; another day resolves all names again.

    Refused: as `_change`; `intake.no_title`, `intake.day_in_future`, `reading.secret`.
    """
    today = access.today()

    def decide(draft: Draft, found: TextView) -> Decision[Draft]:
        decided = correcting.decide_head(draft, typed, today=today)
        if isinstance(decided, Refused) or decided.value.day == draft.day:
            return decided
        return Accepted(with_meanings(decided.value, agency=found.row.body))

    return _change(actor, decide, text=text, version=version)


def change_item(actor: Actor, typed: ItemTyped, *, text: str, item: str, version: int) -> Change:
    """Correct one item. Refused: as `_change`; `intake.no_such_item` and those of `decide_item`."""

    def decide(draft: Draft, view: TextView) -> Decision[Draft]:
        found, agency = draft.item(item), view.row.body
        if found is None:
            return refuse("intake.no_such_item")
        new = correcting.new_labels(found, typed)
        labels = {label: read_label(label, agency=agency) for label in new}
        decided = correcting.decide_item(found, typed, read=labels)
        if isinstance(decided, Refused):
            return decided
        return Accepted(with_meanings(correcting.with_item(draft, decided.value), agency=agency))

    return _change(actor, decide, text=text, version=version, item=item)


def drop_item(actor: Actor, *, text: str, item: str, version: int, dropped: bool) -> Change:
    """Leave an item out, or take it back in. Refused: as `_change`; `intake.no_such_item`."""

    def decide(draft: Draft, _: TextView) -> Decision[Draft]:
        found = draft.item(item)
        if found is None:
            return refuse("intake.no_such_item")
        return Accepted(correcting.with_item(draft, correcting.dropped(found, dropped=dropped)))

    return _change(actor, decide, text=text, version=version, item=item)


def add_item(actor: Actor, quoted: Quoted, *, text: str, version: int) -> Change:
    """Make an item of words of the text. One that has exactly this evidence is taken back in instead.

    Refused: as `_change`; `intake.quote_empty`, `intake.quote_not_found`, `intake.quote_several`,
    `intake.quote_too_long`.
    """
    about: list[str] = []

    def decide(draft: Draft, found: TextView) -> Decision[Draft]:
        source = shown(found.content)
        place = correcting.decide_quote(source.text, quoted)
        if isinstance(place, Refused):
            return place
        start, end = source.raw_span(*place.value)
        known = correcting.item_at(draft, start, end)
        if known is not None:
            about.append(known.id)
            return Accepted(correcting.with_item(draft, correcting.dropped(known, dropped=False)))
        reading = read(found.content, vocabulary_of(found.row.body))
        id_ = correcting.fresh_id(draft)
        about.append(id_)
        new = quoted_item(reading, source, start=start, end=end, id_=id_)
        return Accepted(with_meanings(correcting.with_item(draft, new), agency=found.row.body))

    changed = _change(actor, decide, text=text, version=version)
    return changed if isinstance(changed, Refused) else Changed(changed.version, about[0])


def _change(
    actor: Actor,
    decide: Callable[[Draft, TextView], Decision[Draft]],
    *,
    text: str,
    version: int,
    item: str = "",
) -> Change:
    """One change of a draft that is still at `version`.

    Refused: `intake.no_such_text`, `intake.no_draft`, `intake.draft_adopted`, `intake.draft_changed`, and by
    permissions.
    """
    opened = _opened(actor, text)
    if isinstance(opened, Refused):
        return opened
    found, draft = opened
    if draft.version != version:
        return _stale(draft)
    decided = decide(draft.content, found)
    if isinstance(decided, Refused):
        return decided
    if decided.value == draft.content:
        return Changed(version, item)
    if not _stored(actor, draft, decided.value):
        return _stale(draft_of(text) or draft)
    return Changed(version + 1, item)


def _opened(actor: Actor, text: str) -> tuple[TextView, DraftView] | Refused:
    """Text and draft, for somebody who may change it, as long as no programme was drawn up from it."""
    found = text_of(text)
    if found is None:
        return refuse("intake.no_such_text")
    refusal = may_change(actor, body=found.row.body)
    if refusal is not None:
        return Refused((refusal,))
    draft = draft_of(text)
    if draft is None:
        return refuse("intake.no_draft")
    if programme.programme(draft.id) is not None:
        return refuse("intake.draft_adopted", programme=draft.id)
    return found, draft


def _stored(actor: Actor, draft: DraftView, content: Draft) -> bool:
    """Write the draft if nobody has since it was read: the database compares the version."""
    rows = DraftRow.objects.filter(draft=draft.id, version=draft.version)
    return bool(
        rows.update(
            version=draft.version + 1,
            content=_json(content),
            changed_by=actor.person,
            changed_by_name=actor.person_name,
            changed_at=access.now(),
        )
    )


def _stale(draft: DraftView) -> Refused:
    at = timezone.localtime(draft.changed_at)
    return refuse(
        "intake.draft_changed", person=draft.changed_by_name, time=f"{at:%H:%M}", day=show_date(at.date())
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


# -------------------------------------------------------------------------------------------------- words


def learn_word(actor: Actor, lesson: Lesson, *, id_: str, text: str = "") -> Outcome:
    """Keep a way of writing for the texts that come after. `id_` comes with the form.

    Refused: as `decide_learning`, and by permissions.
    """
    refusal = may_learn(actor, body=actor.body)
    if refusal is not None:
        return Refused((refusal,))
    with writing(actor.ledger, party_of(actor)) as writer:
        known = known_words([actor.body])
        return writer.record(decide_learning(lesson, id_=id_, text=text, known=known))


def withdraw_word(actor: Actor, word: str) -> Outcome:
    """Take a word no longer so. Refused: `intake.no_such_word`, `intake.word_not_in_use`, by permissions."""
    with writing(actor.ledger, party_of(actor)) as writer:
        found = word_of(word)
        refusal = may_learn(actor, body=found.body if found is not None else actor.body)
        if refusal is not None:
            return Refused((refusal,))
        return writer.record(decide_withdrawal(found))


def learn_from_item(actor: Actor, *, text: str, item: str) -> tuple[Lesson, ...] | Refused:
    """Keep what the corrections of an item teach; what is known already is left out. Those that were kept.

    The item as it was read is read again: the form saves itself, so the draft has no trace of it.
    """
    opened = _opened(actor, text)
    if isinstance(opened, Refused):
        return opened
    found, draft = opened
    agency, now = found.row.body, draft.content.item(item)
    reading = read(found.content, vocabulary_of(agency))
    first = proposed(reading, shown(found.content), day=draft.content.day, today=access.today())
    before = with_meanings(first, agency=agency).item(item)
    if now is None or before is None:
        return ()
    kept: list[Lesson] = []
    for lesson in lessons(before, now):
        outcome = learn_word(actor, lesson, id_=new_id(), text=text)
        if isinstance(outcome, Refused) and outcome.refusals[0].code != "intake.word_known":
            return outcome
        kept += [] if isinstance(outcome, Refused) else [lesson]
    return tuple(kept)


# ---------------------------------------------------------------------------------------------- programme


def adopt(actor: Actor, *, text: str, version: int, grounds: programme.Grounds | None = None) -> Outcome:
    """Draw up the draft as a programme whose id is the draft's. `grounds`: who decided, on which paper.

    Refused: as `_change`, by `decide_plan` and by programme.adopt_programme.
    """
    why = grounds or programme.Grounds()
    opened = _opened(actor, text)
    if isinstance(opened, Refused):
        return opened
    found, draft = opened
    own, on_paper = why.decided_by is None, why.paper is not None
    refusal = may_adopt(actor, body=found.row.body, own=own, on_paper=on_paper)
    if refusal is not None:
        return Refused((refusal,))
    if draft.version != version:
        return _stale(draft)
    plan = decide_plan(draft.content, found, shown(found.content))
    if isinstance(plan, Refused):
        return plan
    return programme.adopt_programme(actor, plan.value, programme=draft.id, grounds=why)
