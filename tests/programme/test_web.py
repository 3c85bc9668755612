"""The pages of programmes: what they say on a day, to whom, at the cost of how many queries."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from phoihop.access.domain.types import Role
from phoihop.access.models import ReadEntry
from phoihop.kernel.period import Period
from phoihop.ledger.api import acts_about, compare, new_id, redact
from phoihop.programme.acts import BasisStated, DutyStated, ProgressReported, ProgressState
from phoihop.programme.domain.types import TaskPlan
from phoihop.programme.models import Progress
from tests.programme.office import (
    CLASS,
    COORDINATING,
    HAI_PHONG,
    NINE,
    OLD_HAI_DUONG,
    OLD_HAI_PHONG,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    Office,
    actor,
    adopt,
    coordinated,
    evidence,
    led,
    logged_in,
    paper,
    report,
    task_plan,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("site"),
]
LAST_DAY = Period(None, date(2018, 5, 16))
PAGE = f"/chuong-trinh/{PROGRAMME}/"


@pytest.fixture(autouse=True)
def rebuilt(site: Office) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def words(client: Client, address: str, **query: str) -> str:
    """The visible words of a page, white space collapsed."""
    answer = client.get(address, query)
    assert answer.status_code == 200
    return seen(answer.content)


def seen(content: bytes) -> str:
    body = content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def rows(client: Client, **query: str) -> list[str]:
    """The rows of the table of tasks, each as words."""
    content = client.get(PAGE, query).content.decode()
    table = content.partition('class="list cards programme"')[2].partition("</table>")[0]
    return [seen(b"<main" + row.encode()) for row in re.findall(r"<tr>(<td.*?)</tr>", table)]


def page_of(task: str) -> str:
    return f"/chuong-trinh/nhiem-vu/{task}/"


# ------------------------------------------------------------------------------------------- a programme


def test_a_row_says_what_who_when_on_what_ground_and_how_far() -> None:
    basis = (BasisStated("59-qd-tw", "59-QĐ/TW"),)
    (task,) = adopt(task_plan("hoàn chỉnh Quy chế", period=LAST_DAY, basis=basis))
    report(task, body=REGION, by=actor())
    (row,) = rows(logged_in(), as_of="20-9-2018")
    assert row == (
        "1 Hoàn chỉnh Quy chế Cục Chính trị Quân khu 3 Xong Ban Tổ chức các tỉnh ủy, thành ủy 0/9 "
        "0 trên 9 tổ chức được giao đã xong, 9 quá hạn đến 15-5-2018 59-QĐ/TW Quá hạn 128 ngày"
    )


def test_the_last_body_that_keeps_a_task_from_being_done_is_named() -> None:
    (task,) = adopt(task_plan(period=LAST_DAY))
    report(task, body=REGION, by=actor())
    for body in NINE[:-1]:
        report(task, body=body, by=actor(), paper=paper())
    (row,) = rows(logged_in(), as_of="20-9-2018")
    assert row.endswith("Quá hạn 128 ngày chưa xong: Ban Tổ chức Tỉnh ủy Ninh Bình")


@pytest.mark.parametrize(
    ("task", "said"),
    [(task_plan("việc"), "Chưa báo cáo"), (task_plan("việc", led(), period=Period.year(2018)), "năm 2018")],
    ids=["without a period", "inside its period"],
)
def test_a_task_is_not_late_without_a_last_day_or_before_it(task: TaskPlan, said: str) -> None:
    adopt(task)
    (row,) = rows(logged_in(), as_of="20-9-2018")
    assert said in row
    assert "Quá hạn" not in row


def test_a_mention_of_which_nobody_knows_the_bodies_is_shown_and_not_guessed() -> None:
    adopt(task_plan("việc", led(), DutyStated(COORDINATING, "các đảng ủy quân sự", None, ())))
    (row,) = rows(logged_in())
    assert "các đảng ủy quân sự chưa rõ tổ chức" in row


def test_both_sides_leading_together_are_two_groups_each_with_its_own_count() -> None:
    (task,) = adopt(task_plan("việc", led(), led(*NINE, mention=CLASS, rule="ban-to-chuc")))
    report(task, confirmed=True)
    (row,) = rows(logged_in())
    assert "Cục Chính trị Quân khu 3 Chưa báo cáo Ban Tổ chức các tỉnh ủy, thành ủy 1/9" in row


def test_what_is_typed_is_shown_and_never_markup() -> None:
    hostile = "<script>alert(1)</script>"
    basis = (BasisStated(None, hostile),)
    (task,) = adopt(
        task_plan(hostile, led(mention=hostile), coordinated(mention=hostile), basis=basis), title=hostile
    )
    report(task, body=REGION, by=actor(), paper=paper(number=hostile))
    client = logged_in()
    for address in ("/chuong-trinh/", PAGE, page_of(task), f"{page_of(task)}bao-cao/?body={REGION}"):
        content = client.get(address).content.decode()
        assert "<script>alert" not in content
        assert "&lt;script&gt;alert" in content


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, ["1", "2", "3"]),
        ({"q": "kien toan"}, ["2"]),
        ({"lead": QUANG_NINH}, ["3"]),
        ({"basis": "59-qd-tw"}, ["2"]),
        ({"state": "late"}, ["1"]),
        ({"state": "nonsense", "sort": "nonsense", "after": "nonsense"}, ["1", "2", "3"]),
        ({"mine": "1"}, ["3"]),
        ({"sort": "end"}, ["1", "2", "3"]),
        ({"q": "kien toan", "state": "late"}, []),
        ({"as_of": "05-4-2018"}, []),
    ],
    ids=str,
)
def test_filters_stand_in_the_address(query: dict[str, str], numbers: list[str]) -> None:
    adopt(
        task_plan("hoàn chỉnh Quy chế", led(), period=LAST_DAY),
        task_plan("kiện toàn đảng ủy", led(), basis=(BasisStated("59-qd-tw", "59-QĐ/TW"),)),
        task_plan("tháo gỡ vướng mắc", led(QUANG_NINH, mention="Ban Tổ chức")),
    )
    client = logged_in(body=QUANG_NINH)
    assert [row.partition(" ")[0] for row in rows(client, **query)] == numbers


def test_fifty_tasks_are_a_page_and_all_are_printed_at_once() -> None:
    adopt(*(task_plan(f"việc {number}", led()) for number in range(1, 121)))
    client = logged_in()
    first = client.get(PAGE).content.decode()
    after = re.search(r"after=([^&\"]+)", first)
    assert after is not None
    assert len(rows(client)) == 50
    assert [row.partition(" ")[0] for row in rows(client, after=after[1])] == [str(n) for n in range(51, 101)]
    assert len(rows(client, all="1")) == 120


def test_the_matrix_lists_bodies_in_protocol_order_and_ranks_nobody() -> None:
    tasks = adopt(
        task_plan("việc"),
        task_plan("việc", led(*reversed(NINE), mention=CLASS, rule="b"), coordinated("P-31")),
    )
    report(tasks[0], body=OLD_HAI_PHONG, confirmed=True)
    content = logged_in().get(PAGE).content.decode().partition('class="matrix"')[2]
    assert re.findall(r'<th scope="row">([^<]+)</th>', content) == [
        "Cục Chính trị Quân khu 3",
        "Thành ủy Hải Phòng",
        *(f"Tỉnh ủy {name}" for name in ("Hòa Bình", "Quảng Ninh", "Hải Dương")),
        "Thành ủy Hải Phòng",
        *(f"Tỉnh ủy {name}" for name in ("Hưng Yên", "Thái Bình", "Hà Nam", "Nam Định", "Ninh Bình")),
    ]
    assert re.findall(r'title="(Phối hợp: [^"]+)"', content).count("Phối hợp: Xong") == 1


def test_the_tiles_count_the_whole_programme_whatever_is_filtered() -> None:
    adopt(task_plan("một", period=LAST_DAY), task_plan("hai"), task_plan("ba"))
    page = words(logged_in(), PAGE, q="khong co")
    assert "Quá hạn 1 1 trên 3" in page
    assert "Chưa báo cáo 2 2 trên 3" in page
    assert "Không có nhiệm vụ nào khớp" in page


# -------------------------------------------------------------------------------------------------- lists


def test_the_list_shows_how_far_programmes_are() -> None:
    adopt(task_plan("một", led(), period=LAST_DAY), task_plan("hai", led()))
    page = words(logged_in(), "/chuong-trinh/", as_of="20-9-2018")
    assert "Chương trình phối hợp năm 2018 Hội nghị phối hợp, Bộ Tư lệnh Quân khu 06-4-2018" in page
    assert "Cục Chính trị Quân khu 3" in page
    assert "1 nhiệm vụ quá hạn" in page


def test_the_list_goes_on_page_by_page() -> None:
    for number in range(51):
        adopt(programme=new_id(), title=f"Chương trình số {number}")
    client = logged_in()
    first = client.get("/chuong-trinh/").content.decode()
    after = re.search(r"after=([^&\"]+)", first)
    assert after is not None
    assert len(re.findall("Chương trình số", first)) == 50
    rest = client.get("/chuong-trinh/", {"after": after[1]}).content.decode()
    assert re.findall(r"Chương trình số (\d+)", rest) == ["0"]


def test_without_programmes_the_list_says_what_to_do() -> None:
    page = words(logged_in(), "/chuong-trinh/")
    assert "Chưa có chương trình nào" in page
    assert page.count("Nhập văn bản") == 2


# ------------------------------------------------------------------------------------------------- a task


def test_a_task_shows_every_body_with_its_last_report() -> None:
    (task,) = adopt()
    report(task, body=OLD_HAI_PHONG, by=actor(), paper=paper(number="41-CV/BTCTU"), confirmed=True)
    page = words(logged_in(), page_of(task), as_of="20-9-2018")
    assert "Phối hợp: Ban Tổ chức các tỉnh ủy, thành ủy 1/9" in page
    assert (
        "Ban Tổ chức Thành ủy Hải Phòng Xong Xong, 11-5-2018 "
        "ghi theo văn bản số 41-CV/BTCTU ngày 02-5-2018 Ghi theo văn bản"
    ) in page


def test_a_report_for_an_earlier_day_does_not_outdo_a_later_one() -> None:
    (task,) = adopt()
    report(task, day=date(2018, 6, 1), state=ProgressState.DONE, confirmed=True)
    report(task, day=date(2018, 5, 1), state=ProgressState.DOING)
    page = words(logged_in(), page_of(task)).partition("Diễn biến")[0]
    assert "Xong Xong, 01-6-2018" in page
    assert "01-5-2018" not in page


def test_a_task_shows_the_words_it_was_read_from_and_where_they_stand(site: Office) -> None:
    (task,) = adopt()
    content = logged_in().get(page_of(task)).content.decode()
    assert f'<blockquote class="evidence" lang="vi">{evidence().quote}</blockquote>' in content
    assert f"/nhap-van-ban/{evidence().text}/#s-10" in content
    assert site.asked == [evidence()]


def test_an_instrument_leads_to_the_catalogue_and_an_unclear_one_says_so() -> None:
    basis = (BasisStated("59-qd-tw", "59-QĐ/TW"), BasisStated(None, "Quy định 61"))
    (task,) = adopt(task_plan(basis=basis))
    client = logged_in()
    assert '<a href="/van-ban/59-qd-tw/">59-QĐ/TW</a>' in client.get(page_of(task)).content.decode()
    assert "59-QĐ/TW Quy định 61 chưa xác định văn bản" in words(client, page_of(task))


def test_the_history_tells_who_decided_who_entered_and_where_it_stands() -> None:
    (task,) = adopt()
    recorded = report(task, body=OLD_HAI_DUONG).acts[0]
    report(task, body=OLD_HAI_PHONG, by=actor(), paper=paper(), state=ProgressState.DOING)
    page = words(logged_in(), page_of(task)).partition("Diễn biến")[2]
    assert (
        "Ban Tổ chức Thành ủy Hải Phòng: đang làm, tính đến 11-5-2018, "
        "ghi theo văn bản số 41-CV/BTCTU ngày 02-5-2018 Quyết định: Ban Tổ chức Thành ủy Hải Phòng. Nhập:"
    ) in page
    assert (
        "Ban Tổ chức Thành ủy Hải Phòng, tiếp nhận việc của Ban Tổ chức Tỉnh ủy Hải Dương, "
        "báo cáo xong, tính đến 11-5-2018 Quyết định và nhập:"
    ) in page
    assert f"lúc 08:00. Mã băm {recorded.leaf[:10]}…" in page
    assert page.index("đang làm") < page.index("báo cáo xong") < page.index("giao nhiệm vụ")
    address = f"/nhat-ky/{recorded.envelope.ledger}/1/{recorded.envelope.index}/"
    assert address in logged_in(Role.LEADER).get(page_of(task)).content.decode()


def test_a_cleared_report_leaves_a_gap_in_the_history() -> None:
    (task,) = adopt()
    report(task, body=REGION, by=actor())
    redact(actor(Role.LEADER), [acts_about(f"task:{task}")[-1].place], reason="Ghi nhầm")
    page = words(logged_in(), page_of(task))
    assert "Báo cáo tiến độ, nội dung không còn ở đây" in page
    assert "11-5-2018" not in page


def test_a_task_outlives_the_content_of_its_programme() -> None:
    (task,) = adopt()
    redact(actor(Role.LEADER), [acts_about(f"programme:{PROGRAMME}")[0].place], reason="Ghi nhầm")
    client = logged_in()
    assert "nội dung chương trình không còn ở đây" in words(client, page_of(task))
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("role", "body", "offers"),
    [
        (Role.OFFICER, REGION, (1, 9)),
        (Role.LEADER, REGION, (1, 0)),
        (Role.CLERK, REGION, (0, 10)),
        (Role.INSPECTOR, REGION, (0, 0)),
        (Role.OFFICER, HAI_PHONG, (2, 8)),
    ],
    ids=["officer", "leader", "clerk", "inspector", "board that took over two"],
)
def test_a_task_offers_what_the_post_may_do(role: Role, body: str, offers: tuple[int, int]) -> None:
    (task,) = adopt()
    page = words(logged_in(role, body=body), page_of(task)).partition("Diễn biến")[0]
    assert (len(re.findall(r"Báo cáo(?! gần nhất)", page)), page.count("Ghi theo văn bản")) == offers


@pytest.mark.parametrize(
    "address",
    ["nhiem-vu/01J0000000000000000000TSK9/", "nhiem-vu/x/", f"{PROGRAMME}/", "x/", "nhiem-vu/x/bao-cao/"],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert logged_in().get(f"/chuong-trinh/{address}").status_code == 404


# -------------------------------------------------------------------------------------------------- reports


def form(task: str, body: str = REGION, **more: str) -> dict[str, str]:
    """What a browser sends."""
    return {
        "report": new_id(),
        "body": body,
        "state": "done",
        "reported_on": "11/5/2018",
        "note": "",
        "product_number": "",
        "product_date": "",
        **more,
    }


def sent(client: Client, task: str, data: dict[str, str]):
    return client.post(f"{page_of(task)}bao-cao/", data)


def test_a_report_is_recorded_and_leads_back_to_the_task() -> None:
    (task,) = adopt()
    client = logged_in()
    answer = sent(client, task, form(task, note="Đã gửi.", product_number="01-QC", product_date="11-5-2018"))
    assert (answer.status_code, answer["Location"]) == (302, page_of(task))
    page = words(client, page_of(task))
    assert "Đã ghi báo cáo của Cục Chính trị Quân khu 3 vào Nhật ký hồ sơ." in page
    assert "Xong, 11-5-2018 , sản phẩm 01-QC ngày 11-5-2018 Đã gửi." in page


def test_the_form_carries_the_id_so_that_sending_it_twice_reports_once() -> None:
    (task,) = adopt()
    client = logged_in()
    shown = client.get(f"{page_of(task)}bao-cao/", {"body": REGION}).content.decode()
    id_ = re.search(r'name="report" value="([^"]+)"', shown)
    assert id_ is not None
    answers = [sent(client, task, form(task, report=id_[1])) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, page_of(task))] * 2
    assert list(Progress.objects.values_list("report", flat=True)) == [id_[1]]


def test_the_paper_of_another_body_is_recorded_by_an_officer_and_always_shown_as_such() -> None:
    (task,) = adopt()
    client = logged_in()
    data = form(task, OLD_HAI_PHONG, paper_number="41-CV/BTCTU", paper_date="2/5/2018", signer="Trần Văn Thử")
    assert sent(client, task, data).status_code == 302
    payload = acts_about(f"task:{task}")[-1].payload
    assert isinstance(payload, ProgressReported)
    assert payload.signer == "Trần Văn Thử"
    page = words(client, page_of(task))
    assert page.count("ghi theo văn bản số 41-CV/BTCTU ngày 02-5-2018") == 2
    assert "Ban Tổ chức Thành ủy Hải Phòng báo cáo" not in page


@pytest.mark.parametrize(
    ("role", "body", "data", "said"),
    [
        (Role.OFFICER, REGION, {"reported_on": "24/11/2026"}, "Ngày báo cáo (24-11-2026) chưa đến."),
        (Role.OFFICER, REGION, {"reported_on": "31/2/2018"}, "Chưa đọc được ngày"),
        (Role.OFFICER, REGION, {"product_date": "1/5/2018"}, "Sản phẩm có ngày nhưng chưa có số"),
        (Role.OFFICER, REGION, {"report": "x"}, "Biểu mẫu không còn nguyên vẹn"),
        (Role.OFFICER, REGION, {"paper_number": "41-CV"}, "phải có đủ số và ngày"),
        (Role.OFFICER, OLD_HAI_PHONG, {}, "Số, ký hiệu văn bản"),
        (Role.CLERK, REGION, {}, "Số, ký hiệu văn bản"),
    ],
    ids=[
        "a day to come",
        "no such day",
        "a product without number",
        "a tampered id",
        "half a paper",
        "another body without paper",
        "a clerk without paper",
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    role: Role, body: str, data: dict[str, str], said: str
) -> None:
    (task,) = adopt()
    answer = sent(logged_in(role), task, form(task, body, note="Đang tổng hợp, đề nghị lùi hạn.", **data))
    assert answer.status_code == 422
    assert said in seen(answer.content)
    assert "Đang tổng hợp, đề nghị lùi hạn." in answer.content.decode()
    assert not Progress.objects.exists()


def test_a_note_with_a_mark_of_secrecy_is_refused_and_not_shown_again() -> None:
    (task,) = adopt()
    answer = sent(logged_in(), task, form(task, note="MẬT\nKế hoạch tác chiến", product_number="99-KH"))
    content = answer.content.decode()
    assert answer.status_code == 422
    assert "bí mật nhà nước" in content
    assert "tác chiến" not in content
    assert "99-KH" not in content
    assert 'value="11-5-2018"' in content


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        (Role.LEADER, OLD_HAI_PHONG, 403),
        (Role.INSPECTOR, REGION, 403),
        (Role.OPERATOR, REGION, 403),
        (Role.OFFICER, "P-99-BTC", 404),
        (Role.OFFICER, "", 404),
    ],
    ids=["a leader for another body", "an inspector", "an operator", "a body without a part", "no body"],
)
def test_who_may_not_report_does_not_even_see_the_form(role: Role, body: str, status: int) -> None:
    (task,) = adopt()
    client = logged_in(role)
    assert client.get(f"{page_of(task)}bao-cao/", {"body": body}).status_code == status
    assert sent(client, task, form(task, body)).status_code == status
    assert not Progress.objects.exists()


def test_only_who_may_record_papers_is_asked_for_one() -> None:
    (task,) = adopt()
    asked = {
        role: "paper_number"
        in logged_in(role).get(f"{page_of(task)}bao-cao/", {"body": REGION}).content.decode()
        for role in (Role.OFFICER, Role.LEADER, Role.CLERK)
    }
    assert asked == {Role.OFFICER: True, Role.LEADER: False, Role.CLERK: True}


def test_own_tasks_can_be_reported_from_the_table_but_not_while_looking_at_another_day() -> None:
    (task,) = adopt()
    client = logged_in(body=QUANG_NINH)
    assert f'href="{page_of(task)}bao-cao/?body={QUANG_NINH}"' in client.get(PAGE).content.decode()
    assert "/bao-cao/?body" not in client.get(PAGE, {"as_of": "20-9-2018"}).content.decode()
    assert f'class="report no-print" href="{page_of(task)}"' in (
        logged_in(body=HAI_PHONG).get(PAGE).content.decode()
    )


# --------------------------------------------------------------------------------------- reading, language


@pytest.mark.parametrize(
    ("address", "page", "subject"),
    [
        ("/chuong-trinh/", "programme.index", ""),
        (PAGE, "programme.programme", f"programme:{PROGRAMME}"),
        ("", "programme.task", "task:"),
        ("bao-cao/", "programme.report", "task:"),
    ],
)
def test_every_page_is_noted_in_the_read_log(address: str, page: str, subject: str) -> None:
    (task,) = adopt()
    target = address if address.startswith("/") else page_of(task) + address
    logged_in().get(target, {"body": REGION})
    noted = ReadEntry.objects.values_list("page", "subject").get()
    assert noted == (page, subject + task if subject == "task:" else subject)


@pytest.mark.parametrize("role", [Role.OPERATOR])
def test_who_runs_the_machine_reads_no_programme(role: Role) -> None:
    (task,) = adopt()
    client = logged_in(role)
    assert {client.get(a).status_code for a in ("/chuong-trinh/", PAGE, page_of(task))} == {403}


def test_pages_speak_english() -> None:
    (task,) = adopt(task_plan(period=LAST_DAY))
    with override("en"):
        client = logged_in()
        assert client.get(PAGE).status_code == client.get(page_of(task)).status_code == 200


@pytest.mark.parametrize("tasks", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/chuong-trinh/", 8), (PAGE, 11), ("task", 11), ("report", 8)],
    ids=["list", "programme", "task", "report"],
)
def test_a_page_costs_the_same_queries_whatever_it_shows(address: str, queries: int, tasks: int) -> None:
    """Session, account, lineage and read log are four of them; who holds which post costs one more."""
    ids = adopt(*(task_plan(f"việc {number}") for number in range(tasks)))
    for body in (OLD_HAI_PHONG, OLD_HAI_DUONG)[:tasks]:
        report(ids[0], body=body)
    for number in range(tasks - 1):
        adopt(programme=new_id(), title=f"khác {number}")
    places = {"task": page_of(ids[0]), "report": f"{page_of(ids[0])}bao-cao/?body={REGION}"}
    client = logged_in()
    client.get("/chuong-trinh/")
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        assert client.get(places.get(address, address)).status_code == 200
    assert sum(map(len, captured)) == queries
