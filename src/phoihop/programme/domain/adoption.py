"""Drawing up a programme from a text: what a draft needs before it becomes acts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.period import Period
from phoihop.kernel.text import collapse, nfc
from phoihop.ledger.domain.types import Basis, Party, Proposal, Valid
from phoihop.programme.acts import (
    ADOPTED,
    TASK_ASSIGNED,
    ProgrammeAdopted,
    Stage,
    TaskAssigned,
    TaskKind,
)
from phoihop.programme.domain.days import day
from phoihop.programme.domain.duties import Ended, against_duties
from phoihop.programme.domain.paper import against_paper
from phoihop.programme.domain.secrecy import against_secrets
from phoihop.programme.domain.types import ProgrammePlan, TaskPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Who decided (None: who enters) and the paper that shows it."""

    decided_by: Party | None = None
    paper: Basis | None = None


ENTERED_HIMSELF = Grounds()


def decide_adoption(
    plan: ProgrammePlan,
    *,
    programme: str,
    task_ids: Sequence[str],
    known: bool,
    grounds: Grounds,
    today: date,
    ended: Collection[Ended] = (),
) -> Decision[Sequence[Proposal]]:
    """One act for the programme, one per task. `known`: there is a programme of this id already.

    `ended`: which of the bodies had ended on the day of the document. ValueError when there are not as many
    `task_ids` as tasks.
    """
    refusals = (
        *_against(plan, programme=programme, known=known, today=today, ended=ended),
        *(against_paper(grounds.paper, today=today) if grounds.paper is not None else ()),
    )
    if refusals:
        return Refused(refusals)
    basis = _basis(plan, grounds)
    valid = Valid(plan.document_date.isoformat())
    about = subject("programme", programme)
    acts = [
        Proposal(ADOPTED, (about,), _adopted(plan), basis=basis, valid=valid, decided_by=grounds.decided_by)
    ]
    for number, (task, task_id) in enumerate(zip(plan.tasks, task_ids, strict=True), start=1):
        acts.append(
            Proposal(
                TASK_ASSIGNED,
                (subject("task", task_id),),
                assigned(task, programme=programme, number=number),
                basis=basis,
                valid=valid,
                builds_on=(about,),
                decided_by=grounds.decided_by,
            )
        )
    return Accepted(acts)


def _against(
    plan: ProgrammePlan, *, programme: str, known: bool, today: date, ended: Collection[Ended]
) -> Iterator[Refusal]:
    """Everything that stands against it; a programme that exists already ends the matter at once."""
    if not is_ulid(programme):
        yield Refusal("programme.id_malformed")
        return
    if known:
        yield Refusal("programme.already_adopted")
        return
    if not _clean(plan.title):
        yield Refusal("programme.no_title")
    if not plan.tasks:
        yield Refusal("programme.no_tasks")
    if plan.document_date > today:
        yield Refusal("programme.document_in_future", (("day", show_date(plan.document_date)),))
    for number, task in enumerate(plan.tasks, start=1):
        yield from against_task(task, number=number, document=plan.document_date, ended=ended)
    # Titles and tasks are typed by hand here.
    words = (word for task in plan.tasks for word in (task.text, task.product, task.level))
    yield from against_secrets(plan.title, *words)


def against_task(
    task: TaskPlan, *, number: int, document: date | None, ended: Collection[Ended]
) -> Iterator[Refusal]:
    """What stands against a task, apart from marks of secrecy. `document`: the day of the document."""
    numbered = (("number", str(number)),)
    if not _clean(task.text):
        yield Refusal("programme.task_without_text", numbered)
    if task.kind is TaskKind.CONTINUING and task.rhythm is None:
        yield Refusal("programme.rhythm_missing", numbered)
    yield from against_duties(task.duties, ended=ended, task=number)
    own_ends = (day(duty.ends) for duty in task.duties)
    for ends in dict.fromkeys((task.period.end if task.period else None, *own_ends)):
        yield from against_end(ends, document, number)


def against_end(ends: date | None, document: date | None, number: int) -> Iterator[Refusal]:
    """A last day (`ends` is half-open) before the day of the document is a slip."""
    if ends is not None and document is not None and ends <= document:
        last = ends - timedelta(days=1)
        words = (("number", str(number)), ("day", show_date(last)), ("document", show_date(document)))
        yield Refusal("programme.deadline_before_document", words)


def _basis(plan: ProgrammePlan, grounds: Grounds) -> tuple[Basis, ...]:
    """The text it was read from, unless it was typed by hand, and the paper of who decided."""
    text = Basis(kind="text", issuer="", number="", sha256=plan.sha256) if plan.sha256 else None
    return tuple(basis for basis in (text, grounds.paper) if basis is not None)


def _adopted(plan: ProgrammePlan) -> ProgrammeAdopted:
    return ProgrammeAdopted(
        title=_clean(plan.title),
        stage=Stage.DRAFT,
        document_date=plan.document_date.isoformat(),
        text=plan.text,
        sha256=plan.sha256,
        meeting=plan.meeting,
    )


def assigned(task: TaskPlan, *, programme: str, number: int, reason: str = "") -> TaskAssigned:
    """A task as its act states it."""
    period = task.period or Period(None, None)
    return TaskAssigned(
        programme=programme,
        number=number,
        text=_clean(task.text),
        duties=task.duties,
        starts=period.start.isoformat() if period.start else None,
        ends=period.end.isoformat() if period.end else None,
        basis=task.basis,
        evidence=task.evidence,
        kind=task.kind,
        rhythm=task.rhythm,
        product=_clean(task.product),
        level=_clean(task.level),
        reason=reason,
    )


def _clean(words: str) -> str:
    return collapse(nfc(words))
