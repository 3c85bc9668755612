"""Drafts as they are stored now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import msgspec

from phoihop.intake.domain.types import Draft, DraftView, Mark
from phoihop.intake.models import Draft as DraftRow

_DRAFT: Final = msgspec.json.Decoder(Draft)
_MARKS: Final = msgspec.json.Decoder(tuple[Mark, ...])


def draft_of(text: str) -> DraftView | None:
    """The draft that was read in a text. One query."""
    row = DraftRow.objects.filter(text=text).first()
    return None if row is None else _view(row)


def drafts_of(texts: Collection[str]) -> Mapping[str, DraftView]:
    """The drafts of texts, by text, without their marks. One query."""
    rows = DraftRow.objects.filter(text__in=texts)
    return {row.text: _view(row, with_marks=False) for row in rows}


def _view(row: DraftRow, *, with_marks: bool = True) -> DraftView:
    return DraftView(
        id=row.draft,
        text=row.text,
        version=row.version,
        changed_by=row.changed_by,
        changed_by_name=row.changed_by_name,
        changed_at=row.changed_at,
        content=_DRAFT.decode(row.content),
        marks=_MARKS.decode(row.marks) if with_marks else (),
    )
