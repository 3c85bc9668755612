"""The words that assignments are made of, as content/vocab/tasks*.yaml hold them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from phoihop.kernel import strict_yaml


class TaskFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around an action: who asks, who is asked, when, with whom, and what shows that it is none."""

    abbreviations: tuple[str, ...]
    accordingly: tuple[str, ...]
    actor_stops: tuple[str, ...]
    actors: tuple[str, ...]
    adverbs: tuple[str, ...]
    agreed: tuple[str, ...]
    agreed_not_after: tuple[str, ...]
    agreeing: tuple[str, ...]
    agreements: tuple[str, ...]
    aims: tuple[str, ...]
    also: tuple[str, ...]
    ambiguous: tuple[str, ...]
    ambiguous_after: tuple[str, ...]
    and_words: tuple[str, ...]
    announced: tuple[str, ...]
    announcements: tuple[str, ...]
    articles: tuple[str, ...]
    asides: tuple[str, ...]
    asking: tuple[str, ...]
    asking_by_leaders: tuple[str, ...]
    asking_not_after: tuple[str, ...]
    asking_others: tuple[str, ...]
    asking_somebody: tuple[str, ...]
    basis_cues: tuple[str, ...]
    basis_stops: tuple[str, ...]
    because: tuple[str, ...]
    belonging: tuple[str, ...]
    both_sides: tuple[str, ...]
    carrying_out: tuple[str, ...]
    chapters: tuple[str, ...]
    closed: tuple[str, ...]
    closed_tails: tuple[str, ...]
    closing_acts: tuple[str, ...]
    closing_clauses: tuple[str, ...]
    closing_verbs: tuple[str, ...]
    closings: tuple[str, ...]
    comments: tuple[str, ...]
    concerning: tuple[str, ...]
    conditions: tuple[str, ...]
    cooperation: tuple[str, ...]
    cooperation_not_after: tuple[str, ...]
    coordinating: tuple[str, ...]
    done: tuple[str, ...]
    finishing: tuple[str, ...]
    first_of_all: tuple[str, ...]
    going_on: tuple[str, ...]
    holders: tuple[str, ...]
    hopes: tuple[str, ...]
    in_order_to: tuple[str, ...]
    item_heads: tuple[str, ...]
    lead_labels: tuple[str, ...]
    lead_openers: tuple[str, ...]
    liabilities: tuple[str, ...]
    long_purpose: tuple[str, ...]
    modals: tuple[str, ...]
    musts: tuple[str, ...]
    no_verbs: tuple[str, ...]
    nominal_before: tuple[str, ...]
    not_asking: tuple[str, ...]
    not_modal_after: tuple[str, ...]
    not_offices: tuple[str, ...]
    noun_starts: tuple[str, ...]
    of: tuple[str, ...]
    of_parent: tuple[str, ...]
    of_whom: tuple[str, ...]
    official_words: tuple[str, ...]
    openers: tuple[str, ...]
    partner_labels: tuple[str, ...]
    parts_of_law: tuple[str, ...]
    party_joiners: tuple[str, ...]
    past: tuple[str, ...]
    petitioners: tuple[str, ...]
    petitions: tuple[str, ...]
    plain_purpose: tuple[str, ...]
    plans: tuple[str, ...]
    plural: tuple[str, ...]
    purpose: tuple[str, ...]
    results: tuple[str, ...]
    rhythms: tuple[str, ...]
    role_bridges: tuple[str, ...]
    role_lead: tuple[str, ...]
    role_verbs: tuple[str, ...]
    role_with: tuple[str, ...]
    saying: tuple[str, ...]
    sections: tuple[str, ...]
    short_purpose: tuple[str, ...]
    signing: tuple[str, ...]
    speakers: tuple[str, ...]
    strict_musts: tuple[str, ...]
    targets: tuple[str, ...]
    that: tuple[str, ...]
    this_agency: tuple[str, ...]
    this_place: tuple[str, ...]
    time_labels: tuple[str, ...]
    time_prepositions: tuple[str, ...]
    time_to_come: tuple[str, ...]
    until: tuple[str, ...]
    weak_actors: tuple[str, ...]
    will: tuple[str, ...]
    with_whom: tuple[str, ...]
    within: tuple[str, ...]
    within_time: tuple[str, ...]


ListName = Literal[
    "abbreviations",
    "accordingly",
    "actor_stops",
    "actors",
    "adverbs",
    "agreed",
    "agreed_not_after",
    "agreeing",
    "agreements",
    "aims",
    "also",
    "ambiguous",
    "ambiguous_after",
    "and_words",
    "announced",
    "announcements",
    "articles",
    "asides",
    "asking",
    "asking_by_leaders",
    "asking_not_after",
    "asking_others",
    "asking_somebody",
    "basis_cues",
    "basis_stops",
    "because",
    "belonging",
    "both_sides",
    "carrying_out",
    "chapters",
    "closed",
    "closed_tails",
    "closing_acts",
    "closing_clauses",
    "closing_verbs",
    "closings",
    "comments",
    "concerning",
    "conditions",
    "cooperation",
    "cooperation_not_after",
    "coordinating",
    "done",
    "finishing",
    "first_of_all",
    "going_on",
    "holders",
    "hopes",
    "in_order_to",
    "item_heads",
    "lead_labels",
    "lead_openers",
    "liabilities",
    "long_purpose",
    "modals",
    "musts",
    "no_verbs",
    "nominal_before",
    "not_asking",
    "not_modal_after",
    "not_offices",
    "noun_starts",
    "of",
    "of_parent",
    "of_whom",
    "official_words",
    "openers",
    "partner_labels",
    "parts_of_law",
    "party_joiners",
    "past",
    "petitioners",
    "petitions",
    "plain_purpose",
    "plans",
    "plural",
    "purpose",
    "results",
    "rhythms",
    "role_bridges",
    "role_lead",
    "role_verbs",
    "role_with",
    "saying",
    "sections",
    "short_purpose",
    "signing",
    "speakers",
    "strict_musts",
    "targets",
    "that",
    "this_agency",
    "this_place",
    "time_labels",
    "time_prepositions",
    "time_to_come",
    "until",
    "weak_actors",
    "will",
    "with_whom",
    "within",
    "within_time",
]
"""The fields of TaskFrame; readers ask for a list by its name."""


class TaskVocabulary(msgspec.Struct, frozen=True, eq=False):
    """All lists for tasks."""

    verbs: tuple[str, ...]
    frame: TaskFrame


def load_task_vocabulary(directory: Path) -> TaskVocabulary:
    """The lists of content/vocab. Raises YamlFault for a file that breaks its schema."""
    return TaskVocabulary(
        verbs=strict_yaml.load(directory / "tasks-verbs.yaml", tuple[str, ...]),
        frame=strict_yaml.load(directory / "tasks-frame.yaml", TaskFrame),
    )
