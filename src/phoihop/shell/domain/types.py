"""What the home page asks the rooms below for, as typed rows. The sources are plugged in by node/wiring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from phoihop.access.domain.types import Actor


class Part(StrEnum):
    """The part of a body in a task."""

    LEAD = "lead"
    CONCUR = "coordinating"
    OPINION = "opinion"
    DECIDING = "deciding"
    CARRYING_OUT = "carrying-out"
    FOLLOWING = "following"
    INFORMED = "informed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open duty. `due`: its last day, None when there is none; `internal`: the end set in the agency.

    `person`: who has it in hand, empty for nobody; `left`: that person does not hold the post any more.
    `missing`: a report that should be here has not come. `hand_on`: where it is given to somebody.
    """

    title: str
    url: str
    part: Part
    programme: str
    due: date | None = None
    internal: date | None = None
    person: str = ""
    left: bool = False
    missing: bool = False
    hand_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """What waits: in the hands of the person himself, and in his agency (with nobody, or past its end)."""

    own: tuple[Waiting, ...] = ()
    agency: tuple[Waiting, ...] = ()


class Decision(StrEnum):
    """What a decision is wanted on."""

    SIGNATURE = "signature"
    OPINION = "opinion"
    CONFIRMATION = "confirmation"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """Something of the programme `title` that waits for a decision; `works`: of how many tasks, 0: all of it.

    `until`: the last day for an answer, None when none was named.
    """

    wanted: Decision
    title: str
    url: str
    works: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft that waits until a programme is drawn up of it. `by`: who changed it last, and when."""

    title: str
    url: str
    tasks: int
    by: str
    at: datetime


class Deed(StrEnum):
    """What was recorded: progress or a change of a task, a programme that was drawn up or issued."""

    REPORTED = "reported"
    AMENDED = "amended"
    DRAWN_UP = "drawn-up"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something recorded in the task or programme `title`.

    `by`: the post or body that acted; `on_paper`: recorded from its paper.
    """

    at: datetime
    title: str
    by: str
    url: str = ""
    deed: Deed = Deed.REPORTED
    on_paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What waits for a decision of the agency, and what was recorded, newest first."""

    undecided: tuple[Undecided, ...] = ()
    changes: tuple[Done, ...] = ()


class TodaySource(Protocol):
    """Port: what waits for a person and his agency, and what has been done around them. Reads only."""

    def tray(self, actor: Actor, *, on: date, limit: int) -> Tray:
        """Open duties on a day, the earliest end first, those without one last; at most `limit` in each."""
        ...

    def news(self, actor: Actor, *, on: date, since: datetime, limit: int) -> News:
        """What waits for a decision, and what was recorded since a moment in matters that concern them."""
        ...

    def drafts(self, bodies: frozenset[str], *, limit: int) -> tuple[OpenDraft, ...]:
        """Drafts of these bodies of which no programme was drawn up yet, the latest first."""
        ...


class Health(StrEnum):
    """How one thing of the machine is; PLAIN says nothing about good or bad."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFact:
    """One line of the machine's state, without content: sizes, times, faults. `remedy` when not good."""

    label: str
    value: str
    health: Health = Health.PLAIN
    remedy: str = ""


class MachineSource(Protocol):
    """Port: the state of the machine, for its operator."""

    def facts(self, *, at: datetime) -> tuple[MachineFact, ...]:
        """Disk, databases, ledgers (size, last checkpoint), triggers, clock: in the order to be shown."""
        ...
