"""From the acts about a programme or a task to its rows. Pure; an act without payload makes no row.

The first adoption and the first assignment count; later ones, of whichever ledger, change nothing.
Corrections supersede and stand in the place of what they replace. When that first act was redacted there is
no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import ClassVar, Final, TypedDict, TypeVar

from django.db import models

from phoihop.kernel.canonical import canonical
from phoihop.kernel.ids import SubjectId, is_ulid, subject_key
from phoihop.kernel.text import search_key
from phoihop.ledger.api import Projector
from phoihop.ledger.domain.types import ActKind, Basis, FoldedAct, Payload
from phoihop.programme.acts import (
    ADOPTED,
    TASK_ASSIGNED,
    DutyStated,
    ProgrammeAdopted,
    ProgressReported,
    TaskAssigned,
)
from phoihop.programme.domain.days import day
from phoihop.programme.domain.status import overall
from phoihop.programme.domain.timeline import Spell, Standing, spells, standings, written
from phoihop.programme.domain.types import DutyState
from phoihop.programme.models import Duty, Ground, Programme, Progress, Task
from phoihop.programme.models import Standing as StandingRow

P = TypeVar("P", bound=Payload)
Tables = tuple[type[models.Model], ...]


class Origin(TypedDict):
    """Columns that say where a row comes from."""

    subject: str
    ledger: str
    epoch: int
    place: int
    leaf: str
    recorded_at: datetime


def _origin(subject: str, act: FoldedAct) -> Origin:
    at, place = act.envelope.recorded_at, act.place
    return Origin(
        subject=subject,
        ledger=place.ledger,
        epoch=place.epoch,
        place=place.index,
        leaf=act.leaf,
        recorded_at=datetime.fromisoformat(at),
    )


def _first(acts: Sequence[FoldedAct], kind: ActKind[Payload], payload: type[P]) -> tuple[FoldedAct, P] | None:
    """The first act of a kind, None when there is none or its content is gone."""
    act = next((act for act in acts if act.kind == kind.name), None)
    return (act, act.payload) if act is not None and isinstance(act.payload, payload) else None


def _key(subject: str) -> str | None:
    """The id in a subject; None for one that no command of ours could have made."""
    key = subject_key(SubjectId(subject))
    return key if is_ulid(key) else None


def _json(value: object) -> str:
    return canonical(value).decode()


class ProgrammeProjector:
    """A programme's own row. Its tasks are subjects of their own and counted by queries."""

    subject_type: ClassVar[str] = "programme"
    tables: ClassVar[Tables] = (Programme,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """One row, or none."""
        found, key = _first(acts, ADOPTED, ProgrammeAdopted), _key(subject)
        if found is None or key is None:
            return ()
        act, said = found
        row = Programme(
            programme=key,
            title=said.title,
            folded=search_key(said.title),
            stage=said.stage.value,
            document_date=day(said.document_date),
            text=said.text,
            sha256=said.sha256,
            meeting=_json(said.meeting) if said.meeting else "",
            body=act.envelope.decided_by.body,
            **_origin(subject, act),
        )
        return (row,)


class TaskProjector:
    """A task with its duties, what it rests on, its reports, and how it stood when."""

    subject_type: ClassVar[str] = "task"
    tables: ClassVar[Tables] = (Task, StandingRow, Duty, Ground, Progress)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """All rows of the task; only its reports while the assignment is not here."""
        key = _key(subject)
        if key is None:
            return ()
        reports = [(act, act.payload) for act in acts if isinstance(act.payload, ProgressReported)]
        rows: list[models.Model] = list(_progress(subject, key, reports))
        found = _first(acts, TASK_ASSIGNED, TaskAssigned)
        if found is not None:
            rows += _AssignedTask(subject, key, *found, reports).rows()
        return rows


def _progress(
    subject: str, key: str, reports: Sequence[tuple[FoldedAct, ProgressReported]]
) -> Iterator[models.Model]:
    for order, (act, said) in enumerate(reports, start=1):
        paper = next((basis for basis in act.envelope.basis if basis.kind == "paper"), None)
        yield Progress(
            task_id=key,
            order=order,
            report=said.report,
            body=said.body,
            state=said.state.value,
            reported_on=day(said.reported_on),
            note=said.note,
            product_number=said.product_number or "",
            product_date=day(said.product_date),
            signer=said.signer or "",
            paper_number=paper.number if paper else "",
            paper_date=day(paper.date) if paper else None,
            for_other=_for_other(paper),
            entered_body=act.envelope.entered_by.body,
            **_origin(subject, act),
        )


def _for_other(paper: Basis | None) -> bool:
    return paper is not None and paper.for_body is not None


class _AssignedTask:
    """The rows of one task whose assignment can be read."""

    def __init__(
        self,
        subject: str,
        key: str,
        act: FoldedAct,
        said: TaskAssigned,
        reports: Sequence[tuple[FoldedAct, ProgressReported]],
    ) -> None:
        self._subject, self._key, self._act, self._said = subject, key, act, said
        self._begins = day(act.envelope.valid.start)
        self._starts, self._ends = _period(said)
        self._duties = each_once(said.duties)
        self._spells = tuple(
            tuple(self._spells_of(body, reports) for body in duty.bodies) for duty in self._duties
        )

    def _spells_of(
        self, body: str, reports: Sequence[tuple[FoldedAct, ProgressReported]]
    ) -> tuple[Spell, ...]:
        days = [
            (reported, DutyState(said.state.value))
            for _, said in reports
            if said.body == body and (reported := day(said.reported_on)) is not None
        ]
        return spells(days, begins=self._begins)

    def rows(self) -> Iterator[models.Model]:
        """Task, standings, duties, grounds."""
        yield self._task()
        yield from (self._standing(standing) for standing in standings(self._spells, begins=self._begins))
        for position, duty in enumerate(self._duties):
            for body, lived in zip(duty.bodies, self._spells[position], strict=True):
                yield from (self._duty(position, duty, body, spell) for spell in lived)
        for position, basis in enumerate(self._said.basis):
            yield Ground(
                subject=self._subject,
                task_id=self._key,
                programme=self._said.programme,
                position=position,
                key=basis.instrument or basis.label,
                label=basis.label,
            )

    def _task(self) -> Task:
        said = self._said
        return Task(
            task=self._key,
            programme=said.programme,
            number=said.number,
            text=said.text,
            folded=search_key(" ".join((said.text, *(basis.label for basis in said.basis)))),
            duties=_json(self._duties),
            basis=_json(said.basis),
            evidence=_json(said.evidence) if said.evidence else "",
            starts=self._starts,
            ends=self._ends,
            assigned_on=self._begins,
            **_origin(self._subject, self._act),
        )

    def _standing(self, standing: Standing) -> StandingRow:
        return StandingRow(
            subject=self._subject,
            task_id=self._key,
            programme=self._said.programme,
            number=self._said.number,
            ends=self._ends,
            state=overall(state for group in standing.states for state in group).value,
            states=written(standing.states),
            valid_from=standing.start,
            valid_to=standing.end,
        )

    def _duty(self, position: int, duty: DutyStated, body: str, spell: Spell) -> Duty:
        return Duty(
            subject=self._subject,
            task_id=self._key,
            programme=self._said.programme,
            position=position,
            role=duty.role.value,
            body=body,
            state=spell.state.value,
            ends=self._ends,
            valid_from=spell.start,
            valid_to=spell.end,
        )


def _period(said: TaskAssigned) -> tuple[date | None, date | None]:
    """When the task is to be carried out; days in the wrong order say nothing."""
    starts, ends = day(said.starts), day(said.ends)
    return (None, None) if starts and ends and starts >= ends else (starts, ends)


def each_once(duties: Sequence[DutyStated]) -> tuple[DutyStated, ...]:
    """The duties with every body once per role: under the first mention that names it."""
    seen: set[tuple[str, str]] = set()
    kept: list[DutyStated] = []
    for duty in duties:
        fresh = [body for body in dict.fromkeys(duty.bodies) if (duty.role.value, body) not in seen]
        seen.update((duty.role.value, body) for body in fresh)
        kept.append(DutyStated(duty.role, duty.mention, duty.rule, tuple(fresh)))
    return tuple(kept)


PROJECTORS: Final[tuple[Projector, ...]] = (ProgrammeProjector(), TaskProjector())
