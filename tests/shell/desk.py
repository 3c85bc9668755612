"""Sources of the home pages for tests: what waits, what is to be decided, what changed, the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from phoihop.access.domain.types import Actor
from phoihop.shell.domain.types import Done, MachineFact, News, OpenDraft, Tray, Undecided, Waiting


@dataclass(slots=True)
class Desk:
    """TodaySource and MachineSource in one, with the questions it was asked.

    `duties`: of a body, with nobody; `own`: in the hands of whoever looks.
    """

    duties: dict[str, list[Waiting]] = field(default_factory=dict)
    own: list[Waiting] = field(default_factory=list)
    decisions: dict[str, list[Undecided]] = field(default_factory=dict)
    open: dict[str, list[OpenDraft]] = field(default_factory=dict)
    done: dict[str, list[Done]] = field(default_factory=dict)
    machine: list[MachineFact] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    since: list[datetime] = field(default_factory=list)

    def tray(self, actor: Actor, *, on: date, limit: int) -> Tray:
        """TodaySource."""
        self.asked.append("tray")
        agency = [duty for body in sorted(actor.acts_for) for duty in self.duties.get(body, [])]
        return Tray(own=tuple(self.own[:limit]), agency=tuple(agency[:limit]))

    def news(self, actor: Actor, *, on: date, since: datetime, limit: int) -> News:
        """TodaySource."""
        self.asked.append("news")
        self.since.append(since)
        bodies = sorted(actor.acts_for)
        changes = [done for body in bodies for done in self.done.get(body, [])]
        return News(
            undecided=tuple(one for body in bodies for one in self.decisions.get(body, [])),
            changes=tuple(changes[:limit]),
        )

    def drafts(self, bodies: frozenset[str], *, limit: int) -> tuple[OpenDraft, ...]:
        """TodaySource."""
        self.asked.append("drafts")
        return tuple(draft for body in sorted(bodies) for draft in self.open.get(body, []))[:limit]

    def facts(self, *, at: datetime) -> tuple[MachineFact, ...]:
        """MachineSource."""
        self.asked.append("facts")
        return tuple(self.machine)
