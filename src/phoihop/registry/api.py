"""The door of the registry: what other rooms may ask it and tell it. Facts are in `domain.types`.

`on` is the day for which an answer holds. Before the first edition, questions on structure raise NoEdition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.access.domain.types import EndedPost, Holding
from phoihop.kernel.decision import Refusal
from phoihop.registry.acts import RulesRecorded
from phoihop.registry.commands import (
    end_tenure,
    install_first_officer,
    load_edition,
    record_name,
    record_person,
    record_post,
    start_tenure,
)
from phoihop.registry.domain import lineage
from phoihop.registry.domain.acting import ActingRule, applied
from phoihop.registry.domain.content import EditionFault, read_edition
from phoihop.registry.domain.contradictions import contradictions as structural_contradictions
from phoihop.registry.domain.csv_table import TableFault
from phoihop.registry.domain.mentions import name_index, resolve
from phoihop.registry.domain.naming import written_out
from phoihop.registry.domain.protocol import in_protocol_order
from phoihop.registry.domain.structure import Branch, branches, holding
from phoihop.registry.domain.tenures import FirstOfficer, Grounds, tenure_contradictions
from phoihop.registry.domain.types import (
    BodyView,
    LineKind,
    PostView,
    Resolution,
    TenureView,
)
from phoihop.registry.permissions import may_read, may_record_facts
from phoihop.registry.projections import PROJECTORS
from phoihop.registry.queries import organisation, people
from phoihop.registry.queries.listing import Listed, Wanted, listed, named
from phoihop.registry.queries.organisation import NoEdition, edition, rules
from phoihop.registry.queries.source import NotWired, plug

__all__ = [
    "PROJECTORS",
    "ActingRule",
    "Branch",
    "EditionFault",
    "FirstOfficer",
    "Grounds",
    "Listed",
    "Names",
    "NoEdition",
    "NotWired",
    "RegistryActorSource",
    "TableFault",
    "Wanted",
    "bodies",
    "bodies_named",
    "body",
    "body_as_of",
    "body_names",
    "children",
    "contradictions",
    "edition",
    "end_tenure",
    "heirs",
    "held_posts",
    "home",
    "install_first_officer",
    "listed",
    "load_edition",
    "may_read",
    "may_record_facts",
    "partners",
    "people_names",
    "person_name",
    "plug",
    "post",
    "posts_of",
    "predecessors",
    "protocol_order",
    "read_edition",
    "record_name",
    "record_person",
    "record_post",
    "resolve_mention",
    "resolve_mentions",
    "rules",
    "search_bodies",
    "start_tenure",
    "successors",
    "tenures_of",
    "tree",
]


def home() -> str:
    """The agency from which the register is seen: aliases and class names are its own. One query."""
    return rules().home


# ---------------------------------------------------------------------------------------------- bodies


def body(code: str, *, on: date) -> BodyView | None:
    """A body under its name of the day, alive or not; None when the register has no such code.

    Two queries.
    """
    return bodies([code], on=on).get(code)


def body_as_of(code: str, *, on: date) -> BodyView | None:
    """A body that exists on the day, else None. Two queries."""
    found = body(code, on=on)
    return found if found is not None and found.alive(on) else None


def bodies(codes: Iterable[str], *, on: date) -> Mapping[str, BodyView]:
    """Bodies by code under their names of the day, alive or not; unknown codes are left out. Two queries."""
    return organisation.bodies(codes, on)


def body_names(codes: Iterable[str], *, on: date) -> Mapping[str, str]:
    """The names of bodies on the day by code; unknown codes are left out. One query."""
    return organisation.body_names(sorted(set(codes)), on)


def bodies_named(text: str, *, on: date) -> tuple[BodyView, ...]:
    """The bodies that have exactly this name on the day, up to spelling and abbreviations. Three queries."""
    words = rules()
    return in_protocol_order(named(written_out(text, words.abbreviations), on=on), rules=words)


def search_bodies(text: str, *, on: date, limit: int = 50) -> tuple[BodyView, ...]:
    """The bodies of the day with `text` in their names, marks or not, in protocol order. Three queries."""
    return listed(Wanted(text=text), on=on, rules=rules(), after=0, limit=limit).bodies


def protocol_order(codes: Iterable[str], *, on: date) -> tuple[BodyView, ...]:
    """The bodies as they are to be listed; unknown codes are left out. Three queries."""
    return in_protocol_order(organisation.bodies(codes, on).values(), rules=rules())


# -------------------------------------------------------------------------------------- lines, lineage


def partners(*, on: date) -> tuple[BodyView, ...]:
    """The bodies that coordinate with the home agency on the day, in protocol order. Five queries."""
    return children(home(), line=LineKind.COORDINATION, on=on)


def children(code: str, *, line: LineKind, on: date) -> tuple[BodyView, ...]:
    """The bodies directly below on the day, in protocol order; none when `code` does not exist then.

    Four queries.
    """
    lines = organisation.lines_below(code, line, on)
    found = organisation.bodies([code, *(fact.child for fact in lines)], on)
    if code not in found or not found[code].alive(on):
        return ()
    below = (found[fact.child] for fact in lines if fact.child in found)
    return in_protocol_order((child for child in below if child.alive(on)), rules=rules())


def tree(line: LineKind, *, on: date, words: RulesRecorded | None = None) -> tuple[Branch, ...]:
    """All bodies of the day on one line as trees, siblings in protocol order.

    Four queries, three when the rules are handed in.
    """
    lines = organisation.lines_of_kind(line, on)
    found = organisation.bodies({code for fact in lines for code in (fact.child, fact.parent)}, on)
    order = [known.code for known in in_protocol_order(found.values(), rules=words or rules())]
    return branches(holding(lines, on=on, bodies=found), found, order=order)


def successors(code: str) -> tuple[str, ...]:
    """The bodies into which `code` passed directly, whenever. One query."""
    return lineage.direct_successors(code, organisation.lineage_at(code))


def predecessors(code: str) -> tuple[str, ...]:
    """The bodies that passed directly into `code`, whenever. One query."""
    return lineage.direct_predecessors(code, organisation.lineage_at(code))


def heirs(code: str, *, on: date) -> tuple[BodyView, ...]:
    """The bodies of the day that carry on the work of `code`, or itself, in protocol order. Four queries."""
    facts, _ = organisation.changes_until(on)
    found = organisation.bodies(lineage.descendants(code, on=on, facts=facts), on)
    return in_protocol_order((body for body in found.values() if body.alive(on)), rules=rules())


# ---------------------------------------------------------------------------------- mentions in a text


def resolve_mention(mention: str, *, on: date, home: str | None = None) -> Resolution:
    """What one name of a body in a text meant on the day.

    For several use `resolve_mentions`: it loads once.
    """
    return resolve_mentions([mention], on=on, home=home)[0]


def resolve_mentions(mentions: Sequence[str], *, on: date, home: str | None = None) -> tuple[Resolution, ...]:
    """What names of bodies in a text (as reading normalises them) meant on the day of the text, in order.

    `home`: the agency from whose papers the text comes; None: the home agency. Five queries.
    """
    index = name_index(organisation.register())
    seen_from = home if home is not None else index.register.rules.home
    return tuple(resolve(index, mention, on=on, home=seen_from) for mention in mentions)


def contradictions(words: RulesRecorded | None = None) -> tuple[Refusal, ...]:
    """What in the register cannot all be true. Seven queries, six when the rules are handed in."""
    register = organisation.register(words)
    posts = people.all_posts()
    held = tenure_contradictions(
        (tenure for post in posts for tenure in post.holders),
        posts={post.id: post for post in posts},
        bodies=register.bodies,
    )
    return (*structural_contradictions(register), *held)


# ----------------------------------------------------------------------------------- persons and posts


def person_name(person: str) -> str:
    """The name of a person; the id itself when the register does not know it. One query."""
    return people.person_names([person]).get(person, person)


def people_names(codes: Iterable[str]) -> Mapping[str, str]:
    """Names of persons and titles of posts by id; unknown ids are left out. One query."""
    return people.titles_and_names(sorted(set(codes)))


def posts_of(body: str) -> tuple[PostView, ...]:
    """The posts that a body ever had, with all their tenures. Three queries."""
    return people.posts_of(body)


def held_posts(body: str) -> tuple[PostView, ...]:
    """The posts of a body that somebody ever held, with all their tenures. One query."""
    return people.held_posts(body)


def post(code: str) -> PostView | None:
    """A post with all its tenures, None when the register does not know it. Two queries."""
    return people.post(code)


def tenures_of(person: str) -> tuple[TenureView, ...]:
    """All tenures of a person in the order of their first days. One query."""
    return people.tenures_of(person)


@dataclass(frozen=True, slots=True)
class RegistryActorSource:
    """Port `ActorSource` of access: who holds which post on a day, and for whom a body acts.

    `acting`: the rules by which a body speaks for another one (content/acting.yaml), applied or not.
    """

    acting: tuple[ActingRule, ...] = ()

    def holdings(self, person: str, on: date) -> tuple[Holding, ...]:
        """The posts held on the day, in protocol order of their bodies.

        One query, three more for several bodies.
        """
        found = people.holdings(person, on)
        if len({holding.body for holding in found}) < 2:
            return found
        place = {b.code: at for at, b in enumerate(protocol_order((h.body for h in found), on=on))}
        return tuple(sorted(found, key=lambda holding: place.get(holding.body, len(place))))

    def acts_for(self, body: str, on: date) -> frozenset[str]:
        """The body, the ended ones whose work had passed to it, and those it reports for by a rule.

        One query, one more where a rule is applied.
        """
        facts, periods = organisation.changes_until(on)
        taken_over = lineage.work_taken_over(body, on=on, facts=facts, periods=periods)
        return taken_over | organisation.spoken_for(body, applied(self.acting), on)

    def last_ended(self, person: str, on: date) -> EndedPost | None:
        """The post of a person that ended last up to the day, None when none has. One query."""
        return people.last_ended(person, on)


class Names:
    """Port `NameSource` of access and ledger: words for the codes of bodies, persons and posts."""

    def names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """The latest name of each code; unknown codes are left out. Two queries."""
        return {**people.titles_and_names(codes), **organisation.body_names(codes, date.max)}
