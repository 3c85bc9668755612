"""Done is reported by the doer and confirmed by who leads or follows: who that is, and what it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.decision import Refused
from phoihop.kernel.period import Period
from phoihop.ledger.api import Outcome, Recorded, acts_about, compare, new_id
from phoihop.ledger.attachments import put
from phoihop.ledger.domain.types import Basis, Party
from phoihop.programme.api import (
    judge_result,
    judges,
    open_duties,
    report_progress,
    reports,
    task,
)
from phoihop.programme.domain.status import status_of
from phoihop.programme.domain.types import (
    AttachmentStated,
    DutyRole,
    DutyState,
    DutyStated,
    Judgement,
    ProgressState,
    Report,
    ReportView,
    Result,
    StatusKind,
    TaskView,
    Way,
)
from phoihop.programme.models import Progress, Standing
from tests.programme.office import (
    DOING,
    HAI_PHONG,
    LEDGERS,
    OLD_HAI_PHONG,
    QUANG_NINH,
    REGION,
    TODAY,
    Office,
    actor,
    adopt,
    judge,
    led,
    paper,
    report,
    task_plan,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
MAY = date(2018, 5, 11)
BOARD = actor(body=QUANG_NINH)


@pytest.fixture(autouse=True)
def rebuilt(opened: Office) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def codes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [refusal.code for refusal in outcome.refusals]


def found(id_: str, on: date = TODAY) -> TaskView:
    view = task(id_, on=on)
    assert view is not None
    return view.task


def following(*bodies: str) -> DutyStated:
    return DutyStated(DutyRole.FOLLOWING, "theo dõi", None, bodies)


def reported(id_: str, **more: object) -> ReportView:
    """Quảng Ninh reports that its part is done."""
    report(id_, body=QUANG_NINH, by=BOARD, **more)
    return reports(id_)[-1]


def said(report_id: str, **more: object) -> Judgement:
    return replace(
        Judgement(id=new_id(), report=report_id, by=REGION, result=Result.CONFIRMED, words=""), **more
    )


def states(id_: str) -> str:
    return Standing.objects.get(task=id_, valid_to=None).states


# ------------------------------------------------------------------------------------------------ who judges


@pytest.mark.parametrize(
    ("duties", "body", "expected"),
    [
        ((led(), led(QUANG_NINH, mention="B")), QUANG_NINH, (REGION,)),
        ((led(), led(QUANG_NINH, mention="B")), REGION, (QUANG_NINH,)),
        ((led(QUANG_NINH, mention="B"),), QUANG_NINH, (REGION,)),
        ((led(),), REGION, ()),
        ((led(QUANG_NINH, mention="B"), following(HAI_PHONG)), QUANG_NINH, (HAI_PHONG,)),
        ((led(OLD_HAI_PHONG, mention="B"), following(HAI_PHONG)), OLD_HAI_PHONG, (REGION,)),
        ((led(), following(HAI_PHONG)), REGION, (HAI_PHONG,)),
    ],
    ids=[
        "who leads confirms who leads beside it",
        "and the other way round",
        "a single lead is confirmed by who drew the programme up",
        "who leads what it drew up itself: its own word stands",
        "who follows confirms",
        "nobody confirms the work that it carries on itself",
        "who follows confirms also who drew it up",
    ],
)
def test_who_confirms(duties: tuple[DutyStated, ...], body: str, expected: tuple[str, ...]) -> None:
    (id_,) = adopt(task_plan("việc", *duties))
    assert judges(found(id_), body) == expected


def test_what_is_reported_as_done_waits_is_not_late_and_is_done_when_confirmed() -> None:
    (id_,) = adopt(task_plan("việc", led(QUANG_NINH, mention="B"), period=Period(None, date(2018, 5, 1))))
    waiting = reported(id_)
    assert (waiting.judges, waiting.result) == ((REGION,), None)
    assert (states(id_), status_of(found(id_), on=TODAY).kind) == ("r", StatusKind.REPORTED)
    assert open_duties({QUANG_NINH}, on=TODAY, limit=9) == ()
    outcome = judge_result(actor(), said(waiting.id, words=" Đạt "), task=id_)
    assert isinstance(outcome, Recorded)
    assert outcome.acts[0].envelope.ledger == LEDGERS[REGION]
    (after,) = reports(id_)
    assert (after.result, after.result_by, after.result_words, after.result_on) == (
        Result.CONFIRMED,
        REGION,
        "Đạt",
        TODAY,
    )
    assert (found(id_).state, found(id_).since) == (DutyState.DONE, TODAY)
    assert found(id_, MAY).state is DutyState.REPORTED


def test_what_is_sent_back_is_being_done_until_the_next_report() -> None:
    (id_,) = adopt(task_plan("việc", led(QUANG_NINH, mention="B"), period=Period(None, date(2018, 5, 1))))
    first = reported(id_)
    judge(id_, first.id, result=Result.SENT_BACK, words="Thiếu biểu số 2")
    assert (states(id_), status_of(found(id_), on=TODAY).kind) == ("g", StatusKind.LATE)
    assert len(open_duties({QUANG_NINH}, on=TODAY, limit=9)) == 1
    second = reported(id_, day=date(2018, 6, 1))
    judge(id_, second.id, day=date(2018, 6, 2))
    assert states(id_) == "d"
    assert [one.result for one in reports(id_)] == [Result.SENT_BACK, Result.CONFIRMED]


def test_the_own_word_of_who_drew_up_and_leads_stands() -> None:
    (id_,) = adopt(task_plan("việc", led()))
    report(id_, body=REGION, by=actor())
    assert (states(id_), reports(id_)[0].judges) == ("d", ())
    assert codes(judge_result(actor(), said(reports(id_)[0].id), task=id_)) == ["programme.not_the_judge"]


def test_the_paper_of_the_judging_body_is_recorded_as_such() -> None:
    (id_,) = adopt(task_plan("việc", led(), led(QUANG_NINH, mention="B")))
    report(id_, body=REGION, by=actor())
    letter = paper("8-TB/BTCTU", "2018-05-20")
    word = said(reports(id_)[0].id, by=QUANG_NINH)
    assert codes(judge_result(actor(Role.CLERK), word, task=id_, paper=letter)) == ["programme.not_the_judge"]
    third = actor(Role.CLERK, body=HAI_PHONG)  # who is judged does not type the judgement
    outcome = judge_result(third, word, task=id_, paper=letter)
    assert isinstance(outcome, Recorded)
    envelope = outcome.acts[0].envelope
    assert (envelope.decided_by, envelope.basis[0].for_body) == (Party(body=QUANG_NINH), QUANG_NINH)
    assert reports(id_)[0].result_on == date(2018, 5, 20)


@pytest.mark.parametrize(
    ("who", "more", "letter", "expected"),
    [
        (actor(), {"id": "x"}, None, ["programme.id_malformed"]),
        (actor(), {"report": "01J0000000000000000000RPT9"}, None, ["programme.no_such_report"]),
        (BOARD, {}, None, ["programme.not_your_duty"]),
        (BOARD, {"by": QUANG_NINH}, None, ["programme.not_the_judge"]),
        (actor(body=HAI_PHONG), {"by": HAI_PHONG}, None, ["programme.not_the_judge"]),
        (actor(), {"result": Result.SENT_BACK, "words": " "}, None, ["programme.sent_back_without_reason"]),
        (actor(), {}, paper("8", "2018-05-10"), ["programme.judged_before_report"]),
        (actor(), {}, paper("8", None), ["programme.paper_needs_number_and_date"]),
        (actor(), {"words": "MẬT"}, None, ["reading.secret"]),
        (actor(Role.CLERK), {}, None, ["access.decider_missing"]),
        (actor(Role.INSPECTOR), {}, None, ["access.role_not_entitled"]),
    ],
    ids=[
        "an id that no form of ours has",
        "a report that is not there",
        "in the name of another body",
        "the doer himself",
        "a body without a say",
        "sent back without saying why",
        "before the report",
        "a paper without date",
        "a mark of secrecy",
        "a clerk in his own name",
        "an inspector",
    ],
)
def test_which_words_on_a_result_are_refused(
    who: Actor, more: dict[str, object], letter: Basis | None, expected: list[str]
) -> None:
    (id_,) = adopt(task_plan("việc", led(), led(QUANG_NINH, mention="B")))
    waiting = reported(id_)
    outcome = judge_result(who, replace(said(waiting.id), **more), task=id_, paper=letter)
    assert codes(outcome) == expected
    assert reports(id_)[0].result is None


def test_only_the_latest_report_of_done_is_judged_and_only_once() -> None:
    (id_,) = adopt(task_plan("việc", led(), led(QUANG_NINH, mention="B")))
    first = reported(id_)
    again = reported(id_, day=date(2018, 6, 1), state=DOING)
    assert codes(judge_result(actor(), said(first.id), task=id_)) == ["programme.report_outdated"]
    assert codes(judge_result(actor(), said(again.id), task=id_)) == ["programme.report_not_of_done"]
    third, word = reported(id_, day=date(2018, 6, 1)), said("")
    word = replace(word, report=third.id)
    assert isinstance(judge_result(actor(), word, task=id_), Recorded)
    assert codes(judge_result(actor(), word, task=id_)) == ["programme.already_judged"]
    assert codes(judge_result(actor(), said(third.id), task=id_)) == ["programme.result_settled"]
    assert codes(judge_result(actor(), word, task=new_id())) == ["programme.no_such_task"]


# ----------------------------------------------------------------------------------------- fuller reports


def test_a_report_tells_of_difficulties_and_carries_files() -> None:
    (id_,) = adopt(task_plan("việc", led()))
    kept = put("Biểu số 1".encode(), name="../phu luc.txt")
    assert not isinstance(kept, Refused)
    full = Report(
        id=new_id(),
        body=REGION,
        state=ProgressState.DOING,
        reported_on=MAY,
        note=" Đã khảo sát ",
        difficulties="Thiếu số liệu ",
        proposals=" Đề nghị gia hạn",
        next_steps="Tổng hợp",
        attachments=(AttachmentStated(kept.sha256, kept.name, kept.size),),
    )
    assert isinstance(report_progress(actor(), full, task=id_), Recorded)
    (view,) = reports(id_)
    assert (view.note, view.difficulties, view.proposals, view.next_steps, view.way) == (
        "Đã khảo sát",
        "Thiếu số liệu",
        "Đề nghị gia hạn",
        "Tổng hợp",
        Way.ACCOUNT,
    )
    assert view.attachments == (AttachmentStated(kept.sha256, "phu luc.txt", 13),)


@pytest.mark.parametrize(
    ("way", "letter", "expected"),
    [
        (Way.ACCOUNT, None, Way.ACCOUNT),
        (Way.ACCOUNT, paper(), Way.LETTER),
        (Way.FORM, paper(), Way.FORM),
    ],
    ids=["typed by the body itself", "typed from its letter", "read from its form"],
)
def test_a_report_says_how_it_came(way: Way, letter: Basis | None, expected: Way) -> None:
    (id_,) = adopt(task_plan("việc", led()))
    came = Report(id=new_id(), body=REGION, state=ProgressState.DOING, reported_on=MAY, way=way)
    assert isinstance(report_progress(actor(), came, task=id_, paper=letter), Recorded)
    assert reports(id_)[0].way is expected


def test_a_report_with_a_file_that_is_not_here_or_on_a_task_of_another_programme_is_refused() -> None:
    (id_,) = adopt(task_plan("việc", led()))
    lost = Report(
        id=new_id(),
        body=REGION,
        state=ProgressState.DOING,
        reported_on=MAY,
        attachments=(AttachmentStated("ab" * 32, "mat.pdf", 1),),
    )
    assert codes(report_progress(actor(), lost, task=id_)) == ["programme.attachment_missing"]
    other = replace(lost, attachments=())
    assert codes(report_progress(actor(), other, task=id_, programme=new_id())) == [
        "programme.task_of_another_programme"
    ]
    assert not Progress.objects.exists()


@pytest.mark.parametrize("role", [DutyRole.FOLLOWING, DutyRole.INFORMED])
def test_who_only_follows_or_is_informed_has_nothing_to_report(role: DutyRole) -> None:
    (id_,) = adopt(task_plan("việc", led(), DutyStated(role, "B", None, (QUANG_NINH,))))
    said_so = Report(id=new_id(), body=QUANG_NINH, state=ProgressState.DOING, reported_on=MAY)
    assert codes(report_progress(BOARD, said_so, task=id_)) == ["programme.task_not_for_body"]
    assert open_duties({QUANG_NINH}, on=TODAY, limit=9) == ()


def test_every_act_of_a_task_is_in_its_history() -> None:
    (id_,) = adopt(task_plan("việc", led(), led(QUANG_NINH, mention="B")))
    judge(id_, reported(id_).id)
    assert [act.kind for act in acts_about(f"task:{id_}")] == [
        "programme.task_assigned",
        "programme.progress_reported",
        "programme.result_judged",
    ]
