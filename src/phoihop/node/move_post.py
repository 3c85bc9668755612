"""A person goes from one post to another: two acts of the officer who records the decision.

The new tenure is begun first, then the old one ended; run again after a crash between the two, the first step
finds the person in the new post and the second goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from phoihop.access.domain.types import Actor
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.ledger.api import new_id
from phoihop.registry import api as registry
from phoihop.registry.acts import Departure
from phoihop.registry.domain.types import TenureView


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Who goes where on which day, and the paper that says so. `leaves` None: the only post held."""

    person: str
    name: str
    leaves: str | None
    enters: str
    on: date
    grounds: registry.Grounds


@dataclass(frozen=True, slots=True)
class Moved:
    """The titles of the two posts."""

    left: str
    entered: str


def move_post(officer: Actor, move: Move) -> Decision[Moved]:
    """End the tenure in the one post and begin one in the other, on the same day.

    Nobody records the own move.

    Refused: `node.own_move`, `node.not_in_post`, `node.several_posts`, and whatever the registry refuses.
    """
    if officer.person == move.person:
        return refuse("node.own_move", name=move.name)
    tenures = registry.tenures_of(move.person)
    old = _left(move, tenures)
    if isinstance(old, Refused):
        return old
    if not _there_already(move, tenures):
        begun = registry.start_tenure(
            officer,
            tenure=new_id(),
            person=move.person,
            post=move.enters,
            start=move.on,
            grounds=move.grounds,
        )
        if isinstance(begun, Refused):
            return begun
    ended = registry.end_tenure(
        officer, tenure=old.value.id, on=move.on, how=Departure.TRANSFERRED, grounds=move.grounds
    )
    if isinstance(ended, Refused):
        return ended
    return Accepted(Moved(_title(old.value.post), _title(move.enters)))


def _left(move: Move, tenures: tuple[TenureView, ...]) -> Decision[TenureView]:
    """The tenure that ends: of the post named, else the only one that reaches the day."""
    held = [
        tenure
        for tenure in tenures
        if tenure.post != move.enters
        and (tenure.period.start is None or tenure.period.start < move.on)
        and (tenure.period.end is None or tenure.period.end >= move.on)
        and move.leaves in (None, tenure.post)
    ]
    day = show_date(move.on)
    if not held:
        return refuse("node.not_in_post", name=move.name, day=day)
    if len(held) > 1:
        posts = "; ".join(f"{_title(tenure.post)} ({tenure.post})" for tenure in held)
        return refuse("node.several_posts", name=move.name, day=day, posts=posts)
    return Accepted(held[0])


def _there_already(move: Move, tenures: tuple[TenureView, ...]) -> bool:
    return any(tenure.post == move.enters and tenure.period.contains(move.on) for tenure in tenures)


def _title(post: str) -> str:
    found = registry.post(post)
    return found.title if found is not None else post
