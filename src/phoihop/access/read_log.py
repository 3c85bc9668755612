"""The read log: who opened which page, in which post, about what. Written by every page with content."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from phoihop.access.models import ReadEntry
from phoihop.access.ports import now, ports
from phoihop.access.standing import ActorRequest
from phoihop.kernel.period import Period


def note_read(request: ActorRequest, page: str, subject: str = "") -> None:
    """Write that the actor of this request has opened `page`: a constant short name, `<context>.<page>`.

    `subject` is the subject shown (`task:01J…`), empty for lists. Call it once per page, before rendering.
    """
    actor = request.actor
    ReadEntry.objects.create(
        at=now(),
        account=actor.account,
        person=actor.person,
        post=actor.post,
        body=actor.body,
        page=page,
        subject=subject,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFilter:
    """What to look for. Empty text and None: everything."""

    account: str = ""
    page: str = ""
    subject: str = ""
    when: Period | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One opened page, with names where the registry still knows them."""

    id: int
    at: datetime
    account: str
    person: str
    post: str
    page: str
    page_title: str
    subject: str


@dataclass(frozen=True, slots=True)
class ReadRows:
    """Some rows, newest first; `after` is the key of the next ones, None at the end."""

    rows: tuple[ReadRow, ...]
    after: int | None


def read_rows(wanted: ReadFilter, *, bodies: Collection[str], after: int | None, limit: int) -> ReadRows:
    """What persons of `bodies` have read, newest first, beginning after the row `after`."""
    entries = _wanted(ReadEntry.objects.filter(body__in=bodies), wanted)
    last = ReadEntry.objects.filter(id=after).values_list("at", flat=True).first() if after else None
    if last is not None:
        entries = entries.filter(Q(at__lt=last) | Q(at=last, id__lt=after))
    found = list(entries.order_by("-at", "-id")[: limit + 1])
    shown = found[:limit]
    return ReadRows(_named(shown), shown[-1].id if len(found) > limit else None)


def _wanted(entries: QuerySet[ReadEntry], wanted: ReadFilter) -> QuerySet[ReadEntry]:
    for column in ("account", "page", "subject"):
        value = getattr(wanted, column)
        if value:
            entries = entries.filter(**{column: value})
    if wanted.when and wanted.when.start:
        entries = entries.filter(at__gte=timezone.make_aware(datetime.combine(wanted.when.start, time.min)))
    if wanted.when and wanted.when.end:
        entries = entries.filter(at__lt=timezone.make_aware(datetime.combine(wanted.when.end, time.min)))
    return entries


def _named(entries: Collection[ReadEntry]) -> tuple[ReadRow, ...]:
    codes = {code for entry in entries for code in (entry.person, entry.post, entry.page)}
    names = ports().names.names(sorted(codes))
    return tuple(
        ReadRow(
            id=entry.pk,
            at=entry.at,
            account=entry.account,
            person=names.get(entry.person, entry.person),
            post=names.get(entry.post, entry.post),
            page=entry.page,
            page_title=names.get(entry.page, entry.page),
            subject=entry.subject,
        )
        for entry in entries
    )
