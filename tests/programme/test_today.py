"""What the first page is told of programmes: what waits for a decision, what has changed since a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from phoihop.access.domain.types import Role
from phoihop.kernel.period import Period
from phoihop.ledger.api import Recorded, new_id
from phoihop.programme.api import (
    amend_task,
    ask_opinions,
    give_opinion,
    news,
    send_for_signature,
)
from phoihop.programme.domain.types import (
    Amendment,
    Asking,
    Change,
    Changed,
    Happened,
    Opinion,
    SigningAsked,
    ToDecide,
    Verdict,
    Wanted,
)
from tests.programme.office import (
    HAI_PHONG,
    OLD_HAI_PHONG,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    TODAY,
    Office,
    actor,
    adopt,
    coordinated,
    led,
    paper,
    report,
    task_plan,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
OURS, BOARD = frozenset({REGION}), frozenset({QUANG_NINH})
OTHER = "01J000000000000000000PR0G2"


@pytest.fixture(autouse=True)
def _open(opened: Office) -> None:
    """Ledgers open, register loaded."""


def decisions(bodies: frozenset[str]) -> tuple[ToDecide, ...]:
    return news(bodies, on=TODAY, since=datetime(2026, 11, 1, tzinfo=UTC), limit=10).decisions


def changes(bodies: frozenset[str], *, since: datetime, limit: int = 10) -> tuple[Changed, ...]:
    return news(bodies, on=TODAY, since=since, limit=limit).changes


def wanted(bodies: frozenset[str]) -> list[tuple[str, str, int]]:
    return [(one.wanted.value, one.programme, one.works) for one in decisions(bodies)]


def accepted(outcome: object) -> None:
    assert isinstance(outcome, Recorded), outcome


# ------------------------------------------------------------------------------------ what is to be decided


def test_tasks_without_a_date_wait_for_a_decision_of_who_leads_them() -> None:
    adopt(task_plan("một"), task_plan("hai"), task_plan("ba", period=Period(None, date(2027, 1, 1))))
    assert wanted(OURS) == [("date", PROGRAMME, 2)]
    assert wanted(BOARD) == []


def test_a_single_task_is_named() -> None:
    (task,) = adopt()
    (one,) = decisions(OURS)
    assert (one.wanted, one.task, one.title) == (Wanted.DATE, task, "Chương trình phối hợp năm 2018")


def test_a_draft_waits_for_the_opinion_of_who_was_asked_until_it_comes() -> None:
    adopt(issued=False)
    asking = Asking(bodies=(QUANG_NINH,), until=date(2026, 12, 10), number="1-CV/CT", day=TODAY)
    accepted(ask_opinions(actor(), asking, programme=PROGRAMME))
    (one,) = decisions(BOARD)
    assert (one.wanted, one.programme, one.until) == (Wanted.OPINION, PROGRAMME, date(2026, 12, 10))
    assert wanted(OURS) == []
    opinion = Opinion(id=new_id(), body=QUANG_NINH, verdict=Verdict.AGREED)
    accepted(give_opinion(actor(body=QUANG_NINH), opinion, programme=PROGRAMME))
    assert wanted(BOARD) == []


def test_a_programme_that_was_laid_before_who_signs_waits_in_its_own_agency() -> None:
    adopt(issued=False)
    asked = SigningAsked(signer="Trần Văn Thử", signer_title="Chủ nhiệm")
    accepted(send_for_signature(actor(), asked, programme=PROGRAMME))
    assert wanted(OURS) == [("signature", PROGRAMME, 0)]
    assert wanted(BOARD) == []


def test_what_a_board_reports_as_done_waits_for_the_word_of_who_leads() -> None:
    one, two = adopt(
        task_plan("một", led(), coordinated(), period=Period(None, date(2027, 1, 1))),
        task_plan("hai", led(), coordinated(), period=Period(None, date(2027, 1, 1))),
    )
    for task in (one, two):
        report(task, body=QUANG_NINH, by=actor(body=QUANG_NINH))
    report(one)
    assert wanted(OURS) == [("confirmation", PROGRAMME, 2)]
    assert wanted(BOARD) == []


def test_everything_to_be_decided_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    adopt(task_plan("một"), task_plan("hai"))
    adopt(programme=OTHER, issued=False)
    with django_assert_num_queries(1, using="default"):
        assert len(decisions(OURS)) == 1


# ---------------------------------------------------------------------------------------- what has changed


def happened(bodies: frozenset[str], since: datetime, *, limit: int = 10) -> list[tuple[str, str]]:
    return [(one.happened.value, one.body) for one in changes(bodies, since=since, limit=limit)]


def test_changes_are_told_to_who_has_a_part_the_latest_first(opened: Office) -> None:
    (task,) = adopt(task_plan("một", led(), coordinated(QUANG_NINH, mention="Quảng Ninh", rule=None)))
    since = opened.now + timedelta(hours=1)
    opened.now = since + timedelta(hours=1)
    report(task, body=QUANG_NINH, by=actor(body=QUANG_NINH))
    opened.now = since + timedelta(hours=2)
    amendment = Amendment(
        id=new_id(), change=Change.DEADLINE, reason="Theo nghị quyết", on=TODAY, ends=date(2027, 1, 1)
    )
    accepted(amend_task(actor(Role.LEADER), amendment, task=task))
    expected = [("amended", REGION), ("reported", QUANG_NINH)]
    assert happened(OURS, since) == expected
    assert happened(BOARD, since) == expected
    assert happened(frozenset({HAI_PHONG, OLD_HAI_PHONG}), since) == []
    assert happened(OURS, since, limit=1) == [("amended", REGION)]


def test_a_draft_is_told_to_its_own_agency_only(opened: Office) -> None:
    since = opened.now - timedelta(minutes=1)
    adopt(issued=False)
    assert happened(OURS, since) == [("drawn-up", REGION)]
    assert happened(BOARD, since) == []


def test_a_report_recorded_from_a_paper_says_so(opened: Office) -> None:
    (task,) = adopt()
    since = opened.now
    report(task, body=QUANG_NINH, by=actor(Role.CLERK), paper=paper())
    told = {one.happened: one.on_paper for one in changes(OURS, since=since)}
    assert told[Happened.REPORTED] is True


def test_a_change_of_a_draft_is_no_news() -> None:
    (task,) = adopt(issued=False)
    amendment = Amendment(
        id=new_id(), change=Change.WORDING, reason="sửa câu", on=TODAY, text="hoàn chỉnh Quy chế phối hợp"
    )
    accepted(amend_task(actor(), amendment, task=task))
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    assert happened(OURS, long_ago) == [("drawn-up", REGION)]


@pytest.mark.parametrize("rows", [1, 3])
def test_all_changes_take_one_query(django_assert_num_queries: DjangoAssertNumQueries, rows: int) -> None:
    for task in adopt(*(task_plan(f"việc {n}") for n in range(rows))):
        report(task, body=REGION, by=actor())
    with django_assert_num_queries(1, using="default"):
        found = changes(OURS, since=datetime(2026, 11, 1, tzinfo=UTC))
    assert len(found) == rows + 1
