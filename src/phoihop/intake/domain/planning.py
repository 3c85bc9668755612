"""From a draft to the plan of a programme: what is dropped stays behind, what is open goes along in its words."""

from __future__ import annotations

from phoihop.intake.domain.drafts import Content, Item, Named
from phoihop.intake.domain.types import TextView
from phoihop.kernel.decision import Accepted, Decision, refuse
from phoihop.programme.domain.types import (
    BasisStated,
    DutyRole,
    DutyStated,
    EvidenceStated,
    MeetingStated,
    ProgrammePlan,
    TaskPlan,
)


def plan_of(content: Content, text: TextView) -> Decision[ProgrammePlan]:
    """What is to be adopted. Refused: `intake.document_date_missing`."""
    day = content.day
    if day is None:
        return refuse("intake.document_date_missing")
    return Accepted(
        ProgrammePlan(
            title=content.title,
            document_date=day,
            text=text.id,
            sha256=text.line.sha256,
            tasks=tuple(_task(item, text) for item in content.kept),
            meeting=_meeting(content),
        )
    )


def _meeting(content: Content) -> MeetingStated | None:
    if not content.meeting_title:
        return None
    return MeetingStated(content.meeting_title, content.meeting_date, content.meeting_place or None)


def _task(item: Item, text: TextView) -> TaskPlan:
    duties = (
        *(_duty(DutyRole.LEAD, named) for named in item.lead),
        *(_duty(DutyRole.COORDINATING, named) for named in item.coordinating),
    )
    quote = text.text[item.start : item.end]
    return TaskPlan(
        text=item.text,
        duties=duties,
        period=item.period,
        basis=tuple(BasisStated(ground.instrument, ground.label) for ground in item.basis),
        evidence=EvidenceStated(text.id, item.start, item.end, quote),
    )


def _duty(role: DutyRole, named: Named) -> DutyStated:
    return DutyStated(role, named.mention, named.rule, named.bodies)
