"""Kinds, projector and names of the toy room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.db import models

from phoihop.ledger.domain.types import ActKind, FoldedAct, Payload
from tests.toy_room.models import BoardNote


class NotePut(Payload, frozen=True):
    text: str


NOTE_PUT = ActKind("toy.note_put", 1, NotePut, ("board",), "parties")
KINDS: tuple[ActKind[Payload], ...] = (NOTE_PUT,)


class BoardProjector:
    subject_type: ClassVar[str] = "board"
    tables: ClassVar[tuple[type[models.Model], ...]] = (BoardNote,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        readable = [act for act in acts if isinstance(act.payload, NotePut)]
        return [
            BoardNote(subject=subject, number=n, text=act.payload.text, by=act.envelope.decided_by.body)
            for n, act in enumerate(readable, start=1)
            if isinstance(act.payload, NotePut)
        ]


class NoNames:
    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        return {}
