"""From the acts of one subject to its rows. Pure; an act without payload (redacted, withheld) makes no row.

Rows are made per ledger: what another agency states about a body stands beside the registry's row and never
changes it, because each body speaks only for itself. Queries read the rows of the node's registry ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, NamedTuple, TypedDict, TypeVar

from django.db import models

from phoihop.kernel.canonical import canonical
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.ids import SubjectId, subject_key
from phoihop.kernel.period import Period
from phoihop.kernel.text import person_sort_key, search_key
from phoihop.ledger.api import Projector
from phoihop.ledger.domain.types import FoldedAct, Payload
from phoihop.registry.acts import (
    TENURE_ENDED,
    Appointment,
    BodyRecorded,
    Departure,
    EditionLoaded,
    FirstOfficerInstalled,
    LineageRecorded,
    LineRecorded,
    NameRecorded,
    PersonRecorded,
    PostRecorded,
    RulesRecorded,
    TenureEnded,
    TenureStarted,
)
from phoihop.registry.domain.protocol import unit_of
from phoihop.registry.models import (
    Body,
    BodyName,
    Edition,
    Line,
    Lineage,
    Person,
    Post,
    Rules,
    Tenure,
)

P = TypeVar("P", bound=Payload)
Tables = tuple[type[models.Model], ...]


class Origin(TypedDict):
    """Columns that say where a row comes from."""

    subject: str
    state: str
    ledger: str
    epoch: int
    place: int


def _origin(subject: str, act: FoldedAct, state: Knowledge = Knowledge.VERIFIED) -> Origin:
    place = act.place
    return Origin(
        subject=subject, state=state.value, ledger=place.ledger, epoch=place.epoch, place=place.index
    )


def _each_ledger(acts: Sequence[FoldedAct]) -> Iterator[Sequence[FoldedAct]]:
    """The acts of one ledger after the other: each says its own, none changes what another says."""
    groups: dict[str, list[FoldedAct]] = {}
    for act in acts:
        groups.setdefault(act.place.ledger, []).append(act)
    yield from (groups[ledger] for ledger in sorted(groups))


def _last(acts: Sequence[FoldedAct], payload: type[P]) -> tuple[FoldedAct, P] | None:
    """The latest act with a payload of this type."""
    for act in reversed(acts):
        if isinstance(act.payload, payload):
            return act, act.payload
    return None


def _key(subject: str) -> str:
    return subject_key(SubjectId(subject))


def _period(act: FoldedAct) -> tuple[date | None, date | None]:
    """The valid period in the envelope: it is there even when the content is not."""
    return _day(act.envelope.valid.start), _day(act.envelope.valid.end)


class Validity(TypedDict):
    """Columns of a period."""

    valid_from: date | None
    valid_to: date | None


def _validity(act: FoldedAct) -> Validity:
    start, end = _period(act)
    return Validity(valid_from=start, valid_to=end)


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


def _has_a_day(start: date | None, end: date | None) -> bool:
    """Whether [start, end) holds at all: a fact that is over before it began makes no row."""
    return start is None or end is None or start < end


class LedgerByLedger:
    """A fold in which every ledger has rows of its own. Subclasses fold the acts of one ledger."""

    subject_type: ClassVar[str]
    tables: ClassVar[Tables]

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """The rows of all ledgers, by name of the ledger."""
        return [row for own in _each_ledger(acts) for row in self.stated(subject, own)]

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """The rows of one ledger."""
        raise NotImplementedError


class BodyProjector(LedgerByLedger):
    """Bodies with their names."""

    subject_type: ClassVar[str] = "body"
    tables: ClassVar[Tables] = (Body, BodyName)

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """The body as recorded last, and its names, each ended by the next."""
        found = _last(acts, BodyRecorded)
        if found is None or not _has_a_day(*_period(found[0])):
            return
        act, body = found
        row = Body(
            code=_key(subject),
            name=body.name,
            kind=body.kind,
            side=body.side,
            unit=unit_of(_key(subject)),
            source=body.source,
            note=body.note,
            **_origin(subject, act, body.state),
            **_validity(act),
        )
        yield row
        yield from _names(row, acts)


class _Given(NamedTuple):
    """A name and the first day of its use (None: as long as the body)."""

    start: date | None
    name: str
    source: str
    origin: Origin


def _names(body: Body, acts: Sequence[FoldedAct]) -> Iterator[BodyName]:
    """The name recorded with the body, then those given later; each is used until the next one begins."""
    origin = Origin(
        subject=body.subject, state=body.state, ledger=body.ledger, epoch=body.epoch, place=body.place
    )
    given = [_Given(body.valid_from, body.name, body.source, origin), *_given_later(body, acts)]
    given.sort(key=lambda name: name.start or date.min)
    ends: list[date | None] = [*(name.start for name in given[1:]), body.valid_to]
    for name, end in zip(given, ends, strict=True):
        if _has_a_day(name.start, end):
            yield BodyName(
                body=body.code,
                name=name.name,
                folded=search_key(name.name),
                valid_from=name.start,
                valid_to=end,
                source=name.source,
                **name.origin,
            )


def _given_later(body: Body, acts: Sequence[FoldedAct]) -> Iterator[_Given]:
    life = Period(body.valid_from, body.valid_to)
    for act in acts:
        start, _ = _period(act)
        if isinstance(act.payload, NameRecorded) and start is not None and life.contains(start):
            origin = _origin(body.subject, act, act.payload.state)
            yield _Given(start, act.payload.name, act.payload.source, origin)


class LineProjector(LedgerByLedger):
    """Lines between bodies."""

    subject_type: ClassVar[str] = "body_line"
    tables: ClassVar[Tables] = (Line,)

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """The line as recorded last."""
        found = _last(acts, LineRecorded)
        if found is not None and _has_a_day(*_period(found[0])):
            act, line = found
            yield Line(
                child=line.child,
                parent=line.parent,
                line=line.line.value,
                source=line.source,
                note=line.note,
                **_origin(subject, act, line.state),
                **_validity(act),
            )


class LineageProjector(LedgerByLedger):
    """What became of bodies."""

    subject_type: ClassVar[str] = "lineage"
    tables: ClassVar[Tables] = (Lineage,)

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """The change as recorded last; one without a day is no change."""
        found = _last(acts, LineageRecorded)
        day = _period(found[0])[0] if found is not None else None
        if found is not None and day is not None:
            act, passed = found
            yield Lineage(
                predecessor=passed.predecessor,
                successor=passed.successor,
                kind=passed.kind.value,
                day=day,
                source=passed.source,
                note=passed.note,
                **_origin(subject, act, passed.state),
            )


class PersonProjector(LedgerByLedger):
    """People, by name."""

    subject_type: ClassVar[str] = "person"
    tables: ClassVar[Tables] = (Person,)

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """The person under the name recorded last."""
        for act in reversed(acts):
            match act.payload:
                case PersonRecorded(name=name) | FirstOfficerInstalled(person_name=name):
                    yield Person(
                        person=_key(subject),
                        name=name,
                        folded=search_key(name),
                        sort_key=person_sort_key(name),
                        **_origin(subject, act),
                    )
                    return


class PostProjector(LedgerByLedger):
    """Posts of bodies."""

    subject_type: ClassVar[str] = "post"
    tables: ClassVar[Tables] = (Post,)

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """The post as recorded last."""
        posts = (
            act for act in reversed(acts) if isinstance(act.payload, PostRecorded | FirstOfficerInstalled)
        )
        act = next(posts, None)
        if act is None or not _has_a_day(*_period(act)):
            return
        match act.payload:
            case PostRecorded(body=body, title=title, role=role, order=order, state=state):
                pass
            case FirstOfficerInstalled(body=body, title=title, role=role):
                order, state = 1, Knowledge.VERIFIED
            case _:
                return
        yield Post(
            post=_key(subject),
            body=body,
            title=title,
            role=role.value,
            order=order,
            **_origin(subject, act, state),
            **_validity(act),
        )


class TenureProjector(LedgerByLedger):
    """People in posts. An end counts even when its content was cleared: no right may come back that way."""

    subject_type: ClassVar[str] = "tenure"
    tables: ClassVar[Tables] = (Tenure,)

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """The tenure from its start to its recorded end."""
        begun = _begun(acts)
        if begun is None:
            return
        act, tenure = begun
        start, end = _period(act)
        ended = next((a for a in reversed(acts) if a.kind == TENURE_ENDED.name), None)
        if ended is not None:
            end, _ = _period(ended)
        if not _has_a_day(start, end):
            return
        how, state = Appointment.ASSIGNED, Knowledge.VERIFIED
        if isinstance(tenure, TenureStarted):
            how, state = tenure.how, tenure.state
        yield Tenure(
            tenure=_key(subject),
            person=tenure.person,
            post=tenure.post,
            how=how.value,
            left=_left(ended),
            valid_from=start,
            valid_to=end,
            **_origin(subject, act, state),
        )


def _begun(acts: Sequence[FoldedAct]) -> tuple[FoldedAct, TenureStarted | FirstOfficerInstalled] | None:
    for act in reversed(acts):
        if isinstance(act.payload, TenureStarted | FirstOfficerInstalled):
            return act, act.payload
    return None


def _left(ended: FoldedAct | None) -> str:
    if ended is None:
        return ""
    return (ended.payload.how if isinstance(ended.payload, TenureEnded) else Departure.OTHER).value


class EditionProjector(LedgerByLedger):
    """Editions of the registry content."""

    subject_type: ClassVar[str] = "registry_edition"
    tables: ClassVar[Tables] = (Edition,)

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """One row per edition, numbered from 1 in the order of loading."""
        loaded = [(act, act.payload) for act in acts if isinstance(act.payload, EditionLoaded)]
        for number, (act, edition) in enumerate(loaded, start=1):
            yield Edition(
                number=number,
                name=edition.name,
                day=date.fromisoformat(edition.date),
                known_from=date.fromisoformat(edition.known_from),
                known_until=date.fromisoformat(edition.known_until),
                sha256=edition.sha256,
                bodies=edition.bodies,
                lines=edition.lines,
                lineage=edition.lineage,
                **_origin(subject, act, edition.state),
            )


class RulesProjector(LedgerByLedger):
    """Words, order, class names and aliases in force."""

    subject_type: ClassVar[str] = "registry_rules"
    tables: ClassVar[Tables] = (Rules,)

    def stated(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        """The rules as recorded last."""
        found = _last(acts, RulesRecorded)
        if found is not None:
            act, rules = found
            yield Rules(home=rules.home, body=canonical(rules).decode(), **_origin(subject, act))


PROJECTORS: tuple[Projector, ...] = (
    BodyProjector(),
    LineProjector(),
    LineageProjector(),
    PersonProjector(),
    PostProjector(),
    TenureProjector(),
    EditionProjector(),
    RulesProjector(),
)
