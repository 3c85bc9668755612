"""Facts of the registry as values. Other contexts read these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from phoihop.access.domain.types import Role
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.registry.acts import (
    Appointment,
    Departure,
    LineageKind,
    LineKind,
    RulesRecorded,
)

__all__ = [
    "Ambiguous",
    "Appointment",
    "BodyView",
    "ClassOf",
    "Departure",
    "EditionView",
    "Ended",
    "LineFact",
    "LineKind",
    "LineageFact",
    "LineageKind",
    "NameFact",
    "PostView",
    "Register",
    "Resolution",
    "Resolved",
    "TenureView",
    "Unknown",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFact:
    """One official name of a body and the period in which it is used."""

    body: str
    name: str
    period: Period
    state: Knowledge
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """A body with the name it has on the day asked for (outside its period: the nearest name).

    `unit` is the administrative number in its code, None for bodies that belong to no locality.
    """

    code: str
    name: str
    kind: str
    side: str
    period: Period
    state: Knowledge
    source: str
    note: str
    unit: int | None = None
    recorded_in: str = ""

    def alive(self, on: date) -> bool:
        """Whether the body exists on the day."""
        return self.period.contains(on)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFact:
    """A line between two bodies and the period in which it holds."""

    child: str
    parent: str
    line: LineKind
    period: Period
    state: Knowledge
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageFact:
    """What became of a body on a day; `successor` None: nobody took its work over."""

    predecessor: str
    successor: str | None
    kind: LineageKind
    on: date
    state: Knowledge
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post of a body; `holders` are those of the day asked for."""

    id: str
    body: str
    title: str
    role: Role
    order: int
    period: Period
    state: Knowledge
    holders: tuple[TenureView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureView:
    """A person in a post during a period."""

    id: str
    person: str
    person_name: str
    post: str
    period: Period
    how: Appointment
    left: Departure | None
    state: Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """The edition in force: what it is called, where it was recorded, what it holds, when it was checked."""

    name: str
    day: date
    known_from: date
    known_until: date
    state: Knowledge
    sha256: str
    ledger: str
    bodies: int
    lines: int
    lineage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The whole register in memory: a few hundred bodies, for resolving and checking many things at once."""

    rules: RulesRecorded
    bodies: Mapping[str, BodyView]
    names: Mapping[str, tuple[NameFact, ...]]
    lines: tuple[LineFact, ...]
    lineage: tuple[LineageFact, ...]


# ----------------------------------------------------------------------------- resolution of a mention


@dataclass(frozen=True, slots=True)
class Resolved:
    """The mention names one body that exists on the day (a tuple, to be read like the members of a class)."""

    bodies: tuple[BodyView, ...]


@dataclass(frozen=True, slots=True)
class ClassOf:
    """The mention names several bodies by the rule `rule`; `stated` is the figure in the text, or None."""

    members: tuple[BodyView, ...]
    rule: str
    label: str
    stated: int | None = None

    @property
    def agrees(self) -> bool:
        """Whether the text states no figure or the right one."""
        return self.stated is None or self.stated == len(self.members)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The mention could mean each of these bodies (or one, by half of its name): a person decides."""

    candidates: tuple[BodyView, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The mention names a body that no longer exists on the day; `successors` exist on that day."""

    body: BodyView
    successors: tuple[BodyView, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """The register holds no such name for the day; `later`: bodies that take the name after that day."""

    later: tuple[BodyView, ...] = field(default=())


Resolution = Resolved | ClassOf | Ambiguous | Ended | Unknown
