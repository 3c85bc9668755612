"""From draft to issued: out for opinion, laid for signature, back, issued. What each step needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Accepted, Decision, Refusal, Refused
from phoihop.kernel.ids import is_ulid, subject
from phoihop.kernel.text import collapse, nfc, search_key
from phoihop.ledger.domain.types import Basis, Party, Proposal, Valid
from phoihop.programme.acts import (
    ISSUED,
    OPINION_ASKED,
    OPINION_GIVEN,
    RETURNED_TO_DRAFT,
    SENT_FOR_SIGNATURE,
    Issued,
    OpinionAsked,
    OpinionGiven,
    ReturnedToDraft,
    SentForSignature,
    TaskOpinion,
)
from phoihop.programme.domain.days import day
from phoihop.programme.domain.duties import Ended, against_ended
from phoihop.programme.domain.paper import against_paper
from phoihop.programme.domain.secrecy import against_secrets
from phoihop.programme.domain.types import (
    AskedBody,
    Asking,
    Issuing,
    Opinion,
    OpinionView,
    ProgrammeView,
    SigningAsked,
    Stage,
)

Proposals = Decision[Sequence[Proposal]]


def _about(programme: ProgrammeView) -> tuple[str]:
    return (subject("programme", programme.id),)


def _clean(words: str) -> str:
    return collapse(nfc(words))


# -------------------------------------------------------------------------------------------- out for opinion


def decide_asking(
    asking: Asking,
    *,
    programme: ProgrammeView,
    asked: Sequence[AskedBody],
    absent: Collection[Ended],
    today: date,
) -> Proposals:
    """One act. `absent`: which of the bodies do not exist on the day of the letter (today without one)."""
    refusals = tuple(_against_asking(asking, programme=programme, asked=asked, absent=absent, today=today))
    if refusals:
        return Refused(refusals)
    said = OpinionAsked(
        bodies=asking.bodies,
        until=asking.until.isoformat() if asking.until else None,
        number=_clean(asking.number) or None,
        date=asking.day.isoformat() if asking.day else None,
    )
    valid = Valid((asking.day or today).isoformat())
    return Accepted((Proposal(OPINION_ASKED, _about(programme), said, valid=valid),))


def _against_asking(
    asking: Asking,
    *,
    programme: ProgrammeView,
    asked: Sequence[AskedBody],
    absent: Collection[Ended],
    today: date,
) -> Iterator[Refusal]:
    if programme.stage not in {Stage.DRAFT, Stage.CONSULTING}:
        yield Refusal("programme.not_a_draft")
        return
    if not asking.bodies:
        yield Refusal("programme.nobody_asked")
    if programme.body in asking.bodies:
        yield Refusal("programme.own_opinion")
    letter = asking.day or today
    if letter > today:
        yield Refusal("programme.paper_in_future", (("day", show_date(letter)),))
    if asking.until is not None and asking.until < letter:
        yield Refusal("programme.answer_before_question", (("day", show_date(asking.until)),))
    yield from (against_ended(one) for one in absent)
    known = {(one.body, one.until) for one in asked if one.asked_on == letter}
    if asking.bodies and known.issuperset((body, asking.until) for body in asking.bodies):
        yield Refusal("programme.already_asked")
    yield from against_secrets(asking.number)


# ------------------------------------------------------------------------------------------------- an opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionFacts:
    """What is known when a body answers: whether it was asked, its opinion so far, the tasks named.

    `replaceable`: the opinion so far stands in the ledger that is written now, so that it can be corrected.
    """

    programme: ProgrammeView
    asked: bool
    known: OpinionView | None
    replaceable: bool
    tasks: frozenset[str]


def decide_opinion(opinion: Opinion, *, facts: OpinionFacts, paper: Basis | None, today: date) -> Proposals:
    """One act; the command adds what it supersedes. With a `paper` the body decided it there."""
    refusals = tuple(_against_opinion(opinion, facts=facts, paper=paper, today=today))
    if refusals:
        return Refused(refusals)
    said = OpinionGiven(
        answer=opinion.id,
        body=opinion.body,
        verdict=opinion.verdict,
        words=nfc(opinion.words).strip(),
        tasks=tuple(TaskOpinion(one.task, one.verdict, nfc(one.words).strip()) for one in opinion.tasks),
        signer=_clean(opinion.signer) or None,
    )
    given = (day(paper.date) if paper is not None else None) or today
    proposal = Proposal(
        OPINION_GIVEN,
        _about(facts.programme),
        said,
        basis=() if paper is None else (paper,),
        valid=Valid(given.isoformat()),
        decided_by=None if paper is None else Party(body=opinion.body),
    )
    return Accepted((proposal,))


def _against_opinion(
    opinion: Opinion, *, facts: OpinionFacts, paper: Basis | None, today: date
) -> Iterator[Refusal]:
    if not is_ulid(opinion.id):
        yield Refusal("programme.id_malformed")
        return
    if facts.known is not None and facts.known.id == opinion.id:
        yield Refusal("programme.opinion_already_given")
        return
    if facts.programme.stage is not Stage.CONSULTING:
        yield Refusal("programme.not_out_for_opinion")
        return
    if not facts.asked:
        yield Refusal("programme.not_asked")
    typed = paper is not None and paper.for_body is not None
    if facts.known is not None and not facts.replaceable and (typed or not facts.known.on_paper):
        yield Refusal("programme.opinion_stands")
    if any(one.task not in facts.tasks for one in opinion.tasks):
        yield Refusal("programme.task_of_another_programme")
    if paper is not None:
        yield from against_paper(paper, today=today)
    yield from against_secrets(opinion.words, *(one.words for one in opinion.tasks), opinion.signer)


# ------------------------------------------------------------------------------------ signature, back, issued


def decide_signing(asked: SigningAsked, *, programme: ProgrammeView, today: date) -> Proposals:
    """The draft is laid before who is to sign it, who has not drawn it up."""
    if programme.stage not in {Stage.DRAFT, Stage.CONSULTING}:
        return Refused((Refusal("programme.not_a_draft"),))
    if not _clean(asked.signer):
        return Refused((Refusal("programme.signer_missing"),))
    if asked.person is not None and asked.person in programme.drafters:
        return Refused((Refusal("programme.drafter_cannot_sign", (("signer", _clean(asked.signer)),)),))
    said = SentForSignature(_clean(asked.signer), _clean(asked.signer_title), asked.person)
    valid = Valid(today.isoformat())
    return Accepted((Proposal(SENT_FOR_SIGNATURE, _about(programme), said, valid=valid),))


def decide_return(reason: str, *, programme: ProgrammeView, today: date) -> Proposals:
    """Back to the drafter, with the reason."""
    if programme.stage not in {Stage.CONSULTING, Stage.SIGNING}:
        return Refused((Refusal("programme.nothing_to_return"),))
    secrets = tuple(against_secrets(reason))
    if secrets or not nfc(reason).strip():
        return Refused(secrets or (Refusal("programme.reason_missing"),))
    said = ReturnedToDraft(nfc(reason).strip())
    valid = Valid(today.isoformat())
    return Accepted((Proposal(RETURNED_TO_DRAFT, _about(programme), said, valid=valid),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who issues: the leader himself (`own`), or whoever has the signed paper in hand.

    `drafter_names`: the names of who drew the programme up, for a signer of whom only the name is known.
    """

    own: bool
    drafter_names: frozenset[str] = frozenset()
    scan_kept: bool = True


def decide_issue(issuing: Issuing, *, programme: ProgrammeView, signing: Signing, today: date) -> Proposals:
    """The programme is signed, numbered, issued; on paper, unless the leader issues it in his own name."""
    refusals = tuple(_against_issue(issuing, programme=programme, signing=signing, today=today))
    if refusals:
        return Refused(refusals)
    paper = Basis(
        kind="paper", issuer=programme.body, number=_clean(issuing.number), date=issuing.day.isoformat()
    )
    said = Issued(
        number=_clean(issuing.number),
        date=issuing.day.isoformat(),
        signer=_clean(issuing.signer),
        signer_title=_clean(issuing.signer_title),
        person=issuing.person,
        scan=issuing.scan,
    )
    proposal = Proposal(
        ISSUED,
        _about(programme),
        said,
        basis=() if signing.own else (paper,),
        valid=Valid(issuing.day.isoformat()),
        decided_by=None if signing.own else Party(body=programme.body, person=issuing.person),
    )
    return Accepted((proposal,))


def _against_issue(
    issuing: Issuing, *, programme: ProgrammeView, signing: Signing, today: date
) -> Iterator[Refusal]:
    if programme.stage is Stage.ISSUED:
        yield Refusal("programme.already_issued")
        return
    if not _clean(issuing.number):
        yield Refusal("programme.number_missing")
    if not _clean(issuing.signer):
        yield Refusal("programme.signer_missing")
    if issuing.day > today:
        yield Refusal("programme.paper_in_future", (("day", show_date(issuing.day)),))
    if programme.document_date is not None and issuing.day < programme.document_date:
        days = (("day", show_date(issuing.day)), ("document", show_date(programme.document_date)))
        yield Refusal("programme.issued_before_document", days)
    if _drew_up(issuing, programme, signing):
        yield Refusal("programme.drafter_cannot_sign", (("signer", _clean(issuing.signer)),))
    if issuing.scan is not None and not signing.scan_kept:
        yield Refusal("programme.attachment_missing", (("name", issuing.scan.name),))
    yield from against_secrets(issuing.number, issuing.signer, issuing.signer_title)


def _drew_up(issuing: Issuing, programme: ProgrammeView, signing: Signing) -> bool:
    """Drafter and approver differ. By name only where the register does not say who the signer is."""
    if issuing.person is not None:
        return issuing.person in programme.drafters
    return search_key(issuing.signer) in {search_key(name) for name in signing.drafter_names}
