"""From a draft to the programme that is to be drawn up, and what is still open in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from phoihop.intake.domain.types import Draft, DutyRole, Item, TextView
from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.programme.domain.types import BasisStated, DutyStated, EvidenceStated, ProgrammePlan, TaskPlan
from phoihop.reading.api import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """How many things in the items of a draft are not clear yet."""

    without_lead: int
    bodies: int
    instruments: int
    without_time: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.without_lead + self.bodies + self.instruments + self.without_time


def open_in(items: Iterable[Item]) -> Open:
    """What is not clear in these items."""
    kept = [item for item in items if not item.dropped]
    return Open(
        without_lead=sum(not item.of(DutyRole.LEAD) for item in kept),
        bodies=sum(duty.doubt is not None for item in kept for duty in item.duties),
        instruments=sum(ground.doubt is not None for item in kept for ground in item.grounds),
        without_time=sum(item.ends is None for item in kept),
    )


def decide_plan(draft: Draft, text: TextView, source: Source) -> Decision[ProgrammePlan]:
    """The programme of the kept items; quotations are in letters that people can read (`source`).

    Refused: `intake.no_day`, `intake.nothing_kept`, `intake.no_title`.
    """
    if draft.day is None:
        return refuse("intake.no_day")
    if not draft.kept:
        return refuse("intake.nothing_kept")
    if not draft.title:
        return refuse("intake.no_title")
    return Accepted(_plan(draft, draft.day, text, source))


def _plan(draft: Draft, day: date, text: TextView, source: Source) -> ProgrammePlan:
    return ProgrammePlan(
        title=draft.title,
        document_date=day,
        text=text.row.id,
        sha256=text.sha256,
        meeting=draft.meeting,
        tasks=tuple(_task(item, text, source) for item in draft.kept),
    )


def _task(item: Item, text: TextView, source: Source) -> TaskPlan:
    return TaskPlan(
        text=item.text,
        duties=tuple(_duties(item)),
        period=item.period,
        basis=tuple(BasisStated(ground.instrument, ground.label) for ground in item.grounds),
        evidence=EvidenceStated(
            text=text.row.id, start=item.start, end=item.end, quote=source.shown(item.start, item.end)
        ),
    )


def _duties(item: Item) -> Iterator[DutyStated]:
    for duty in item.duties:
        yield DutyStated(duty.role, duty.mention, duty.rule, duty.bodies)
