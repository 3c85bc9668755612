"""From the acts about work inside an agency to its rows: with whom it was from which day to which. Pure.

Each agency speaks for its own desks: what another one records about the same part makes rows of its own,
which no page of this agency reads. An act without payload, or about something else than its subject, makes
no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import ClassVar

from django.db import models

from phoihop.kernel.ids import SubjectId, is_ulid, subject_key
from phoihop.ledger.domain.types import FoldedAct
from phoihop.programme.acts import WorkHandedOn
from phoihop.programme.domain.days import day
from phoihop.programme.domain.handing import seat_key
from phoihop.programme.models import Work


class WorkProjector:
    """One row per handing; of several on one day only the last holds on any day."""

    subject_type: ClassVar[str] = "work"
    tables: ClassVar[tuple[type[models.Model], ...]] = (Work,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """The rows in the order recorded."""
        task, _, body = subject_key(SubjectId(subject)).partition("/")
        if not is_ulid(task):
            return ()
        said = [
            (order, act, act.payload)
            for order, act in enumerate(acts, start=1)
            if isinstance(act.payload, WorkHandedOn) and (act.payload.task, act.payload.body) == (task, body)
        ]
        agencies = dict.fromkeys(act.envelope.entered_by.body for _, act, _ in said)
        return [
            row
            for agency in agencies
            for row in _rows(subject, [one for one in said if one[1].envelope.entered_by.body == agency])
        ]


def _rows(subject: str, said: Sequence[tuple[int, FoldedAct, WorkHandedOn]]) -> Iterator[Work]:
    """The handings of one agency with the days on which each holds: until the next one begins."""
    ordered = sorted(said, key=lambda one: (_begins(one[1]) or date.min, one[0]))
    follows = [*(_begins(act) for _, act, _ in ordered[1:]), None]
    for (order, act, payload), end in zip(ordered, follows, strict=True):
        yield _row(subject, order, act, payload, end)


def _begins(act: FoldedAct) -> date | None:
    return day(act.envelope.valid.start)


def _row(subject: str, order: int, act: FoldedAct, said: WorkHandedOn, end: date | None) -> Work:
    return Work(
        subject=subject,
        ledger=act.place.ledger,
        epoch=act.place.epoch,
        place=act.place.index,
        leaf=act.leaf,
        recorded_at=datetime.fromisoformat(act.envelope.recorded_at),
        order=order,
        task_id=said.task,
        body=said.body,
        agency=act.envelope.entered_by.body,
        handing=said.handing,
        post=said.post or "",
        person=said.person or "",
        seat=seat_key(said.post, said.person),
        ends=day(said.ends),
        note=said.note,
        valid_from=_begins(act),
        valid_to=end,
    )
