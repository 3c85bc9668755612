"""From the acts of one subject to its rows. Pure; an act without payload (redacted, withheld) makes no row.

Rows are made per ledger: what another agency states about an instrument stands beside the catalogue's row and
never changes it. Queries read the rows of the node's registry ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, Final, TypedDict, TypeVar

from django.db import models

from phoihop.kernel.canonical import canonical
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.ids import SubjectId, subject_key
from phoihop.ledger.api import Projector
from phoihop.ledger.domain.types import FoldedAct, Payload
from phoihop.norms.acts import EditionLoaded, InstrumentRecorded, RelationStated
from phoihop.norms.models import Edition, Instrument, Relation

P = TypeVar("P", bound=Payload)
Tables = tuple[type[models.Model], ...]


class Origin(TypedDict):
    """Columns that say where a row comes from."""

    subject: str
    state: str
    ledger: str
    epoch: int
    place: int


def _origin(subject: str, act: FoldedAct, state: Knowledge) -> Origin:
    place = act.place
    return Origin(
        subject=subject, state=state.value, ledger=place.ledger, epoch=place.epoch, place=place.index
    )


def _each_ledger(acts: Sequence[FoldedAct]) -> Iterator[Sequence[FoldedAct]]:
    """The acts of one ledger after the other, by its name."""
    groups: dict[str, list[FoldedAct]] = {}
    for act in acts:
        groups.setdefault(act.place.ledger, []).append(act)
    yield from (groups[ledger] for ledger in sorted(groups))


def _said(acts: Sequence[FoldedAct], payload: type[P]) -> list[tuple[FoldedAct, P]]:
    return [(act, act.payload) for act in acts if isinstance(act.payload, payload)]


def _day(iso: str | None) -> date | None:
    """An ISO day; None for what is none: a foreign act must not stop an import."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


class InstrumentProjector:
    """Instruments with what they do to others, as recorded last."""

    subject_type: ClassVar[str] = "instrument"
    tables: ClassVar[Tables] = (Instrument, Relation)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """Per ledger one row, and one per relation."""
        return [row for own in _each_ledger(acts) for row in _stated(subject, own)]


def _stated(subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
    found = _said(acts, InstrumentRecorded)
    if not found:
        return
    act, said = found[-1]
    yield _instrument(subject, act, said)
    for kind, to in dict.fromkeys((relation.kind, relation.to) for relation in said.relations):
        stated = next(r for r in said.relations if (r.kind, r.to) == (kind, to))
        yield _relation(subject, act, stated)


def _instrument(subject: str, act: FoldedAct, said: InstrumentRecorded) -> Instrument:
    return Instrument(
        instrument=_key(subject),
        kind=said.kind,
        number=said.number,
        issuer=said.issuer,
        session=said.session,
        name=said.name,
        title=said.title,
        date_from=_day(said.date_from),
        date_to=_day(said.date_to),
        begins_earliest=_day(said.begins_earliest),
        begins_latest=_day(said.begins_latest),
        ends_earliest=_day(said.ends_earliest),
        ends_latest=_day(said.ends_latest),
        to_confirm=" ".join(said.to_confirm),
        sources="\n".join(said.sources),
        note=said.note,
        **_origin(subject, act, said.state),
    )


def _relation(subject: str, act: FoldedAct, said: RelationStated) -> Relation:
    return Relation(
        instrument=_key(subject),
        kind=said.kind.value,
        target=said.to,
        **_origin(subject, act, said.state),
    )


def _key(subject: str) -> str:
    return subject_key(SubjectId(subject))


class EditionProjector:
    """Editions of the catalogue, numbered from 1 in the order of loading."""

    subject_type: ClassVar[str] = "norms_edition"
    tables: ClassVar[Tables] = (Edition,)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """One row per edition and ledger."""
        return [row for own in _each_ledger(acts) for row in self._editions(subject, own)]

    def _editions(self, subject: str, acts: Sequence[FoldedAct]) -> Iterator[models.Model]:
        for number, (act, said) in enumerate(_said(acts, EditionLoaded), start=1):
            yield Edition(
                number=number,
                name=said.name,
                day=date.fromisoformat(said.date),
                known_until=date.fromisoformat(said.known_until),
                sha256=said.sha256,
                instruments=said.instruments,
                issuers=canonical(said.issuers).decode(),
                **_origin(subject, act, said.state),
            )


PROJECTORS: Final[tuple[Projector, ...]] = (InstrumentProjector(), EditionProjector())
