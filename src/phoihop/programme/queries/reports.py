"""What was reported on a task, who may confirm it, and how the task was changed."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from phoihop.access.api import today
from phoihop.programme.acts import AttachmentStated, DutyStated, Result
from phoihop.programme.domain.judging import candidates
from phoihop.programme.domain.types import (
    AmendmentView,
    Change,
    ProgressState,
    ReportView,
    TaskView,
    Way,
)
from phoihop.programme.models import Amended, Progress
from phoihop.registry import api as registry

_ATTACHMENTS: Final = msgspec.json.Decoder(tuple[AttachmentStated, ...])
_BODIES: Final = msgspec.json.Decoder(tuple[str, ...])
_DUTIES: Final = msgspec.json.Decoder(tuple[DutyStated, ...])


def reports(task: str) -> tuple[ReportView, ...]:
    """All reports on a task in the order recorded. One query."""
    return tuple(report_view(row) for row in Progress.objects.filter(task=task).order_by("order"))


def report_view(row: Progress) -> ReportView:
    """A row as a value."""
    return ReportView(
        id=row.report,
        body=row.body,
        state=ProgressState(row.state),
        reported_on=row.reported_on,
        note=row.note,
        difficulties=row.difficulties,
        proposals=row.proposals,
        next_steps=row.next_steps,
        product_number=row.product_number,
        product_date=row.product_date,
        attachments=_ATTACHMENTS.decode(row.attachments),
        way=Way(row.way),
        on_paper=row.for_other,
        paper_number=row.paper_number,
        paper_date=row.paper_date,
        result=Result(row.result) if row.result else None,
        result_by=row.result_by,
        result_words=row.result_words,
        result_on=row.result_on,
        judges=_BODIES.decode(row.judges),
    )


def judges(task: TaskView, body: str, *, drawn_up_by: str = "", on: date | None = None) -> tuple[str, ...]:
    """Who may confirm what `body` reports as done on the task: none when its own word stands.

    Whoever carries on the work of `body` on the day (today) does not confirm it. One query, four more for a
    body that has ended; none where nobody else leads or follows and `body` drew the programme up itself.
    """
    others = candidates(task, body, drawn_up_by=drawn_up_by or task.body)
    if not any(others):
        return ()
    passed_on = bool(registry.successors(body))
    heirs = {heir.code for heir in registry.heirs(body, on=on or today())} if passed_on else frozenset()
    left = (tuple(code for code in tier if code not in heirs) for tier in others)
    return next((tier for tier in left if tier), ())


def amendments(task: str) -> tuple[AmendmentView, ...]:
    """The changes of a task in the order in which they count. One query."""
    return tuple(_amendment(row) for row in Amended.objects.filter(task=task).order_by("order"))


def _amendment(row: Amended) -> AmendmentView:
    return AmendmentView(
        id=row.amendment,
        change=Change(row.change),
        reason=row.reason,
        on=row.on,
        approved_by=row.body,
        paper_number=row.paper_number,
        paper_date=row.paper_date,
        before=row.before,
        after=row.after,
        signer=row.signer,
        drafting=row.drafting,
        duties_before=_DUTIES.decode(row.duties_before) if row.duties_before else (),
        duties_after=_DUTIES.decode(row.duties_after) if row.duties_after else (),
    )
