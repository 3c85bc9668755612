"""Bodies × tasks: who stands where, in protocol order, without ranking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import takewhile
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from phoihop.programme.domain.status import KIND_OF, REPORTING, part_status
from phoihop.programme.domain.types import DutyRole, DutyState, StatusKind, TaskView
from phoihop.programme.web.bodies import Bodies
from phoihop.programme.web.words import DUTY_STATES, KINDS, ROLES, SIGNS

MOST_TASKS: Final = 60
MOST_BODIES: Final = 60

Signs = dict[tuple[DutyRole, DutyState, StatusKind], str]


@dataclass(frozen=True, slots=True)
class Section:
    """Bodies of one kind. `name`: the words that all their names begin with, empty when they share none."""

    name: str
    rows: tuple[tuple[str, str], ...]


def sections(codes: Sequence[str], bodies: Bodies) -> Iterator[Section]:
    """Bodies in the order given, those of one kind together under what their names have in common."""
    kinds: dict[str, list[str]] = {}
    for code in codes:
        body = bodies.known.get(code)
        kinds.setdefault(body.kind if body is not None else code, []).append(code)
    for members in kinds.values():
        names = [bodies.name(code) for code in members]
        shared = _shared_words(names)
        rest = [name.removeprefix(shared).strip() for name in names]
        yield Section(shared, tuple(zip(members, rest, strict=True)))


def _shared_words(names: Sequence[str]) -> str:
    """The whole words that several names begin with; none when nothing would be left of one of them."""
    if len(names) < 2:
        return ""
    first, last = (name.split() for name in (min(names), max(names)))
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    shared = " ".join(word for word, _ in alike)
    return "" if any(name == shared for name in names) else shared


def matrix(tasks: Sequence[TaskView], bodies: Bodies, *, on: date, query: str) -> SafeString:
    """`<thead>` and `<tbody>` of the matrix."""
    address = reverse("programme:task", args=["*"]).replace("%2A", "*")
    links = [f"{address.replace('*', task.id)}{query}" for task in tasks]
    head = "".join(
        f'<th scope="col" title="{escape(task.text)}"><a href="{link}">{task.number}</a></th>'
        for task, link in zip(tasks, links, strict=True)
    )
    # Many parts stand alike: each way to stand is put in words once.
    signs: Signs = {}
    cells = [_cells(task, link, signs=signs, on=on) for task, link in zip(tasks, links, strict=True)]
    codes = bodies.in_order({code for task in tasks for code in task.bodies})
    rows = "".join(_section(section, cells) for section in sections(codes, bodies))
    return mark_safe(f"<thead><tr><td></td>{head}</tr></thead>{rows}")  # noqa: S308 - every value is escaped


def _section(section: Section, columns: Sequence[Mapping[str, str]]) -> str:
    head = ""
    if section.name:
        head = (
            f'<tr class="group-row"><th scope="rowgroup">{escape(section.name)}</th>'
            f'<td colspan="{len(columns)}"></td></tr>'
        )
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        f"{''.join(column.get(code, '<td></td>') for column in columns)}</tr>"
        for code, name in section.rows
    )
    return f"<tbody>{head}{rows}</tbody>"


def _cells(task: TaskView, link: str, *, signs: Signs, on: date) -> dict[str, str]:
    """The cells of a column by body; one that has several parts is shown with the first of them."""
    cells: dict[str, str] = {}
    for role, body, state, kind in _parts(task, on):
        if body not in cells:
            key = (role, state, kind)
            if key not in signs:
                signs[key] = _sign(role, state, kind)
            cells[body] = f'<td><a href="{link}#b-{escape(body)}"{signs[key]}</a></td>'
    return cells


def _sign(role: DutyRole, state: DutyState, kind: StatusKind) -> str:
    if role not in REPORTING:
        words = escape(str(ROLES[role]))
        return f' title="{words}"><span aria-hidden="true">·</span><span class="vh">{words}</span>'
    words = f"{ROLES[role]}: {DUTY_STATES[state]}"
    if kind is not KIND_OF[state]:
        words = f"{words}, {KINDS[kind]}"
    leads = " is-lead" if role is DutyRole.LEAD else ""
    sign = f'<span class="st {SIGNS[kind]}{leads}"><span class="vh">{escape(words)}</span></span>'
    return f' title="{escape(words)}">{sign}'


def _parts(task: TaskView, on: date) -> Iterator[tuple[DutyRole, str, DutyState, StatusKind]]:
    for role in DutyRole:
        for group in task.groups:
            if group.role is role:
                for at, (body, state) in enumerate(zip(group.bodies, group.states, strict=False)):
                    yield role, body, state, part_status(task, group, at, on=on).kind


def fits(tasks: Sequence[TaskView]) -> bool:
    """Whether a matrix of these tasks can still be read."""
    bodies = {code for task in tasks for code in task.bodies}
    return 0 < len(tasks) <= MOST_TASKS and 0 < len(bodies) <= MOST_BODIES


def bodies_of(tasks: Iterable[TaskView]) -> set[str]:
    """All bodies with a part in one of the tasks."""
    return {code for task in tasks for code in task.bodies}
