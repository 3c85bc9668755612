"""Commands on a real ledger: what is recorded, what is refused, and that the rows are what the acts say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Accepted, Refused
from phoihop.ledger.api import Outcome, Recorded, acts_about, compare, new_id, party_of, redact, writing
from phoihop.ledger.domain.types import Party, Proposal
from phoihop.programme.acts import PROGRESS_REPORTED, ProgressReported
from phoihop.programme.api import Grounds, adopt_programme, report_progress
from phoihop.programme.domain.types import ProgressState, Report
from phoihop.programme.models import Duty, Programme, Progress, Standing, Task
from tests.programme.office import (
    HAI_PHONG,
    LEDGERS,
    OLD_HAI_DUONG,
    OLD_HAI_PHONG,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    Office,
    actor,
    adopt,
    paper,
    plan,
    report,
    task_plan,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
MAY = date(2018, 5, 11)


@pytest.fixture(autouse=True)
def rebuilt(opened: Office) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def codes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [refusal.code for refusal in outcome.refusals]


def said(body: str, *, id_: str = "", state: ProgressState = ProgressState.DONE) -> Report:
    return Report(id=id_ or new_id(), body=body, state=state, reported_on=MAY)


def states(task: str) -> str:
    """How the task stands now, duty by duty."""
    return Standing.objects.get(task=task, valid_to=None).states


# -------------------------------------------------------------------------------------------- drawing up


def test_a_programme_is_one_act_and_one_per_task_in_one_batch() -> None:
    outcome = adopt_programme(actor(), plan(task_plan(), task_plan("kiện toàn")), programme=PROGRAMME)
    assert isinstance(outcome, Recorded)
    assert [act.envelope.kind for act in outcome.acts] == [
        "programme.adopted",
        "programme.task_assigned",
        "programme.task_assigned",
    ]
    assert len({act.envelope.batch for act in outcome.acts}) == 1
    assert (Programme.objects.count(), Task.objects.count(), Duty.objects.count()) == (1, 2, 20)


def test_every_task_refers_to_the_act_of_its_programme() -> None:
    outcome = adopt_programme(actor(), plan(), programme=PROGRAMME)
    assert isinstance(outcome, Recorded)
    programme, task = outcome.acts
    assert [(ref.role, ref.leaf) for ref in task.envelope.refs] == [("on", programme.leaf)]


def test_a_form_sent_twice_makes_one_programme() -> None:
    adopt()
    again = adopt_programme(actor(), plan(title="Chương trình khác"), programme=PROGRAMME)
    assert codes(again) == ["programme.already_adopted"]
    assert list(Programme.objects.values_list("title", flat=True)) == ["Chương trình phối hợp năm 2018"]
    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "grounds", "expected"),
    [
        (Role.CLERK, Grounds(), ["access.decider_missing"]),
        (Role.CLERK, Grounds(decided_by=Party(body=REGION)), ["access.paper_missing"]),
        (Role.INSPECTOR, Grounds(), ["access.role_not_entitled"]),
        (Role.OPERATOR, Grounds(), ["access.role_not_entitled"]),
    ],
    ids=["a clerk alone", "a clerk without paper", "an inspector", "an operator"],
)
def test_who_may_not_draw_up_leaves_nothing(role: Role, grounds: Grounds, expected: list[str]) -> None:
    assert codes(adopt_programme(actor(role), plan(), programme=PROGRAMME, grounds=grounds)) == expected
    assert not Programme.objects.exists()


def test_a_clerk_records_what_a_leader_decided_on_paper() -> None:
    leader = party_of(actor(Role.LEADER))
    outcome = adopt_programme(
        actor(Role.CLERK), plan(), programme=PROGRAMME, grounds=Grounds(decided_by=leader, paper=paper())
    )
    assert isinstance(outcome, Recorded)
    envelope = outcome.acts[0].envelope
    assert (envelope.decided_by, envelope.entered_by) == (leader, party_of(actor(Role.CLERK)))


def test_a_day_is_the_day_of_the_installation(opened: Office) -> None:
    """At 01:30 in Hanoi it is still yesterday in UTC."""
    (task,) = adopt()
    opened.now = opened.now.replace(hour=18, minute=30)
    tomorrow = Report(id=new_id(), body=REGION, state=ProgressState.DOING, reported_on=date(2026, 11, 24))
    assert isinstance(report_progress(actor(), tomorrow, task=task), Recorded)


# --------------------------------------------------------------------------------------------- reporting


def test_a_board_reports_into_its_own_ledger() -> None:
    (task,) = adopt()
    recorded = report(task, body=QUANG_NINH, by=actor(body=QUANG_NINH))
    envelope = recorded.acts[0].envelope
    assert (envelope.ledger, envelope.decided_by.body, envelope.basis) == (
        LEDGERS[QUANG_NINH],
        QUANG_NINH,
        (),
    )
    assert states(task) == "n/nrnnnnnnn"


def test_a_board_reports_for_the_merged_ones_whose_work_it_took_over() -> None:
    (task,) = adopt()
    recorded = [report(task, body=body) for body in (OLD_HAI_PHONG, OLD_HAI_DUONG)]
    assert {done.acts[0].envelope.decided_by.body for done in recorded} == {HAI_PHONG}
    assert states(task) == "n/nnrrnnnnn"


def test_a_report_sent_twice_is_recorded_once() -> None:
    (task,) = adopt()
    form = said(REGION)
    assert isinstance(report_progress(actor(), form, task=task), Recorded)
    assert codes(report_progress(actor(), form, task=task)) == ["programme.already_reported"]
    assert Progress.objects.count() == 1


def test_of_two_reports_the_later_day_counts_in_whichever_order_they_come() -> None:
    (task,) = adopt()
    report(task, day=date(2018, 6, 1), state=ProgressState.DONE)
    report(task, day=date(2018, 5, 1), state=ProgressState.DOING)
    assert states(task) == "n/nnnrnnnnn"
    assert list(Standing.objects.order_by("valid_from").values_list("states", flat=True)) == [
        "n/nnnnnnnnn",
        "n/nnngnnnnn",
        "n/nnnrnnnnn",
    ]


@pytest.mark.parametrize(
    ("role", "body", "about", "on_paper", "expected"),
    [
        (Role.INSPECTOR, REGION, REGION, False, ["access.role_not_entitled"]),
        (Role.OPERATOR, REGION, REGION, False, ["access.role_not_entitled"]),
        (Role.CLERK, REGION, REGION, False, ["access.decider_missing"]),
        (Role.OFFICER, REGION, QUANG_NINH, False, ["programme.not_your_duty"]),
        (Role.OFFICER, QUANG_NINH, OLD_HAI_PHONG, False, ["programme.not_your_duty"]),
        (Role.LEADER, REGION, QUANG_NINH, True, ["access.role_not_entitled"]),
        (Role.OFFICER, HAI_PHONG, HAI_PHONG, False, ["programme.task_not_for_body"]),
    ],
    ids=[
        "an inspector",
        "an operator",
        "a clerk in his own name",
        "the region for a board",
        "a board for another",
        "a leader from a paper",
        "a body without a part",
    ],
)
def test_who_may_not_report_changes_nothing(
    role: Role, body: str, about: str, on_paper: bool, expected: list[str]
) -> None:
    (task,) = adopt()
    outcome = report_progress(
        actor(role, body=body), said(about), task=task, paper=paper() if on_paper else None
    )
    assert codes(outcome) == expected
    assert not Progress.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK])
def test_the_paper_of_another_body_is_recorded_as_such(role: Role) -> None:
    (task,) = adopt()
    recorded = report(task, body=OLD_HAI_PHONG, by=actor(role), paper=paper())
    envelope = recorded.acts[0].envelope
    assert envelope.ledger == LEDGERS[REGION]
    assert envelope.decided_by == Party(body=OLD_HAI_PHONG)
    assert envelope.basis[0].for_body == OLD_HAI_PHONG
    assert Progress.objects.values_list("for_other", "entered_body").get() == (True, REGION)


def test_nobody_passes_a_paper_of_another_body_off_as_that_of_his_own() -> None:
    (task,) = adopt()
    recorded = report(task, body=REGION, by=actor(Role.CLERK), paper=paper(for_body=QUANG_NINH))
    assert recorded.acts[0].envelope.basis[0].for_body is None


def test_a_report_on_a_task_that_is_not_there_is_refused() -> None:
    assert codes(report_progress(actor(), said(REGION), task=new_id())) == ["programme.no_such_task"]
    assert codes(report_progress(actor(), said(REGION), task="task")) == ["programme.no_such_task"]


def test_a_cleared_report_is_gone_from_the_rows_and_not_from_the_history() -> None:
    (task,) = adopt()
    report(task, body=REGION, by=actor())
    place = acts_about(f"task:{task}")[-1].place
    assert isinstance(redact(actor(Role.LEADER), [place], reason="Ghi nhầm nhiệm vụ"), Recorded)
    assert states(task) == "n/nnnnnnnnn"
    assert [act.payload is None for act in acts_about(f"task:{task}")] == [False, True]


def test_a_cleared_task_is_gone_and_its_reports_change_nothing() -> None:
    (task,) = adopt()
    report(task)
    place = acts_about(f"task:{task}")[0].place
    assert isinstance(redact(actor(Role.LEADER), [place], reason="Theo quy định"), Recorded)
    assert (Task.objects.count(), Standing.objects.count(), Progress.objects.count()) == (0, 0, 1)
    assert codes(report_progress(actor(), said(REGION), task=task)) == ["programme.no_such_task"]


def test_a_corrected_report_stands_in_the_place_of_the_first() -> None:
    (task,) = adopt()
    report(task, body=REGION, by=actor(), state=ProgressState.DONE)
    place = acts_about(f"task:{task}")[-1].place
    payload = ProgressReported(new_id(), REGION, ProgressState.DOING, MAY.isoformat(), "", None, None, None)
    with writing(LEDGERS[REGION], party_of(actor())) as writer:
        writer.record(
            Accepted([Proposal(PROGRESS_REPORTED, (f"task:{task}",), payload, supersedes=(place,))])
        )
    assert (states(task), Progress.objects.count()) == ("g/nnnnnnnnn", 1)
