"""Writing into the registry ledger: an edition, the first officer, persons, posts, tenures, names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.decision import Refused, refuse
from phoihop.kernel.period import Period
from phoihop.ledger.api import Outcome, Recorded, Writer, new_id, party_of, writing
from phoihop.ledger.domain.types import Party
from phoihop.registry.acts import Appointment, Departure
from phoihop.registry.domain.content import read_edition
from phoihop.registry.domain.edition import decide_load
from phoihop.registry.domain.tenures import (
    PLAIN,
    FirstOfficer,
    Grounds,
    NewPost,
    NewTenure,
    Proposals,
    TenureFacts,
    decide_first_officer,
    decide_name,
    decide_person,
    decide_post,
    decide_tenure_end,
    decide_tenure_start,
)
from phoihop.registry.permissions import may_record_facts
from phoihop.registry.queries import organisation, people
from phoihop.registry.queries.recorded import stored
from phoihop.registry.queries.source import source


def load_edition(folder: Path) -> Outcome:
    """Load the edition in `folder` into the registry ledger as one batch; loaded already: nothing happens.

    A later edition writes the difference. YamlFault, TableFault, EditionFault for faulty files; NoLedger.
    """
    content = read_edition(folder)
    ledger = source().ledger
    with writing(ledger, Party(source().keeper)) as writer:
        known = organisation.edition()
        sha256 = known.sha256 if known is not None else None
        return writer.record(decide_load(content, ledger=ledger, recorded=stored(ledger), sha256=sha256))


def install_first_officer(
    *, body: str, person_name: str, title: str, start: date, role: Role = Role.OFFICER
) -> FirstOfficer | Refused:
    """The genesis act: person, post and tenure of the first officer, entered by the command line for `body`.

    Refused: `registry.already_installed`, `registry.unknown_body`, `registry.body_not_alive`,
    `registry.name_empty`, `registry.title_empty`.
    """
    first = FirstOfficer(
        person=new_id(),
        person_name=person_name,
        post=new_id(),
        title=title,
        tenure=new_id(),
        body=body,
        role=role,
        start=start,
    )
    with writing(source().ledger, Party(body)) as writer:
        found = organisation.bodies([body], start).get(body)
        outcome = writer.record(decide_first_officer(first, body=found, posts_exist=people.posts_exist()))
    return first if isinstance(outcome, Recorded) else outcome


def record_person(actor: Actor, *, person: str, name: str, grounds: Grounds = PLAIN) -> Outcome:
    """Record a person by name under a new id. Refused: `registry.name_empty`, `registry.id_taken`."""

    def decide(_writer: Writer) -> Proposals:
        known = people.person_names([person]).get(person)
        return decide_person(person, name=name, known=known, grounds=grounds)

    return _recorded(actor, grounds, decide)


def record_post(
    actor: Actor,
    *,
    post: str,
    body: str,
    title: str,
    role: Role,
    order: int = 1,
    period: Period | None = None,
    grounds: Grounds = PLAIN,
) -> Outcome:
    """Record a post of a body; without `period` it exists as long as the body.

    Refused: `registry.unknown_body`, `registry.title_empty`, `registry.id_taken`,
    `registry.post_outlives_body`.
    """

    def decide(writer: Writer) -> Proposals:
        found = organisation.bodies([body], writer.now.date()).get(body)
        life = found.period if found is not None else Period(None, None)
        new = NewPost(id=post, body=body, title=title, role=role, order=order, period=period or life)
        return decide_post(new, body=found, known=people.post(post), grounds=grounds)

    return _recorded(actor, grounds, decide)


def start_tenure(
    actor: Actor,
    *,
    tenure: str,
    person: str,
    post: str,
    start: date,
    how: Appointment = Appointment.APPOINTED,
    grounds: Grounds = PLAIN,
) -> Outcome:
    """Put a person into a post from `start` on.

    Refused: `registry.unknown_person`, `registry.unknown_post`, `registry.post_not_there`,
    `registry.body_not_alive`, `registry.post_held`, `registry.id_taken`.
    """
    new = NewTenure(id=tenure, person=person, post=post, start=start, how=how)

    def decide(_writer: Writer) -> Proposals:
        found = people.post(post)
        body = organisation.bodies([found.body], start).get(found.body) if found is not None else None
        facts = TenureFacts(
            person_name=people.person_names([person]).get(person),
            post=found,
            body=body,
            tenures=found.holders if found is not None else (),
        )
        return decide_tenure_start(new, facts=facts, grounds=grounds)

    return _recorded(actor, grounds, decide)


def end_tenure(
    actor: Actor, *, tenure: str, on: date, how: Departure = Departure.OTHER, grounds: Grounds = PLAIN
) -> Outcome:
    """End a tenure; `on` is the first day without the post.

    Refused: `registry.unknown_tenure`, `registry.tenure_ended_already`, `registry.end_before_start`.
    """

    def decide(_writer: Writer) -> Proposals:
        return decide_tenure_end(people.tenure(tenure), on=on, how=how, grounds=grounds)

    return _recorded(actor, grounds, decide)


def record_name(actor: Actor, *, body: str, name: str, start: date, grounds: Grounds = PLAIN) -> Outcome:
    """Give a body another official name from `start` on.

    Refused: `registry.unknown_body`, `registry.name_empty`, `registry.body_not_alive`.
    """

    def decide(_writer: Writer) -> Proposals:
        found = organisation.bodies([body], start).get(body)
        return decide_name(found, name=name, start=start, grounds=grounds)

    return _recorded(actor, grounds, decide)


def _recorded(actor: Actor, grounds: Grounds, decide: Callable[[Writer], Proposals]) -> Outcome:
    """The path of every act of an officer: lock, permission, facts, decision, act.

    Refused before the first edition: `registry.no_edition`.
    """
    with writing(source().ledger, party_of(actor)) as writer:
        if organisation.edition() is None:
            return refuse("registry.no_edition")
        own, on_paper = grounds.decided_by is None, bool(grounds.basis)
        refusal = may_record_facts(actor, keeper=source().keeper, own=own, on_paper=on_paper)
        return Refused((refusal,)) if refusal is not None else writer.record(decide(writer))
