"""Acts of the registry. The period of a fact stands in the envelope (`valid`), all else in the payload.

Subjects: `body:<code>`, `body_line:<child>/<parent>/<line>`, `lineage:<from>/<to>/<kind>`, `person:<id>`,
`post:<id>`, `tenure:<id>`, `registry_edition:<ledger>`, `registry_rules:<ledger>`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

from phoihop.access.domain.types import Role
from phoihop.kernel.citation import Knowledge
from phoihop.ledger.domain.types import ActKind, Payload


class LineKind(StrEnum):
    """What holds two bodies together; the child is below the parent, or beside it (coordination)."""

    ADVISES = "advises"
    COMMAND = "command"
    COORDINATION = "coordination"
    GUIDANCE = "guidance"
    PARTY = "party"
    STATE = "state"


class LineageKind(StrEnum):
    """What became of a body on a day. `abolish` leaves no successor."""

    ABOLISH = "abolish"
    MERGE = "merge"
    RENAME = "rename"
    SPLIT = "split"
    TRANSFER = "transfer"


class Appointment(StrEnum):
    """How somebody came into a post."""

    APPOINTED = "appointed"
    ASSIGNED = "assigned"
    ELECTED = "elected"


class Departure(StrEnum):
    """How somebody left a post. Grounds that concern the person are not kept here."""

    OTHER = "other"
    POST_ENDED = "post_ended"
    RETIRED = "retired"
    TERM_ENDED = "term_ended"
    TRANSFERRED = "transferred"


class BodyRecorded(Payload, frozen=True):
    """A body exists under this name during the period."""

    name: str
    kind: str
    side: str
    state: Knowledge
    source: str
    note: str


class NameRecorded(Payload, frozen=True):
    """From the start of the period on, the body has another official name."""

    name: str
    state: Knowledge
    source: str


class LineRecorded(Payload, frozen=True):
    """A line between two bodies holds during the period."""

    child: str
    parent: str
    line: LineKind
    state: Knowledge
    source: str
    note: str


class LineageRecorded(Payload, frozen=True):
    """On the first day of the period a body passed into another, or ended (`successor` None)."""

    predecessor: str
    successor: str | None
    kind: LineageKind
    state: Knowledge
    source: str
    note: str


class RowWithdrawn(Payload, frozen=True):
    """A new edition no longer has this row; the act supersedes the one that recorded it."""

    edition: str


class Label(Payload, frozen=True):
    """A code of the vocabulary in words."""

    code: str
    vi: str
    en: str


class LineLabel(Payload, frozen=True):
    """A line in words: its name, what the child says of the parent (`up`) and the parent of it (`down`)."""

    code: LineKind
    vi: str
    en: str
    up_vi: str
    up_en: str
    down_vi: str
    down_en: str


class Step(Payload, frozen=True):
    """One step from bodies to others over the lines that hold on a day."""

    toward: Literal["children", "parents"]
    line: LineKind
    kinds: tuple[str, ...]


class ClassRule(Payload, frozen=True):
    """A name that stands for several bodies: from `start` along the steps."""

    id: str
    label: str
    start: str
    steps: tuple[Step, ...]
    names: tuple[str, ...]


class Alias(Payload, frozen=True):
    """Names by which the home agency calls a body."""

    body: str
    names: tuple[str, ...]


class Abbreviation(Payload, frozen=True):
    """A short form in names of bodies and what it stands for; case matters."""

    short: str
    long: str


class RulesRecorded(Payload, frozen=True):
    """Words, order of listing, class names and aliases of one edition, seen from `home`."""

    home: str
    kinds: tuple[Label, ...]
    sides: tuple[Label, ...]
    lines: tuple[LineLabel, ...]
    first: tuple[str, ...]
    order: tuple[str, ...]
    classes: tuple[ClassRule, ...]
    aliases: tuple[Alias, ...]
    abbreviations: tuple[Abbreviation, ...]
    levels: tuple[str, ...]
    scopes: tuple[str, ...]


class EditionLoaded(Payload, frozen=True):
    """A named state of the registry content was loaded; `sha256` is over its files.

    `known_from`, `known_until`: ISO days between which the content was checked.
    """

    name: str
    date: str
    known_from: str
    known_until: str
    state: Knowledge
    sha256: str
    bodies: int
    lines: int
    lineage: int


class PersonRecorded(Payload, frozen=True):
    """A person is known by this name. Nothing else about people is kept in the registry."""

    name: str


class PostRecorded(Payload, frozen=True):
    """A body has this post during the period. `order` is its place among the posts of the body, from 1."""

    body: str
    title: str
    role: Role
    order: int
    state: Knowledge


class TenureStarted(Payload, frozen=True):
    """A person holds a post from the start of the period (to its end, when that is known in advance)."""

    person: str
    post: str
    how: Appointment
    state: Knowledge


class TenureEnded(Payload, frozen=True):
    """The tenure ends: the start of the period is the first day on which it no longer holds."""

    how: Departure


class FirstOfficerInstalled(Payload, frozen=True):
    """The genesis act: person, post and tenure at once, because nobody could act before."""

    person: str
    person_name: str
    post: str
    title: str
    body: str
    role: Role


BODY_RECORDED: Final = ActKind("registry.body_recorded", 1, BodyRecorded, ("body",), "public")
NAME_RECORDED: Final = ActKind("registry.name_recorded", 1, NameRecorded, ("body",), "public")
LINE_RECORDED: Final = ActKind("registry.line_recorded", 1, LineRecorded, ("body_line",), "public")
LINEAGE_RECORDED: Final = ActKind("registry.lineage_recorded", 1, LineageRecorded, ("lineage",), "public")
ROW_WITHDRAWN: Final = ActKind(
    "registry.row_withdrawn", 1, RowWithdrawn, ("body", "body_line", "lineage"), "public"
)
RULES_RECORDED: Final = ActKind("registry.rules_recorded", 1, RulesRecorded, ("registry_rules",), "public")
EDITION_LOADED: Final = ActKind("registry.edition_loaded", 1, EditionLoaded, ("registry_edition",), "public")
PERSON_RECORDED: Final = ActKind("registry.person_recorded", 1, PersonRecorded, ("person",), "parties")
POST_RECORDED: Final = ActKind("registry.post_recorded", 1, PostRecorded, ("post",), "parties")
TENURE_STARTED: Final = ActKind("registry.tenure_started", 1, TenureStarted, ("tenure",), "parties")
TENURE_ENDED: Final = ActKind("registry.tenure_ended", 1, TenureEnded, ("tenure",), "parties")
FIRST_OFFICER_INSTALLED: Final = ActKind(
    "registry.first_officer_installed", 1, FirstOfficerInstalled, ("person", "post", "tenure"), "parties"
)

KINDS: Final[tuple[ActKind[Payload], ...]] = (
    BODY_RECORDED,
    NAME_RECORDED,
    LINE_RECORDED,
    LINEAGE_RECORDED,
    ROW_WITHDRAWN,
    RULES_RECORDED,
    EDITION_LOADED,
    PERSON_RECORDED,
    POST_RECORDED,
    TENURE_STARTED,
    TENURE_ENDED,
    FIRST_OFFICER_INSTALLED,
)
