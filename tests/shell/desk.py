"""Sources of the home pages for tests: what waits, what was done, how the machine is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from phoihop.shell.domain.types import Done, MachineFact, OpenDraft, Waiting


@dataclass(slots=True)
class Desk:
    """TodaySource and MachineSource in one, with the questions it was asked."""

    duties: dict[str, list[Waiting]] = field(default_factory=dict)
    open: dict[str, list[OpenDraft]] = field(default_factory=dict)
    done: dict[str, list[Done]] = field(default_factory=dict)
    machine: list[MachineFact] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def waiting(self, bodies: frozenset[str], *, on: date, limit: int) -> tuple[Waiting, ...]:
        """TodaySource."""
        self.asked.append("waiting")
        return tuple(duty for body in sorted(bodies) for duty in self.duties.get(body, []))[:limit]

    def drafts(self, bodies: frozenset[str], *, limit: int) -> tuple[OpenDraft, ...]:
        """TodaySource."""
        self.asked.append("drafts")
        return tuple(draft for body in sorted(bodies) for draft in self.open.get(body, []))[:limit]

    def lately(self, bodies: frozenset[str], *, limit: int) -> tuple[Done, ...]:
        """TodaySource."""
        self.asked.append("lately")
        return tuple(done for body in sorted(bodies) for done in self.done.get(body, []))[:limit]

    def facts(self, *, at: datetime) -> tuple[MachineFact, ...]:
        """MachineSource."""
        self.asked.append("facts")
        return tuple(self.machine)
