"""The programme that is under way when the demonstration begins, from content/scenarios/demo-programme.yaml.

Everything goes through the commands that pages use, in the names of the people of the demonstration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import msgspec

from phoihop.access.api import Actor, actor_of_login, today
from phoihop.kernel.decision import Refused
from phoihop.kernel.period import Period
from phoihop.kernel.strict_yaml import load
from phoihop.ledger.api import Outcome, new_id
from phoihop.ledger.domain.types import Basis, Party
from phoihop.programme import api as programmes
from phoihop.programme.domain.types import (
    Amendment,
    Asking,
    Change,
    DutyRole,
    DutyStated,
    Issuing,
    Judgement,
    Opinion,
    ProgrammePlan,
    ProgressState,
    Report,
    Result,
    Rhythm,
    SigningAsked,
    TaskKind,
    TaskPlan,
    Verdict,
)
from phoihop.registry import api as registry
from phoihop.registry.domain.types import ClassOf, Resolved

FILE = "demo-programme.yaml"
ROLES: Mapping[str, DutyRole] = {
    "lead": DutyRole.LEAD,
    "coordinating": DutyRole.COORDINATING,
    "following": DutyRole.FOLLOWING,
}


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all entries of the file have in common: nothing unknown in them."""


class OpinionEntry(Entry, frozen=True):
    """An answer by account."""

    login: str
    verdict: Verdict
    words: str


class AskedEntry(Entry, frozen=True):
    """The letter with which the draft went out."""

    number: str
    day: date
    until: date
    bodies: tuple[str, ...]


class IssuedEntry(Entry, frozen=True):
    """Number, day, and who signs: a login of the demonstration."""

    number: str
    day: date
    signer: str


class ReportEntry(Entry, frozen=True):
    """A report of `body`; with `paper` typed from its letter. `confirmed_by`: a login of a judging body."""

    login: str
    body: str
    day: date
    state: ProgressState
    note: str
    product: str = ""
    product_day: date | None = None
    difficulties: str = ""
    paper: str = ""
    paper_day: date | None = None
    signer: str = ""
    confirmed_by: str = ""


class AmendmentEntry(Entry, frozen=True):
    """A change of the last day, approved on paper."""

    change: Change
    on: date
    last_day: date
    reason: str
    paper: str
    paper_day: date


class TaskEntry(Entry, frozen=True):
    """A task with what has become of it. Names are those of the register on the day of the document."""

    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    last_day: date | None = None
    kind: TaskKind = TaskKind.DEADLINE
    rhythm: Rhythm | None = None
    product: str = ""
    level: str = ""
    reports: tuple[ReportEntry, ...] = ()
    amendments: tuple[AmendmentEntry, ...] = ()


class ProgrammeEntry(Entry, frozen=True):
    """The whole file."""

    title: str
    document_date: date
    drafted_by: str
    asked: AskedEntry
    opinions: tuple[OpinionEntry, ...]
    issued: IssuedEntry
    tasks: tuple[TaskEntry, ...]


class ScenarioFault(RuntimeError):
    """A step of the demonstration was refused; the message holds the refusals."""


def play(folder: Path) -> None:
    """Draw the programme up, have it answered, signed, issued, reported on."""
    said = load(folder / FILE, ProgrammeEntry)
    programme, officer = new_id(), _actor(said.drafted_by)
    _need(programmes.adopt_programme(officer, _plan(said), programme=programme))
    letter = said.asked
    asking = Asking(bodies=letter.bodies, until=letter.until, number=letter.number, day=letter.day)
    _need(programmes.ask_opinions(officer, asking, programme=programme))
    for answer in said.opinions:
        actor = _actor(answer.login)
        opinion = Opinion(id=new_id(), body=actor.body, verdict=answer.verdict, words=answer.words)
        _need(programmes.give_opinion(actor, opinion, programme=programme))
    signer = _actor(said.issued.signer)
    asked = SigningAsked(signer=signer.person_name, signer_title=signer.post_title, person=signer.person)
    _need(programmes.send_for_signature(officer, asked, programme=programme))
    issuing = Issuing(
        number=said.issued.number,
        day=said.issued.day,
        signer=signer.person_name,
        signer_title=signer.post_title,
        person=signer.person,
    )
    _need(programmes.issue_programme(signer, issuing, programme=programme))
    for entry, task in zip(said.tasks, _tasks(programme, len(said.tasks)), strict=True):
        _follow(entry, task, officer)


def _tasks(programme: str, number: int) -> tuple[str, ...]:
    page = programmes.tasks_of(programme, programmes.Wanted(), on=today(), after=None, limit=number)
    return tuple(task.id for task in page.tasks)


def _follow(entry: TaskEntry, task: str, officer: Actor) -> None:
    """Reports in the order of their days, then changes."""
    for report in sorted(entry.reports, key=lambda report: report.day):
        _report(report, task)
    for change in entry.amendments:
        _amend(change, task, officer)


def _report(entry: ReportEntry, task: str) -> None:

    report = Report(
        id=new_id(),
        body=entry.body,
        state=entry.state,
        reported_on=entry.day,
        note=entry.note,
        product_number=entry.product,
        product_date=entry.product_day,
        signer=entry.signer,
        difficulties=entry.difficulties,
    )
    paper = _paper(entry.paper, entry.paper_day) if entry.paper else None
    _need(programmes.report_progress(_actor(entry.login), report, task=task, paper=paper))
    if entry.confirmed_by:
        judge = _actor(entry.confirmed_by)
        judgement = Judgement(id=new_id(), report=report.id, by=judge.body, result=Result.CONFIRMED)
        _need(programmes.judge_result(judge, judgement, task=task))


def _amend(entry: AmendmentEntry, task: str, officer: Actor) -> None:

    amendment = Amendment(
        id=new_id(),
        change=entry.change,
        reason=entry.reason,
        on=entry.on,
        ends=entry.last_day + timedelta(days=1),
    )
    grounds = programmes.Grounds(
        decided_by=Party(body=officer.body), paper=_paper(entry.paper, entry.paper_day)
    )
    _need(programmes.amend_task(officer, amendment, task=task, grounds=grounds))


def _paper(number: str, day: date | None) -> Basis:
    return Basis(kind="paper", issuer="", number=number, date=day.isoformat() if day else None)


# ------------------------------------------------------------------------------------------------- the plan


def _plan(said: ProgrammeEntry) -> ProgrammePlan:
    return ProgrammePlan(
        title=said.title,
        document_date=said.document_date,
        text="",
        sha256="",
        tasks=tuple(_task(entry, said.document_date) for entry in said.tasks),
    )


def _task(entry: TaskEntry, day: date) -> TaskPlan:
    ends = entry.last_day + timedelta(days=1) if entry.last_day is not None else None
    return TaskPlan(
        text=entry.text,
        duties=tuple(_duties(entry, day)),
        period=Period(None, ends) if ends is not None else None,
        kind=entry.kind,
        rhythm=entry.rhythm,
        product=entry.product,
        level=entry.level,
    )


def _duties(entry: TaskEntry, day: date) -> Iterator[DutyStated]:

    named = [(role, name) for key, role in ROLES.items() for name in getattr(entry, key)]
    answers = registry.resolve_mentions([name for _, name in named], on=day)
    for (role, name), answer in zip(named, answers, strict=True):
        match answer:
            case Resolved(bodies):
                yield DutyStated(role, name, None, tuple(body.code for body in bodies))
            case ClassOf():
                yield DutyStated(role, name, answer.rule, tuple(body.code for body in answer.members))
            case _:
                raise ScenarioFault(f"{name} is no body on {day}")


def _actor(login: str) -> Actor:

    actor = actor_of_login(login)
    if actor is None:
        raise ScenarioFault(f"{login} acts in no post")
    return actor


def _need(outcome: Outcome) -> None:
    if isinstance(outcome, Refused):
        raise ScenarioFault(outcome.refusals)
