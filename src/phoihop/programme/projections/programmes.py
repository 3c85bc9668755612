"""A programme's own row, and one per body that was asked for its opinion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, TypedDict

from django.db import models

from phoihop.kernel.text import search_key
from phoihop.ledger.domain.types import FoldedAct
from phoihop.programme.acts import (
    ADOPTED,
    ISSUED,
    OPINION_ASKED,
    RETURNED_TO_DRAFT,
    SENT_FOR_SIGNATURE,
    Issued,
    OpinionAsked,
    OpinionGiven,
    ProgrammeAdopted,
    SentForSignature,
    Stage,
)
from phoihop.programme.domain.days import day
from phoihop.programme.domain.stages import Move, moves
from phoihop.programme.models import Asked, Programme
from phoihop.programme.projections.origin import first, for_other, json, key_of, origin, paper_of

STAGE_AFTER = {
    OPINION_ASKED.name: Stage.CONSULTING,
    SENT_FOR_SIGNATURE.name: Stage.SIGNING,
    RETURNED_TO_DRAFT.name: Stage.DRAFT,
    ISSUED.name: Stage.ISSUED,
}


class ProgrammeProjector:
    """The tasks of a programme are subjects of their own and counted by queries."""

    subject_type: ClassVar[str] = "programme"
    tables: ClassVar[tuple[type[models.Model], ...]] = (Programme, Asked)

    def rows(self, subject: str, acts: Sequence[FoldedAct]) -> Sequence[models.Model]:
        """The programme, unless its adoption cannot be read, and who was asked."""
        key = key_of(subject)
        if key is None:
            return ()
        rows: list[models.Model] = list(_asked(subject, key, acts))
        found = first(acts, ADOPTED, ProgrammeAdopted)
        if found is not None:
            rows.append(_programme(subject, key, *found, acts))
        return rows


def _programme(
    subject: str, key: str, act: FoldedAct, said: ProgrammeAdopted, acts: Sequence[FoldedAct]
) -> Programme:
    issued = next((one for one in acts if one.kind == ISSUED.name), None)
    steps = (one for one in acts if one.kind in STAGE_AFTER)
    went = moves((STAGE_AFTER[one.kind], day(one.envelope.valid.start)) for one in steps)
    parties = (act.envelope.decided_by, act.envelope.entered_by)
    return Programme(
        programme=key,
        title=said.title,
        folded=search_key(said.title),
        stage=(went[-1].stage if went else Stage.DRAFT).value,
        stages=json([[move.on.isoformat() if move.on else None, move.stage.value] for move in went]),
        document_date=day(said.document_date),
        issued_on=_issued_on(went),
        text=said.text,
        sha256=said.sha256,
        meeting=json(said.meeting) if said.meeting else "",
        signing=_signing(acts),
        issuing=json(issued.payload) if issued is not None and isinstance(issued.payload, Issued) else "",
        body=act.envelope.decided_by.body,
        drafters=json(sorted({party.person for party in parties if party.person})),
        **origin(subject, act),
    )


def _issued_on(went: Sequence[Move]) -> date | None:
    """Since when it is issued; from ever on when nobody knows the day."""
    return next((move.on or date.min for move in went if move.stage is Stage.ISSUED), None)


def _signing(acts: Sequence[FoldedAct]) -> str:
    """Before whom it was laid last, as long as it did not come back."""
    laid = ""
    for act in acts:
        if isinstance(act.payload, SentForSignature):
            laid = json(act.payload)
        elif act.kind == RETURNED_TO_DRAFT.name:
            laid = ""
    return laid


def _asked(subject: str, key: str, acts: Sequence[FoldedAct]) -> Iterator[Asked]:
    """One row per body, in the order in which they were first asked."""
    questions: dict[str, tuple[FoldedAct, OpinionAsked]] = {}
    answers: dict[str, tuple[FoldedAct, OpinionGiven]] = {}
    for act in acts:
        said = act.payload
        if isinstance(said, OpinionAsked):
            questions.update(dict.fromkeys(said.bodies, (act, said)))
        elif isinstance(said, OpinionGiven) and _outdoes(act, answers.get(said.body)):
            answers[said.body] = (act, said)
    for body in dict.fromkeys((*questions, *answers)):
        question, answer = questions.get(body), answers.get(body)
        source = answer[0] if answer is not None else questions[body][0]
        row = Asked(programme=key, body=body, **_question(question), **origin(subject, source))
        if answer is not None:
            _answered(row, *answer)
        yield row


def _outdoes(act: FoldedAct, known: tuple[FoldedAct, OpinionGiven] | None) -> bool:
    """The later opinion counts, but what was typed from a letter never outdoes a body's own word."""
    return known is None or for_other(paper_of(known[0])) or not for_other(paper_of(act))


class _Question(TypedDict):
    """Columns that say what was asked."""

    asked_on: date | None
    until: date | None
    number: str


def _question(question: tuple[FoldedAct, OpinionAsked] | None) -> _Question:
    if question is None:
        return _Question(asked_on=None, until=None, number="")
    act, said = question
    return _Question(asked_on=day(act.envelope.valid.start), until=day(said.until), number=said.number or "")


def _answered(row: Asked, act: FoldedAct, said: OpinionGiven) -> None:
    paper = paper_of(act)
    row.opinion, row.verdict, row.words = said.answer, said.verdict.value, said.words
    row.tasks, row.signer = json(said.tasks), said.signer or ""
    row.given_on = day(act.envelope.valid.start)
    row.paper_number, row.paper_date = (paper.number, day(paper.date)) if paper else ("", None)
    row.on_paper = for_other(paper)
