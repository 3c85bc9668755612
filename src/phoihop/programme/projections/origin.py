"""What the rows of all projections say alike: where they come from, from which paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict, TypeVar

from phoihop.kernel.canonical import canonical
from phoihop.kernel.ids import SubjectId, is_ulid, subject_key
from phoihop.ledger.domain.types import ActKind, Basis, FoldedAct, Payload

P = TypeVar("P", bound=Payload)


class Origin(TypedDict):
    """Columns that say where a row comes from."""

    subject: str
    ledger: str
    epoch: int
    place: int
    leaf: str
    recorded_at: datetime


def origin(subject: str, act: FoldedAct) -> Origin:
    """The place of the act that made the row."""
    at, place = act.envelope.recorded_at, act.place
    return Origin(
        subject=subject,
        ledger=place.ledger,
        epoch=place.epoch,
        place=place.index,
        leaf=act.leaf,
        recorded_at=datetime.fromisoformat(at),
    )


def first(acts: Sequence[FoldedAct], kind: ActKind[Payload], payload: type[P]) -> tuple[FoldedAct, P] | None:
    """The first act of a kind, None when there is none or its content is gone."""
    act = next((act for act in acts if act.kind == kind.name), None)
    return (act, act.payload) if act is not None and isinstance(act.payload, payload) else None


def key_of(subject: str) -> str | None:
    """The id in a subject; None for one that no command of ours could have made."""
    key = subject_key(SubjectId(subject))
    return key if is_ulid(key) else None


def json(value: object) -> str:
    """Canonical JSON."""
    return canonical(value).decode()


def paper_of(act: FoldedAct) -> Basis | None:
    """The paper that an act was recorded from."""
    return next((basis for basis in act.envelope.basis if basis.kind == "paper"), None)


def for_other(paper: Basis | None) -> bool:
    """Whether the paper is one of a body that the recorder does not speak for."""
    return paper is not None and paper.for_body is not None
