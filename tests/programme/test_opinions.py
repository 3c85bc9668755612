"""A draft goes out for opinion: who may be asked, who may answer for whom, what a second answer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Refused
from phoihop.ledger.api import Outcome, Recorded, acts_about, compare, new_id
from phoihop.ledger.domain.types import Basis
from phoihop.programme.api import (
    ask_opinions,
    asked_bodies,
    give_opinion,
    may_see,
    programme,
    return_to_draft,
    send_for_signature,
)
from phoihop.programme.domain.types import (
    Asking,
    Opinion,
    ProgrammeView,
    SigningAsked,
    Stage,
    TaskOpinion,
    Verdict,
)
from phoihop.programme.queries.programmes import programmes
from tests.programme.office import (
    HAI_PHONG,
    LEDGERS,
    OLD_HAI_DUONG,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    TODAY,
    Office,
    actor,
    adopt,
    issue,
    paper,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
BOARDS = (HAI_PHONG, QUANG_NINH)
ASKING = Asking(bodies=BOARDS, until=date(2026, 12, 1), number="15-CV/CT", day=TODAY)


@pytest.fixture(autouse=True)
def rebuilt(opened: Office) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def codes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [refusal.code for refusal in outcome.refusals]


def drafted() -> str:
    (task,) = adopt(issued=False)
    return task


def found(on: date | None = None) -> ProgrammeView:
    view = programme(PROGRAMME, on=on)
    assert view is not None
    return view


def asked() -> str:
    """A draft that two boards were asked about: the id of its task."""
    task = drafted()
    assert isinstance(ask_opinions(actor(), ASKING, programme=PROGRAMME), Recorded)
    return task


def said(body: str = QUANG_NINH, **more: object) -> Opinion:
    return replace(Opinion(id=new_id(), body=body, verdict=Verdict.AGREED, words="Nhất trí"), **more)


# -------------------------------------------------------------------------------------------------- asking


def test_who_was_asked_sees_the_draft_and_nobody_else_does() -> None:
    drafted()
    before = [may_see(actor(body=body), found()) for body in (REGION, QUANG_NINH)]
    assert [refusal and refusal.code for refusal in before] == [None, "programme.not_yours_to_see"]
    ask_opinions(actor(), replace(ASKING, bodies=(HAI_PHONG,)), programme=PROGRAMME)
    after = [may_see(actor(body=body), found()) for body in (REGION, HAI_PHONG, QUANG_NINH)]
    assert [refusal and refusal.code for refusal in after] == [None, None, "programme.not_yours_to_see"]
    listed = [programmes(on=TODAY, limit=9, visible_to={body})[0] for body in (HAI_PHONG, QUANG_NINH)]
    assert list(map(len, listed)) == [1, 0]


def test_once_issued_everybody_with_a_part_sees_the_programme() -> None:
    adopt()
    refusals = [may_see(actor(body=body), found()) for body in (QUANG_NINH, HAI_PHONG)]
    assert refusals == [None, None]
    assert len(programmes(on=TODAY, limit=9, visible_to={QUANG_NINH})[0]) == 1
    assert programmes(on=TODAY, limit=9, visible_to={"P-99-BTC"})[0] == ()


def test_who_only_runs_the_machine_sees_nothing() -> None:
    adopt()
    refusals = [may_see(somebody, found()) for somebody in (actor(Role.OPERATOR), None)]
    assert [refusal and refusal.code for refusal in refusals] == [
        "access.role_not_entitled",
        "access.no_actor",
    ]


def test_asking_shows_whom_until_when_and_under_which_number() -> None:
    asked()
    assert found().stage is Stage.CONSULTING
    assert [(one.body, one.asked_on, one.until, one.opinion) for one in asked_bodies(PROGRAMME)] == [
        (QUANG_NINH, TODAY, date(2026, 12, 1), None),
        (HAI_PHONG, TODAY, date(2026, 12, 1), None),
    ]


def test_the_stage_of_an_earlier_day_is_that_of_the_day() -> None:
    asked()
    assert [found(day).stage for day in (date(2026, 11, 22), TODAY)] == [Stage.DRAFT, Stage.CONSULTING]


@pytest.mark.parametrize(
    ("asking", "expected"),
    [
        (replace(ASKING, bodies=()), ["programme.nobody_asked"]),
        (replace(ASKING, bodies=(REGION,)), ["programme.own_opinion"]),
        (replace(ASKING, bodies=(OLD_HAI_DUONG,)), ["programme.body_ended"]),
        (replace(ASKING, day=date(2018, 5, 1), until=None), ["programme.body_not_begun"]),
        (
            replace(ASKING, day=date(2026, 11, 24)),
            ["programme.paper_in_future"],
        ),
        (replace(ASKING, until=date(2026, 11, 22)), ["programme.answer_before_question"]),
        (replace(ASKING, number="MẬT"), ["reading.secret"]),
    ],
    ids=[
        "nobody",
        "the own body",
        "a body that has ended",
        "a body that came later",
        "a letter of tomorrow",
        "an answer before the question",
        "a mark of secrecy",
    ],
)
def test_who_cannot_be_asked(asking: Asking, expected: list[str]) -> None:
    drafted()
    assert codes(ask_opinions(actor(), asking, programme=PROGRAMME)) == expected
    assert found().stage is Stage.DRAFT


def test_the_successors_of_a_body_that_has_ended_are_named() -> None:
    drafted()
    outcome = ask_opinions(actor(), replace(ASKING, bodies=(OLD_HAI_DUONG,)), programme=PROGRAMME)
    assert isinstance(outcome, Refused)
    assert dict(outcome.refusals[0].params) == {
        "body": "Ban Tổ chức Tỉnh ủy Hải Dương",
        "day": "01-7-2025",
        "successors": "Ban Tổ chức Thành ủy Hải Phòng",
    }


def test_asking_twice_asks_once_and_again_with_another_day() -> None:
    asked()
    assert codes(ask_opinions(actor(), ASKING, programme=PROGRAMME)) == ["programme.already_asked"]
    later = replace(ASKING, until=date(2026, 12, 9))
    assert isinstance(ask_opinions(actor(), later, programme=PROGRAMME), Recorded)
    assert {one.until for one in asked_bodies(PROGRAMME)} == {date(2026, 12, 9)}


@pytest.mark.parametrize(
    ("role", "body", "expected"),
    [
        (Role.OFFICER, QUANG_NINH, ["programme.not_your_programme"]),
        (Role.INSPECTOR, REGION, ["access.role_not_entitled"]),
        (Role.OPERATOR, REGION, ["access.role_not_entitled"]),
    ],
    ids=["an officer of another body", "an inspector", "an operator"],
)
def test_who_may_not_ask(role: Role, body: str, expected: list[str]) -> None:
    drafted()
    assert codes(ask_opinions(actor(role, body=body), ASKING, programme=PROGRAMME)) == expected


def test_what_is_not_there_cannot_be_sent_anywhere() -> None:
    missing = new_id()
    assert {
        code
        for outcome in (
            ask_opinions(actor(), ASKING, programme=missing),
            give_opinion(actor(), said(), programme=missing),
            send_for_signature(actor(), SigningAsked(signer="A", signer_title=""), programme=missing),
            return_to_draft(actor(), programme=missing, reason="sửa"),
        )
        for code in codes(outcome)
    } == {"programme.no_such_programme"}


# ----------------------------------------------------------------------------------------------- answering


def test_a_board_answers_itself_on_the_whole_and_on_tasks() -> None:
    task = asked()
    opinion = said(tasks=(TaskOpinion(task, Verdict.WANTS_MORE, " thêm Ban Dân vận "),), signer=" Lê Văn A ")
    outcome = give_opinion(actor(body=QUANG_NINH), opinion, programme=PROGRAMME)
    assert isinstance(outcome, Recorded)
    assert outcome.acts[0].envelope.ledger == LEDGERS[QUANG_NINH]
    given = asked_bodies(PROGRAMME)[0].opinion
    assert given is not None
    assert (given.verdict, given.words, given.signer, given.on_paper, given.given_on) == (
        Verdict.AGREED,
        "Nhất trí",
        "Lê Văn A",
        False,
        TODAY,
    )
    assert given.tasks == (TaskOpinion(task, Verdict.WANTS_MORE, "thêm Ban Dân vận"),)


def test_the_asking_body_types_an_answer_from_its_letter() -> None:
    asked()
    letter = paper("99-CV/BTCTU", "2026-11-20")
    assert isinstance(give_opinion(actor(Role.CLERK), said(), programme=PROGRAMME, paper=letter), Recorded)
    given = asked_bodies(PROGRAMME)[0].opinion
    assert given is not None
    assert (given.on_paper, given.paper_number, given.paper_date, given.given_on) == (
        True,
        "99-CV/BTCTU",
        date(2026, 11, 20),
        date(2026, 11, 20),
    )


def test_a_second_answer_corrects_the_first_and_a_form_sent_twice_does_nothing() -> None:
    asked()
    board, first = actor(body=QUANG_NINH), said()
    assert isinstance(give_opinion(board, first, programme=PROGRAMME), Recorded)
    assert codes(give_opinion(board, first, programme=PROGRAMME)) == ["programme.opinion_already_given"]
    second = said(verdict=Verdict.DISAGREED, words="Đề nghị sửa")
    assert isinstance(give_opinion(board, second, programme=PROGRAMME), Recorded)
    given = asked_bodies(PROGRAMME)[0].opinion
    assert given is not None
    assert (given.id, given.verdict) == (second.id, Verdict.DISAGREED)
    kinds = [act.kind for act in acts_about(f"programme:{PROGRAMME}")]
    assert kinds.count("programme.opinion_given") == 1


def test_a_bodys_own_word_outdoes_what_was_typed_from_its_letter_and_not_the_other_way_round() -> None:
    asked()
    letter, board = paper("99-CV", "2026-11-20"), actor(body=QUANG_NINH)
    give_opinion(actor(), said(), programme=PROGRAMME, paper=letter)
    own = said(verdict=Verdict.AGREED_WITH_REMARKS)
    assert isinstance(give_opinion(board, own, programme=PROGRAMME), Recorded)
    again = give_opinion(actor(), said(), programme=PROGRAMME, paper=letter)
    assert codes(again) == ["programme.opinion_stands"]
    given = asked_bodies(PROGRAMME)[0].opinion
    assert given is not None
    assert (given.id, given.on_paper) == (own.id, False)


@pytest.mark.parametrize(
    ("role", "body", "opinion", "letter", "expected"),
    [
        (Role.OFFICER, QUANG_NINH, said(id="x"), None, ["programme.id_malformed"]),
        (Role.OFFICER, QUANG_NINH, said(HAI_PHONG), None, ["programme.not_your_duty"]),
        (Role.OFFICER, QUANG_NINH, said(HAI_PHONG), paper(), ["programme.not_your_programme"]),
        (Role.CLERK, QUANG_NINH, said(), None, ["access.decider_missing"]),
        (Role.INSPECTOR, QUANG_NINH, said(), None, ["access.role_not_entitled"]),
        (Role.OFFICER, REGION, said("P-33-BTC.v2"), paper(), ["programme.not_asked"]),
        (Role.OFFICER, REGION, said(), paper(number=""), ["programme.paper_needs_number_and_date"]),
        (Role.OFFICER, QUANG_NINH, said(words="TỐI MẬT"), None, ["reading.secret"]),
        (
            Role.OFFICER,
            QUANG_NINH,
            said(tasks=(TaskOpinion("01J0000000000000000000TSK9", Verdict.AGREED, ""),)),
            None,
            ["programme.task_of_another_programme"],
        ),
    ],
    ids=[
        "an id that no form of ours has",
        "for another body",
        "the letter of a third body",
        "a clerk in his own name",
        "an inspector",
        "who was not asked",
        "a letter without number",
        "a mark of secrecy",
        "a task of another programme",
    ],
)
def test_which_answers_are_refused(
    role: Role, body: str, opinion: Opinion, letter: Basis | None, expected: list[str]
) -> None:
    asked()
    assert codes(give_opinion(actor(role, body=body), opinion, programme=PROGRAMME, paper=letter)) == expected
    assert [one.opinion for one in asked_bodies(PROGRAMME)] == [None, None]


def test_nobody_answers_before_the_question_or_after_the_issue() -> None:
    drafted()
    assert codes(give_opinion(actor(body=QUANG_NINH), said(), programme=PROGRAMME)) == [
        "programme.not_out_for_opinion"
    ]
    issue()
    assert codes(give_opinion(actor(body=QUANG_NINH), said(), programme=PROGRAMME)) == [
        "programme.not_out_for_opinion"
    ]
    assert codes(ask_opinions(actor(), ASKING, programme=PROGRAMME)) == ["programme.not_a_draft"]
