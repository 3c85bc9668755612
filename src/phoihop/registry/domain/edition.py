"""Loading an edition: its statements, and the difference to what is recorded, as proposals of acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from phoihop.kernel.decision import Accepted
from phoihop.kernel.ids import subject
from phoihop.ledger.domain.types import ActKind, Coordinate, Payload, Proposal, Valid
from phoihop.registry.acts import (
    BODY_RECORDED,
    EDITION_LOADED,
    LINE_RECORDED,
    LINEAGE_RECORDED,
    ROW_WITHDRAWN,
    RULES_RECORDED,
    BodyRecorded,
    LineageRecorded,
    LineRecorded,
    RowWithdrawn,
)
from phoihop.registry.domain.content import BodyRow, EditionContent, LineageRow, LineRow

_KIND_OF: Mapping[str, ActKind[Payload]] = {
    "body": BODY_RECORDED,
    "body_line": LINE_RECORDED,
    "lineage": LINEAGE_RECORDED,
    "registry_rules": RULES_RECORDED,
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What an edition says, or what is recorded, about one subject."""

    payload: Payload
    valid: Valid


@dataclass(frozen=True, slots=True)
class Stored:
    """A statement as it stands in the registry ledger, and the act that made it."""

    statement: Statement
    place: Coordinate


def decide_load(
    content: EditionContent, *, ledger: str, recorded: Mapping[str, Stored], sha256: str | None
) -> Accepted[Sequence[Proposal]]:
    """The acts that lead from what is `recorded` to the edition; none when it is loaded already.

    `recorded`: by subject, only what an edition could have recorded, in this ledger; `sha256`: of the edition
    loaded last. A new row is a new act; a changed row supersedes its act; a row that is gone is withdrawn.
    """
    if content.edition.sha256 == sha256:
        return Accepted(())
    wanted = statements(content, ledger=ledger)
    head = Proposal(EDITION_LOADED, (subject("registry_edition", ledger),), content.edition)
    return Accepted((head, *_written(wanted, recorded), *_withdrawn(wanted, recorded, content.edition.name)))


def statements(content: EditionContent, *, ledger: str) -> Mapping[str, Statement]:
    """All statements of an edition by subject: rules, bodies, lines, lineage, in the order of its files."""
    found: dict[str, Statement] = {subject("registry_rules", ledger): Statement(content.rules, Valid())}
    found |= {subject("body", row.code): _body(row) for row in content.bodies}
    for row in content.lines:
        found[_free(found, subject("body_line", f"{row.child}/{row.parent}/{row.line}"))] = _line(row)
    for passed in content.lineage:
        key = f"{passed.from_code}/{passed.to_code or '-'}/{passed.kind}"
        found[_free(found, subject("lineage", key))] = _lineage(passed)
    return found


def _free(found: Mapping[str, Statement], wanted: str) -> str:
    """The subject, with a number behind it when the same line held before in another period."""
    number, name = 1, wanted
    while name in found:
        number += 1
        name = f"{wanted}/{number}"
    return name


def _written(wanted: Mapping[str, Statement], recorded: Mapping[str, Stored]) -> Iterator[Proposal]:
    for name, statement in wanted.items():
        before = recorded.get(name)
        if before is None or before.statement != statement:
            kind = _KIND_OF[name.partition(":")[0]]
            places = () if before is None else (before.place,)
            yield Proposal(kind, (name,), statement.payload, valid=statement.valid, supersedes=places)


def _withdrawn(
    wanted: Mapping[str, Statement], recorded: Mapping[str, Stored], edition: str
) -> Iterator[Proposal]:
    for name, before in recorded.items():
        if name not in wanted:
            yield Proposal(ROW_WITHDRAWN, (name,), RowWithdrawn(edition), supersedes=(before.place,))


def _body(row: BodyRow) -> Statement:
    payload = BodyRecorded(
        name=row.name, kind=row.kind, side=row.side, state=row.state, source=row.source, note=row.note
    )
    return Statement(payload, _valid(row))


def _line(row: LineRow) -> Statement:
    payload = LineRecorded(
        child=row.child,
        parent=row.parent,
        line=row.line,
        state=row.state,
        source=row.source,
        note=row.note,
    )
    return Statement(payload, _valid(row))


def _lineage(row: LineageRow) -> Statement:
    payload = LineageRecorded(
        predecessor=row.from_code,
        successor=row.to_code,
        kind=row.kind,
        state=row.state,
        source=row.source,
        note=row.note,
    )
    return Statement(payload, Valid(row.date.isoformat()))


def _valid(row: BodyRow | LineRow) -> Valid:
    start = row.valid_from.isoformat() if row.valid_from is not None else None
    end = row.valid_to.isoformat() if row.valid_to is not None else None
    return Valid(start, end)
