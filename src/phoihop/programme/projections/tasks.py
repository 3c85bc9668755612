"""A task with its versions, duties, what it rests on, its changes and reports, and how it stood when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db import models

from phoihop.kernel.dates import show_date
from phoihop.kernel.text import search_key
from phoihop.ledger.domain.types import FoldedAct
from phoihop.programme.acts import (
    TASK_ASSIGNED,
    Change,
    ProgressReported,
    Result,
    ResultJudged,
    TaskAmended,
    TaskAssigned,
)
from phoihop.programme.domain.days import day
from phoihop.programme.domain.status import CARRYING
from phoihop.programme.domain.timeline import (
    Life,
    Said,
    Standing,
    all_covered,
    life,
    standings,
    written,
    written_days,
)
from phoihop.programme.domain.versions import (
    Changed,
    Step,
    Stretch,
    Version,
    first_version,
    original,
    steps,
    stretches,
)
from phoihop.programme.models import Amended, Duty, Ground, Progress, Task
from phoihop.programme.models import Standing as StandingRow
from phoihop.programme.models import Version as VersionRow
from phoihop.programme.projections.origin import first, for_other, json, key_of, origin, paper_of

Judged = Mapping[str, Sequence[tuple[FoldedAct, ResultJudged]]]
Reported = Sequence[tuple[FoldedAct, ProgressReported]]


class TaskProjector:
    """All rows of a task; only its reports while the assignment is not here."""

    subject_type: ClassVar[str] = "task"
    tables: ClassVar[tuple[type[models.Model], ...]] = (
        Task,
        VersionRow,
        StandingRow,
        Duty,
        Ground,
        Amended,
        Progress,
    )

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """The rows of one task."""
        key = key_of(subject)
        if key is None:
            return ()
        reports = [(act, act.payload) for act in acts if isinstance(act.payload, ProgressReported)]
        judged = _judged(reports, acts)
        rows: list[models.Model] = list(_progress(subject, key, reports, judged))
        found = first(acts, TASK_ASSIGNED, TaskAssigned)
        if found is not None:
            lived = {body: _said_by(body, reports, judged) for body in {said.body for _, said in reports}}
            changes = [(act, act.payload) for act in acts if isinstance(act.payload, TaskAmended)]
            rows += _AssignedTask(subject, key, *found, changes=changes, lived=lived).rows()
        return rows


# ------------------------------------------------------------------------------------------------- reports


def _judged(reports: Reported, acts: Sequence[FoldedAct]) -> Judged:
    """What was said of each report, in the order recorded. Nobody confirms his own word."""
    bodies = {said.report: said.body for _, said in reports}
    found: dict[str, list[tuple[FoldedAct, ResultJudged]]] = defaultdict(list)
    for act in acts:
        said = act.payload
        if isinstance(said, ResultJudged) and act.envelope.decided_by.body != bodies.get(said.report):
            found[said.report].append((act, said))
    return found


def _said_by(body: str, reports: Reported, judged: Judged) -> list[Said]:
    """The reports of a body that have a day."""
    return [
        Said(
            on=reported,
            state=said.state,
            stands=not said.judges,
            judged=tuple(
                (day(act.envelope.valid.start) or reported, verdict.result is Result.CONFIRMED)
                for act, verdict in judged.get(said.report, ())
            ),
        )
        for _, said in reports
        if said.body == body and (reported := day(said.reported_on)) is not None
    ]


def _progress(subject: str, key: str, reports: Reported, judged: Judged) -> Iterator[models.Model]:
    for order, (act, said) in enumerate(reports, start=1):
        paper = paper_of(act)
        row = Progress(
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
            for_other=for_other(paper),
            entered_body=act.envelope.entered_by.body,
            difficulties=said.difficulties,
            proposals=said.proposals,
            next_steps=said.next_steps,
            attachments=json(said.attachments),
            way=said.way.value,
            judges=json(said.judges),
            **origin(subject, act),
        )
        if said.report in judged:
            judging, verdict = judged[said.report][-1]
            row.judgement, row.result = verdict.judgement, verdict.result.value
            row.result_by, row.result_words = judging.envelope.decided_by.body, verdict.words
            row.result_on = day(judging.envelope.valid.start)
        yield row


# -------------------------------------------------------------------------------------------- the task itself


@dataclass(frozen=True, slots=True)
class _Part:
    """How one body stands in one role: what makes a new row when it changes."""

    position: int
    course: str
    state: str
    ends: date | None
    covered: date | None


class _AssignedTask:
    """The rows of one task whose assignment can be read."""

    def __init__(
        self,
        subject: str,
        key: str,
        act: FoldedAct,
        said: TaskAssigned,
        *,
        changes: Sequence[tuple[FoldedAct, TaskAmended]],
        lived: Mapping[str, list[Said]],
    ) -> None:
        self._subject, self._key, self._act, self._said = subject, key, act, said
        self._begins = day(act.envelope.valid.start)
        first = first_version(said)
        self._acts = {id(amended): act for act, amended in changes}
        changed = [Changed(day(act.envelope.valid.start), amended) for act, amended in changes]
        self._steps = tuple(steps(first, changed, begins=self._begins))
        self._original = original(first, self._steps)
        self._versions = stretches(first, self._steps, begins=self._begins)
        self._standings = standings(self._lives(lived), self._versions, begins=self._begins)

    def _lives(self, lived: Mapping[str, list[Said]]) -> dict[str, Life]:
        """The bodies that ever had a part."""
        bodies = dict.fromkeys(
            body for stretch in self._versions for duty in stretch.version.duties for body in duty.bodies
        )
        return {body: life(lived.get(body, []), begins=self._begins) for body in bodies}

    def rows(self) -> Iterator[models.Model]:
        """Task, versions, standings, duties, grounds, changes."""
        yield self._task()
        yield from (self._version(at, stretch) for at, stretch in enumerate(self._versions))
        yield from (self._standing(standing) for standing in self._standings)
        yield from self._duties()
        for position, basis in enumerate(self._said.basis):
            yield Ground(
                subject=self._subject,
                task_id=self._key,
                programme=self._said.programme,
                position=position,
                key=basis.instrument or basis.label,
                label=basis.label,
            )
        yield from (self._amended(order, step) for order, step in enumerate(self._steps, start=1))

    def _task(self) -> Task:
        return Task(
            task=self._key,
            programme=self._said.programme,
            number=self._said.number,
            text=self._versions[-1].version.text,
            assigned_on=self._begins,
            original_ends=self._original.ends,
            body=self._act.envelope.decided_by.body,
            **origin(self._subject, self._act),
        )

    def _version(self, at: int, stretch: Stretch) -> VersionRow:
        said, version = self._said, stretch.version
        return VersionRow(
            subject=self._subject,
            task_id=self._key,
            version=self._version_key(at),
            text=version.text,
            folded=search_key(" ".join((version.text, *(basis.label for basis in said.basis)))),
            duties=json(version.duties),
            basis=json(said.basis),
            evidence=json(said.evidence) if said.evidence else "",
            product=version.product,
            level=version.level,
            kind=version.kind.value,
            rhythm=version.rhythm.value if version.rhythm else "",
            starts=version.starts,
            ends=version.ends,
            original_ends=self._original.ends,
            suspended=version.suspended,
            dropped=version.dropped,
            reason=version.reason,
            body=self._act.envelope.decided_by.body,
            valid_from=stretch.start,
            valid_to=stretch.end,
        )

    def _version_key(self, at: int) -> str:
        return f"{self._key}.{at}"

    def _standing(self, standing: Standing) -> StandingRow:
        version = self._versions[standing.version].version
        return StandingRow(
            subject=self._subject,
            task_id=self._key,
            version_id=self._version_key(standing.version),
            programme=self._said.programme,
            number=self._said.number,
            course=version.course.value,
            ends=version.ends,
            state=standing.state.value,
            covered=all_covered(standing, version),
            states=written(standing.states),
            covered_each=written_days(standing.covered),
            since=standing.since,
            valid_from=standing.start,
            valid_to=standing.end,
        )

    def _duties(self) -> Iterator[Duty]:
        """One row per body, role and stretch in which nothing of it changed; one duty after the other."""
        rows: dict[tuple[str, str], list[tuple[_Part, Duty]]] = {}
        for standing in self._standings:
            for key, part in self._parts(standing):
                lived = rows.setdefault(key, [])
                if lived and lived[-1][0] == part and lived[-1][1].valid_to == standing.start:
                    lived[-1][1].valid_to = standing.end
                else:
                    lived.append((part, self._duty(*key, part, standing)))
        return (row for lived in rows.values() for _, row in lived)

    def _parts(self, standing: Standing) -> Iterator[tuple[tuple[str, str], _Part]]:
        version = self._versions[standing.version].version
        for position, duty in enumerate(version.duties):
            covered = standing.covered[position] if standing.covered and duty.role in CARRYING else ()
            for at, body in enumerate(duty.bodies):
                yield (
                    (duty.role.value, body),
                    _Part(
                        position=position,
                        course=version.course.value,
                        state=standing.states[position][at].value,
                        ends=day(duty.ends) or version.ends,
                        covered=covered[at] if covered else None,
                    ),
                )

    def _duty(self, role: str, body: str, part: _Part, standing: Standing) -> Duty:
        return Duty(
            subject=self._subject,
            task_id=self._key,
            programme=self._said.programme,
            position=part.position,
            role=role,
            body=body,
            course=part.course,
            state=part.state,
            ends=part.ends,
            covered=part.covered,
            valid_from=standing.start,
            valid_to=standing.end,
        )

    def _amended(self, order: int, step: Step) -> Amended:
        said = step.changed.said
        act = self._acts[id(said)]
        paper = paper_of(act)
        with_duties = said.change is Change.DUTIES
        return Amended(
            task_id=self._key,
            order=order,
            amendment=said.amendment,
            change=said.change.value,
            reason=said.reason,
            on=step.changed.on,
            drafting=said.drafting,
            body=act.envelope.decided_by.body,
            signer=said.signer,
            paper_number=paper.number if paper else "",
            paper_date=day(paper.date) if paper else None,
            before=_words(said.change, step.before),
            after=_words(said.change, step.after),
            duties_before=json(step.before.duties) if with_duties else "",
            duties_after=json(step.after.duties) if with_duties else "",
            **origin(self._subject, act),
        )


def _words(change: Change, version: Version) -> str:
    """What a change is about, in few words: the last day, the wording, who is named."""
    match change:
        case Change.DEADLINE:
            return show_date(date.fromordinal(version.ends.toordinal() - 1)) if version.ends else ""
        case Change.WORDING:
            return version.text
        case Change.DUTIES:
            return ", ".join(duty.mention for duty in version.duties)
        case _:
            return ""
