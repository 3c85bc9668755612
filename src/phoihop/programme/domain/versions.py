"""What a task says on a day: as it was assigned, then as each change left it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from phoihop.programme.acts import Change, DutyStated, Rhythm, TaskAmended, TaskAssigned, TaskKind
from phoihop.programme.domain.days import day
from phoihop.programme.domain.status import CARRYING, Course, course_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A task as it stands over some days. `continuing`: whatever the dates say; `reason`: of a standstill."""

    text: str
    product: str
    level: str
    continuing: bool
    rhythm: Rhythm | None
    duties: tuple[DutyStated, ...]
    starts: date | None
    own_end: date | None
    suspended: bool = False
    dropped: bool = False
    reason: str = ""

    @property
    def ends(self) -> date | None:
        """Its end; without one of its own the last of those of who does it, when all of them have one."""
        if self.own_end is not None:
            return self.own_end
        ends = [day(duty.ends) for duty in self.duties if duty.role in CARRYING and duty.bodies]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    @property
    def kind(self) -> TaskKind:
        """Continuing, with a last day, or without one yet."""
        if self.continuing:
            return TaskKind.CONTINUING
        return TaskKind.DEADLINE if self.ends is not None else TaskKind.UNDATED

    @property
    def course(self) -> Course:
        """What time means for it."""
        return course_of(self.kind, self.rhythm, suspended=self.suspended, dropped=self.dropped)


@dataclass(frozen=True, slots=True)
class Changed:
    """A change as it was recorded: from which day on, and what."""

    on: date | None
    said: TaskAmended


@dataclass(frozen=True, slots=True)
class Step:
    """A change with what stood before and after."""

    changed: Changed
    before: Version
    after: Version


@dataclass(frozen=True, slots=True)
class Stretch:
    """A version from `start` (None: from ever) up to, but without, `end` (None: until further notice)."""

    version: Version
    start: date | None
    end: date | None


def first_version(said: TaskAssigned) -> Version:
    """The task as it was assigned; days in the wrong order say nothing."""
    starts, ends = in_order(day(said.starts), day(said.ends))
    return Version(
        text=said.text,
        product=said.product,
        level=said.level,
        continuing=said.kind is TaskKind.CONTINUING,
        rhythm=said.rhythm if said.kind is TaskKind.CONTINUING else None,
        duties=each_once(said.duties),
        starts=starts,
        own_end=ends,
    )


def steps(first: Version, changes: Iterable[Changed], *, begins: date | None) -> Iterator[Step]:
    """The changes in the order of their days, of one day as recorded; those of a draft come first."""
    known = sorted(changes, key=lambda changed: (not changed.said.drafting, _since(changed, begins)))
    version = first
    for changed in known:
        after = _changed(version, changed.said)
        yield Step(changed, version, after)
        version = after


def _since(changed: Changed, begins: date | None) -> date:
    """From when a change counts: not before the task began; changes of a draft from its beginning."""
    floor = begins or date.min
    return floor if changed.said.drafting or changed.on is None else max(floor, changed.on)


def original(first: Version, taken: Sequence[Step]) -> Version:
    """The version that the programme was issued with."""
    drafted = [step.after for step in taken if step.changed.said.drafting]
    return drafted[-1] if drafted else first


def stretches(first: Version, taken: Sequence[Step], *, begins: date | None) -> tuple[Stretch, ...]:
    """The versions over time, without a gap from `begins` on."""
    by_day: dict[date | None, Version] = {begins: first}
    for step in taken:
        since = _since(step.changed, begins)
        by_day[begins if since == (begins or date.min) else since] = step.after
    edges: list[date | None] = [*by_day, None]
    return tuple(Stretch(by_day[start], start, end) for start, end in pairwise(edges))


def _changed(version: Version, said: TaskAmended) -> Version:
    match said.change:
        case Change.DEADLINE:
            starts, ends = in_order(day(said.starts) or version.starts, day(said.ends))
            return replace(version, starts=starts, own_end=ends)
        case Change.SUSPENDED:
            return replace(version, suspended=True, reason=said.reason)
        case Change.RESUMED:
            return replace(version, suspended=False, dropped=False, reason="")
        case Change.DUTIES:
            return replace(version, duties=each_once(said.duties))
        case Change.WORDING:
            continuing = version.continuing if said.kind is None else said.kind is TaskKind.CONTINUING
            return replace(
                version,
                text=said.text,
                product=said.product,
                level=said.level,
                continuing=continuing,
                rhythm=said.rhythm if continuing else None,
            )
        case Change.DROPPED:
            return replace(version, dropped=True, reason=said.reason)


def in_order(starts: date | None, ends: date | None) -> tuple[date | None, date | None]:
    """When a task is to be carried out; days in the wrong order say nothing."""
    return (None, None) if starts and ends and starts >= ends else (starts, ends)


def each_once(duties: Sequence[DutyStated]) -> tuple[DutyStated, ...]:
    """The duties with every body once per role: under the first mention that names it."""
    seen: set[tuple[str, str]] = set()
    kept: list[DutyStated] = []
    for duty in duties:
        fresh = [body for body in dict.fromkeys(duty.bodies) if (duty.role.value, body) not in seen]
        seen.update((duty.role.value, body) for body in fresh)
        kept.append(DutyStated(duty.role, duty.mention, duty.rule, tuple(fresh), duty.ends))
    return tuple(kept)
