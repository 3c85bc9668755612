"""Loading an edition: the difference to what is recorded, as proposals of acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from phoihop.kernel.decision import Accepted
from phoihop.kernel.ids import subject
from phoihop.ledger.domain.types import Coordinate, Proposal, Valid
from phoihop.norms.acts import (
    EDITION_LOADED,
    INSTRUMENT_RECORDED,
    INSTRUMENT_WITHDRAWN,
    InstrumentRecorded,
    InstrumentWithdrawn,
)
from phoihop.norms.domain.content import EditionContent


@dataclass(frozen=True, slots=True)
class Stored:
    """An instrument as it stands in the ledger, and the act that recorded it."""

    instrument: InstrumentRecorded
    place: Coordinate


def decide_load(
    content: EditionContent, *, ledger: str, recorded: Mapping[str, Stored], sha256: str | None
) -> Accepted[Sequence[Proposal]]:
    """The acts that bring the catalogue from what is `recorded` (by id) to the edition.

    None when it is loaded already; `sha256`: of the edition loaded last. A new instrument is a new act; a
    changed one supersedes its act; one that is gone is withdrawn.
    """
    if content.edition.sha256 == sha256:
        return Accepted(())
    head = Proposal(EDITION_LOADED, (subject("norms_edition", ledger),), content.edition)
    wanted = dict(content.instruments)
    return Accepted((head, *_written(wanted, recorded), *_withdrawn(wanted, recorded, content.edition.name)))


def _written(wanted: Mapping[str, InstrumentRecorded], recorded: Mapping[str, Stored]) -> Iterator[Proposal]:
    for id_, instrument in wanted.items():
        before = recorded.get(id_)
        if before is None or before.instrument != instrument:
            places = () if before is None else (before.place,)
            about = (subject("instrument", id_),)
            valid = _valid(instrument)
            yield Proposal(INSTRUMENT_RECORDED, about, instrument, valid=valid, supersedes=places)


def _withdrawn(
    wanted: Mapping[str, InstrumentRecorded], recorded: Mapping[str, Stored], edition: str
) -> Iterator[Proposal]:
    for id_, before in recorded.items():
        if id_ not in wanted:
            about = (subject("instrument", id_),)
            gone = InstrumentWithdrawn(edition)
            yield Proposal(INSTRUMENT_WITHDRAWN, about, gone, supersedes=(before.place,))


def _valid(instrument: InstrumentRecorded) -> Valid:
    """In force from … to …, as far as both days are known exactly."""
    begins, ends = instrument.begins_earliest, instrument.ends_earliest
    return Valid(
        begins if begins == instrument.begins_latest else None,
        ends if ends == instrument.ends_latest else None,
    )
