"""Work inside an agency: who may hand what on to whom, with whom it is on which day, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.decision import Refused
from phoihop.kernel.period import Period
from phoihop.ledger.api import Outcome, Recorded, acts_about, compare, new_id
from phoihop.programme.api import hand_on, hand_over, handled
from phoihop.programme.domain.handing import Handover, seat_key
from phoihop.programme.domain.types import Handing, HandledWork
from phoihop.programme.models import Work
from phoihop.programme.queries.handling import (
    desk_loads,
    due_until,
    handled_in_task,
    office,
    parts_at_desk,
    waiting,
)
from tests.programme.desks import (
    BOARD_OFFICER,
    COLLEAGUE,
    INSPECTOR,
    LEADER,
    OFFICER,
    SUCCESSOR,
    handed,
    handing,
    leaves,
    staffed,
    succeeds,
)
from tests.programme.office import (
    HAI_PHONG,
    OLD_HAI_DUONG,
    OLD_HAI_PHONG,
    QUANG_NINH,
    REGION,
    TODAY,
    Office,
    actor,
    adopt,
    task_plan,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
DECEMBER = date(2026, 12, 1)
OURS = frozenset({REGION})


@pytest.fixture(autouse=True)
def tenures(opened: Office) -> Iterator[dict[tuple[str, str], str]]:
    """Everybody at his desk; after every journey a rebuild finds no difference."""
    yield staffed()
    assert compare() == ()


def codes(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [refusal.code for refusal in outcome.refusals]


def where(task: str, *, on: date = TODAY) -> HandledWork | None:
    desks = office(REGION, on=on)
    return handled_in_task(task, OURS, keys=desks.keys, on=on).get(REGION)


def colleague(role: Role = Role.OFFICER) -> Actor:
    """Somebody else at the region."""
    me = actor(role)
    return Actor(
        account="c",
        person=COLLEAGUE[1],
        person_name="Trần Văn Sơn",
        post=COLLEAGUE[0],
        post_title="",
        body=me.body,
        body_name=me.body_name,
        role=role,
        ledger=me.ledger,
        acts_for=me.acts_for,
    )


# ------------------------------------------------------------------------------------------------ handing on


def test_a_leader_hands_a_part_to_an_officer_with_an_internal_end() -> None:
    (task,) = adopt(task_plan(period=Period(None, date(2027, 1, 1))))
    outcome = hand_on(
        actor(Role.LEADER), handing(OFFICER, last_day=DECEMBER, note="Đề nghị báo cáo tuần"), task=task
    )
    assert isinstance(outcome, Recorded)
    envelope = outcome.acts[0].envelope
    assert (envelope.kind, envelope.audience.group, envelope.subjects, envelope.valid.start) == (
        "programme.work_handed_on",
        "agency",
        (f"work:{task}/{REGION}",),
        "2026-11-23",
    )
    assert where(task) == HandledWork(
        task=task,
        body=REGION,
        post=OFFICER[0],
        person=OFFICER[1],
        last_day=DECEMBER,
        note="Đề nghị báo cáo tuần",
        handed_on=TODAY,
    )


def test_the_history_of_the_task_that_others_read_says_nothing_of_it() -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    assert [act.kind for act in acts_about(f"task:{task}")] == ["programme.task_assigned"]
    assert [act.kind for act in acts_about(f"work:{task}/{REGION}")] == ["programme.work_handed_on"]


def test_work_goes_on_from_hand_to_hand_and_back_into_the_tray(opened: Office) -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    opened.now = datetime(2026, 11, 24, 1, tzinfo=UTC)
    handed(task, COLLEAGUE, by=actor())
    opened.now = datetime(2026, 11, 25, 1, tzinfo=UTC)
    handed(task, None, by=colleague())
    found = [where(task, on=date(2026, 11, day)) for day in (22, 23, 24, 25)]
    assert [work and (work.post, work.person) for work in found] == [None, OFFICER, COLLEAGUE, (None, None)]


def test_of_two_handings_on_one_day_the_later_holds() -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    handed(task, COLLEAGUE)
    work = where(task)
    assert work is not None
    assert (work.post, work.person) == COLLEAGUE
    assert Work.objects.count() == 2


def test_an_heir_hands_on_the_work_that_it_has_taken_over() -> None:
    (task,) = adopt()
    board = actor(Role.LEADER, body=HAI_PHONG)
    handed(task, BOARD_OFFICER, by=board, body=OLD_HAI_DUONG)
    (work,) = handled(board.acts_for, agency=HAI_PHONG, on=TODAY)
    assert (work.body, work.person, work.waiting_handover) == (OLD_HAI_DUONG, BOARD_OFFICER[1], False)
    assert handled(OURS, agency=REGION, on=TODAY) == ()


def test_the_part_that_a_merged_agency_had_handed_on_is_where_its_heir_hands_it() -> None:
    """Both agencies have handed it on; the later one counts, whichever body had the part."""
    (task,) = adopt()
    board = actor(Role.LEADER, body=HAI_PHONG)
    handed(task, BOARD_OFFICER, by=board, body=OLD_HAI_PHONG)
    Work.objects.update(agency=OLD_HAI_PHONG)
    handed(task, None, by=board, body=OLD_HAI_PHONG)
    Work.objects.filter(order=1).update(agency=OLD_HAI_PHONG, valid_to=None)
    (work,) = handled(board.acts_for, agency=HAI_PHONG, on=TODAY)
    assert (work.post, work.waiting_handover) == (None, False)
    Work.objects.filter(order=1).update(agency=HAI_PHONG, valid_to=TODAY)


# ------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("by", "body", "seat", "expected"),
    [
        (actor(Role.CLERK), REGION, OFFICER, ["access.role_not_entitled"]),
        (actor(Role.INSPECTOR), REGION, OFFICER, ["access.role_not_entitled"]),
        (actor(Role.OPERATOR), REGION, OFFICER, ["access.role_not_entitled"]),
        (actor(), QUANG_NINH, OFFICER, ["programme.not_your_duty"]),
        (actor(body=HAI_PHONG), HAI_PHONG, BOARD_OFFICER, ["programme.task_not_for_body"]),
        (actor(), REGION, INSPECTOR, ["programme.seat_not_held"]),
        (actor(), REGION, BOARD_OFFICER, ["programme.seat_not_held"]),
        (actor(), REGION, (OFFICER[0], COLLEAGUE[1]), ["programme.seat_not_held"]),
        (actor(), REGION, None, ["programme.work_unchanged"]),
    ],
    ids=[
        "a clerk",
        "an inspector",
        "an operator",
        "the part of another body",
        "a body without a part",
        "to an inspector",
        "to another agency",
        "to somebody in the post of another",
        "from the tray into the tray",
    ],
)
def test_what_is_not_allowed_leaves_nothing(
    by: Actor, body: str, seat: tuple[str, str] | None, expected: list[str]
) -> None:
    (task,) = adopt()
    assert codes(hand_on(by, handing(seat, body=body), task=task)) == expected
    assert not Work.objects.exists()


def test_a_form_sent_twice_hands_on_once() -> None:
    (task,) = adopt()
    form = handing(OFFICER)
    assert isinstance(hand_on(actor(), form, task=task), Recorded)
    assert codes(hand_on(actor(), form, task=task)) == ["programme.already_handed_on"]
    assert codes(hand_on(actor(), handing(OFFICER), task=task)) == ["programme.work_unchanged"]
    assert Work.objects.count() == 1


def test_a_form_that_is_not_intact_or_about_no_task_is_refused() -> None:
    (task,) = adopt()
    half = Handing(id=new_id(), body=REGION, post=OFFICER[0], person=None)
    assert codes(hand_on(actor(), half, task=task)) == ["programme.id_malformed"]
    crooked = Handing(id="1", body=REGION, post=None, person=None)
    assert codes(hand_on(actor(), crooked, task=task)) == ["programme.id_malformed"]
    assert codes(hand_on(actor(), handing(OFFICER), task=new_id())) == ["programme.no_such_task"]


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (date(2026, 11, 22), ["programme.internal_end_past"]),
        (date(2026, 11, 23), []),
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), ["programme.internal_end_after_task"]),
    ],
    ids=["yesterday", "today", "the last day of the task", "the day after it"],
)
def test_the_internal_end_lies_between_today_and_the_end_of_the_task(
    last_day: date, expected: list[str]
) -> None:
    (task,) = adopt(task_plan(period=Period(None, date(2027, 1, 1))))
    outcome = hand_on(actor(), handing(OFFICER, last_day=last_day), task=task)
    assert ([] if isinstance(outcome, Recorded) else codes(outcome)) == expected


def test_a_task_that_is_late_already_may_get_any_internal_end_to_come() -> None:
    (task,) = adopt(task_plan(period=Period(None, date(2019, 1, 1))))
    assert isinstance(hand_on(actor(), handing(OFFICER, last_day=DECEMBER), task=task), Recorded)


def test_what_a_colleague_has_in_hand_only_he_or_a_leader_hands_on() -> None:
    (task,) = adopt()
    handed(task, COLLEAGUE)
    assert codes(hand_on(actor(), handing(OFFICER), task=task)) == ["programme.work_with_colleague"]
    assert isinstance(hand_on(colleague(), handing(LEADER), task=task), Recorded)
    assert isinstance(hand_on(actor(Role.LEADER), handing(OFFICER), task=task), Recorded)


def test_a_note_with_a_mark_of_secrecy_is_refused() -> None:
    (task,) = adopt()
    outcome = hand_on(actor(), handing(OFFICER, note="Độ mật: TỐI MẬT"), task=task)
    assert codes(outcome) == ["reading.secret"]
    assert not Work.objects.exists()


# ---------------------------------------------------------------------------------- when a post changes hands


def test_open_work_of_somebody_who_left_waits_to_be_handed_over(
    tenures: dict[tuple[str, str], str],
) -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    leaves(tenures[OFFICER], on=DECEMBER)
    found = [where(task, on=day) for day in (date(2026, 11, 30), DECEMBER)]
    assert [work and work.waiting_handover for work in found] == [False, True]


def test_what_somebody_left_behind_every_officer_hands_on(tenures: dict[tuple[str, str], str]) -> None:
    (task,) = adopt()
    handed(task, COLLEAGUE)
    leaves(tenures[COLLEAGUE], on=TODAY)
    assert isinstance(hand_on(actor(), handing(OFFICER), task=task), Recorded)


def test_the_successor_takes_the_whole_desk_over_in_one_batch(
    tenures: dict[tuple[str, str], str], opened: Office
) -> None:
    one, two, three = adopt(task_plan("một"), task_plan("hai"), task_plan("ba"))
    for task in (one, two):
        handed(task, OFFICER, last_day=date(2026, 12, 20))
    handed(three, COLLEAGUE)
    leaves(tenures[OFFICER], on=DECEMBER)
    to = succeeds(OFFICER[0], on=DECEMBER)
    opened.now = datetime(2026, 12, 2, 1, tzinfo=UTC)
    left, today = seat_key(*OFFICER), date(2026, 12, 2)
    handover = Handover(left=left, to=seat_key(*to), parts=tuple(f"{t}/{REGION}" for t in (one, two, three)))
    outcome = hand_over(actor(Role.LEADER), handover)
    assert isinstance(outcome, Recorded)
    assert len(outcome.acts) == 2
    assert len({act.envelope.batch for act in outcome.acts}) == 1
    works = [where(task, on=today) for task in (one, two, three)]
    assert [work and (work.person, work.last_day) for work in works] == [
        (SUCCESSOR, date(2026, 12, 20)),
        (SUCCESSOR, date(2026, 12, 20)),
        (COLLEAGUE[1], None),
    ]
    assert codes(hand_over(actor(Role.LEADER), handover)) == ["programme.nothing_to_hand_over"]


@pytest.mark.parametrize(
    ("by", "to", "expected"),
    [
        (actor(Role.CLERK), LEADER, ["access.role_not_entitled"]),
        (actor(), LEADER, ["programme.work_with_colleague"]),
        (actor(Role.LEADER), COLLEAGUE, ["programme.work_unchanged"]),
        (actor(Role.LEADER), INSPECTOR, ["programme.seat_not_held"]),
    ],
    ids=["a clerk", "of a colleague who is still there", "to himself", "to an inspector"],
)
def test_a_handover_that_is_not_allowed_moves_nothing(
    by: Actor, to: tuple[str, str], expected: list[str]
) -> None:
    (task,) = adopt()
    handed(task, COLLEAGUE)
    handover = Handover(left=seat_key(*COLLEAGUE), to=seat_key(*to), parts=(f"{task}/{REGION}",))
    assert codes(hand_over(by, handover)) == expected
    assert Work.objects.count() == 1


# ----------------------------------------------------------------------------------------- who has what


def test_what_waits_for_a_person_and_for_the_agency() -> None:
    free, mine, late, theirs = adopt(
        task_plan("chưa giao"),
        task_plan("của tôi"),
        task_plan("quá hạn", period=Period(None, date(2026, 11, 1))),
        task_plan("của đồng chí khác", period=Period(None, date(2027, 1, 1))),
    )
    handed(mine, OFFICER, last_day=DECEMBER)
    for task in (late, theirs):
        handed(task, COLLEAGUE)
    desks = office(REGION, on=TODAY)
    found = waiting(OURS, seat=seat_key(*OFFICER), keys=desks.keys, on=TODAY, limit=20)
    assert [(part.task, part.due) for part in found.own] == [(mine, DECEMBER)]
    assert [(part.task, part.seat) for part in found.agency] == [(late, seat_key(*COLLEAGUE)), (free, "")]
    assert [
        part.task for part in parts_at_desk(seat_key(*COLLEAGUE), OURS, keys=desks.keys, on=TODAY, limit=9)
    ] == [
        late,
        theirs,
    ]


def test_own_late_work_does_not_push_that_of_the_agency_out_of_the_list() -> None:
    late = [task_plan(f"quá hạn {n}", period=Period(None, date(2026, 11, 1))) for n in range(8)]
    *own, free = adopt(*late, task_plan("chưa giao"))
    for task in own:
        handed(task, OFFICER)
    found = waiting(OURS, seat=seat_key(*OFFICER), keys=office(REGION, on=TODAY).keys, on=TODAY, limit=1)
    assert [part.task for part in found.agency] == [free]


def test_what_another_agency_says_of_the_desks_here_counts_for_nothing() -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    Work.objects.update(agency=QUANG_NINH)
    assert where(task) is None
    Work.objects.update(agency=REGION)


def test_what_is_due_by_a_day_counts_the_internal_end_too() -> None:
    inside, later, by_task = adopt(
        task_plan("hạn nội bộ", period=Period(None, date(2027, 1, 1))),
        task_plan("để sau", period=Period(None, date(2027, 1, 1))),
        task_plan("hạn của nhiệm vụ", period=Period(None, date(2026, 11, 28))),
    )
    handed(inside, OFFICER, last_day=date(2026, 11, 26))
    handed(later, OFFICER)
    desks = office(REGION, on=TODAY)
    found = due_until(date(2026, 11, 29), OURS, keys=desks.keys, on=TODAY, limit=20)
    assert [(part.task, part.due) for part in found] == [
        (inside, date(2026, 11, 26)),
        (by_task, date(2026, 11, 27)),
    ]


def test_desks_are_counted_those_that_wait_for_a_handover_first(tenures: dict[tuple[str, str], str]) -> None:
    one, two = adopt(task_plan("một"), task_plan("hai"))
    handed(one, OFFICER)
    handed(two, COLLEAGUE)
    leaves(tenures[OFFICER], on=DECEMBER)
    loads = desk_loads(OURS, office=office(REGION, on=DECEMBER), on=DECEMBER)
    assert [(load.seat.name, load.works, load.waiting) for load in loads] == [
        ("Nguyễn Thị Lan", 1, True),
        ("Trần Văn Sơn", 1, False),
        ("Đỗ Hữu Phúc", 0, False),
    ]
