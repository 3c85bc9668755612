"""Programmes, one by one and in lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import msgspec
from django.db.models import Count, F, Q

from phoihop.kernel.text import search_key
from phoihop.programme.domain.paging import Key
from phoihop.programme.domain.types import DutyState, MeetingStated, ProgrammeView, Stage
from phoihop.programme.models import Programme, Standing
from phoihop.programme.queries.days import holds

_MEETING: Final = msgspec.json.Decoder(MeetingStated)


def programme_known(programme: str) -> bool:
    """Whether there is a programme of this id. One query."""
    return Programme.objects.filter(programme=programme).exists()


def programme(id_: str) -> ProgrammeView | None:
    """A programme without its counts, None when there is none. One query."""
    row = Programme.objects.filter(programme=id_).first()
    return None if row is None else view(row)


def programmes(
    *, on: date, text: str = "", after: Key | None = None, limit: int
) -> tuple[tuple[ProgrammeView, ...], Key | None]:
    """Programmes of the day with counts, the latest document first; the key of the next page. Two queries."""
    rows = Programme.objects.filter(Q(document_date__lte=on) | Q(document_date__isnull=True))
    for word in search_key(text).split():
        rows = rows.filter(folded__contains=word)
    if after is not None:
        rows = rows.filter(_older(after))
    found = list(rows.order_by(F("document_date").desc(nulls_last=True), "-programme")[: limit + 1])
    shown = _counted([view(row) for row in found[:limit]], on)
    last = found[limit - 1] if len(found) > limit else None
    return shown, None if last is None else Key(last.document_date, 0, last.programme)


def _older(key: Key) -> Q:
    """The rows after the key in the order of days downwards, those without a day last."""
    undated = Q(document_date__isnull=True)
    if key.day is None:
        return undated & Q(programme__lt=key.id)
    same_day = Q(document_date=key.day, programme__lt=key.id)
    return undated | Q(document_date__lt=key.day) | same_day


def _counted(views: Sequence[ProgrammeView], on: date) -> tuple[ProgrammeView, ...]:
    done = Q(state=DutyState.DONE)
    rows = (
        Standing.objects.filter(holds(on), programme__in=[found.id for found in views])
        .values("programme")
        .annotate(
            tasks=Count("id"),
            done=Count("id", filter=done),
            late=Count("id", filter=~done & Q(ends__lte=on)),
        )
        .values_list("programme", "tasks", "done", "late")
    )
    counts = {id_: (tasks, finished, late) for id_, tasks, finished, late in rows}
    return tuple(_with_counts(found, counts.get(found.id, (0, 0, 0))) for found in views)


def _with_counts(found: ProgrammeView, counts: tuple[int, int, int]) -> ProgrammeView:
    tasks, done, late = counts
    return replace(found, tasks=tasks, done=done, late=late)


def programmes_from(texts: Iterable[str]) -> Mapping[str, tuple[ProgrammeView, ...]]:
    """The programmes drawn up from texts, by text, without counts. One query."""
    found: dict[str, list[ProgrammeView]] = {}
    for row in Programme.objects.filter(text__in=set(texts)).order_by("programme"):
        found.setdefault(row.text, []).append(view(row))
    return {text: tuple(drawn_up) for text, drawn_up in found.items()}


def view(row: Programme) -> ProgrammeView:
    """A row as a value."""
    return ProgrammeView(
        id=row.programme,
        title=row.title,
        stage=Stage(row.stage),
        document_date=row.document_date,
        text=row.text,
        body=row.body,
        recorded_at=row.recorded_at,
        meeting=_MEETING.decode(row.meeting) if row.meeting else None,
    )
