"""Drafts of which no programme was drawn up yet: for the home page."""

from __future__ import annotations

from collections.abc import Collection

from phoihop.intake.domain.types import WaitingDraft
from phoihop.intake.queries.drafts import drafts_of
from phoihop.intake.queries.texts import texts
from phoihop.programme import api as programme

LOOKED_AT = 50
"""So many of the latest texts are looked at: a draft that waits behind fifty newer texts is not today's."""


def waiting_drafts(bodies: Collection[str], *, limit: int) -> tuple[WaitingDraft, ...]:
    """Drafts with tasks, of these agencies, that no programme came of, the latest first. Three queries."""
    found, _ = texts(bodies, after="", limit=LOOKED_AT)
    ids = [text.id for text in found]
    drafts, drawn_up = drafts_of(ids), programme.programmes_from(ids)
    waiting = [
        WaitingDraft(
            text=text.id,
            title=draft.content.title or text.opening,
            tasks=len(draft.content.kept),
            changed_at=draft.changed_at,
            changed_by_name=draft.changed_by_name,
        )
        for text in found
        if text.id not in drawn_up and (draft := drafts.get(text.id)) is not None and draft.content.kept
    ]
    return tuple(waiting[:limit])
