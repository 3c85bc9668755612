"""What is wrong with a report, and the act it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from phoihop.kernel.decision import Accepted, Refused
from phoihop.ledger.domain.types import Basis, Party, Valid
from phoihop.programme.acts import ProgressReported, ProgressState
from phoihop.programme.domain.progress import TaskFacts, decide_report
from phoihop.programme.domain.types import Report
from tests.programme.office import CONFERENCE, OLD_HAI_PHONG, REGION, TODAY, paper

TASK, ID = "01J0000000000000000000TSK1", "01J0000000000000000000RPT1"
SAID = Report(id=ID, body=OLD_HAI_PHONG, state=ProgressState.DONE, reported_on=date(2018, 5, 11))
FACTS = TaskFacts(
    task=TASK, bodies=frozenset({REGION, OLD_HAI_PHONG}), assigned_on=CONFERENCE, reports=frozenset()
)


@pytest.mark.parametrize(
    ("said", "facts", "on_paper", "codes"),
    [
        (SAID, None, None, ["programme.no_such_task"]),
        (replace(SAID, id="one"), FACTS, None, ["programme.id_malformed"]),
        (SAID, replace(FACTS, reports=frozenset({ID})), None, ["programme.already_reported"]),
        (replace(SAID, body="P-17-BTC"), FACTS, None, ["programme.task_not_for_body"]),
        (replace(SAID, reported_on=date(2026, 11, 24)), FACTS, None, ["programme.report_in_future"]),
        (replace(SAID, reported_on=date(2018, 4, 5)), FACTS, None, ["programme.report_before_assignment"]),
        (replace(SAID, product_date=date(2018, 5, 11)), FACTS, None, ["programme.product_without_number"]),
        (SAID, FACTS, paper(number=""), ["programme.paper_needs_number_and_date"]),
        (SAID, FACTS, paper(day=""), ["programme.paper_needs_number_and_date"]),
        (SAID, FACTS, paper(day="2026-12-01"), ["programme.paper_in_future"]),
        (replace(SAID, note="MẬT\nđã xong"), FACTS, None, ["reading.secret"]),
        (
            replace(SAID, body="X", reported_on=date(2008, 5, 11)),
            FACTS,
            paper(number=""),
            [
                "programme.task_not_for_body",
                "programme.report_before_assignment",
                "programme.paper_needs_number_and_date",
            ],
        ),
    ],
    ids=[
        "no such task",
        "an id that no form of ours has",
        "a form sent twice",
        "a body without a part in it",
        "a day that has not come",
        "a day before the task existed",
        "a product with a date and no number",
        "a paper without number",
        "a paper without date",
        "a paper of tomorrow",
        "a note with a mark of secrecy",
        "everything that is wrong is said at once",
    ],
)
def test_a_report_is_refused(
    said: Report, facts: TaskFacts | None, on_paper: Basis | None, codes: list[str]
) -> None:
    outcome = decide_report(said, facts=facts, paper=on_paper, today=TODAY)
    assert isinstance(outcome, Refused)
    assert [refusal.code for refusal in outcome.refusals] == codes


@pytest.mark.parametrize(
    "said",
    [
        SAID,
        replace(SAID, reported_on=CONFERENCE),
        replace(SAID, reported_on=TODAY),
        replace(SAID, product_number="12-BC/TU"),
    ],
    ids=["back-dated by years", "on the day of the assignment", "today", "a product whose date is not known"],
)
def test_a_report_is_accepted(said: Report) -> None:
    assert isinstance(decide_report(said, facts=FACTS, paper=None, today=TODAY), Accepted)


def test_without_the_day_of_the_assignment_any_past_day_will_do() -> None:
    early = replace(SAID, reported_on=date(2008, 1, 1))
    facts = replace(FACTS, assigned_on=None)
    assert isinstance(decide_report(early, facts=facts, paper=None, today=TODAY), Accepted)


def test_a_report_in_the_own_name_is_decided_by_who_enters_it() -> None:
    said = replace(
        SAID,
        note=" Đã gửi\ncác tổ chức. ",
        product_number=" 12-BC/TU ",
        product_date=date(2018, 5, 10),
        signer="Trần Văn Thử",
    )
    outcome = decide_report(said, facts=FACTS, paper=None, today=TODAY)
    assert isinstance(outcome, Accepted)
    (act,) = outcome.value
    assert (act.subjects, act.basis, act.decided_by) == ((f"task:{TASK}",), (), None)
    assert act.valid == Valid("2018-05-11")
    assert act.payload == ProgressReported(
        report=ID,
        body=OLD_HAI_PHONG,
        state=ProgressState.DONE,
        reported_on="2018-05-11",
        note="Đã gửi\ncác tổ chức.",
        product_number="12-BC/TU",
        product_date="2018-05-10",
        signer="Trần Văn Thử",
    )


def test_a_report_from_a_paper_was_decided_by_its_body() -> None:
    outcome = decide_report(SAID, facts=FACTS, paper=paper(), today=TODAY)
    assert isinstance(outcome, Accepted)
    (act,) = outcome.value
    assert (act.decided_by, act.basis) == (Party(body=OLD_HAI_PHONG), (paper(),))
    assert act.payload.product_number is None
