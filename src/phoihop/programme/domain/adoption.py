"""Drawing up a programme from a text: what a draft needs before it becomes acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.period import Period
from phoihop.kernel.text import collapse, nfc
from phoihop.ledger.domain.types import Basis, Party, Proposal, Valid
from phoihop.programme.acts import ADOPTED, TASK_ASSIGNED, ProgrammeAdopted, Stage, TaskAssigned
from phoihop.programme.domain.paper import against_paper
from phoihop.programme.domain.types import ProgrammePlan, TaskPlan
from phoihop.reading.api import refuse_secret


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
) -> Decision[Sequence[Proposal]]:
    """One act for the programme, one per task. `known`: there is a programme of this id already.

    ValueError when there are not as many `task_ids` as tasks.
    """
    refusals = (
        *_against(plan, programme=programme, known=known, today=today),
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
                _assigned(task, programme=programme, number=number),
                basis=basis,
                valid=valid,
                builds_on=(about,),
                decided_by=grounds.decided_by,
            )
        )
    return Accepted(acts)


def _against(plan: ProgrammePlan, *, programme: str, known: bool, today: date) -> Iterator[Refusal]:
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
        if not _clean(task.text):
            yield Refusal("programme.task_without_text", (("number", str(number)),))
    yield from _secret(plan)


def _secret(plan: ProgrammePlan) -> Iterator[Refusal]:
    """Marks of state secrecy are refused at every entrance; titles and tasks are typed by hand here."""
    for words in (plan.title, *(task.text for task in plan.tasks)):
        checked = refuse_secret(words, "")
        if isinstance(checked, Refused):
            yield from checked.refusals
            return


def _basis(plan: ProgrammePlan, grounds: Grounds) -> tuple[Basis, ...]:
    text = Basis(kind="text", issuer="", number="", sha256=plan.sha256)
    return (text,) if grounds.paper is None else (text, grounds.paper)


def _adopted(plan: ProgrammePlan) -> ProgrammeAdopted:
    return ProgrammeAdopted(
        title=_clean(plan.title),
        stage=Stage.DRAFT,
        document_date=plan.document_date.isoformat(),
        text=plan.text,
        sha256=plan.sha256,
        meeting=plan.meeting,
    )


def _assigned(task: TaskPlan, *, programme: str, number: int) -> TaskAssigned:
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
    )


def _clean(words: str) -> str:
    return collapse(nfc(words))
