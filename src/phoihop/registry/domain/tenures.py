"""Who may be recorded in which post, from when to when.

Rights follow the post, so overlaps are refused here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from phoihop.access.domain.types import Role
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.dates import show_date, show_period
from phoihop.kernel.decision import Accepted, Decision, Refusal, refuse
from phoihop.kernel.ids import subject
from phoihop.kernel.period import Period
from phoihop.kernel.text import collapse, nfc
from phoihop.ledger.domain.types import Basis, Party, Proposal, Valid
from phoihop.registry.acts import (
    FIRST_OFFICER_INSTALLED,
    NAME_RECORDED,
    PERSON_RECORDED,
    POST_RECORDED,
    TENURE_ENDED,
    TENURE_STARTED,
    Appointment,
    Departure,
    FirstOfficerInstalled,
    NameRecorded,
    PersonRecorded,
    PostRecorded,
    TenureEnded,
    TenureStarted,
)
from phoihop.registry.domain.types import BodyView, PostView, TenureView

Proposals = Decision[Sequence[Proposal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """On what a registry act rests: who decided it on paper (None: who enters it) and which paper says so."""

    decided_by: Party | None = None
    basis: tuple[Basis, ...] = ()
    state: Knowledge = Knowledge.VERIFIED


PLAIN = Grounds()


def decide_person(person: str, *, name: str, known: str | None, grounds: Grounds) -> Proposals:
    """Record a person by name. The same again does nothing; another name needs its own act of correction."""
    written = collapse(nfc(name))
    if not written:
        return refuse("registry.name_empty")
    if known is not None:
        return Accepted(()) if known == written else refuse("registry.id_taken", name=known)
    return _one(Proposal(PERSON_RECORDED, (subject("person", person),), PersonRecorded(written)), grounds)


def decide_name(body: BodyView | None, *, name: str, start: date, grounds: Grounds) -> Proposals:
    """Give a body another official name from a day of its life on."""
    written = collapse(nfc(name))
    if body is None:
        return refuse("registry.unknown_body")
    if not written:
        return refuse("registry.name_empty")
    if not body.alive(start):
        return _outside(body, start)
    payload = NameRecorded(name=written, state=grounds.state, source="")
    return _one(
        Proposal(NAME_RECORDED, (subject("body", body.code),), payload, valid=Valid(start.isoformat())),
        grounds,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A post as it is to be recorded."""

    id: str
    body: str
    title: str
    role: Role
    order: int
    period: Period


def decide_post(
    new: NewPost, *, body: BodyView | None, known: PostView | None, grounds: Grounds
) -> Proposals:
    """Record a post of a body. Its period must lie inside that of the body."""
    title = collapse(nfc(new.title))
    if body is None:
        return refuse("registry.unknown_body")
    if not title:
        return refuse("registry.title_empty")
    if known is not None:
        same = (known.body, known.title, known.role, known.order, known.period)
        wanted = (new.body, title, new.role, new.order, new.period)
        return Accepted(()) if same == wanted else refuse("registry.id_taken", name=known.title)
    if not body.period.covers(new.period):
        return refuse("registry.post_outlives_body", body=body.name, period=show_period(body.period))
    payload = PostRecorded(body=new.body, title=title, role=new.role, order=new.order, state=grounds.state)
    return _one(
        Proposal(POST_RECORDED, (subject("post", new.id),), payload, valid=_valid(new.period)), grounds
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTenure:
    """A tenure as it is to be recorded."""

    id: str
    person: str
    post: str
    start: date
    how: Appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureFacts:
    """What the decision about a tenure needs: the person's name, the post, its body, all its tenures."""

    person_name: str | None
    post: PostView | None
    body: BodyView | None
    tenures: tuple[TenureView, ...]


def decide_tenure_start(new: NewTenure, *, facts: TenureFacts, grounds: Grounds) -> Proposals:
    """Put a person into a post from a day on. The post must exist and be free from that day on."""
    if facts.person_name is None:
        return refuse("registry.unknown_person")
    if facts.post is None or facts.body is None:
        return refuse("registry.unknown_post")
    known = next((tenure for tenure in facts.tenures if tenure.id == new.id), None)
    if known is not None:
        same = (known.person, known.post, known.period.start) == (new.person, new.post, new.start)
        return Accepted(()) if same else refuse("registry.id_taken", name=known.person_name)
    if not facts.post.period.contains(new.start):
        return _outside_post(facts.post, new.start)
    if not facts.body.alive(new.start):
        return _outside(facts.body, new.start)
    wanted = Period(new.start, None)
    holder = next((tenure for tenure in facts.tenures if tenure.period.overlaps(wanted)), None)
    if holder is not None:
        held = show_period(holder.period)
        return refuse("registry.post_held", holder=holder.person_name, period=held, title=facts.post.title)
    payload = TenureStarted(person=new.person, post=new.post, how=new.how, state=grounds.state)
    valid = Valid(new.start.isoformat())
    proposal = Proposal(
        TENURE_STARTED,
        (subject("tenure", new.id),),
        payload,
        valid=valid,
        builds_on=(subject("person", new.person), subject("post", new.post)),
    )
    return _one(proposal, grounds)


def decide_tenure_end(tenure: TenureView | None, *, on: date, how: Departure, grounds: Grounds) -> Proposals:
    """End a tenure: `on` is the first day without the post. The same again does nothing."""
    if tenure is None:
        return refuse("registry.unknown_tenure")
    if tenure.period.end is not None and tenure.left is not None:
        ended = show_date(tenure.period.end)
        return Accepted(()) if tenure.period.end == on else refuse("registry.tenure_ended_already", day=ended)
    if tenure.period.start is not None and on <= tenure.period.start:
        return refuse("registry.end_before_start", day=show_date(on), start=show_date(tenure.period.start))
    valid = Valid(on.isoformat())
    return _one(
        Proposal(TENURE_ENDED, (subject("tenure", tenure.id),), TenureEnded(how), valid=valid), grounds
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOfficer:
    """The genesis of an installation: the ids are new, the body is in the register."""

    person: str
    person_name: str
    post: str
    title: str
    tenure: str
    body: str
    role: Role
    start: date


def decide_first_officer(first: FirstOfficer, *, body: BodyView | None, posts_exist: bool) -> Proposals:
    """Install the first officer.

    Refused once any post is recorded: from then on officers record each other.
    """
    name, title = collapse(nfc(first.person_name)), collapse(nfc(first.title))
    if posts_exist:
        return refuse("registry.already_installed")
    if body is None:
        return refuse("registry.unknown_body")
    if not name:
        return refuse("registry.name_empty")
    if not title:
        return refuse("registry.title_empty")
    if not body.alive(first.start):
        return _outside(body, first.start)
    payload = FirstOfficerInstalled(
        person=first.person, person_name=name, post=first.post, title=title, body=first.body, role=first.role
    )
    names = (subject("person", first.person), subject("post", first.post), subject("tenure", first.tenure))
    return Accepted(
        (Proposal(FIRST_OFFICER_INSTALLED, names, payload, valid=Valid(first.start.isoformat())),)
    )


def tenure_contradictions(
    tenures: Iterable[TenureView], *, posts: Mapping[str, PostView], bodies: Mapping[str, BodyView]
) -> Iterator[Refusal]:
    """What foreign or back-dated acts can break: a post held twice at once, a tenure outside post or body."""
    by_post: dict[str, list[TenureView]] = {}
    for tenure in tenures:
        by_post.setdefault(tenure.post, []).append(tenure)
    for post_id, held in sorted(by_post.items()):
        title = posts[post_id].title if post_id in posts else post_id
        for one, other in combinations(held, 2):
            if one.period.overlaps(other.period):
                names = ", ".join(sorted((one.person_name, other.person_name)))
                yield _told("contradiction_post_twice", post=title, names=names)
        post = posts.get(post_id)
        body = bodies.get(post.body) if post is not None else None
        limits = [limit.period for limit in (post, body) if limit is not None]
        for tenure in held:
            if not all(limit.covers(tenure.period) for limit in limits):
                yield _told("contradiction_tenure_outside", post=title, names=tenure.person_name)


def _told(reason: str, **params: str) -> Refusal:
    return Refusal(f"registry.{reason}", tuple(sorted(params.items())))


def _outside(body: BodyView, on: date) -> Proposals:
    return refuse(
        "registry.body_not_alive", body=body.name, day=show_date(on), period=show_period(body.period)
    )


def _outside_post(post: PostView, on: date) -> Proposals:
    return refuse(
        "registry.post_not_there", title=post.title, day=show_date(on), period=show_period(post.period)
    )


def _valid(period: Period) -> Valid:
    start = period.start.isoformat() if period.start is not None else None
    return Valid(start, period.end.isoformat() if period.end is not None else None)


def _one(proposal: Proposal, grounds: Grounds) -> Accepted[Sequence[Proposal]]:
    return Accepted((replace(proposal, basis=grounds.basis, decided_by=grounds.decided_by),))
