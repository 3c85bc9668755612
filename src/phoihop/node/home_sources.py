"""What the home pages show, from the rooms that know it: open duties, late reports, the machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse

from phoihop.access.api import Actor
from phoihop.intake import api as intake
from phoihop.kernel.text import sentence_case
from phoihop.node.doctor import State, examine
from phoihop.programme import api as programme
from phoihop.programme.api import Office, OpenPart
from phoihop.programme.domain.types import Changed, StatusKind, ToDecide
from phoihop.registry import api as registry
from phoihop.shell.domain.types import (
    Decision,
    Deed,
    Done,
    Health,
    MachineFact,
    News,
    OpenDraft,
    Part,
    Tray,
    Undecided,
    Waiting,
)

_HEALTH = {State.GOOD: Health.GOOD, State.ATTENTION: Health.WARNING, State.FAULT: Health.BAD}
_ORDER = {State.FAULT: 0, State.ATTENTION: 1, State.GOOD: 2}


class ProgrammeToday:
    """Port `TodaySource` over the programmes and the drafts."""

    def tray(self, actor: Actor, *, on: date, limit: int) -> Tray:
        """Open duties of the person and of his agency, the earliest end first. Two queries."""
        desks = programme.office(actor.body, on=on)
        found = programme.waiting(
            actor.acts_for,
            seat=programme.seat_key(actor.post, actor.person),
            keys=desks.keys,
            on=on,
            limit=limit,
        )
        return Tray(
            own=tuple(_waiting(part, desks) for part in found.own),
            agency=tuple(_waiting(part, desks) for part in found.agency),
        )

    def news(self, actor: Actor, *, on: date, since: datetime, limit: int) -> News:
        """What waits for a decision of the agency, what has changed. Two queries, one without changes."""
        found = programme.news(actor.acts_for, on=on, since=since, limit=limit)
        bodies = {change.body for change in found.changes} - {actor.body}
        names = {actor.body: actor.body_name, **(registry.body_names(bodies, on=on) if bodies else {})}
        return News(
            undecided=tuple(
                Undecided(
                    wanted=Decision(one.wanted.value),
                    title=one.title,
                    url=_decision_url(one),
                    works=one.works,
                    until=one.until,
                )
                for one in found.decisions
            ),
            changes=tuple(_done(change, names) for change in found.changes),
        )

    def drafts(self, bodies: frozenset[str], *, limit: int) -> tuple[OpenDraft, ...]:
        """Drafts of these bodies of which no programme was drawn up yet, the latest first."""
        return tuple(
            OpenDraft(
                title=draft.title,
                url=reverse("intake:text", args=[draft.text]),
                tasks=draft.tasks,
                by=draft.changed_by_name,
                at=draft.changed_at,
            )
            for draft in intake.waiting_drafts(bodies, limit=limit)
        )


def _waiting(part: OpenPart, desks: Office) -> Waiting:
    seat = desks.seat(part.seat) if part.seat else None
    return Waiting(
        title=sentence_case(part.text),
        url=reverse("programme:task", args=[part.task]),
        part=Part(part.role.value),
        programme=part.programme_title,
        due=part.last_day,
        internal=part.internal,
        person=seat.name if seat is not None else "",
        left=part.waiting,
        missing=part.status.kind is StatusKind.MISSING,
        hand_on=f"{reverse('programme:hand-on', args=[part.task])}?{urlencode({'body': part.bodies[0]})}",
    )


def _decision_url(one: ToDecide) -> str:
    """The task, where it is one; else the programme, or the page on which an opinion is given."""
    if one.task:
        return reverse("programme:task", args=[one.task])
    return reverse("programme:programme", args=[one.programme])


def _done(change: Changed, names: Mapping[str, str]) -> Done:
    of_task = bool(change.task)
    where = ("programme:task", change.task) if of_task else ("programme:programme", change.programme)
    return Done(
        at=change.at,
        title=sentence_case(change.text) if of_task else change.title,
        deed=Deed(change.happened.value),
        by=names.get(change.body, change.body),
        url=reverse(where[0], args=[where[1]]),
        on_paper=change.on_paper,
    )


class MachineState:
    """Port `MachineSource` over the checks of `phoihop doctor`; no content."""

    def facts(self, *, at: datetime) -> tuple[MachineFact, ...]:
        """Every check; those that need somebody first, so that a fault is seen without scrolling."""
        checks = sorted(examine(at=at), key=lambda check: _ORDER[check.state])
        return tuple(
            MachineFact(
                label=check.what,
                value=check.found,
                health=_HEALTH[check.state],
                remedy="" if check.state is State.GOOD else check.remedy,
            )
            for check in checks
        )
