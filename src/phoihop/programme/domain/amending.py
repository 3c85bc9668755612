"""A task is changed, or one is added: freely in a draft, with reason and approver once it is issued."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import collapse, nfc
from phoihop.ledger.domain.types import Proposal, Valid
from phoihop.programme.acts import (
    TASK_AMENDED,
    TASK_ASSIGNED,
    Change,
    DutyRole,
    DutyStated,
    TaskAmended,
    TaskKind,
)
from phoihop.programme.domain.adoption import Grounds, against_end, against_task, assigned
from phoihop.programme.domain.duties import Ended, against_duties
from phoihop.programme.domain.paper import against_paper
from phoihop.programme.domain.secrecy import against_secrets
from phoihop.programme.domain.types import Amendment, ProgrammeView, Stage, TaskPlan, TaskView


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendingFacts:
    """What is known when a task is changed: the task as it stands on the day, its programme, known changes.

    `ended`: which of the bodies that the change newly names had ended on its day.
    """

    task: TaskView
    programme: ProgrammeView
    amendments: frozenset[str] = frozenset()
    ended: tuple[Ended, ...] = ()


def newly_named(amendment: Amendment, task: TaskView) -> frozenset[str]:
    """The bodies to which a change gives a part that had none."""
    return frozenset(body for duty in amendment.duties for body in duty.bodies) - set(task.bodies)


def since(amendment: Amendment, programme: ProgrammeView, today: date) -> date:
    """From when on a change holds: in a draft from the day of the document."""
    return amendment.on if programme.stage is Stage.ISSUED else programme.document_date or today


def decide_amendment(
    amendment: Amendment, *, facts: AmendingFacts, grounds: Grounds, today: date
) -> Decision[Sequence[Proposal]]:
    """One act about the task. `grounds`: who approved it (None: who enters it), on which paper."""
    refusals = tuple(_against(amendment, facts=facts, grounds=grounds, today=today))
    if refusals:
        return Refused(refusals)
    drafting = facts.programme.stage is not Stage.ISSUED
    proposal = Proposal(
        TASK_AMENDED,
        (subject("task", facts.task.id),),
        _amended(amendment, facts.task, drafting=drafting),
        basis=() if grounds.paper is None else (grounds.paper,),
        valid=Valid(since(amendment, facts.programme, today).isoformat()),
        builds_on=(subject("programme", facts.programme.id),),
        decided_by=grounds.decided_by,
    )
    return Accepted((proposal,))


def _against(
    amendment: Amendment, *, facts: AmendingFacts, grounds: Grounds, today: date
) -> Iterator[Refusal]:
    if not is_ulid(amendment.id):
        yield Refusal("programme.id_malformed")
        return
    if amendment.id in facts.amendments:
        yield Refusal("programme.already_amended")
        return
    if facts.programme.stage is Stage.ISSUED:
        yield from _against_issued(amendment, facts.programme, today)
    if grounds.paper is not None:
        yield from against_paper(grounds.paper, today=today)
    yield from _against_change(amendment, facts)
    yield from against_secrets(amendment.reason, amendment.text, amendment.product, amendment.level)


def _against_issued(amendment: Amendment, programme: ProgrammeView, today: date) -> Iterator[Refusal]:
    if not nfc(amendment.reason).strip():
        yield Refusal("programme.reason_missing")
    if amendment.on > today:
        yield Refusal("programme.amended_in_future", (("day", show_date(amendment.on)),))
    issued = programme.issued.day if programme.issued is not None else None
    if issued is not None and amendment.on < issued:
        days = (("day", show_date(amendment.on)), ("issued", show_date(issued)))
        yield Refusal("programme.amended_before_issue", days)


def _against_change(amendment: Amendment, facts: AmendingFacts) -> Iterator[Refusal]:
    match amendment.change:
        case Change.DEADLINE:
            yield from _against_deadline(amendment, facts)
        case Change.DUTIES:
            yield from _against_duties(amendment, facts)
        case Change.WORDING:
            yield from _against_wording(amendment, facts.task)
        case _:
            yield from _against_course(amendment.change, facts.task)


def _against_deadline(amendment: Amendment, facts: AmendingFacts) -> Iterator[Refusal]:
    starts, number = amendment.starts or facts.task.starts, facts.task.number
    yield from against_end(amendment.ends, facts.programme.document_date, number)
    if starts is not None and amendment.ends is not None and amendment.ends <= starts:
        yield Refusal("programme.ends_before_start", (("number", str(number)),))


def _against_duties(amendment: Amendment, facts: AmendingFacts) -> Iterator[Refusal]:
    number = facts.task.number
    if not any(duty.role is DutyRole.LEAD for duty in amendment.duties):
        yield Refusal("programme.no_lead", (("number", str(number)),))
    yield from against_duties(amendment.duties, ended=facts.ended, task=number)
    for ends in dict.fromkeys(_own_end(duty) for duty in amendment.duties):
        yield from against_end(ends, facts.programme.document_date, number)


def _against_wording(amendment: Amendment, task: TaskView) -> Iterator[Refusal]:
    if not _clean(amendment.text):
        yield Refusal("programme.task_without_text", (("number", str(task.number)),))
    if amendment.kind is TaskKind.CONTINUING and amendment.rhythm is None:
        yield Refusal("programme.rhythm_missing", (("number", str(task.number)),))


def _against_course(change: Change, task: TaskView) -> Iterator[Refusal]:
    """What stands still cannot be suspended again, what goes on cannot be taken up."""
    still = task.suspended or task.dropped
    if (change is Change.SUSPENDED and still) or (change is Change.DROPPED and task.dropped):
        yield Refusal("programme.stands_still")
    if change is Change.RESUMED and not still:
        yield Refusal("programme.goes_on")


def _own_end(duty: DutyStated) -> date | None:
    return date.fromisoformat(duty.ends) if duty.ends else None


def _amended(amendment: Amendment, task: TaskView, *, drafting: bool) -> TaskAmended:
    """Only what the change names."""
    said = TaskAmended(
        amendment=amendment.id,
        change=amendment.change,
        reason=nfc(amendment.reason).strip(),
        drafting=drafting,
        signer=_clean(amendment.signer),
    )
    match amendment.change:
        case Change.DEADLINE:
            starts = amendment.starts or task.starts
            return _with(said, starts=starts, ends=amendment.ends)
        case Change.DUTIES:
            return replace(said, duties=amendment.duties)
        case Change.WORDING:
            return replace(
                said,
                text=_clean(amendment.text),
                product=_clean(amendment.product),
                level=_clean(amendment.level),
                kind=amendment.kind,
                rhythm=amendment.rhythm,
            )
        case _:
            return said


def _with(said: TaskAmended, *, starts: date | None, ends: date | None) -> TaskAmended:
    return replace(
        said, starts=starts.isoformat() if starts else None, ends=ends.isoformat() if ends else None
    )


# -------------------------------------------------------------------------------------------- a task is added


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingFacts:
    """What is known when a task is added. `task`: its id; `known`: it is there; `number`: its place."""

    programme: ProgrammeView
    task: str
    number: int
    known: bool
    ended: Collection[Ended] = ()


def decide_added_task(
    plan: TaskPlan, *, facts: AddingFacts, reason: str, grounds: Grounds, today: date
) -> Decision[Sequence[Proposal]]:
    """One act about a new task; in a draft it holds from the day of the document, else from today."""
    programme = facts.programme
    refusals = tuple(_against_adding(plan, facts=facts, reason=reason, grounds=grounds, today=today))
    if refusals:
        return Refused(refusals)
    valid = today if programme.stage is Stage.ISSUED else programme.document_date or today
    proposal = Proposal(
        TASK_ASSIGNED,
        (subject("task", facts.task),),
        assigned(plan, programme=programme.id, number=facts.number, reason=nfc(reason).strip()),
        basis=() if grounds.paper is None else (grounds.paper,),
        valid=Valid(valid.isoformat()),
        builds_on=(subject("programme", programme.id),),
        decided_by=grounds.decided_by,
    )
    return Accepted((proposal,))


def _against_adding(
    plan: TaskPlan, *, facts: AddingFacts, reason: str, grounds: Grounds, today: date
) -> Iterator[Refusal]:
    if not is_ulid(facts.task):
        yield Refusal("programme.id_malformed")
        return
    if facts.known:
        yield Refusal("programme.already_added")
        return
    if facts.programme.stage is Stage.ISSUED and not nfc(reason).strip():
        yield Refusal("programme.reason_missing")
    if grounds.paper is not None:
        yield from against_paper(grounds.paper, today=today)
    document = facts.programme.document_date
    yield from against_task(plan, number=facts.number, document=document, ended=facts.ended)
    yield from against_secrets(plan.text, plan.product, plan.level, reason)


def _clean(words: str) -> str:
    return collapse(nfc(words))
