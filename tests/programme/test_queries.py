"""What pages and other rooms are told: filters, pages, counts, the past, what waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phoihop.kernel.decision import Accepted
from phoihop.kernel.period import Period
from phoihop.ledger.api import Recorded, compare, new_id, party_of, writing
from phoihop.ledger.domain.types import Proposal
from phoihop.programme.acts import TASK_ASSIGNED, BasisStated, TaskAssigned
from phoihop.programme.api import adopt_programme
from phoihop.programme.domain.paging import Key, Order
from phoihop.programme.domain.status import status_of
from phoihop.programme.domain.types import DutyRole, DutyState, ProgressState, StatusKind, TaskPlan
from phoihop.programme.queries.facets import GroundCount, facets
from phoihop.programme.queries.home import lately_adopted, lately_done, open_duties
from phoihop.programme.queries.programmes import programme, programmes, programmes_from
from phoihop.programme.queries.tasks import Wanted, task, tasks_of
from tests.programme.office import (
    CONFERENCE,
    LEDGERS,
    NINE,
    OLD_HAI_DUONG,
    OLD_HAI_PHONG,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    TEXT,
    TODAY,
    Office,
    actor,
    adopt,
    coordinated,
    led,
    paper,
    plan,
    report,
    task_plan,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("opened"),
]
ALL = Wanted()
SEPTEMBER = date(2018, 9, 20)


def until(day: date) -> Period:
    """A period that has only a last day."""
    return Period(None, day + timedelta(days=1))


def numbers(
    wanted: Wanted = ALL, *, on: date = TODAY, after: Key | None = None, limit: int = 50
) -> list[int]:
    return [found.number for found in tasks_of(PROGRAMME, wanted, on=on, after=after, limit=limit).tasks]


# ---------------------------------------------------------------------------------------------- one task


def test_a_task_says_who_has_which_part_and_how_far_they_are() -> None:
    (id_,) = adopt(task_plan("hoàn chỉnh Quy chế", period=until(date(2018, 5, 15))))
    report(id_, confirmed=True)
    found = task(id_, on=TODAY)
    assert found is not None
    assert (found.programme_title, found.document_date) == ("Chương trình phối hợp năm 2018", CONFERENCE)
    lead, boards = found.task.groups
    assert (lead.role, lead.state, lead.bodies) == (DutyRole.LEAD, DutyState.NONE, (REGION,))
    assert (boards.done, boards.total, boards.state) == (1, 9, DutyState.DOING)
    assert (found.task.state, found.task.last_day) == (DutyState.DOING, date(2018, 5, 15))


def test_the_past_shows_what_was_reported_up_to_the_day() -> None:
    (id_,) = adopt()
    report(id_, day=date(2018, 5, 11), confirmed=True)
    before, after = task(id_, on=date(2018, 5, 10)), task(id_, on=date(2018, 5, 11))
    assert before is not None
    assert after is not None
    assert [group.done for group in before.task.groups] == [0, 0]
    assert [group.done for group in after.task.groups] == [0, 1]


def test_before_the_day_of_the_document_there_is_neither_task_nor_programme() -> None:
    (id_,) = adopt()
    day = CONFERENCE - timedelta(days=1)
    assert (task(id_, on=day), numbers(on=day)) == (None, [])
    assert programmes(on=day, limit=50) == ((), None)


def test_what_does_not_exist_is_none() -> None:
    assert (task(new_id(), on=TODAY), programme(new_id())) == (None, None)


# ----------------------------------------------------------------------------------- tasks of a programme


def seven() -> list[str]:
    """Tasks with all that can be filtered."""
    rest = (BasisStated("59-qd-tw", "59-QĐ/TW"),)
    return adopt(
        task_plan("Tổng kết 10 năm thực hiện Nghị quyết", period=Period.year(2018)),
        task_plan("Hoàn chỉnh Quy chế phối hợp", period=until(date(2018, 5, 15)), basis=rest),
        task_plan(
            "Kiện toàn đảng ủy quân sự", led(*NINE, mention="Ban Tổ chức 9 tỉnh", rule="b"), basis=rest
        ),
        task_plan("Rà soát, bổ sung quy hoạch", led(), period=until(date(2018, 9, 28))),
        task_plan("Tháo gỡ vướng mắc trong xếp loại", led(QUANG_NINH, mention="Ban Tổ chức")),
        task_plan("Uỷ ban kiểm tra hoà giải", led(), basis=(BasisStated(None, "Quy định 61"),)),
        task_plan("Chuẩn bị kiểm tra", led(), period=Period(date(2018, 1, 1), date(2019, 1, 1))),
    )


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ALL, [1, 2, 3, 4, 5, 6, 7]),
        (Wanted(lead=QUANG_NINH), [3, 5]),
        (Wanted(lead=REGION), [1, 2, 4, 6, 7]),
        (Wanted(lead="P-99-BTC"), []),
        (Wanted(bodies=frozenset({QUANG_NINH})), [1, 2, 3, 5]),
        (Wanted(bodies=frozenset()), []),
        (Wanted(ground="59-qd-tw"), [2, 3]),
        (Wanted(ground="Quy định 61"), [6]),
        (Wanted(text="quy che"), [2]),
        (Wanted(text="QUY CHẾ  hoàn"), [2]),
        (Wanted(text="ủy ban hòa giải"), [6]),
        (Wanted(text="59-qđ"), [2, 3]),
        (Wanted(text="100%"), []),
        (Wanted(lead=REGION, text="quy"), [2, 4, 6]),
        (Wanted(order=Order.BY_END), [2, 4, 1, 7, 3, 5, 6]),
    ],
    ids=[
        "all, in the order of the text",
        "led by a board, alone or with others",
        "led by the region",
        "led by nobody known",
        "with a part in it, whichever",
        "for nobody",
        "resting on an instrument of the catalogue",
        "resting on one that is not clear",
        "words without marks",
        "words in any order",
        "the other way of writing the tone",
        "the number of an instrument",
        "a sign that searches have a meaning for",
        "two filters",
        "the earliest last day first, those without one last",
    ],
)
def test_tasks_are_filtered(wanted: Wanted, expected: list[int]) -> None:
    seven()
    assert numbers(wanted) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (StatusKind.DONE, [4]),
        (StatusKind.LATE, [2]),
        (StatusKind.SOON, []),
        (StatusKind.DOING, [1]),
        (StatusKind.NONE, [3, 5, 6, 7]),
    ],
)
def test_tasks_are_filtered_by_where_they_are_on_the_day(status: StatusKind, expected: list[int]) -> None:
    ids = seven()
    report(ids[3], body=REGION, by=actor())
    report(ids[0])
    assert numbers(Wanted(status=status), on=SEPTEMBER) == expected


@pytest.mark.parametrize("on", [date(2018, 5, 5), date(2018, 5, 15), date(2018, 5, 16), SEPTEMBER, TODAY])
def test_the_database_and_the_domain_say_the_same_of_every_task(on: date) -> None:
    ids = seven()
    report(ids[3], body=REGION, by=actor(), day=date(2018, 8, 1))
    report(ids[0], day=date(2018, 6, 1), state=ProgressState.DOING)
    by_domain = {
        found.number: status_of(found, on=on).kind
        for found in tasks_of(PROGRAMME, ALL, on=on, after=None, limit=50).tasks
    }
    by_database = {number: kind for kind in StatusKind for number in numbers(Wanted(status=kind), on=on)}
    assert by_database == by_domain
    counted = facets(PROGRAMME, on=on)
    assert counted.statuses == {
        kind: list(by_domain.values()).count(kind) for kind in set(by_domain.values())
    }


def test_a_programme_is_counted_by_status_leader_and_instrument() -> None:
    seven()
    counted = facets(PROGRAMME, on=SEPTEMBER)
    assert counted.tasks == 7
    assert counted.leads[REGION] == 5
    assert counted.leads[QUANG_NINH] == 2
    assert counted.grounds == (
        GroundCount("59-qd-tw", "59-QĐ/TW", 2),
        GroundCount("Quy định 61", "Quy định 61", 1),
    )


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_show_every_task_once_in_order(order: Order, limit: int) -> None:
    seven()
    wanted, after, seen = Wanted(order=order), None, []
    for _ in range(8):
        page = tasks_of(PROGRAMME, wanted, on=TODAY, after=after, limit=limit)
        seen += [found.number for found in page.tasks]
        after = page.after
        if after is None:
            break
    assert seen == numbers(wanted)


@pytest.mark.parametrize("order", list(Order))
def test_two_tasks_with_one_number_are_shown_once_each(order: Order) -> None:
    (first,) = adopt()
    second = "7" + first[1:]
    said = TaskAssigned(PROGRAMME, 1, "việc khác", (led(),), None, None, (), None)
    with writing(LEDGERS[QUANG_NINH], party_of(actor(body=QUANG_NINH))) as writer:
        writer.record(Accepted([Proposal(TASK_ASSIGNED, (f"task:{second}",), said)]))
    page = tasks_of(PROGRAMME, Wanted(order=order), on=TODAY, after=None, limit=1)
    rest = tasks_of(PROGRAMME, Wanted(order=order), on=TODAY, after=page.after, limit=1)
    assert [found.id for found in (*page.tasks, *rest.tasks)] == [first, second]
    assert rest.after is None


def test_a_report_recorded_between_two_pages_shifts_nothing() -> None:
    ids = seven()
    first = tasks_of(PROGRAMME, ALL, on=TODAY, after=None, limit=3)
    for id_ in ids[:4]:
        report(id_, body=REGION, by=actor()) if id_ != ids[2] else report(id_)
    assert numbers(after=first.after, limit=3) == [4, 5, 6]


@pytest.mark.parametrize("tasks", [1, 3])
def test_a_page_of_tasks_is_one_query_and_its_counts_one_more(tasks: int) -> None:
    adopt(*(task_plan(f"việc {number}") for number in range(tasks)))
    wanted = Wanted(
        lead=REGION, bodies=frozenset({QUANG_NINH}), status=StatusKind.NONE, text="viec", order=Order.BY_END
    )
    with CaptureQueriesContext(connection) as queries:
        assert len(tasks_of(PROGRAMME, wanted, on=TODAY, after=None, limit=50).tasks) == tasks
        facets(PROGRAMME, on=TODAY)
    assert len(queries) == 2


# --------------------------------------------------------------------------------------------- programmes


def test_programmes_are_listed_with_their_counts_the_latest_first() -> None:
    ids = seven()
    report(ids[3], body=REGION, by=actor())
    later = plan(task_plan(), title="Chương trình năm 2026")
    assert isinstance(adopt_programme(actor(), later, programme=new_id()), Recorded)
    found, after = programmes(on=SEPTEMBER, limit=50)
    shown = [(row.title, row.tasks, row.done, row.late) for row in found]
    assert (shown, after) == (
        [("Chương trình năm 2026", 1, 0, 0), ("Chương trình phối hợp năm 2018", 7, 1, 1)],
        None,
    )


def test_programmes_are_found_without_marks_and_page_by_page() -> None:
    for number in range(5):
        adopt(programme=new_id(), title=f"Chương trình số {number}")
    adopt(programme=new_id(), title="Kế hoạch")
    first, after = programmes(on=TODAY, text="chuong TRINH", limit=3)
    second, end = programmes(on=TODAY, text="chuong TRINH", after=after, limit=3)
    titles = [row.title for row in (*first, *second)]
    assert (titles, end) == ([f"Chương trình số {number}" for number in (4, 3, 2, 1, 0)], None)


def test_the_programmes_of_a_text() -> None:
    adopt()
    assert {text: [row.id for row in rows] for text, rows in programmes_from([TEXT, "01J"]).items()} == {
        TEXT: [PROGRAMME]
    }


# ---------------------------------------------------------------------------------------- for the home page


def test_open_duties_are_those_of_the_body_that_are_not_done_the_earliest_first() -> None:
    ids = seven()
    report(ids[0], body=QUANG_NINH, by=actor(body=QUANG_NINH))
    report(ids[4], body=QUANG_NINH, by=actor(body=QUANG_NINH), state=ProgressState.DOING)
    found = open_duties({QUANG_NINH}, on=TODAY, limit=10)
    assert [(duty.text, duty.role, duty.state, duty.last_day) for duty in found] == [
        ("Hoàn chỉnh Quy chế phối hợp", DutyRole.COORDINATING, DutyState.NONE, date(2018, 5, 15)),
        ("Kiện toàn đảng ủy quân sự", DutyRole.LEAD, DutyState.NONE, None),
        ("Tháo gỡ vướng mắc trong xếp loại", DutyRole.LEAD, DutyState.DOING, None),
    ]
    assert {duty.programme_title for duty in found} == {"Chương trình phối hợp năm 2018"}
    assert len(open_duties({QUANG_NINH}, on=TODAY, limit=1)) == 1


@pytest.mark.parametrize(
    ("task", "bodies", "role"),
    [
        (task_plan("việc", coordinated(REGION), led()), {REGION}, DutyRole.LEAD),
        (task_plan("việc"), {OLD_HAI_DUONG, OLD_HAI_PHONG}, DutyRole.COORDINATING),
    ],
    ids=["a body that leads and coordinates", "a board that does the work of two"],
)
def test_a_task_waits_once_whatever_the_parts_in_it(task: TaskPlan, bodies: set[str], role: DutyRole) -> None:
    adopt(task, task)
    found = open_duties(bodies, on=TODAY, limit=2)
    assert [(duty.role, set(duty.bodies), duty.state) for duty in found] == [
        (role, bodies, DutyState.NONE)
    ] * 2


def test_lately_done_are_the_reports_on_tasks_of_the_body(opened: Office) -> None:
    ids = seven()
    for minute, (id_, body, by, on_paper) in enumerate(
        [
            (ids[0], REGION, actor(), None),
            (ids[1], OLD_HAI_PHONG, actor(), paper()),
            (ids[3], REGION, actor(), None),
        ]
    ):
        opened.now = opened.now.replace(minute=minute)
        report(id_, body=body, by=by, paper=on_paper)
    found = lately_done({QUANG_NINH}, limit=10)
    assert [(done.text, done.body, done.on_paper, done.at.minute) for done in found] == [
        ("Hoàn chỉnh Quy chế phối hợp", OLD_HAI_PHONG, True, 1),
        ("Tổng kết 10 năm thực hiện Nghị quyết", REGION, False, 0),
    ]
    assert [done.at.minute for done in lately_done({REGION}, limit=1)] == [2]


def test_lately_adopted_are_the_programmes_with_a_part_for_the_body_or_drawn_up_by_it(opened: Office) -> None:
    adopt(task_plan("của hai bên", led(), coordinated(QUANG_NINH)))
    opened.now = opened.now.replace(minute=5)
    adopt(task_plan("của một bên", led()), programme=f"{PROGRAMME[:-1]}0")
    bodies = (REGION, QUANG_NINH, OLD_HAI_PHONG)
    assert [len(lately_adopted({body}, limit=10)) for body in bodies] == [2, 1, 0]
    assert [done.at.minute for done in lately_adopted({REGION}, limit=1)] == [5]


@pytest.mark.parametrize("tasks", [1, 3])
def test_what_the_home_page_asks_is_one_query_each(tasks: int) -> None:
    for id_ in adopt(*(task_plan(f"việc {number}") for number in range(tasks))):
        report(id_)
    with CaptureQueriesContext(connection) as queries:
        open_duties({REGION}, on=TODAY, limit=10)
        lately_done({REGION}, limit=10)
        lately_adopted({REGION}, limit=10)
    assert len(queries) == 3


def test_the_rows_are_what_the_acts_say() -> None:
    for id_ in seven()[:2]:
        report(id_)
    assert compare() == ()
