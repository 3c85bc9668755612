from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import get_resolver

from phoihop.access.domain.types import Role
from tests.access.office import BOARD, ELSEWHERE, PASSWORD, REGION, Office

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]

Visitor = Callable[..., Client]
PUBLIC = {"notice/", "dang-nhap/", "dang-xuat/", "doi-nguoi-dung/"}


def test_every_page_but_the_public_ones_asks_strangers_to_log_in(site: Office):
    patterns = get_resolver().url_patterns
    inner = [p for pattern in patterns for p in getattr(pattern, "url_patterns", [pattern])]
    pages = {str(p.pattern) for p in inner} - {"forgotten/"}
    open_to_all = {
        page
        for page in pages
        if "<" not in page
        and not Client().get(f"/{page}").headers.get("Location", "").startswith("/dang-nhap/")
    }
    assert open_to_all == PUBLIC


def test_a_view_that_says_nothing_is_closed_to_everybody(visitor: Visitor):
    with pytest.raises(ImproperlyConfigured, match=r"pages\.forgotten: add actor_required or public"):
        visitor(Role.OFFICER).get("/forgotten/")
    client = Client(raise_request_exception=False)
    assert client.get("/forgotten/").status_code == 500


READ, ENTER = "/record/", "/entry/"
MATRIX = {
    Role.OFFICER: (200, 200),
    Role.CLERK: (200, 200),
    Role.LEADER: (200, 403),
    Role.INSPECTOR: (200, 403),
    Role.OPERATOR: (403, 403),
}


@pytest.mark.parametrize(("role", "expected"), MATRIX.items(), ids=[role.value for role in MATRIX])
def test_a_page_opens_for_the_entitled_roles_only(visitor: Visitor, role: Role, expected: tuple[int, int]):
    client = visitor(role)
    assert (client.get(READ).status_code, client.get(ENTER).status_code) == expected


def test_the_wrong_role_is_told_why_and_what_to_do(visitor: Visitor):
    page = visitor(Role.INSPECTOR).get(ENTER).content.decode()
    assert "Chức vụ chức vụ inspector không có quyền mở trang hoặc làm việc này." in page
    assert "đề nghị đổi sang chức vụ có quyền" in page


def test_a_stranger_is_sent_to_the_login_and_back(site: Office):
    assert Client().get("/record/?task=3")["Location"] == "/dang-nhap/?next=/record/%3Ftask%3D3"


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(site: Office):
    answer = Client().get("/record/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/dang-nhap/?next=/record/")


def test_pages_of_a_session_are_kept_by_no_cache(visitor: Visitor):
    client = visitor(Role.OFFICER)
    assert client.get("/record/")["Cache-Control"] == "no-store, private"
    assert "no-store" not in Client().get("/notice/").headers.get("Cache-Control", "")


# ---------------------------------------------------------------------------------------------------- no post
def test_an_account_without_a_post_reads_which_and_what_to_do(visitor: Visitor):
    answer = visitor().get("/record/")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Tài khoản lan.nguyen hôm nay không giữ chức vụ nào trong sổ đăng ký tổ chức." in page
    assert "Đề nghị cơ quan quản lý cán bộ ghi quyết định phân công" in page
    assert 'action="/dang-xuat/"' in page


def test_a_tenure_that_ends_closes_the_open_session_on_its_day(site: Office, account: Callable[..., str]):
    site.appoint(1, Role.OFFICER, until=date(2026, 11, 24))
    account()
    client = Client()
    client.post("/dang-nhap/", {"login": "lan.nguyen", "password": PASSWORD})
    assert client.get("/record/").status_code == 200
    site.now = site.now.replace(hour=23, minute=59)
    client.post("/dang-nhap/", {"login": "lan.nguyen", "password": PASSWORD})
    assert client.get("/record/").status_code == 200
    site.now = site.now.replace(day=24, hour=0, minute=0)
    client.post("/dang-nhap/", {"login": "lan.nguyen", "password": PASSWORD})
    answer = client.get("/record/")
    assert answer.status_code == 403
    assert [refusal.code for refusal in answer.context["refusals"]] == ["access.post_over"]
    assert (
        "Chức vụ chức vụ officer (Cục Chính trị) của tài khoản lan.nguyen đã kết thúc; "
        "từ ngày 24-11-2026 không còn quyền."
    ) in answer.content.decode()


def test_a_post_of_a_body_that_this_server_does_not_serve_opens_nothing(visitor: Visitor):
    answer = visitor(Role.OFFICER, body=ELSEWHERE).get("/record/")
    assert answer.status_code == 403
    assert [refusal.code for refusal in answer.context["refusals"]] == ["access.body_not_served"]
    assert "không ghi nhật ký hồ sơ của Ban Tổ chức tỉnh khác" in answer.content.decode()


# ---------------------------------------------------------------------------------------------- several posts
@pytest.fixture
def doubled(site: Office, account: Callable[..., str]) -> Client:
    """Somebody with a post in two bodies, logged in, nothing chosen yet."""
    site.appoint(1, Role.OFFICER, body=REGION)
    site.appoint(1, Role.LEADER, body=BOARD)
    account()
    client = Client()
    client.post("/dang-nhap/", {"login": "lan.nguyen", "password": PASSWORD})
    return client


def choose(client: Client, post: str, **more: str):
    return client.post("/chon-chuc-vu/", {"post": post, **more})


def test_with_several_posts_one_is_chosen_first(doubled: Client):
    assert doubled.get("/record/")["Location"] == "/chon-chuc-vu/?next=/record/"
    page = doubled.get("/chon-chuc-vu/?next=/record/").content.decode()
    assert "chức vụ officer" in page
    assert "chức vụ leader" in page
    assert choose(doubled, f"{BOARD}.leader", next="/record/")["Location"] == "/record/"
    assert doubled.get("/record/").content.decode() == "T-HP-BTC.leader for T-HP-BTC into t-hp-btc/work"
    assert doubled.get("/entry/").status_code == 403


def test_the_choice_can_be_changed_in_the_session(doubled: Client):
    choose(doubled, f"{BOARD}.leader")
    choose(doubled, f"{REGION}.officer")
    assert doubled.get("/entry/").content.decode() == "entered in M-QK3-CT.officer"


def test_a_post_of_somebody_else_cannot_be_chosen(doubled: Client, site: Office):
    site.appoint(2, Role.OPERATOR, body=REGION)
    assert choose(doubled, f"{REGION}.operator").status_code == 400
    assert doubled.get("/record/")["Location"] == "/chon-chuc-vu/?next=/record/"


def test_a_chosen_post_that_ends_is_not_replaced_by_the_other_one(doubled: Client, site: Office):
    choose(doubled, f"{BOARD}.leader")
    site.tenures = [tenure for tenure in site.tenures if tenure.body == REGION]
    assert doubled.get("/record/")["Location"] == "/chon-chuc-vu/?next=/record/"
    page = doubled.get("/chon-chuc-vu/").content.decode()
    assert "Chức vụ đã chọn trong phiên này không còn hiệu lực." in page


def test_the_only_post_of_a_session_is_not_exchanged_for_another_one(visitor: Visitor, site: Office):
    client = visitor(Role.OFFICER)
    site.tenures.clear()
    site.appoint(1, Role.LEADER, body=BOARD)
    assert client.get("/record/")["Location"] == "/chon-chuc-vu/?next=/record/"


def test_without_a_choice_nothing_can_be_written(doubled: Client):
    assert doubled.post("/entry/")["Location"] == "/chon-chuc-vu/?next=/entry/"


def test_a_form_opened_in_another_post_is_refused(site: Office, doubled: Client):
    choose(doubled, f"{REGION}.officer")
    doubled.get("/mat-khau/")
    token = doubled.cookies["csrftoken"].value
    choose(doubled, f"{BOARD}.leader")
    assert doubled.cookies["csrftoken"].value != token


def test_the_choice_page_of_an_account_without_posts_says_so(visitor: Visitor):
    answer = visitor().get("/chon-chuc-vu/")
    assert answer.status_code == 403
    assert "không giữ chức vụ nào" in answer.content.decode()
