"""The command behind a form: every row or none, a look beforehand says the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from phoihop.kernel.decision import Refusal, Refused
from phoihop.ledger.api import Recorded, compare, new_id
from phoihop.programme import api
from phoihop.programme.acts import ProgressState, Way
from phoihop.programme.commands.form_reports import FormRow, checked_form, report_form
from phoihop.programme.domain.types import Report
from phoihop.programme.queries.tasks import Wanted, tasks_of
from tests.programme.issued import issued, task
from tests.programme.office import PROGRAMME, QUANG_NINH, TODAY, actor, paper

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("opened"),
]
FUTURE = Refusal("programme.report_in_future", (("day", "01-6-2027"),))


def row(task_: str, day: date = date(2018, 5, 11)) -> FormRow:
    said = Report(
        id=new_id(), body=QUANG_NINH, state=ProgressState.DOING, reported_on=day, note="đã họp", way=Way.FORM
    )
    return FormRow(task_, said)


def two() -> tuple[str, str]:
    first, second = issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch"))
    return first, second


def looked_at(*rows: FormRow, by: str = QUANG_NINH) -> tuple[Refused | None, ...]:
    page = tasks_of(PROGRAMME, Wanted(), on=TODAY, after=None, limit=10)
    return checked_form(actor(body=by), rows, tasks=page.tasks, paper=None, today=TODAY)


def test_all_rows_are_recorded_together() -> None:
    first, second = two()
    outcome = report_form(actor(body=QUANG_NINH), [row(first), row(second)])
    assert isinstance(outcome, Recorded)
    assert len(outcome.acts) == 2
    assert [len(api.reports(id_)) for id_ in (first, second)] == [1, 1]
    assert compare() == ()


def test_one_row_at_fault_and_none_is_recorded() -> None:
    first, second = two()
    rows = [row(first), row(second, date(2027, 6, 1))]
    assert report_form(actor(body=QUANG_NINH), rows) == Refused((FUTURE,))
    assert [api.reports(id_) for id_ in (first, second)] == [(), ()]


def test_a_look_says_what_stands_against_each_row() -> None:
    first, second = two()
    assert looked_at(row(first), row(second, date(2027, 6, 1))) == (None, Refused((FUTURE,)))


def test_a_look_knows_who_may_report() -> None:
    first, _ = two()
    (answer,) = looked_at(row(first), by="M-QK3-CT")
    assert isinstance(answer, Refused)
    assert [refusal.code for refusal in answer.refusals] == ["programme.not_your_duty"]


def test_rows_from_a_letter_say_so() -> None:
    first, _ = two()
    outcome = report_form(actor(), [row(first)], paper=paper())
    assert isinstance(outcome, Recorded)
    (said,) = api.reports(first)
    assert (said.on_paper, said.paper_number, said.way) == (True, "41-CV/BTCTU", Way.FORM)


def test_the_same_form_again_records_nothing() -> None:
    first, _ = two()
    once = row(first)
    assert isinstance(report_form(actor(body=QUANG_NINH), [once]), Recorded)
    again = report_form(actor(body=QUANG_NINH), [replace(once)])
    assert again == Refused((Refusal("programme.already_reported"),))
