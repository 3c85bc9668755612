"""From the acts about a text or a learned word to its row. Pure; what was redacted has no row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from django.db import models

from phoihop.intake.acts import TEXT_RECEIVED, WORD_LEARNED, WORD_WITHDRAWN, TextReceived, WordLearned
from phoihop.intake.models import FILE_NAME, MEANS, OPENING, ULID, WRITTEN, Text, Word
from phoihop.kernel.ids import SubjectId, is_ulid, subject_key
from phoihop.kernel.text import collapse, search_key
from phoihop.ledger.api import Projector
from phoihop.ledger.domain.types import FoldedAct


class TextProjector:
    """A text's row. The first act counts; a later one, of whichever ledger, changes nothing."""

    subject_type: ClassVar[str] = "text"
    tables: ClassVar[tuple[type[models.Model], ...]] = (Text,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """One row, or none."""
        act = next((act for act in acts if act.kind == TEXT_RECEIVED.name), None)
        key = subject_key(SubjectId(subject))
        if act is None or not isinstance(act.payload, TextReceived) or not is_ulid(key):
            return ()
        said, place, party = act.payload, act.place, act.envelope.decided_by
        row = Text(
            text=key,
            subject=subject,
            body=party.body,
            person=party.person or "",
            file_name=said.file_name[:FILE_NAME],
            how=said.how.value,
            sha256=said.sha256,
            characters=said.characters,
            opening=opening_of(said.text),
            content=said.text,
            ledger=place.ledger,
            epoch=place.epoch,
            place=place.index,
            leaf=act.leaf,
            recorded_at=datetime.fromisoformat(act.envelope.recorded_at),
        )
        return (row,)


def opening_of(text: str) -> str:
    """The first line with words, short enough for a list."""
    lines = (collapse(line) for line in text.splitlines())
    return next((line for line in lines if any(map(str.isalpha, line))), "")[:OPENING]


class WordProjector:
    """A word's row. The first act counts; a withdrawal by the same agency closes it."""

    subject_type: ClassVar[str] = "word"
    tables: ClassVar[tuple[type[models.Model], ...]] = (Word,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """One row, or none."""
        act = next((act for act in acts if act.kind == WORD_LEARNED.name), None)
        key = subject_key(SubjectId(subject))
        if act is None or not isinstance(act.payload, WordLearned) or not is_ulid(key):
            return ()
        ends = [a for a in acts if a.kind == WORD_WITHDRAWN.name and a.place.ledger == act.place.ledger]
        return (_word(key, subject, act, act.payload, ends[0] if ends else None),)


def _word(key: str, subject: str, act: FoldedAct, said: WordLearned, end: FoldedAct | None) -> Word:
    place, party = act.place, act.envelope.decided_by
    return Word(
        word=key,
        subject=subject,
        body=party.body,
        person=party.person or "",
        kind=said.kind.value,
        written=said.written[:WRITTEN],
        key=search_key(said.written)[:WRITTEN],
        means=said.means[:MEANS],
        bodies=" ".join(said.bodies),
        text=said.text[:ULID],
        withdrawn_at=datetime.fromisoformat(end.envelope.recorded_at) if end is not None else None,
        ledger=place.ledger,
        epoch=place.epoch,
        place=place.index,
        leaf=act.leaf,
        recorded_at=datetime.fromisoformat(act.envelope.recorded_at),
    )


PROJECTORS: Final[tuple[Projector, ...]] = (TextProjector(), WordProjector())
