"""Decisions about names, posts and tenures: each sentence is a case that officers meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.decision import Accepted, Decision, Refused
from phoihop.kernel.period import Period
from phoihop.ledger.domain.types import Basis, Party, Proposal, Valid
from phoihop.registry.acts import (
    Appointment,
    Departure,
    FirstOfficerInstalled,
    NameRecorded,
    PersonRecorded,
    PostRecorded,
    TenureEnded,
    TenureStarted,
)
from phoihop.registry.domain.tenures import (
    PLAIN,
    FirstOfficer,
    Grounds,
    NewPost,
    NewTenure,
    TenureFacts,
    decide_first_officer,
    decide_name,
    decide_person,
    decide_post,
    decide_tenure_end,
    decide_tenure_start,
)
from phoihop.registry.domain.types import BodyView, PostView, TenureView
from tests.registry.registers import ALWAYS, body

MARCH, JULY = date(2026, 3, 2), date(2026, 7, 1)
LIFE = Period(date(2020, 1, 1), date(2030, 1, 1))
BOARD = body("P-31-BTC.v2", "Ban Tổ chức Thành ủy Hải Phòng", period=LIFE)


def code(decision: Decision[Sequence[Proposal]]) -> str:
    """The refusal, or "recorded", or "nothing" when it is recorded already."""
    match decision:
        case Refused(refusals=(refusal, *_)):
            return refusal.code.removeprefix("registry.")
        case Accepted(value=()):
            return "nothing"
        case _:
            return "recorded"


def only(decision: Decision[Sequence[Proposal]]) -> Proposal:
    assert isinstance(decision, Accepted)
    (proposal,) = decision.value
    return proposal


# --------------------------------------------------------------------------------------------- persons


@pytest.mark.parametrize(
    ("typed", "known", "answer"),
    [
        ("Đỗ Thị Mai", None, "recorded"),
        ("  Đỗ  Thị Mai ", "Đỗ Thị Mai", "nothing"),
        ("Đỗ Thị Mai", "Lê Văn Bình", "id_taken"),
        ("   ", None, "name_empty"),
    ],
    ids=["new", "the same form sent twice", "an id of somebody else", "no name"],
)
def test_recording_a_person(typed: str, known: str | None, answer: str) -> None:
    assert code(decide_person("P1", name=typed, known=known, grounds=PLAIN)) == answer


def test_a_person_is_recorded_by_name_and_nothing_else() -> None:
    proposal = only(decide_person("P1", name=" Đỗ  Thị Mai", known=None, grounds=PLAIN))
    assert (proposal.subjects, proposal.payload) == (("person:P1",), PersonRecorded("Đỗ Thị Mai"))
    assert proposal.audience().group == "parties"


def test_an_act_says_who_decided_and_on_which_paper() -> None:
    decider = Party("M-QK3", "P9", "Q9")
    paper = Basis("paper", "Bộ Tư lệnh Quân khu 3", "12-QĐ/BTL", "2026-03-01")
    grounds = Grounds(decided_by=decider, basis=(paper,))
    proposal = only(decide_person("P1", name="Đỗ Thị Mai", known=None, grounds=grounds))
    assert (proposal.decided_by, proposal.basis) == (decider, (paper,))


# ----------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("found", "name", "start", "answer"),
    [
        (BOARD, "Ban Tổ chức - Nội vụ", MARCH, "recorded"),
        (None, "Ban Tổ chức - Nội vụ", MARCH, "unknown_body"),
        (BOARD, " ", MARCH, "name_empty"),
        (BOARD, "Ban Tổ chức - Nội vụ", date(2030, 1, 1), "body_not_alive"),
    ],
    ids=["in its life", "of nobody", "empty", "after its end"],
)
def test_giving_a_body_another_name(found: BodyView | None, name: str, start: date, answer: str) -> None:
    assert code(decide_name(found, name=name, start=start, grounds=PLAIN)) == answer


def test_a_new_name_holds_from_its_day_on() -> None:
    proposal = only(decide_name(BOARD, name="Tên mới", start=MARCH, grounds=PLAIN))
    assert (proposal.payload, proposal.valid) == (
        NameRecorded("Tên mới", Knowledge.VERIFIED, ""),
        Valid("2026-03-02"),
    )


# ----------------------------------------------------------------------------------------------- posts

NEW_POST = NewPost(
    id="Q1", body=BOARD.code, title="Chuyên viên", role=Role.OFFICER, order=2, period=Period(MARCH, None)
)
POST = PostView(
    id="Q1",
    body=BOARD.code,
    title="Chuyên viên",
    role=Role.OFFICER,
    order=2,
    period=Period(MARCH, date(2030, 1, 1)),
    state=Knowledge.VERIFIED,
)
IN_LIFE = replace(NEW_POST, period=POST.period)


@pytest.mark.parametrize(
    ("new", "found", "known", "answer"),
    [
        (IN_LIFE, BOARD, None, "recorded"),
        (IN_LIFE, BOARD, POST, "nothing"),
        (replace(IN_LIFE, role=Role.LEADER), BOARD, POST, "id_taken"),
        (IN_LIFE, None, None, "unknown_body"),
        (replace(IN_LIFE, title=""), BOARD, None, "title_empty"),
        (NEW_POST, BOARD, None, "post_outlives_body"),
    ],
    ids=[
        "new",
        "sent twice",
        "an id of another post",
        "of nobody",
        "no title",
        "beyond the life of the body",
    ],
)
def test_recording_a_post(new: NewPost, found: BodyView | None, known: PostView | None, answer: str) -> None:
    assert code(decide_post(new, body=found, known=known, grounds=PLAIN)) == answer


def test_a_post_says_what_it_is_for() -> None:
    proposal = only(decide_post(IN_LIFE, body=BOARD, known=None, grounds=PLAIN))
    assert proposal.payload == PostRecorded(BOARD.code, "Chuyên viên", Role.OFFICER, 2, Knowledge.VERIFIED)
    assert proposal.valid == Valid("2026-03-02", "2030-01-01")


# --------------------------------------------------------------------------------------------- tenures

NEW = NewTenure(id="T1", person="P1", post="Q1", start=JULY, how=Appointment.APPOINTED)
FACTS = TenureFacts(person_name="Đỗ Thị Mai", post=POST, body=BOARD, tenures=())


def tenure(id_: str, period: Period, left: Departure | None = None) -> TenureView:
    return TenureView(
        id=id_,
        person="P1",
        person_name="Lê Văn Bình",
        post="Q1",
        period=period,
        how=Appointment.APPOINTED,
        left=left,
        state=Knowledge.VERIFIED,
    )


BEFORE = tenure("T0", Period(MARCH, JULY), Departure.TRANSFERRED)


@pytest.mark.parametrize(
    ("new", "facts", "answer"),
    [
        (NEW, FACTS, "recorded"),
        (NEW, replace(FACTS, tenures=(BEFORE,)), "recorded"),
        (NEW, replace(FACTS, tenures=(tenure("T0", Period(MARCH, None)),)), "post_held"),
        (NEW, replace(FACTS, tenures=(tenure("T0", Period(date(2027, 1, 1), None)),)), "post_held"),
        (NEW, replace(FACTS, tenures=(tenure("T1", Period(JULY, None)),)), "nothing"),
        (replace(NEW, start=MARCH), replace(FACTS, tenures=(tenure("T1", Period(JULY, None)),)), "id_taken"),
        (NEW, replace(FACTS, person_name=None), "unknown_person"),
        (NEW, replace(FACTS, post=None), "unknown_post"),
        (NEW, replace(FACTS, body=None), "unknown_post"),
        (replace(NEW, start=date(2026, 1, 1)), FACTS, "post_not_there"),
        (NEW, replace(FACTS, body=body("X", period=Period(None, JULY))), "body_not_alive"),
    ],
    ids=[
        "into a free post",
        "on the day the holder leaves",
        "while somebody holds it",
        "before somebody who is to hold it",
        "sent twice",
        "an id of another tenure",
        "nobody",
        "into no post",
        "into a post of no body",
        "before the post exists",
        "after the body has ended",
    ],
)
def test_starting_a_tenure(new: NewTenure, facts: TenureFacts, answer: str) -> None:
    assert code(decide_tenure_start(new, facts=facts, grounds=PLAIN)) == answer


def test_a_tenure_builds_on_person_and_post() -> None:
    proposal = only(decide_tenure_start(NEW, facts=FACTS, grounds=PLAIN))
    assert proposal.payload == TenureStarted("P1", "Q1", Appointment.APPOINTED, Knowledge.VERIFIED)
    assert (proposal.subjects, proposal.builds_on) == (("tenure:T1",), ("person:P1", "post:Q1"))
    assert proposal.valid == Valid("2026-07-01")


@pytest.mark.parametrize(
    ("held", "on", "answer"),
    [
        (tenure("T1", Period(MARCH, None)), JULY, "recorded"),
        (tenure("T1", Period(MARCH, date(2031, 1, 1))), JULY, "recorded"),
        (tenure("T1", Period(MARCH, JULY), Departure.RETIRED), JULY, "nothing"),
        (tenure("T1", Period(MARCH, JULY), Departure.RETIRED), date(2026, 8, 1), "tenure_ended_already"),
        (tenure("T1", Period(MARCH, None)), MARCH, "end_before_start"),
        (None, JULY, "unknown_tenure"),
    ],
    ids=[
        "open",
        "earlier than foreseen",
        "sent twice",
        "ended already",
        "on its first day",
        "unknown",
    ],
)
def test_ending_a_tenure(held: TenureView | None, on: date, answer: str) -> None:
    assert code(decide_tenure_end(held, on=on, how=Departure.RETIRED, grounds=PLAIN)) == answer


def test_the_end_is_the_first_day_without_the_post() -> None:
    held = tenure("T1", Period(MARCH, None))
    proposal = only(decide_tenure_end(held, on=JULY, how=Departure.RETIRED, grounds=PLAIN))
    assert (proposal.payload, proposal.valid) == (TenureEnded(Departure.RETIRED), Valid("2026-07-01"))


# --------------------------------------------------------------------------------------- first officer

FIRST = FirstOfficer(
    person="P1",
    person_name="Đỗ Thị Mai",
    post="Q1",
    title="Trợ lý",
    tenure="T1",
    body=BOARD.code,
    role=Role.OFFICER,
    start=MARCH,
)


@pytest.mark.parametrize(
    ("first", "found", "posts_exist", "answer"),
    [
        (FIRST, BOARD, False, "recorded"),
        (FIRST, BOARD, True, "already_installed"),
        (FIRST, None, False, "unknown_body"),
        (replace(FIRST, person_name=" "), BOARD, False, "name_empty"),
        (replace(FIRST, title=" "), BOARD, False, "title_empty"),
        (replace(FIRST, start=date(2031, 1, 1)), BOARD, False, "body_not_alive"),
    ],
    ids=["on a fresh node", "a second time", "of nobody", "no name", "no title", "after the end of the body"],
)
def test_installing_the_first_officer(
    first: FirstOfficer, found: BodyView | None, answer: str, *, posts_exist: bool
) -> None:
    assert code(decide_first_officer(first, body=found, posts_exist=posts_exist)) == answer


def test_the_genesis_act_names_person_post_and_tenure() -> None:
    proposal = only(decide_first_officer(FIRST, body=BOARD, posts_exist=False))
    assert proposal.subjects == ("person:P1", "post:Q1", "tenure:T1")
    assert proposal.payload == FirstOfficerInstalled(
        person="P1",
        person_name="Đỗ Thị Mai",
        post="Q1",
        title="Trợ lý",
        body=BOARD.code,
        role=Role.OFFICER,
    )


def test_a_body_without_dates_may_have_a_post_without_dates() -> None:
    new = replace(NEW_POST, period=ALWAYS)
    assert only(decide_post(new, body=body("X"), known=None, grounds=PLAIN)).valid == Valid()
