"""Programmes, one by one and in lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import msgspec
from django.db.models import Count, F, Q

from phoihop.kernel.text import search_key
from phoihop.programme.acts import Issued, SentForSignature
from phoihop.programme.domain.days import day
from phoihop.programme.domain.paging import Key
from phoihop.programme.domain.stages import Move, stage_on
from phoihop.programme.domain.status import Course
from phoihop.programme.domain.types import (
    DutyState,
    IssueFacts,
    MeetingStated,
    ProgrammeView,
    SigningAsked,
    Stage,
)
from phoihop.programme.models import Programme, Standing
from phoihop.programme.queries.days import holds
from phoihop.programme.queries.visibility import visible

_MEETING: Final = msgspec.json.Decoder(MeetingStated)
_STAGES: Final = msgspec.json.Decoder(tuple[tuple[str | None, Stage], ...])
_DRAFTERS: Final = msgspec.json.Decoder(tuple[str, ...])
_ISSUED: Final = msgspec.json.Decoder(Issued)
_SIGNING: Final = msgspec.json.Decoder(SentForSignature)


def programme_known(programme: str) -> bool:
    """Whether there is a programme of this id. One query."""
    return Programme.objects.filter(programme=programme).exists()


def programme(id_: str, *, on: date | None = None) -> ProgrammeView | None:
    """A programme without its counts, None when there is none. One query.

    Its stage is that of the day; without `on` the one it has come to by now.
    """
    row = Programme.objects.filter(programme=id_).first()
    return None if row is None else view(row, on=on)


def programmes(
    *,
    on: date,
    text: str = "",
    after: Key | None = None,
    limit: int,
    visible_to: Collection[str] | None = None,
) -> tuple[tuple[ProgrammeView, ...], Key | None]:
    """Programmes of the day with counts, the latest document first; the key of the next page. Two queries.

    `visible_to`: only those that these bodies may see, None for all.
    """
    rows = Programme.objects.filter(Q(document_date__lte=on) | Q(document_date__isnull=True))
    if visible_to is not None:
        rows = rows.filter(visible(visible_to))
    for word in search_key(text).split():
        rows = rows.filter(folded__contains=word)
    if after is not None:
        rows = rows.filter(_older(after))
    found = list(rows.order_by(F("document_date").desc(nulls_last=True), "-programme")[: limit + 1])
    shown = _counted([view(row, on=on) for row in found[:limit]], on)
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
    """Dropped tasks do not count; before a programme is issued nothing is done or late."""
    issued = [found.id for found in views if found.stage is Stage.ISSUED]
    counts_now = Q(programme__in=issued)
    late = Q(course=Course.DEADLINE, state__in=[DutyState.NONE, DutyState.DOING], ends__lte=on)
    rows = (
        Standing.objects.filter(holds(on), programme__in=[found.id for found in views])
        .exclude(course=Course.DROPPED)
        .values("programme")
        .annotate(
            tasks=Count("id"),
            done=Count("id", filter=counts_now & Q(state=DutyState.DONE)),
            late=Count("id", filter=counts_now & late),
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


def view(row: Programme, *, on: date | None = None) -> ProgrammeView:
    """A row as a value; `on` None: with the stage of now."""
    return ProgrammeView(
        id=row.programme,
        title=row.title,
        stage=Stage(row.stage) if on is None else _stage(row, on),
        document_date=row.document_date,
        text=row.text,
        body=row.body,
        recorded_at=row.recorded_at,
        meeting=_MEETING.decode(row.meeting) if row.meeting else None,
        issued=_issued(row) if row.issued_on is not None else None,
        signing=_signing(row.signing) if row.signing else None,
        drafters=frozenset(_DRAFTERS.decode(row.drafters)),
    )


def _stage(row: Programme, on: date) -> Stage:
    return stage_on([Move(day(since), stage) for since, stage in _STAGES.decode(row.stages)], on=on)


def _issued(row: Programme) -> IssueFacts:
    """How it was issued; when the content of that act is gone only since when."""
    if not row.issuing:
        return IssueFacts(number="", day=row.issued_on, signer="", signer_title="")
    said = _ISSUED.decode(row.issuing)
    return IssueFacts(
        number=said.number,
        day=row.issued_on,
        signer=said.signer,
        signer_title=said.signer_title,
        scan=said.scan,
    )


def _signing(text: str) -> SigningAsked:
    said = _SIGNING.decode(text)
    return SigningAsked(signer=said.signer, signer_title=said.signer_title, person=said.person)
