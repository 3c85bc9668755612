"""What the home page asks the rooms below for, as typed rows. The sources are plugged in by node/wiring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class Part(StrEnum):
    """The part of a body in a task."""

    LEAD = "lead"
    CONCUR = "concur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open duty of a body. `due`: the last day, None when the paper names none."""

    title: str
    url: str
    part: Part
    programme: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft that waits until a programme is drawn up of it. `by`: who changed it last, and when."""

    title: str
    url: str
    tasks: int
    by: str
    at: datetime


class Deed(StrEnum):
    """What was recorded: progress of a task, or a programme that was drawn up."""

    REPORTED = "reported"
    DRAWN_UP = "drawn-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something recorded lately in the task or programme `title`.

    `by`: the post or body that acted; `on_paper`: recorded from its paper.
    """

    at: datetime
    title: str
    by: str
    url: str = ""
    deed: Deed = Deed.REPORTED
    on_paper: bool = False


class TodaySource(Protocol):
    """Port: what waits for a body and what has been done around it. Reads only."""

    def waiting(self, bodies: frozenset[str], *, on: date, limit: int) -> tuple[Waiting, ...]:
        """Open duties of these bodies on a day, the earliest due first, those without a day last."""
        ...

    def drafts(self, bodies: frozenset[str], *, limit: int) -> tuple[OpenDraft, ...]:
        """Drafts of these bodies of which no programme was drawn up yet, the latest first."""
        ...

    def lately(self, bodies: frozenset[str], *, limit: int) -> tuple[Done, ...]:
        """What was recorded last in matters that concern these bodies, newest first."""
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
