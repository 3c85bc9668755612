"""Who was asked for an opinion on a draft, and what came back."""

from __future__ import annotations

from typing import Final

import msgspec

from phoihop.programme.domain.types import AskedBody, OpinionView, TaskOpinion, Verdict
from phoihop.programme.models import Asked

_TASKS: Final = msgspec.json.Decoder(tuple[TaskOpinion, ...])


def asked_bodies(programme: str) -> tuple[AskedBody, ...]:
    """The bodies that were asked, or answered unasked, in the order of their codes. One query."""
    rows = Asked.objects.filter(programme=programme).order_by("body")
    return tuple(
        AskedBody(body=row.body, asked_on=row.asked_on, until=row.until, opinion=_opinion(row))
        for row in rows
    )


def _opinion(row: Asked) -> OpinionView | None:
    if not row.opinion:
        return None
    return OpinionView(
        id=row.opinion,
        body=row.body,
        verdict=Verdict(row.verdict),
        words=row.words,
        tasks=_TASKS.decode(row.tasks),
        signer=row.signer,
        given_on=row.given_on,
        paper_number=row.paper_number,
        paper_date=row.paper_date,
        on_paper=row.on_paper,
    )
