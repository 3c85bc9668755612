"""The ways of writing that agencies have learned."""

from __future__ import annotations

from collections.abc import Collection

from phoihop.intake.domain.learning import key_of
from phoihop.intake.domain.types import Lesson, WordKind, WordView
from phoihop.intake.models import Word


def words_of(bodies: Collection[str], *, withdrawn: bool = False) -> tuple[WordView, ...]:
    """The words of agencies by kind and writing; those that were withdrawn only if asked for. One query."""
    rows = Word.objects.filter(body__in=bodies).order_by("kind", "key", "word")
    return tuple(map(_view, rows if withdrawn else rows.filter(withdrawn_at=None)))


def word_of(word: str) -> WordView | None:
    """A word, None when there is none. One query."""
    row = Word.objects.filter(word=word).first()
    return None if row is None else _view(row)


def known_words(bodies: Collection[str]) -> frozenset[tuple[WordKind, str]]:
    """Kinds and keys of the words of agencies that count now. One query."""
    return frozenset((word.lesson.kind, key_of(word.lesson.written)) for word in words_of(bodies))


def _view(row: Word) -> WordView:
    return WordView(
        id=row.word,
        body=row.body,
        person=row.person,
        lesson=Lesson(
            kind=WordKind(row.kind),
            written=row.written,
            means=row.means,
            bodies=tuple(row.bodies.split()),
        ),
        text=row.text,
        recorded_at=row.recorded_at,
        withdrawn_at=row.withdrawn_at,
    )
