"""From the acts of one subject to its rows. Pure; an act without payload (redacted, withheld) makes no row.

The ledger that recorded a subject first owns its row: what other ledgers say of the same subject never
changes it (HOUSE rule: each body speaks only for itself).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, NamedTuple, TypedDict, TypeVar

from django.db import models
from django.db.models import Model

from phoihop.kernel.canonical import canonical
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.ids import SubjectId, subject_key
from phoihop.kernel.text import person_sort_key, search_key
from phoihop.ledger.act import FoldedAct, Payload
from phoihop.ledger.ports import Projector
from phoihop.registry.acts import (
    BodyRecorded,
    EditionLoaded,
    FirstOfficerInstalled,
    LineageRecorded,
    LineRecorded,
    NameRecorded,
    PersonRecorded,
    PostRecorded,
    RulesRecorded,
    TENURE_ENDED,
    Appointment,
    Departure,
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


def _own(acts: Sequence[FoldedAct]) -> Sequence[FoldedAct]:
    """The acts of the ledger that spoke first of the subject."""
    return [act for act in acts if act.place.ledger == acts[0].place.ledger]


def _last(acts: Sequence[FoldedAct], payload: type[P]) -> tuple[FoldedAct, P] | None:
    """The latest own act with a payload of this type, if nothing but its kind came after it."""
    for act in reversed(_own(acts)):
        if isinstance(act.payload, payload):
            return act, act.payload
    return None


def _key(subject: str) -> str:
    return subject_key(SubjectId(subject))


def _period(act: FoldedAct) -> tuple[date | None, date | None]:
    """The valid period in the envelope: it is there even when the content is not."""
    return _day(act.envelope.valid.start), _day(act.envelope.valid.end)


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


def _has_a_day(start: date | None, end: date | None) -> bool:
    """Whether [start, end) holds at all: a fact that is over before it began makes no row."""
    return start is None or end is None or start < end


class BodyProjector:
    """Bodies with their names."""

    subject_type: ClassVar[str] = "body"
    tables: ClassVar[Tables] = (Body, BodyName)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[Model]:
        """The body as recorded last, and its names, each ended by the next."""
        found = _last(acts, BodyRecorded)
        if found is None:
            return ()
        act, body = found
        start, end = _period(act)
        if not _has_a_day(start, end):
            return ()
        origin = _origin(subject, act, body.state)
        row = Body(
            code=_key(subject),
            name=body.name,
            kind=body.kind,
            side=body.side,
            unit=unit_of(_key(subject)),
            valid_from=start,
            valid_to=end,
            source=body.source,
            note=body.note,
            **origin,
        )
        return (row, *_names(row, _Given(start, body.name, body.source, origin), acts))


class _Given(NamedTuple):
    """A name and the first day of its use (None: as long as the body)."""

    start: date | None
    name: str
    source: str
    origin: Origin


def _names(body: Body, first: _Given, acts: Sequence[FoldedAct]) -> Iterator[BodyName]:
    """The name recorded with the body, then those given later; each is used until the next one begins."""
    given = [first, *_given_later(body, acts)]
    given.sort(key=lambda name: name.start or date.min)
    nexts: list[date | None] = [name.start for name in given[1:]]
    for name, end in zip(given, [*nexts, body.valid_to], strict=True):
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
    for act in _own(acts):
        start, _ = _period(act)
        if isinstance(act.payload, NameRecorded) and start is not None and _within(body, start):
            origin = _origin(body.subject, act, act.payload.state)
            yield _Given(start, act.payload.name, act.payload.source, origin)


def _within(body: Body, day: date) -> bool:
    begun = body.valid_from is None or body.valid_from <= day
    return begun and (body.valid_to is None or day < body.valid_to)


class LineProjector:
    """Lines between bodies."""

    subject_type: ClassVar[str] = "body_line"
    tables: ClassVar[Tables] = (Line,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[Model]:
        """The line as recorded last."""
        found = _last(acts, LineRecorded)
        if found is None:
            return ()
        act, line = found
        start, end = _period(act)
        if not _has_a_day(start, end):
            return ()
        row = Line(
            child=line.child,
            parent=line.parent,
            line=line.line.value,
            valid_from=start,
            valid_to=end,
            source=line.source,
            note=line.note,
            **_origin(subject, act, line.state),
        )
        return (row,)


class LineageProjector:
    """What became of bodies."""

    subject_type: ClassVar[str] = "lineage"
    tables: ClassVar[Tables] = (Lineage,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[Model]:
        """The change as recorded last; one without a day is no change."""
        found = _last(acts, LineageRecorded)
        if found is None:
            return ()
        act, passed = found
        day, _ = _period(act)
        if day is None:
            return ()
        row = Lineage(
            predecessor=passed.predecessor,
            successor=passed.successor,
            kind=passed.kind.value,
            day=day,
            source=passed.source,
            note=passed.note,
            **_origin(subject, act, passed.state),
        )
        return (row,)


class PersonProjector:
    """People, by name."""

    subject_type: ClassVar[str] = "person"
    tables: ClassVar[Tables] = (Person,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[Model]:
        """The person under the name recorded last."""
        for act in reversed(_own(acts)):
            match act.payload:
                case PersonRecorded(name=name) | FirstOfficerInstalled(person_name=name):
                    row = Person(
                        person=_key(subject),
                        name=name,
                        folded=search_key(name),
                        sort_key=person_sort_key(name),
                        **_origin(subject, act),
                    )
                    return (row,)
        return ()


class PostProjector:
    """Posts of bodies."""

    subject_type: ClassVar[str] = "post"
    tables: ClassVar[Tables] = (Post,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[Model]:
        """The post as recorded last; the first officer's post has no last day."""
        for act in reversed(_own(acts)):
            start, end = _period(act)
            if not _has_a_day(start, end):
                continue
            match act.payload:
                case PostRecorded() as post:
                    order, state = post.order, post.state
                case FirstOfficerInstalled() as post:
                    order, state = 1, Knowledge.VERIFIED
                case _:
                    continue
            row = Post(
                post=_key(subject),
                body=post.body,
                title=post.title,
                role=post.role.value,
                order=order,
                valid_from=start,
                valid_to=end,
                **_origin(subject, act, state),
            )
            return (row,)
        return ()


class TenureProjector:
    """People in posts. An end counts even when its content was cleared: no right may come back that way."""

    subject_type: ClassVar[str] = "tenure"
    tables: ClassVar[Tables] = (Tenure,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[Model]:
        """The tenure from its start to its recorded end."""
        own = _own(acts)
        begun = _begun(own)
        if begun is None:
            return ()
        act, tenure, how, state = begun
        start, foreseen = _period(act)
        ended = next((a for a in reversed(own) if a.kind == TENURE_ENDED.name), None)
        end = foreseen if ended is None else _period(ended)[0]
        if not _has_a_day(start, end):
            return ()
        left = ended.payload.how if ended and isinstance(ended.payload, TenureEnded) else None
        row = Tenure(
            tenure=_key(subject),
            person=tenure.person,
            post=tenure.post,
            how=how.value,
            left=(left or Departure.OTHER).value if ended else "",
            valid_from=start,
            valid_to=end,
            **_origin(subject, act, state),
        )
        return (row,)


Begun = tuple[FoldedAct, TenureStarted | FirstOfficerInstalled, Appointment, Knowledge]


def _begun(acts: Sequence[FoldedAct]) -> Begun | None:
    for act in reversed(acts):
        match act.payload:
            case TenureStarted() as tenure:
                return act, tenure, tenure.how, tenure.state
            case FirstOfficerInstalled() as tenure:
                return act, tenure, Appointment.ASSIGNED, Knowledge.VERIFIED
    return None


class EditionProjector:
    """Editions of the registry content; a ledger speaks only of its own registry."""

    subject_type: ClassVar[str] = "registry_edition"
    tables: ClassVar[Tables] = (Edition,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[Model]:
        """One row per edition, numbered from 1 in the order of loading."""
        loaded = [
            (act, act.payload)
            for act in acts
            if isinstance(act.payload, EditionLoaded) and act.place.ledger == _key(subject)
        ]
        return [
            Edition(
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
            for number, (act, edition) in enumerate(loaded, start=1)
        ]


class RulesProjector:
    """Words, order, class names and aliases in force."""

    subject_type: ClassVar[str] = "registry_rules"
    tables: ClassVar[Tables] = (Rules,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[Model]:
        """The rules as recorded last in their own registry ledger."""
        own = [act for act in acts if act.place.ledger == _key(subject)]
        for act in reversed(own):
            if isinstance(act.payload, RulesRecorded):
                text = canonical(act.payload).decode()
                return (Rules(home=act.payload.home, body=text, **_origin(subject, act)),)
        return ()


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
