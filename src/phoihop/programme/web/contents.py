"""A programme as files say it: in Vietnamese whatever the language of the page, names as of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext, override

from phoihop.kernel.dates import show_date, show_date_in_paper, show_period
from phoihop.kernel.text import sentence_case
from phoihop.programme.domain.status import status_of
from phoihop.programme.domain.types import (
    DutyRole,
    Group,
    ProgrammeView,
    Stage,
    StatusKind,
    TaskKind,
    TaskView,
)
from phoihop.programme.exports.contents import Contents, DutyRow, TaskRow
from phoihop.programme.queries.tasks import TaskPage, Wanted
from phoihop.programme.web.bodies import Bodies
from phoihop.programme.web.standings import Part, last_day_of, parts_on
from phoihop.programme.web.words import KINDS, RHYTHMS, ROLES, TASK_KINDS, status_words

_OTHERS = tuple(
    role
    for role in DutyRole
    if role not in {DutyRole.LEAD, DutyRole.COORDINATING, DutyRole.DECIDING, DutyRole.INFORMED}
)
_SETTLED = frozenset({StatusKind.DONE, StatusKind.DROPPED, StatusKind.SUSPENDED, StatusKind.DRAFT})


def contents_of(
    found: ProgrammeView, page: TaskPage, bodies: Bodies, *, wanted: Wanted, on: date, made_at: datetime
) -> Contents:
    """What a file made now says of these tasks on the day."""
    paper = cited(found, bodies)
    with override("vi"):
        return Contents(
            title=found.title,
            issuer=bodies.name(found.body),
            paper=f"Kèm theo {paper}" if paper else "",
            draft=found.stage is not Stage.ISSUED,
            on=on,
            made_at=made_at,
            filtered=_filtered(wanted, bodies),
            tasks=tuple(_task(task, bodies, on) for task in page.tasks),
            more=page.after is not None,
        )


def cited(found: ProgrammeView, bodies: Bodies) -> str:
    """How the signed paper is cited ("văn bản số … ngày … của …"), empty for a draft."""
    issued = found.issued
    if issued is None:
        return ""
    day = f" {show_date_in_paper(issued.day)}" if issued.day else ""
    return f"văn bản số {issued.number}{day} của {bodies.name(found.body)}"


def _filtered(wanted: Wanted, bodies: Bodies) -> str:
    """Which tasks were asked for, in words; empty for all."""
    parts = (
        gettext("chủ trì %(body)s") % {"body": bodies.name(wanted.lead)} if wanted.lead else "",
        str(KINDS[wanted.status]) if wanted.status else "",
        gettext("căn cứ %(ground)s") % {"ground": wanted.ground} if wanted.ground else "",
        gettext("có “%(text)s”") % {"text": wanted.text} if wanted.text else "",
        gettext("việc của tổ chức mình") if wanted.bodies is not None else "",
    )
    said = ", ".join(part for part in parts if part)
    return gettext("Lọc: %(said)s") % {"said": said} if said else ""


def _task(task: TaskView, bodies: Bodies, on: date) -> TaskRow:
    status = status_of(task, on=on)
    return TaskRow(
        id=task.id,
        number=task.number,
        text=sentence_case(task.text),
        leading=tuple(_named(task, DutyRole.LEAD, bodies)),
        coordinating=tuple(_named(task, DutyRole.COORDINATING, bodies)),
        others=tuple(_others(task, bodies)),
        level="\n".join(
            dict.fromkeys((*_named(task, DutyRole.DECIDING, bodies), *filter(None, [task.level])))
        ),
        starts=task.starts,
        last_day=task.last_day,
        time=time_words(task),
        product=sentence_case(task.product),
        bases=tuple(ground.label for ground in task.basis),
        status=status_words(status),
        days_late=status.days if status.kind is StatusKind.LATE else 0,
        remarks=tuple(_remarks(task)),
        duties=tuple(_duty(part, bodies) for part in parts_on(task, on)),
        counts=status.kind not in _SETTLED,
    )


def time_words(task: TaskView) -> str:
    """When it is to be carried out: the period, the rhythm, or that nobody has decided yet."""
    parts = [show_period(task.period)] if task.period else []
    if task.kind is TaskKind.CONTINUING:
        parts.append(str(TASK_KINDS[task.kind]).lower() if parts else str(TASK_KINDS[task.kind]))
        parts += [str(RHYTHMS[task.rhythm])] if task.rhythm else []
    return ", ".join(parts) or str(TASK_KINDS[TaskKind.UNDATED])


def part_time_words(part: Part) -> str:
    """When one body's part is to be carried out: as the task, and by its own last day where it has one."""
    words = time_words(part.task)
    if part.last_day is None or part.last_day == part.task.last_day:
        return words
    return gettext("%(time)s; hạn riêng %(day)s") % {"time": words, "day": show_date(part.last_day)}


def _named(task: TaskView, role: DutyRole, bodies: Bodies) -> Iterator[str]:
    """Who has the part: one by name, several by the words of the document and how many they are."""
    yield from (group_words(group, bodies) for group in task.groups if group.role is role)


def group_words(group: Group, bodies: Bodies) -> str:
    """A stated duty in a cell."""
    if group.total == 1:
        return bodies.name(group.bodies[0])
    return f"{group.mention} ({group.total})" if group.total else group.mention


def _others(task: TaskView, bodies: Bodies) -> Iterator[str]:
    for role in (*_OTHERS, DutyRole.INFORMED):
        named = "; ".join(_named(task, role, bodies))
        if named:
            yield f"{ROLES[role]}: {named}"


def _remarks(task: TaskView) -> Iterator[str]:
    if task.dropped or task.suspended:
        still = KINDS[StatusKind.DROPPED if task.dropped else StatusKind.SUSPENDED]
        yield f"{still}: {task.reason}" if task.reason else str(still)
    original = last_day_of(task.original_ends)
    if original is not None and task.original_ends != task.ends:
        yield gettext("Hạn ban đầu %(day)s") % {"day": show_date(original)}


def _duty(part: Part, bodies: Bodies) -> DutyRow:
    return DutyRow(
        role=str(ROLES[part.role]),
        body=bodies.name(part.body),
        state=status_words(part.status) if part.reports else "",
        last_day=part.last_day,
    )
