"""Work handed on inside an agency: to which post and person, until when; one part or a whole desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused, refuse
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import collapse, nfc
from phoihop.ledger.domain.types import Proposal, Valid
from phoihop.programme.acts import WORK_HANDED_ON, WorkHandedOn
from phoihop.programme.domain.types import Handing, HandledWork
from phoihop.reading.api import refuse_secret
from phoihop.registry.domain.types import PostView

WORKING: Final = frozenset({Role.OFFICER, Role.CLERK, Role.LEADER})
"""Who can be given work: inspectors and operators have other duties."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A person in a post. `key` tells it from the same person in another post, and from a successor."""

    post: str
    title: str
    person: str
    name: str

    @property
    def key(self) -> str:
        """One word for post and person, as forms and rows carry it."""
        return seat_key(self.post, self.person)


def seat_key(post: str | None, person: str | None) -> str:
    """The word for a person in a post; empty for work that is with nobody."""
    return f"{post}/{person}" if post and person else ""


def seats_on(posts: Iterable[PostView], *, on: date) -> tuple[Seat, ...]:
    """Who can be given work on the day, in the order of the posts: posts that are held, by whom."""
    return tuple(
        Seat(post=post.id, title=post.title, person=held.person, name=held.person_name)
        for post in posts
        if post.role in WORKING and post.period.contains(on)
        for held in post.holders
        if held.period.contains(on)
    )


def seats_ever(posts: Iterable[PostView]) -> dict[str, Seat]:
    """Everybody who ever held one of the posts, by key: names for work that waits to be handed over."""
    seats = (
        Seat(post=post.id, title=post.title, person=held.person, name=held.person_name)
        for post in posts
        for held in post.holders
    )
    return {seat.key: seat for seat in seats}


# ------------------------------------------------------------------------------------------------ one part


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingFacts:
    """What a decision on one part needs to know.

    `bodies`: with a part in the task. `ends`: the first day after that part, None without. `known`: ids of
    handings that are recorded. `current`: with whom it is. `seats`: who can be given work today.
    """

    task: str
    bodies: frozenset[str]
    ends: date | None
    known: frozenset[str]
    current: HandledWork | None
    seats: tuple[Seat, ...]


def decide_handing(
    handing: Handing, *, facts: HandingFacts | None, actor: Actor, today: date
) -> Decision[Sequence[Proposal]]:
    """One act about the work. Sent a second time it is refused as `programme.already_handed_on`."""
    if facts is None:
        return refuse("programme.no_such_task")
    refusals = tuple(_against(handing, facts=facts, actor=actor, today=today))
    if refusals:
        return Refused(refusals)
    payload = WorkHandedOn(
        handing=handing.id,
        task=facts.task,
        body=handing.body,
        post=handing.post,
        person=handing.person,
        ends=(handing.last_day + _DAY).isoformat() if handing.last_day else None,
        note=nfc(handing.note).strip(),
    )
    return Accepted((_proposal(payload, today=today),))


def _against(handing: Handing, *, facts: HandingFacts, actor: Actor, today: date) -> Iterator[Refusal]:
    if not is_ulid(handing.id) or bool(handing.post) != bool(handing.person):
        yield Refusal("programme.id_malformed")
        return
    if handing.id in facts.known:
        yield Refusal("programme.already_handed_on")
        return
    if handing.body not in facts.bodies:
        yield Refusal("programme.task_not_for_body")
        return
    if not may_take_from(facts.current, actor=actor):
        yield Refusal("programme.work_with_colleague")
    key = seat_key(handing.post, handing.person)
    if key and key not in {seat.key for seat in facts.seats}:
        yield Refusal("programme.seat_not_held")
    if _same(handing, facts.current):
        yield Refusal("programme.work_unchanged")
    yield from _against_end(handing.last_day, ends=facts.ends, today=today)
    # Marks of state secrecy are refused at every entrance.
    checked = refuse_secret(handing.note, "")
    if isinstance(checked, Refused):
        yield from checked.refusals


def may_take_from(current: HandledWork | None, *, actor: Actor) -> bool:
    """Whether the actor may hand on work that is with `current`.

    What is with nobody, with himself, or with somebody who left the post: every officer. What a colleague has
    in hand: only a leader.
    """
    if current is None or current.waiting_handover or not seat_key(current.post, current.person):
        return True
    own = (current.post, current.person) == (actor.post, actor.person)
    return own or actor.role is Role.LEADER


def _same(handing: Handing, current: HandledWork | None) -> bool:
    """Whether nothing would change: also for work in the tray that nobody ever took out."""
    if current is None:
        return not handing.post
    before = (current.post, current.person, current.last_day, current.note)
    return (handing.post, handing.person, handing.last_day, nfc(handing.note).strip()) == before


def _against_end(last_day: date | None, *, ends: date | None, today: date) -> Iterator[Refusal]:
    """The internal end lies ahead and not behind the end of the task, unless that has passed already."""
    if last_day is None:
        return
    if last_day < today:
        yield Refusal("programme.internal_end_past", (("day", show_date(last_day)),))
    elif ends is not None and today < ends <= last_day:
        days = (("day", show_date(last_day)), ("ends", show_date(ends - _DAY)))
        yield Refusal("programme.internal_end_after_task", days)


def _proposal(payload: WorkHandedOn, *, today: date) -> Proposal:
    return Proposal(
        WORK_HANDED_ON,
        (subject("work", f"{payload.task}/{payload.body}"),),
        payload,
        valid=Valid(today.isoformat()),
        builds_on=(subject("task", payload.task),),
    )


# ------------------------------------------------------------------------------------------- a whole desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Work that goes from one desk to another. `left`: who had it; `parts`: "task/body" of each work."""

    left: str
    to: str
    parts: tuple[str, ...]
    note: str = ""


def decide_handover(
    handover: Handover,
    *,
    works: Sequence[HandledWork],
    seats: Sequence[Seat],
    ids: Sequence[str],
    actor: Actor,
    today: date,
) -> Decision[Sequence[Proposal]]:
    """One act for each part, all in one batch; end and note of each stay as they are.

    `works`: the chosen parts that are with `handover.left` now. None of them left: refused as
    `programme.nothing_to_hand_over`, which is also what a form sent twice meets. ValueError when there are
    not as many `ids` as works.
    """
    to = next((seat for seat in seats if seat.key == handover.to), None)
    if to is None:
        return refuse("programme.seat_not_held")
    if handover.to == handover.left:
        return refuse("programme.work_unchanged")
    if not works:
        return refuse("programme.nothing_to_hand_over")
    if not all(may_take_from(work, actor=actor) for work in works):
        return refuse("programme.work_with_colleague")
    checked = refuse_secret(handover.note, "")
    if isinstance(checked, Refused):
        return checked
    return Accepted(
        tuple(
            _proposal(_handed_over(work, id_, to=to, note=handover.note), today=today)
            for work, id_ in zip(works, ids, strict=True)
        )
    )


def _handed_over(work: HandledWork, id_: str, *, to: Seat, note: str) -> WorkHandedOn:
    return WorkHandedOn(
        handing=id_,
        task=work.task,
        body=work.body,
        post=to.post,
        person=to.person,
        ends=(work.last_day + _DAY).isoformat() if work.last_day else None,
        note=collapse(nfc(note)) or work.note,
    )
