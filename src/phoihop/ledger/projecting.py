"""Writing the rows of a fold: the rows of a subject are replaced as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
from django.db import models

from phoihop.ledger.act import FoldedAct, KindBook, Payload
from phoihop.ledger.envelope import decode_envelope
from phoihop.ledger.fold import counting
from phoihop.ledger.ports import Projector, ports
from phoihop.ledger.rows import CHUNK, answer, chunks, execute, insert

_ACTS_OF: Final = """
    SELECT s.subject, a.envelope, a.leaf, v.body
    FROM ledger_subjectact s JOIN ledger_act a ON a.arrival = s.act_id
    LEFT JOIN ledger_vaultentry v ON v.act_id = a.arrival WHERE s.subject IN ({})
"""


class _ActOfSubject(NamedTuple):
    """The columns of `_ACTS_OF`."""

    subject: str
    envelope: str
    leaf: str
    body: str | None


def read_payload(kinds: KindBook, kind: str, version: int, body: str | None) -> Payload | None:
    """The typed payload. None when there is no content, or content that is not of its kind.

    Wrong content that another agency sealed counts as absent, so that it stops nobody; `verify` names it.
    """
    if body is None:
        return None
    try:
        return kinds.find(kind, version).read(body.encode())
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None


def acts_of(subjects: Sequence[str]) -> Mapping[str, tuple[FoldedAct, ...]]:
    """The acts that count for each subject, in order; two queries per 500 subjects."""
    kinds = ports().kinds
    known: dict[str, list[FoldedAct]] = defaultdict(list)
    for places, part in chunks(subjects):
        for row in answer(_ACTS_OF.format(places), part, _ActOfSubject):
            known[row.subject].append(_folded(kinds, row.envelope, row.leaf, row.body))
    return {subject: counting(known[subject]) for subject in subjects}


def _folded(kinds: KindBook, text: str, leaf: str, body: str | None) -> FoldedAct:
    envelope = decode_envelope(text.encode())
    return FoldedAct(envelope, leaf, read_payload(kinds, envelope.kind, envelope.kind_version, body))


def project(subjects: Iterable[str]) -> None:
    """Re-fold subjects and replace their rows. Subjects without a projector have no rows."""
    by_projector: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(set(subjects)):
        type_ = subject.partition(":")[0]
        if type_ in ports().projectors:
            by_projector[type_].append(subject)
    for type_, named in by_projector.items():
        projector = ports().projectors[type_]
        for start in range(0, len(named), CHUNK):
            _replace(projector, named[start : start + CHUNK])


def _replace(projector: Projector, subjects: Sequence[str]) -> None:
    folded = acts_of(subjects)
    fresh: dict[type[models.Model], list[models.Model]] = {table: [] for table in projector.tables}
    for subject in subjects:
        for row in projector.rows(subject, folded[subject]):
            fresh[type(row)].append(row)
    for table in reversed(projector.tables):
        for places, part in chunks(subjects):
            execute(f"DELETE FROM {table._meta.db_table} WHERE subject IN ({places})", part)  # noqa: S608  # our own tables
    for rows in fresh.values():
        insert(rows)
