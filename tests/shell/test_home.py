from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from phoihop.access.domain.types import Role
from phoihop.access.models import ReadEntry
from phoihop.shell.domain.types import (
    Decision,
    Deed,
    Done,
    Health,
    MachineFact,
    OpenDraft,
    Part,
    Undecided,
    Waiting,
)
from tests.access.office import BOARD, MONDAY, OLD_BOARD, PASSWORD, REGION, Office
from tests.shell.desk import Desk

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]

Visitor = Callable[..., Client]
TODAY = MONDAY.date()
READERS = [role for role in Role if role is not Role.OPERATOR]


def duty(title: str = "Tổng kết mười năm", *, due: date | None = TODAY, part: Part = Part.LEAD) -> Waiting:
    return Waiting(title=title, url="/programme/1/", part=part, programme="Chương trình 2026", due=due)


@pytest.mark.parametrize("role", READERS)
def test_with_nothing_to_do_the_page_says_what_will_stand_here(visitor: Visitor, role: Role):
    page = visitor(role).get("/").content.decode()
    assert "Không có việc nào đang chờ" in page
    assert "Chưa có thay đổi" in page
    assert "Cần quyết định" not in page


@pytest.mark.parametrize(
    ("due", "words", "sign"),
    [
        pytest.param(TODAY - timedelta(days=82), "quá hạn 82 ngày", "late", id="82 days late"),
        pytest.param(TODAY - timedelta(days=1), "quá hạn 1 ngày", "late", id="one day late"),
        pytest.param(TODAY, "hạn hôm nay", "soon", id="today"),
        pytest.param(TODAY + timedelta(days=1), "còn 1 ngày", "soon", id="tomorrow"),
        pytest.param(TODAY + timedelta(days=30), "còn 30 ngày", "idle", id="in a month"),
        pytest.param(None, "chưa ghi hạn", "idle", id="the paper names no day"),
    ],
)
def test_a_duty_says_in_words_and_sign_how_near_its_end_is(
    visitor: Visitor, desk: Desk, due: date | None, words: str, sign: str
):
    desk.duties[REGION] = [duty(due=due)]
    answer = visitor(Role.OFFICER).get("/")
    (shown,) = answer.context["agency"]
    assert (shown.words, shown.sign) == (words, sign)
    assert words in answer.content.decode()


def test_a_duty_leads_to_its_task_and_says_the_part_in_it(visitor: Visitor, desk: Desk):
    desk.duties[REGION] = [duty("Rà soát quy hoạch"), duty("Kiện toàn", part=Part.CONCUR)]
    page = visitor(Role.LEADER).get("/").content.decode()
    assert '<a href="/programme/1/">Rà soát quy hoạch</a>' in page
    assert page.index("Chủ trì") < page.index("Kiện toàn") < page.index("Phối hợp</span>")


def test_the_work_of_an_ended_body_waits_for_its_successor(visitor: Visitor, desk: Desk):
    desk.duties = {
        BOARD: [duty("việc của mình")],
        OLD_BOARD: [duty("việc tiếp nhận")],
        REGION: [duty("việc khác")],
    }
    page = visitor(Role.OFFICER, body=BOARD).get("/").content.decode()
    seen = {words for words in ("việc của mình", "việc tiếp nhận", "việc khác") if words in page}
    assert seen == {"việc của mình", "việc tiếp nhận"}


@pytest.mark.parametrize(
    ("internal", "due", "words", "sign"),
    [
        pytest.param(
            TODAY - timedelta(days=3),
            TODAY + timedelta(days=30),
            "quá hạn nội bộ 3 ngày",
            "soon",
            id="only the internal end has passed",
        ),
        pytest.param(TODAY + timedelta(days=2), None, "còn 2 ngày", "soon", id="only an internal end is set"),
        pytest.param(
            TODAY - timedelta(days=9),
            TODAY - timedelta(days=9),
            "quá hạn 9 ngày",
            "late",
            id="both ends have passed on one day",
        ),
    ],
)
def test_the_internal_end_counts_for_the_sign_but_never_as_late(
    visitor: Visitor, desk: Desk, internal: date, due: date | None, words: str, sign: str
):
    desk.duties[REGION] = [replace(duty(due=due), internal=internal)]
    answer = visitor(Role.OFFICER).get("/")
    (shown,) = answer.context["agency"]
    assert (shown.words, shown.sign) == (words, sign)
    assert words in answer.content.decode()


def test_work_of_the_person_stands_above_that_of_the_agency(visitor: Visitor, desk: Desk):
    desk.own = [duty("việc được giao cho mình")]
    desk.duties[REGION] = [duty("việc chưa giao")]
    page = visitor(Role.OFFICER).get("/").content.decode()
    assert (
        page.index("việc được giao cho mình") < page.index("Việc của cơ quan") < page.index("việc chưa giao")
    )


@pytest.mark.parametrize(
    ("person", "left", "words"),
    [
        pytest.param("", False, "chưa giao</span>", id="with nobody"),
        pytest.param("Trần Văn Sơn", False, "Trần Văn Sơn", id="with a colleague"),
        pytest.param("Trần Văn Sơn", True, "chờ bàn giao</span>", id="with somebody who left"),
    ],
)
def test_work_of_the_agency_says_with_whom_it_is(
    visitor: Visitor, desk: Desk, person: str, left: bool, words: str
):
    desk.duties[REGION] = [replace(duty(), person=person, left=left, hand_on="/programme/giao/")]
    assert words in visitor(Role.OFFICER).get("/").content.decode()


@pytest.mark.parametrize("role", READERS)
def test_only_who_may_hand_on_is_offered_to(visitor: Visitor, desk: Desk, role: Role):
    desk.duties[REGION] = [replace(duty(), hand_on="/programme/giao/")]
    offered = 'href="/programme/giao/"' in visitor(role).get("/").content.decode()
    assert offered is (role in {Role.OFFICER, Role.LEADER})


def test_a_report_that_has_not_come_is_asked_for_without_a_date(visitor: Visitor, desk: Desk):
    desk.duties[REGION] = [replace(duty(due=None), missing=True)]
    (shown,) = visitor(Role.OFFICER).get("/").context["agency"]
    assert (shown.words, shown.sign) == ("chưa nhận được báo cáo", "soon")


def test_what_is_to_be_decided_says_what_and_where(visitor: Visitor, desk: Desk):
    desk.decisions[REGION] = [
        Undecided(wanted=Decision.OPINION, title="Chương trình 2027", url="/programme/3/", until=TODAY),
        Undecided(wanted=Decision.DATE, title="Chương trình 2026", url="/programme/4/", works=14),
    ]
    page = visitor(Role.LEADER).get("/").content.decode()
    assert '<a href="/programme/3/">Đề nghị cho ý kiến vào dự thảo</a>' in page
    assert '<a href="/programme/4/">Chưa có thời hạn, chờ quyết định: 14 nhiệm vụ</a>' in page
    assert page.index("Cần quyết định") < page.index("Việc của cơ quan")


def test_on_the_first_day_the_changes_of_a_week_are_shown_however_often_one_looks(
    visitor: Visitor, desk: Desk, office: Office
):
    client = visitor(Role.OFFICER)
    client.get("/")
    office.now = MONDAY + timedelta(minutes=5)
    client.get("/")
    assert desk.since == [MONDAY.replace(hour=0) - timedelta(days=7)] * 2


def test_who_was_here_yesterday_sees_what_changed_since(visitor: Visitor, desk: Desk, office: Office):
    visitor(Role.OFFICER).get("/")
    office.now = MONDAY + timedelta(days=1)
    client = Client()
    client.post("/dang-nhap/", {"login": ReadEntry.objects.get().account, "password": PASSWORD})
    client.get("/")
    assert desk.since[-1] == MONDAY


@pytest.mark.parametrize(("count", "shown", "more"), [(20, 20, False), (21, 20, True)])
def test_a_long_list_is_cut_and_says_where_the_rest_is(
    visitor: Visitor, desk: Desk, count: int, shown: int, more: bool
):
    desk.duties[REGION] = [duty(f"việc {n}") for n in range(count)]
    answer = visitor(Role.OFFICER).get("/")
    assert len(answer.context["agency"]) == shown
    assert ("Xem tất cả trong Chương trình" in answer.content.decode()) is more


def test_a_draft_that_waits_stands_above_everything_else(visitor: Visitor, desk: Desk):
    desk.open[REGION] = [OpenDraft(title="Hội nghị 2026", url="/intake/1/", tasks=6, by="Hà", at=MONDAY)]
    page = visitor(Role.OFFICER).get("/").content.decode()
    assert '<a href="/intake/1/">Hội nghị 2026</a>' in page
    assert (
        page.index("Dự thảo chờ lập chương trình")
        < page.index("Hội nghị 2026")
        < page.index("Việc của cơ quan")
    )


def test_without_a_draft_nothing_is_said_about_drafts(visitor: Visitor):
    assert "Dự thảo" not in visitor(Role.OFFICER).get("/").content.decode()


def test_what_was_recorded_from_a_paper_says_so(visitor: Visitor, desk: Desk):
    desk.done[REGION] = [
        Done(at=MONDAY, title="Báo cáo tiến độ", by="Ban Tổ chức", on_paper=True, url="/programme/2/"),
        Done(at=MONDAY, title="Chương trình 2026", by="Cục Chính trị", deed=Deed.DRAWN_UP),
    ]
    page = visitor(Role.LEADER).get("/").content.decode()
    assert page.count("ghi theo văn bản") == 1
    assert "08:00 · báo cáo tiến độ · Ban Tổ chức · ghi theo văn bản" in page
    assert "08:00 · lập chương trình · Cục Chính trị" in page
    assert "23-11-2026" in page
    assert '<a href="/programme/2/">Báo cáo tiến độ</a>' in page


@pytest.mark.parametrize("role", READERS)
def test_only_who_may_enter_is_offered_to_enter(visitor: Visitor, role: Role):
    offered = 'class="btn main" href="/intake/"' in visitor(role).get("/").content.decode()
    assert offered is (role in {Role.OFFICER, Role.CLERK})


@pytest.mark.parametrize("role", READERS)
def test_the_home_page_stands_in_the_read_log(visitor: Visitor, role: Role):
    visitor(role).get("/")
    assert list(ReadEntry.objects.values_list("page", "body")) == [("shell.home", REGION)]


# --------------------------------------------------------------------------------------------------- operator
def test_the_operator_sees_the_machine_and_nothing_that_was_recorded(visitor: Visitor, desk: Desk):
    desk.duties[REGION], desk.done[REGION] = (
        [duty("việc kín")],
        [Done(at=MONDAY, title="việc đã ghi", by="ai")],
    )
    desk.machine = [
        MachineFact(label="Ổ đĩa", value="còn 12 GB"),
        MachineFact(label="Điểm kiểm tra", value="23-11-2026", health=Health.GOOD),
        MachineFact(label="Bản sao lưu", value="9 ngày trước", health=Health.BAD, remedy="Đề nghị sao lưu."),
    ]
    page = visitor(Role.OPERATOR).get("/").content.decode()
    assert desk.asked == ["facts"]
    assert "việc kín" not in page
    assert "việc đã ghi" not in page
    for words in ("còn 12 GB", "tốt", "có lỗi", "Đề nghị sao lưu."):
        assert words in page
    assert not ReadEntry.objects.exists()


@pytest.mark.parametrize("address", ["/programme/", "/registry/", "/norms/", "/ledger/", "/intake/"])
def test_the_operator_opens_no_page_with_content(visitor: Visitor, address: str):
    assert visitor(Role.OPERATOR).get(address).status_code == 403


def test_a_machine_without_figures_says_what_to_do(visitor: Visitor):
    assert "phoihop doctor" in visitor(Role.OPERATOR).get("/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_one_row_as_for_three(
    visitor: Visitor, desk: Desk, django_assert_num_queries: DjangoAssertNumQueries, rows: int
):
    desk.duties[REGION] = [duty()] * rows
    desk.done[REGION] = [Done(at=MONDAY, title="x", by="y")] * rows
    client = visitor(Role.OFFICER)
    # session, account, read-log entry
    with django_assert_num_queries(3, using="local"), django_assert_num_queries(0, using="default"):
        client.get("/")


def test_the_home_page_only_reads(visitor: Visitor):
    answer = visitor(Role.OFFICER).post("/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "Đề nghị quay lại trang có nút ấy và bấm lại." in answer.content.decode()
