"""A task is changed: freely in a draft, with reason and approver once issued; every day keeps its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Refused
from phoihop.kernel.period import Period
from phoihop.ledger.api import Outcome, Recorded, acts_about, compare, new_id, redact
from phoihop.ledger.domain.types import Party
from phoihop.programme.api import (
    Grounds,
    add_task,
    adopt_programme,
    amend_task,
    amendments,
    open_duties,
    programmes,
    report_progress,
    task,
)
from phoihop.programme.domain.status import status_of
from phoihop.programme.domain.types import (
    Amendment,
    Change,
    DutyRole,
    DutyStated,
    ProgressState,
    Report,
    Rhythm,
    StatusKind,
    TaskKind,
    TaskPlan,
    TaskView,
)
from phoihop.programme.models import Duty, Standing, Task
from phoihop.programme.queries.facets import facets
from phoihop.programme.queries.tasks import Wanted, tasks_of
from tests.programme.office import (
    CONFERENCE,
    HAI_PHONG,
    NINE,
    OLD_HAI_DUONG,
    OLD_HAI_PHONG,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    TODAY,
    Office,
    actor,
    adopt,
    issue,
    led,
    paper,
    plan,
    report,
    task_plan,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
MAY, JUNE, SEPTEMBER = date(2018, 5, 16), date(2018, 6, 1), date(2018, 9, 20)
END = Period(None, MAY)
APPROVED = Grounds(decided_by=Party(body=REGION), paper=paper("21-TB/CT", "2018-05-30"))
LATER = date(2018, 10, 1)


@pytest.fixture(autouse=True)
def rebuilt(opened: Office) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def codes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [refusal.code for refusal in outcome.refusals]


def change(what: Change = Change.DEADLINE, **more: object) -> Amendment:
    stated = {"id": new_id(), "change": what, "reason": "Chờ hướng dẫn của cấp trên", "on": JUNE, **more}
    return Amendment(**stated)


def amended(id_: str, what: Change = Change.DEADLINE, **more: object) -> None:
    outcome = amend_task(actor(), change(what, **more), task=id_, grounds=APPROVED)
    assert isinstance(outcome, Recorded), outcome


def on(id_: str, day: date) -> TaskView:
    found = task(id_, on=day)
    assert found is not None
    return found.task


def kind_on(id_: str, day: date) -> StatusKind:
    return status_of(on(id_, day), on=day).kind


# --------------------------------------------------------------------------------------------- over time


def test_an_extended_task_is_late_up_to_the_extension_and_keeps_its_original_end() -> None:
    (id_,) = adopt(task_plan(period=END))
    amended(id_, ends=LATER)
    assert [kind_on(id_, day) for day in (date(2018, 5, 31), JUNE, SEPTEMBER, LATER)] == [
        StatusKind.LATE,
        StatusKind.NONE,
        StatusKind.SOON,
        StatusKind.LATE,
    ]
    assert [(on(id_, day).ends, on(id_, day).original_ends) for day in (CONFERENCE, TODAY)] == [
        (MAY, MAY),
        (LATER, MAY),
    ]
    assert Duty.objects.filter(body=REGION).values_list("ends", "valid_from").order_by("valid_from")[1] == (
        LATER,
        JUNE,
    )


def test_an_end_that_is_taken_away_leaves_the_task_for_a_decision_and_never_late() -> None:
    (id_,) = adopt(task_plan(period=END))
    amended(id_, ends=None)
    found = on(id_, TODAY)
    assert (found.kind, found.ends, kind_on(id_, TODAY)) == (TaskKind.UNDATED, None, StatusKind.NONE)
    (waiting,) = open_duties({REGION}, on=TODAY, limit=9)
    assert (waiting.kind, waiting.last_day) == (TaskKind.UNDATED, None)


def test_what_stands_still_is_not_late_does_not_wait_and_goes_on_later() -> None:
    (id_,) = adopt(task_plan(period=END))
    amended(id_, Change.SUSPENDED, reason="Chờ sáp nhập")
    assert (kind_on(id_, SEPTEMBER), on(id_, SEPTEMBER).reason) == (StatusKind.SUSPENDED, "Chờ sáp nhập")
    assert open_duties({REGION}, on=TODAY, limit=9) == ()
    amended(id_, Change.RESUMED, on=SEPTEMBER)
    assert [kind_on(id_, day) for day in (JUNE, SEPTEMBER)] == [StatusKind.SUSPENDED, StatusKind.LATE]
    assert len(open_duties({REGION}, on=TODAY, limit=9)) == 1


def test_what_was_dropped_counts_nowhere_and_takes_no_report() -> None:
    (id_,) = adopt(task_plan(period=END))
    amended(id_, Change.DROPPED)
    assert kind_on(id_, TODAY) is StatusKind.DROPPED
    assert facets(PROGRAMME, on=TODAY).statuses == {StatusKind.DROPPED: 1}
    (listed,), _ = programmes(on=TODAY, limit=9)
    assert (listed.tasks, listed.late) == (0, 0)
    said = Report(id=new_id(), body=REGION, state=ProgressState.DOING, reported_on=TODAY)
    assert codes(report_progress(actor(), said, task=id_)) == ["programme.task_dropped"]


def test_a_change_of_lead_holds_from_its_day_and_both_versions_stay_visible() -> None:
    (id_,) = adopt(task_plan("hoàn chỉnh Quy chế"))
    report(id_, body=QUANG_NINH, by=actor(body=QUANG_NINH), state=ProgressState.DOING)
    now = (
        led(QUANG_NINH, mention="Ban Tổ chức Quảng Ninh"),
        DutyStated(DutyRole.FOLLOWING, "Cục", None, (REGION,)),
    )
    amended(id_, Change.DUTIES, duties=now)
    assert [[group.role for group in on(id_, day).groups] for day in (MAY, JUNE)] == [
        [DutyRole.LEAD, DutyRole.COORDINATING],
        [DutyRole.LEAD, DutyRole.FOLLOWING],
    ]
    assert on(id_, JUNE).bodies == (QUANG_NINH, REGION)
    leads = [facets(PROGRAMME, on=day).leads for day in (MAY, JUNE)]
    assert leads == [{REGION: 1}, {QUANG_NINH: 1}]
    wanted = Wanted(lead=QUANG_NINH)
    pages = [tasks_of(PROGRAMME, wanted, on=day, after=None, limit=9).tasks for day in (MAY, JUNE)]
    assert list(map(len, pages)) == [0, 1]
    assert on(id_, JUNE).state.value == "doing"
    (shown,) = amendments(id_)
    assert (shown.approved_by, shown.paper_number, shown.reason, shown.on, shown.before, shown.after) == (
        REGION,
        "21-TB/CT",
        "Chờ hướng dẫn của cấp trên",
        JUNE,
        "Cục Chính trị, Ban Tổ chức các tỉnh ủy, thành ủy",
        "Ban Tổ chức Quảng Ninh, Cục",
    )
    assert shown.duties_after == now


def test_a_new_wording_is_found_and_the_old_one_on_its_days() -> None:
    (id_,) = adopt(task_plan("hoàn chỉnh Quy chế"))
    amended(
        id_,
        Change.WORDING,
        text=" sửa đổi Quy định ",
        product="Quy định",
        level="Thường vụ",
        kind=TaskKind.CONTINUING,
        rhythm=Rhythm.MONTHLY,
    )
    for day, words, number in (
        (MAY, "quy che", 1),
        (MAY, "sua doi", 0),
        (JUNE, "sua doi", 1),
        (JUNE, "quy che", 0),
    ):
        page = tasks_of(PROGRAMME, Wanted(text=words), on=day, after=None, limit=9)
        assert len(page.tasks) == number
    found = on(id_, JUNE)
    assert (found.text, found.product, found.level, found.kind, found.rhythm) == (
        "sửa đổi Quy định",
        "Quy định",
        "Thường vụ",
        TaskKind.CONTINUING,
        Rhythm.MONTHLY,
    )
    assert Task.objects.values_list("text", flat=True).get() == "sửa đổi Quy định"


def test_a_continuing_task_misses_its_report_and_has_it_again() -> None:
    kind = replace(task_plan(period=END), kind=TaskKind.CONTINUING, rhythm=Rhythm.MONTHLY)
    (id_,) = adopt(replace(kind, duties=(led(),)))
    report(id_, body=REGION, by=actor(), state=ProgressState.DOING, day=date(2018, 6, 4))
    days = [date(2018, 6, 7), date(2018, 6, 8), date(2018, 7, 9), date(2018, 7, 10)]
    assert [kind_on(id_, day) for day in days] == [
        StatusKind.DOING,
        StatusKind.DOING,
        StatusKind.MISSING,
        StatusKind.MISSING,
    ]
    for day in days:
        assert facets(PROGRAMME, on=day).statuses == {kind_on(id_, day): 1}
        wanted = Wanted(status=kind_on(id_, day))
        assert len(tasks_of(PROGRAMME, wanted, on=day, after=None, limit=9).tasks) == 1


def test_changes_of_a_draft_belong_to_the_original() -> None:
    (id_,) = adopt(task_plan(period=END), issued=False)
    outcome = amend_task(actor(), change(ends=LATER, reason="", on=TODAY), task=id_)
    assert isinstance(outcome, Recorded)
    issue()
    amended(id_, ends=date(2019, 1, 1))
    assert [(on(id_, day).ends, on(id_, day).original_ends) for day in (CONFERENCE, TODAY)] == [
        (LATER, LATER),
        (date(2019, 1, 1), LATER),
    ]
    assert [(one.drafting, one.before, one.after) for one in amendments(id_)] == [
        (True, "15-5-2018", "30-9-2018"),
        (False, "30-9-2018", "31-12-2018"),
    ]


def test_changes_count_by_their_days_whatever_the_order_in_which_they_come() -> None:
    (id_,) = adopt(task_plan(period=END))
    amended(id_, ends=date(2019, 1, 1), on=SEPTEMBER)
    amended(id_, ends=LATER, on=JUNE)
    assert [on(id_, day).ends for day in (MAY, JUNE, SEPTEMBER)] == [MAY, LATER, date(2019, 1, 1)]


def test_a_cleared_change_never_happened_for_the_rows() -> None:
    (id_,) = adopt(task_plan(period=END))
    amended(id_, ends=LATER)
    place = acts_about(f"task:{id_}")[-1].place
    assert isinstance(redact(actor(Role.LEADER), [place], reason="Ghi nhầm"), Recorded)
    assert (on(id_, TODAY).ends, amendments(id_)) == (MAY, ())


def test_done_stays_done_since_its_day_when_the_wording_changes_later() -> None:
    (id_,) = adopt(task_plan("việc", led()))
    report(id_, body=REGION, by=actor(), day=date(2018, 5, 11))
    amended(id_, Change.WORDING, text="việc đã sửa")
    assert (on(id_, TODAY).since, Standing.objects.count()) == (date(2018, 5, 11), 3)


# -------------------------------------------------------------------------------------- own ends, joint leads


def test_a_duty_may_have_its_own_end_and_the_task_without_one_takes_the_last() -> None:
    duties = (replace_ends(led(), "2018-05-16"), replace_ends(led(QUANG_NINH, mention="B"), "2018-10-01"))
    (id_,) = adopt(task_plan("việc", *duties))
    found = on(id_, JUNE)
    assert (found.ends, found.kind, [group.ends for group in found.groups]) == (
        LATER,
        TaskKind.DEADLINE,
        [MAY, LATER],
    )
    ends = dict(Duty.objects.values_list("body", "ends"))
    assert ends == {REGION: MAY, QUANG_NINH: LATER}


def replace_ends(duty: DutyStated, ends: str) -> DutyStated:
    return DutyStated(duty.role, duty.mention, duty.rule, duty.bodies, ends)


# ------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (change(id="x", ends=LATER), ["programme.id_malformed"]),
        (change(ends=LATER, reason=" "), ["programme.reason_missing"]),
        (change(ends=LATER, on=date(2026, 11, 24)), ["programme.amended_in_future"]),
        (change(ends=LATER, on=date(2018, 4, 5)), ["programme.amended_before_issue"]),
        (change(ends=CONFERENCE), ["programme.deadline_before_document"]),
        (change(starts=SEPTEMBER, ends=SEPTEMBER), ["programme.ends_before_start"]),
        (change(Change.DUTIES, duties=()), ["programme.no_lead"]),
        (change(Change.DUTIES, duties=(led(), led())), ["programme.body_twice"]),
        (
            change(Change.DUTIES, duties=(led(), DutyStated(DutyRole.COORDINATING, "Cục", None, (REGION,)))),
            ["programme.body_twice"],
        ),
        (
            change(Change.DUTIES, duties=(replace_ends(led(), "2018-04-01"),)),
            ["programme.deadline_before_document"],
        ),
        (change(Change.WORDING, text=" "), ["programme.task_without_text"]),
        (change(Change.WORDING, text="việc", kind=TaskKind.CONTINUING), ["programme.rhythm_missing"]),
        (change(Change.RESUMED), ["programme.goes_on"]),
        (change(Change.WORDING, text="MẬT"), ["reading.secret"]),
    ],
    ids=[
        "an id that no form of ours has",
        "no reason",
        "tomorrow",
        "before the issue",
        "an end before the document",
        "an end before the start",
        "nobody leads",
        "one body leads twice",
        "one body leads and coordinates",
        "an own end before the document",
        "no words",
        "a continuing task without rhythm",
        "what goes on cannot be taken up again",
        "a mark of secrecy",
    ],
)
def test_which_changes_are_refused(asked: Amendment, expected: list[str]) -> None:
    (id_,) = adopt(task_plan(period=END))
    assert codes(amend_task(actor(), asked, task=id_, grounds=APPROVED)) == expected
    assert amendments(id_) == ()


def test_two_bodies_may_lead_together_and_a_class_may_contain_the_lead() -> None:
    (id_,) = adopt()
    both = (
        led(),
        led(QUANG_NINH, mention="Ban Tổ chức"),
        DutyStated(DutyRole.COORDINATING, "các", "btc", NINE),
    )
    amended(id_, Change.DUTIES, duties=both)


def test_a_body_that_has_ended_gets_no_new_part_and_keeps_the_one_it_had() -> None:
    (id_,) = adopt(task_plan("việc", led(), led(OLD_HAI_PHONG, mention="B")))
    kept = change(Change.DUTIES, duties=(led(OLD_HAI_PHONG, mention="B"),), on=TODAY)
    assert isinstance(amend_task(actor(), kept, task=id_, grounds=APPROVED), Recorded)
    new = change(Change.DUTIES, duties=(led(OLD_HAI_DUONG, mention="B"),), on=TODAY)
    outcome = amend_task(actor(), new, task=id_, grounds=APPROVED)
    assert codes(outcome) == ["programme.body_ended"]
    heir = change(Change.DUTIES, duties=(led(HAI_PHONG, mention="B"),), on=TODAY)
    assert isinstance(amend_task(actor(), heir, task=id_, grounds=APPROVED), Recorded)


def test_a_form_sent_twice_changes_once_and_a_task_that_is_not_there_never() -> None:
    (id_,) = adopt(task_plan(period=END))
    form = change(ends=LATER)
    assert isinstance(amend_task(actor(), form, task=id_, grounds=APPROVED), Recorded)
    assert codes(amend_task(actor(), form, task=id_, grounds=APPROVED)) == ["programme.already_amended"]
    assert codes(amend_task(actor(), form, task=new_id())) == ["programme.no_such_task"]


def test_what_stands_still_is_not_suspended_again() -> None:
    (id_,) = adopt()
    amended(id_, Change.SUSPENDED)
    again = change(Change.SUSPENDED, on=TODAY)
    assert codes(amend_task(actor(), again, task=id_, grounds=APPROVED)) == ["programme.stands_still"]
    amended(id_, Change.DROPPED, on=TODAY)
    dropped = change(Change.DROPPED, on=TODAY)
    assert codes(amend_task(actor(), dropped, task=id_, grounds=APPROVED)) == ["programme.stands_still"]


@pytest.mark.parametrize(
    ("role", "body", "grounds", "expected"),
    [
        (Role.OFFICER, REGION, Grounds(), ["access.decider_missing"]),
        (Role.CLERK, REGION, Grounds(), ["access.decider_missing"]),
        (Role.OFFICER, REGION, Grounds(decided_by=Party(body=REGION)), ["access.paper_missing"]),
        (
            Role.OFFICER,
            REGION,
            Grounds(decided_by=Party(body=REGION), paper=paper(number="")),
            ["programme.paper_needs_number_and_date"],
        ),
        (Role.LEADER, QUANG_NINH, Grounds(), ["programme.not_your_programme"]),
        (Role.INSPECTOR, REGION, Grounds(), ["access.role_not_entitled"]),
    ],
    ids=[
        "an officer alone",
        "a clerk alone",
        "without paper",
        "a paper without number",
        "the leader of another body",
        "an inspector",
    ],
)
def test_once_issued_a_change_needs_its_approver(
    role: Role, body: str, grounds: Grounds, expected: list[str]
) -> None:
    (id_,) = adopt(task_plan(period=END))
    outcome = amend_task(actor(role, body=body), change(ends=LATER), task=id_, grounds=grounds)
    assert codes(outcome) == expected


def test_a_leader_changes_in_his_own_name() -> None:
    (id_,) = adopt(task_plan(period=END))
    outcome = amend_task(actor(Role.LEADER), change(ends=LATER), task=id_)
    assert isinstance(outcome, Recorded)
    assert outcome.acts[0].envelope.decided_by == outcome.acts[0].envelope.entered_by


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.LEADER])
def test_a_draft_is_changed_by_its_drafters_without_approver(role: Role) -> None:
    (id_,) = adopt(task_plan(period=END), issued=False)
    assert isinstance(amend_task(actor(role), change(ends=LATER, reason=""), task=id_), Recorded)


# --------------------------------------------------------------------------------------------------- adding


def test_a_task_is_added_to_a_draft_and_with_reason_and_approver_to_what_is_issued() -> None:
    adopt(issued=False)
    assert isinstance(add_task(actor(), task_plan("thêm"), programme=PROGRAMME), Recorded)
    issue()
    outcome = add_task(
        actor(), task_plan("thêm nữa", led()), programme=PROGRAMME, reason="Chỉ đạo mới", grounds=APPROVED
    )
    assert isinstance(outcome, Recorded)
    found = Task.objects.order_by("number").values_list("number", "text", "assigned_on")
    assert list(found)[1:] == [(2, "thêm", CONFERENCE), (3, "thêm nữa", TODAY)]
    assert (outcome.acts[0].envelope.decided_by, outcome.acts[0].envelope.basis) == (
        APPROVED.decided_by,
        (APPROVED.paper,),
    )


@pytest.mark.parametrize(
    ("wanted", "more", "expected"),
    [
        (task_plan("thêm", led()), {"reason": " "}, ["programme.reason_missing"]),
        (task_plan(" ", led()), {}, ["programme.task_without_text"]),
        (
            task_plan("thêm", led(), period=Period(None, CONFERENCE)),
            {},
            ["programme.deadline_before_document"],
        ),
        (task_plan("thêm", led(OLD_HAI_DUONG)), {}, ["programme.body_ended"]),
        (task_plan("thêm", led(), led()), {}, ["programme.body_twice"]),
        (replace(task_plan("thêm", led()), kind=TaskKind.CONTINUING), {}, ["programme.rhythm_missing"]),
        (task_plan("thêm", led()), {"task": "x"}, ["programme.id_malformed"]),
        (task_plan("thêm", led()), {"grounds": Grounds()}, ["access.decider_missing"]),
        (task_plan("TUYỆT MẬT", led()), {}, ["reading.secret"]),
    ],
    ids=[
        "no reason",
        "no words",
        "an end before the document",
        "a body that has ended",
        "a body that leads twice",
        "a continuing task without rhythm",
        "an id that no form of ours has",
        "nobody approved it",
        "a mark of secrecy",
    ],
)
def test_which_tasks_are_not_added(wanted: TaskPlan, more: dict[str, str], expected: list[str]) -> None:
    adopt(task_plan("việc", led()))
    asked = {"reason": "Chỉ đạo mới", "grounds": APPROVED, **more}
    outcome = add_task(actor(), wanted, programme=PROGRAMME, **asked)
    assert codes(outcome) == expected
    assert Task.objects.count() == 1


def test_a_form_sent_twice_adds_once_and_a_programme_that_is_not_there_gets_nothing() -> None:
    adopt(issued=False)
    id_ = new_id()
    assert isinstance(add_task(actor(), task_plan("thêm"), programme=PROGRAMME, task=id_), Recorded)
    again = add_task(actor(), task_plan("thêm"), programme=PROGRAMME, task=id_)
    assert codes(again) == ["programme.already_added"]
    missing = add_task(actor(), task_plan("thêm"), programme=new_id())
    assert codes(missing) == ["programme.no_such_programme"]


# ---------------------------------------------------------------------------------- what a draft must not say


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (task_plan("việc", period=Period(None, CONFERENCE)), ["programme.deadline_before_document"]),
        (task_plan("việc", led(), led()), ["programme.body_twice"]),
        (replace(task_plan("việc"), kind=TaskKind.CONTINUING), ["programme.rhythm_missing"]),
    ],
    ids=["a deadline before the meeting", "two leads by mistake", "a continuing task without rhythm"],
)
def test_a_slip_is_refused_when_a_programme_is_drawn_up(wanted: TaskPlan, expected: list[str]) -> None:
    assert codes(adopt_programme(actor(), plan(wanted), programme=PROGRAMME)) == expected
    assert not Task.objects.exists()


def test_a_duty_for_a_body_that_has_ended_is_refused_with_its_successors() -> None:
    late = replace(plan(task_plan("việc", led(OLD_HAI_DUONG))), document_date=TODAY - timedelta(days=1))
    outcome = adopt_programme(actor(), late, programme=PROGRAMME)
    assert codes(outcome) == ["programme.body_ended"]
    assert isinstance(outcome, Refused)
    assert ("successors", "Ban Tổ chức Thành ủy Hải Phòng") in outcome.refusals[0].params


def test_a_programme_typed_by_hand_rests_on_no_text() -> None:
    typed = replace(plan(), text="", sha256="")
    outcome = adopt_programme(actor(), typed, programme=PROGRAMME)
    assert isinstance(outcome, Recorded)
    assert {act.envelope.basis for act in outcome.acts} == {()}
