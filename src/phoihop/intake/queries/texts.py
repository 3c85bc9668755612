"""Texts of agencies: one, or a list."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from phoihop.intake.domain.types import How, TextRow, TextView
from phoihop.intake.models import Text

_LISTED: Final = ("text", "body", "person", "file_name", "how", "characters", "opening", "recorded_at")


def text_known(text: str) -> bool:
    """Whether there is a text of this id. One query."""
    return Text.objects.filter(text=text).exists()


def same_text(body: str, sha256: str) -> str | None:
    """The latest text of the agency with this content. One query."""
    found = Text.objects.filter(body=body, sha256=sha256).order_by("-text")
    return found.values_list("text", flat=True).first()


def text_of(text: str) -> TextView | None:
    """A text with its content, None when there is none. One query."""
    row = Text.objects.filter(text=text).first()
    return None if row is None else TextView(row=_row(row), content=row.content, sha256=row.sha256)


def texts(bodies: Collection[str], *, after: str, limit: int) -> tuple[tuple[TextRow, ...], str]:
    """The texts of these agencies, the latest first; the key of the next page ("" at the end). One query."""
    rows = Text.objects.filter(body__in=bodies).only(*_LISTED).order_by("-text")
    found = list((rows.filter(text__lt=after) if after else rows)[: limit + 1])
    shown = tuple(_row(row) for row in found[:limit])
    return shown, shown[-1].id if len(found) > limit else ""


def _row(row: Text) -> TextRow:
    return TextRow(
        id=row.text,
        body=row.body,
        person=row.person,
        file_name=row.file_name,
        how=How(row.how),
        characters=row.characters,
        opening=row.opening,
        recorded_at=row.recorded_at,
    )
