"""Pages of the work inside an agency: handing on, desks, handover with its minutes, the sheet of the week."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from pytest_django import DjangoAssertNumQueries

from phoihop.access.domain.types import Role
from phoihop.kernel.period import Period
from phoihop.ledger.api import export, new_id
from phoihop.programme.domain.handing import seat_key
from phoihop.programme.models import Work
from tests.programme.desks import (
    COLLEAGUE,
    LEADER,
    OFFICER,
    handed,
    leaves,
    staffed,
    succeeds,
)
from tests.programme.office import (
    DOING,
    HAI_PHONG,
    LEDGERS,
    OLD_HAI_PHONG,
    QUANG_NINH,
    REGION,
    Office,
    actor,
    adopt,
    coordinated,
    led,
    logged_in,
    paper,
    report,
    task_plan,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
FIRST_OF_YEAR = date(2027, 1, 1)


@pytest.fixture
def tenures(site: Office) -> dict[tuple[str, str], str]:
    """Everybody at his desk."""
    return staffed()


def hand_url(task: str, body: str = REGION) -> str:
    return f"/chuong-trinh/nhiem-vu/{task}/giao-viec/?body={body}"


def form(seat: tuple[str, str] | None, **more: str) -> dict[str, str]:
    key = seat_key(*seat) if seat else ""
    return {"handing": new_id(), "body": REGION, "seat": key, "last_day": "", "note": "", **more}


def desk_url(seat: tuple[str, str]) -> str:
    return f"/chuong-trinh/trong-co-quan/ban-giao/?tu={quote(seat_key(*seat))}"


# ----------------------------------------------------------------------------------------- on the task's page


def test_the_page_of_a_task_says_with_whom_the_own_part_is(tenures: object) -> None:
    (task,) = adopt()
    handed(task, OFFICER, last_day=date(2026, 12, 1))
    page = logged_in().get(f"/chuong-trinh/nhiem-vu/{task}/").content.decode()
    assert "Nguyễn Thị Lan, Trợ lý Phòng Tổ chức" in page
    assert "01-12-2026" in page
    assert f'href="{hand_url(task)}"' in page


def test_another_agency_sees_its_own_part_only(tenures: object) -> None:
    (task,) = adopt()
    handed(task, COLLEAGUE)
    page = logged_in(body=QUANG_NINH).get(f"/chuong-trinh/nhiem-vu/{task}/").content.decode()
    assert "Trần Văn Sơn" not in page
    assert f'href="{hand_url(task, QUANG_NINH)}"' in page
    assert f'href="{hand_url(task)}"' not in page


@pytest.mark.parametrize("role", [Role.CLERK, Role.INSPECTOR])
def test_who_may_not_hand_on_sees_with_whom_it_is_and_no_way_to_change_it(
    tenures: object, role: Role
) -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    page = logged_in(role).get(f"/chuong-trinh/nhiem-vu/{task}/").content.decode()
    assert "Nguyễn Thị Lan, Trợ lý" in page
    assert "giao-viec" not in page


# ------------------------------------------------------------------------------------------------- handing on


def test_a_part_is_handed_on_from_its_page(tenures: object) -> None:
    (task,) = adopt()
    client = logged_in(Role.LEADER)
    page = client.get(hand_url(task))
    assert "Trần Văn Sơn, Trợ lý Phòng Cán bộ" in page.content.decode()
    answer = client.post(hand_url(task), form(COLLEAGUE, last_day="1/12/2026", note="Báo cáo tuần"))
    assert (answer.status_code, answer["Location"]) == (302, f"/chuong-trinh/nhiem-vu/{task}/")
    row = Work.objects.get()
    assert (row.seat, row.ends, row.note) == (seat_key(*COLLEAGUE), date(2026, 12, 2), "Báo cáo tuần")
    again = client.get(hand_url(task)).content.decode()
    assert f'<option value="{seat_key(*COLLEAGUE)}" selected>' in again
    assert "Giao cho đồng chí Trần Văn Sơn, hạn nội bộ 01-12-2026" in again


def test_the_same_form_again_is_answered_like_the_first_time(tenures: object) -> None:
    (task,) = adopt()
    client, sent = logged_in(), form(OFFICER)
    assert [client.post(hand_url(task), sent).status_code for _ in range(2)] == [302, 302]
    assert Work.objects.count() == 1


def test_work_goes_back_into_the_tray(tenures: object) -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    client = logged_in()
    client.post(hand_url(task), form(None))
    page = client.get(f"/chuong-trinh/nhiem-vu/{task}/").content.decode()
    assert "Đã đưa việc về việc chung của cơ quan." in page
    assert "chưa giao</span>" in page


def test_what_is_refused_comes_back_with_what_was_typed(tenures: object) -> None:
    (task,) = adopt()
    answer = logged_in().post(hand_url(task), form(OFFICER, last_day="1/1/2020", note="đã ghi"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hạn nội bộ (01-01-2020) đã qua." in page
    assert "đã ghi</textarea>" in page


def test_a_note_that_is_a_state_secret_does_not_come_back(tenures: object) -> None:
    (task,) = adopt()
    answer = logged_in().post(hand_url(task), form(OFFICER, note="Độ mật: TỐI MẬT, tọa độ"))
    assert answer.status_code == 422
    assert "tọa độ" not in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "body", "about", "status"),
    [
        (Role.CLERK, REGION, REGION, 403),
        (Role.INSPECTOR, REGION, REGION, 403),
        (Role.OPERATOR, REGION, REGION, 403),
        (Role.OFFICER, REGION, QUANG_NINH, 403),
        (Role.OFFICER, REGION, "P-99-BTC", 404),
        (Role.OFFICER, HAI_PHONG, OLD_HAI_PHONG, 200),
    ],
    ids=[
        "a clerk",
        "an inspector",
        "an operator",
        "the part of another",
        "a body without a part",
        "an heir for the merged one",
    ],
)
def test_who_opens_the_page(tenures: object, role: Role, body: str, about: str, status: int) -> None:
    (task,) = adopt()
    assert logged_in(role, body=body).get(hand_url(task, about)).status_code == status


def test_a_draft_of_another_agency_has_no_such_page(tenures: object) -> None:
    (task,) = adopt(issued=False)
    assert logged_in(body=QUANG_NINH).get(hand_url(task, QUANG_NINH)).status_code == 404
    assert logged_in().get(hand_url(task)).status_code == 200


# ----------------------------------------------------------------------------------------------- the handover


def test_desks_say_how_much_open_work_each_has(tenures: dict[tuple[str, str], str], site: Office) -> None:
    one, two, three = adopt(task_plan("một"), task_plan("hai"), task_plan("ba"))
    for task, seat in ((one, OFFICER), (two, OFFICER), (three, COLLEAGUE)):
        handed(task, seat)
    report(three, body=REGION, by=actor())
    leaves(tenures[OFFICER], on=date(2026, 11, 23))
    client = logged_in(Role.LEADER)
    answer = client.get("/chuong-trinh/trong-co-quan/")
    rows = {part: [(r.name, r.works) for r in answer.context[part]] for part in ("left", "held")}
    assert rows == {"left": [("Nguyễn Thị Lan", 2)], "held": [("Trần Văn Sơn", 0), ("Đỗ Hữu Phúc", 0)]}


def test_a_whole_desk_goes_to_the_successor_and_the_minutes_say_so(
    tenures: dict[tuple[str, str], str], site: Office
) -> None:
    one, two = adopt(
        task_plan("rà soát quy hoạch", led(), period=Period(None, FIRST_OF_YEAR)), task_plan("kiện toàn")
    )
    for task in (one, two):
        handed(task, OFFICER, last_day=date(2026, 12, 20))
    leaves(tenures[OFFICER], on=date(2026, 12, 1))
    to = succeeds(OFFICER[0], on=date(2026, 12, 1))
    site.now = datetime(2026, 12, 2, 1, tzinfo=UTC)
    client = logged_in(Role.LEADER)
    planned = client.get(f"/chuong-trinh/trong-co-quan/bien-ban/?tu={quote(seat_key(*OFFICER))}")
    assert "chưa ghi bàn giao" in planned.content.decode()
    page = client.get(desk_url(OFFICER)).content.decode()
    assert "không còn giữ chức vụ này" in page
    sent = {"part": [f"{one}/{REGION}", f"{two}/{REGION}"], "to": seat_key(*to), "note": ""}
    answer = client.post(desk_url(OFFICER), sent)
    assert answer.status_code == 302
    minutes = client.get(answer["Location"]).content.decode()
    for words in (
        "Biên bản bàn giao công việc",
        "đồng chí Nguyễn Thị Lan, Trợ lý Phòng Tổ chức",
        "đồng chí Phạm Gia Khánh, Trợ lý Phòng Tổ chức",
        "bàn giao 2 việc",
        "Rà soát quy hoạch",
        "nội bộ 20-12-2026",
        "Ngày 02 tháng 12 năm 2026",
        "ghi trong Nhật ký hồ sơ",
    ):
        assert words in minutes
    assert client.post(desk_url(OFFICER), sent).status_code == 422
    assert Work.objects.filter(seat=seat_key(*to)).count() == 2


def test_the_minutes_name_report_and_papers(tenures: object) -> None:
    (task,) = adopt(task_plan("kiện toàn", led()))
    handed(task, OFFICER)
    report(task, body=REGION, by=actor(Role.CLERK), state=DOING, paper=paper("15-BC/CT", "2018-05-02"))
    page = (
        logged_in()
        .get(f"/chuong-trinh/trong-co-quan/bien-ban/?tu={quote(seat_key(*OFFICER))}")
        .content.decode()
    )
    assert "báo cáo ngày 11-5-2018" in page
    assert "15-BC/CT ngày 02-5-2018" in page


def test_only_what_is_ticked_goes(tenures: object) -> None:
    one, two = adopt(task_plan("một"), task_plan("hai"))
    for task in (one, two):
        handed(task, OFFICER)
    client = logged_in()
    sent = {"part": [f"{two}/{REGION}"], "to": seat_key(*LEADER), "note": "đi học"}
    assert client.post(desk_url(OFFICER), sent).status_code == 302
    seats = {row.task_id: row.seat for row in Work.objects.filter(valid_to=None)}
    assert seats == {one: seat_key(*OFFICER), two: seat_key(*LEADER)}


@pytest.mark.parametrize(
    "sent", [{"part": [], "to": ""}, {"part": ["x"], "to": "gì/đó"}], ids=["nobody", "unknown"]
)
def test_without_a_receiver_nothing_moves(tenures: object, sent: dict[str, object]) -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    answer = logged_in().post(desk_url(OFFICER), sent)
    assert answer.status_code == 422
    assert Work.objects.count() == 1


@pytest.mark.parametrize("seat", ["", "x", "a/b"], ids=["none", "no seat", "unknown"])
def test_a_desk_that_is_not_there_has_no_page(tenures: object, seat: str) -> None:
    client = logged_in()
    for view in ("ban-giao", "bien-ban"):
        assert client.get(f"/chuong-trinh/trong-co-quan/{view}/?tu={seat}").status_code == 404


# --------------------------------------------------------------------------------------------------- the week


def test_the_week_shows_what_is_late_and_what_is_due_day_by_day(tenures: object) -> None:
    _late, _friday, inside, _next_week = adopt(
        task_plan("việc quá hạn", period=Period(None, date(2026, 11, 1))),
        task_plan("việc thứ sáu", period=Period(None, date(2026, 11, 28))),
        task_plan("việc hạn nội bộ", period=Period(None, FIRST_OF_YEAR)),
        task_plan("việc tuần sau", period=Period(None, date(2026, 12, 1))),
    )
    handed(inside, COLLEAGUE, last_day=date(2026, 11, 25))
    answer = logged_in().get("/chuong-trinh/trong-co-quan/viec-trong-tuan/")
    groups = [(group.words, [row.title for row in group.rows]) for group in answer.context["groups"]]
    assert groups == [
        ("Đến hạn từ trước", ["Việc quá hạn"]),
        ("Thứ Tư, ngày 25-11-2026", ["Việc hạn nội bộ"]),
        ("Thứ Sáu, ngày 27-11-2026", ["Việc thứ sáu"]),
    ]
    assert "từ ngày 23-11-2026 đến ngày 29-11-2026" in answer.content.decode()
    after = logged_in(Role.LEADER).get("/chuong-trinh/trong-co-quan/viec-trong-tuan/?tuan=30-11-2026")
    assert "Việc tuần sau" in after.content.decode()


def test_a_week_without_work_says_what_stands_here_otherwise(tenures: object) -> None:
    page = (
        logged_in(Role.INSPECTOR).get("/chuong-trinh/trong-co-quan/viec-trong-tuan/?tuan=gì").content.decode()
    )
    assert "Không có việc nào đến hạn trong tuần" in page


# ---------------------------------------------------------------------------------------------------- queries


@pytest.mark.parametrize(
    ("address", "default"),
    [
        ("/chuong-trinh/trong-co-quan/", 3),
        (desk_url(OFFICER), 3),
        (f"/chuong-trinh/trong-co-quan/bien-ban/?tu={quote(seat_key(*OFFICER))}", 4),
        ("/chuong-trinh/trong-co-quan/viec-trong-tuan/", 3),
    ],
    ids=["desks", "desk", "minutes", "week"],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_as_many_queries_for_one_row_as_for_three(
    tenures: object,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    default: int,
    rows: int,
) -> None:
    plans = [task_plan(f"việc {n}", led(), period=Period(None, date(2026, 11, 28))) for n in range(rows)]
    for task in adopt(*plans):
        handed(task, OFFICER)
    client = logged_in()
    client.get(address)
    # session, account, read-log entry
    with django_assert_num_queries(3, using="local"), django_assert_num_queries(default, using="default"):
        client.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_on_which_work_is_handed_on_takes_the_same_queries_however_often_it_was(
    tenures: object, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    (task,) = adopt(task_plan("việc", led(), coordinated()))
    for seat in (OFFICER, COLLEAGUE, LEADER)[:rows]:
        handed(task, seat)
    client = logged_in()
    client.get(hand_url(task))
    with django_assert_num_queries(3, using="local"), django_assert_num_queries(8, using="default"):
        client.get(hand_url(task))


# ---------------------------------------------------------------------------------- it stays in the agency


def test_nhat_ky_ho_so_shows_what_was_handed_on_to_the_own_agency_only(tenures: object) -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    (work,) = Work.objects.all()
    listed = f"/nhat-ky/?subject=work:{task}/{REGION}"
    address = f"/nhat-ky/{work.ledger}/{work.epoch}/{work.place}/"
    own, other = logged_in(), logged_in(body=QUANG_NINH)
    assert [client.get(address).status_code for client in (own, other)] == [200, 404]
    assert [len(client.get(listed).context["rows"]) for client in (own, other)] == [1, 0]


@pytest.mark.parametrize(
    ("reader", "readable"),
    [(LEDGERS[REGION], True), ("", True), (LEDGERS[QUANG_NINH], False)],
    ids=["its own agency", "who keeps the node", "another agency"],
)
def test_a_copy_of_the_ledger_holds_what_was_handed_on_for_the_own_agency_only(
    tenures: object, tmp_path: Path, reader: str, readable: bool
) -> None:
    (task,) = adopt()
    handed(task, OFFICER)
    (work,) = Work.objects.all()
    script = tmp_path / "verify_ledger.py"
    script.touch()
    export(tmp_path / "xuat", verifier_script=script, ledgers=(work.ledger,), reader=reader)
    lines = (
        (tmp_path / "xuat" / work.ledger / str(work.epoch) / "payloads.jsonl").read_text("utf-8").splitlines()
    )
    assert (lines[work.place] != "null") is readable
    assert [line for line in lines[: work.place] if line == "null"] == []
