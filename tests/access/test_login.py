from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings as django_settings
from django.db.models import F
from django.test import Client

from phoihop.access.commands import disable_account, reset_password, unlock_account
from phoihop.access.domain.types import Role
from phoihop.access.models import Account
from phoihop.kernel.decision import Accepted
from tests.access.office import PASSWORD, Office

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]

Visitor = Callable[..., Client]
NEW = "núi Voi ở Kiến An cao"


def attempt(client: Client, password: str, login: str = "lan.nguyen", **more: str):
    return client.post("/dang-nhap/", {"login": login, "password": password, **more})


def session_key(client: Client) -> str:
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def officer(site: Office, account: Callable[..., str]) -> Client:
    """Not logged in yet, but with an account and a post."""
    site.appoint(1, Role.OFFICER)
    account()
    return Client()


def test_the_right_password_leads_to_the_page_asked_for(officer: Client):
    answer = attempt(officer, PASSWORD, next="/record/?task=7")
    assert (answer.status_code, answer["Location"]) == (302, "/record/?task=7")
    assert officer.get("/record/").content.decode() == "M-QK3-CT.officer for M-QK3-CT into m-qk3-ct/work"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(officer: Client, elsewhere: str):
    assert attempt(officer, PASSWORD, next=elsewhere)["Location"] == "/"


def test_who_is_logged_in_already_is_sent_on(officer: Client):
    attempt(officer, PASSWORD)
    assert officer.get("/dang-nhap/?next=/entry/")["Location"] == "/entry/"


def test_a_session_begins_under_a_new_key(officer: Client):
    officer.cookies[django_settings.SESSION_COOKIE_NAME] = "a" * 32  # planted by somebody else
    attempt(officer, PASSWORD)
    first = session_key(officer)
    assert first != "a" * 32
    attempt(Client(), PASSWORD)
    officer.post("/dang-xuat/")
    attempt(officer, PASSWORD)
    assert session_key(officer) != first


def test_an_anonymous_session_does_not_keep_its_key(officer: Client):
    session = officer.session
    session["seen"] = "notice"
    session.save()
    officer.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key or ""
    attempt(officer, PASSWORD)
    assert session_key(officer) != session.session_key


def test_after_logout_the_old_key_opens_nothing(officer: Client):
    attempt(officer, PASSWORD)
    stolen = session_key(officer)
    answer = officer.post("/dang-xuat/")
    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    officer.cookies[django_settings.SESSION_COOKIE_NAME] = stolen
    assert officer.get("/record/")["Location"] == "/dang-nhap/?next=/record/"


def test_a_link_cannot_log_anybody_out(officer: Client):
    attempt(officer, PASSWORD)
    assert officer.get("/dang-xuat/").status_code == 405
    assert officer.get("/record/").status_code == 200


def test_wrong_password_unknown_name_and_disabled_account_read_alike(
    officer: Client, account: Callable[..., str]
):
    account(2, "cu.tran")
    disable_account("cu.tran")
    pages = {
        attempt(Client(), password, login).content.decode().replace(login, "·")
        for login, password in (("lan.nguyen", "sai"), ("khong.co", PASSWORD), ("cu.tran", PASSWORD))
    }
    pages = {"\n".join(line for line in page.splitlines() if "csrf" not in line) for page in pages}
    assert len(pages) == 1
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in pages.pop()


@pytest.mark.parametrize("fields", [{}, {"login": "lan.nguyen"}, {"login": "a" * 61, "password": "x"}])
def test_an_incomplete_form_is_shown_again(officer: Client, fields: dict[str, str]):
    answer = officer.post("/dang-nhap/", fields)
    assert answer.status_code == 200
    assert 'name="password"' in answer.content.decode()


# --------------------------------------------------------------------------------------------------- lock-out
def test_the_fifth_failure_locks_even_the_right_password_out(officer: Client):
    assert [attempt(officer, "sai").status_code for _ in range(5)] == [200, 200, 200, 200, 429]
    answer = attempt(officer, PASSWORD)
    assert answer.status_code == 429
    assert officer.get("/record/").status_code == 302


def test_four_failures_are_forgiven(officer: Client):
    for _ in range(4):
        attempt(officer, "sai")
    assert attempt(officer, PASSWORD).status_code == 302
    officer.post("/dang-xuat/")
    assert [attempt(officer, "sai").status_code for _ in range(5)] == [200, 200, 200, 200, 429]


def test_the_lock_is_on_the_name_however_it_is_spelt_and_wherever_from(officer: Client):
    for number, spelling in enumerate(
        ("lan.nguyen", "LAN.nguyen", " lan.nguyen", "Lan.Nguyen", "lan.nguyen")
    ):
        attempt(Client(REMOTE_ADDR=f"10.0.0.{number}", HTTP_USER_AGENT=str(number)), "sai", spelling)
    assert attempt(Client(REMOTE_ADDR="10.0.0.99"), PASSWORD).status_code == 429


def test_the_lock_of_one_name_does_not_lock_others(officer: Client, account: Callable[..., str]):
    account(2, "cu.tran")
    for _ in range(5):
        attempt(officer, "sai")
    assert attempt(officer, PASSWORD, "cu.tran").status_code == 302


def test_an_unknown_name_is_locked_like_a_known_one(officer: Client):
    assert [attempt(officer, "sai", "khong.co").status_code for _ in range(5)] == [200, 200, 200, 200, 429]


def test_the_locked_page_says_what_happened_and_what_to_do(officer: Client):
    for _ in range(4):
        attempt(officer, "sai")
    page = attempt(officer, "sai").content.decode()
    assert "Đã nhập sai 5 lần liên tiếp." in page
    assert "Đề nghị thử lại sau 15 phút, hoặc đề nghị người vận hành máy chủ mở khóa ngay." in page


def test_after_a_quarter_of_an_hour_the_name_is_free_again(officer: Client):
    for _ in range(5):
        attempt(officer, "sai")
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    assert attempt(Client(), PASSWORD).status_code == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    assert attempt(Client(), PASSWORD).status_code == 302


def test_the_operator_can_unlock(officer: Client):
    for _ in range(5):
        attempt(officer, "sai")
    assert unlock_account("Lan.Nguyen") == Accepted(1)
    assert attempt(officer, PASSWORD).status_code == 302


def test_no_password_is_kept_with_the_failures(officer: Client):
    attempt(officer, "mật khẩu gõ nhầm", next="/record/")
    kept = AccessAttempt.objects.values_list("post_data", "get_data")
    assert "gõ nhầm" not in str(list(kept))


# -------------------------------------------------------------------------------------- how long a session is
def test_a_session_ends_after_eight_hours_however_busy_it_is(officer: Client, site: Office):
    attempt(officer, PASSWORD)
    for _ in range(47):
        site.now += timedelta(minutes=10)
        assert officer.get("/record/").status_code == 200
    site.now += timedelta(minutes=10)
    assert officer.get("/record/")["Location"] == "/dang-nhap/?next=/record/"


def test_an_account_disabled_in_mid_session_is_out_with_the_next_page(officer: Client):
    attempt(officer, PASSWORD)
    disable_account("lan.nguyen")
    assert officer.get("/record/").status_code == 302


def test_a_password_set_by_the_operator_ends_the_sessions(officer: Client):
    attempt(officer, PASSWORD)
    reset_password("lan.nguyen", password=NEW)
    assert officer.get("/record/")["Location"] == "/dang-nhap/?next=/record/"


# ----------------------------------------------------------------------------------------------- own password
def change(client: Client, old: str, new: str, again: str):
    return client.post("/mat-khau/", {"old": old, "new": new, "again": again})


def test_the_first_password_is_changed_before_anything_else(site: Office, account: Callable[..., str]):
    site.appoint(1, Role.OFFICER)
    account(must_change_password=True)
    client = Client()
    attempt(client, PASSWORD)
    assert client.get("/record/")["Location"] == "/mat-khau/"
    assert "Mật khẩu đang dùng do người khác cấp." in client.get("/mat-khau/").content.decode()
    assert change(client, PASSWORD, NEW, NEW)["Location"] == "/"
    assert client.get("/record/").status_code == 200


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(officer: Client):
    other = Client()
    attempt(officer, PASSWORD)
    attempt(other, PASSWORD)
    before = session_key(officer)
    change(officer, PASSWORD, NEW, NEW)
    assert session_key(officer) != before
    assert (officer.get("/record/").status_code, other.get("/record/").status_code) == (200, 302)
    assert attempt(Client(), PASSWORD).status_code == 200
    assert attempt(Client(), NEW).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "code"),
    [
        pytest.param("sai", NEW, NEW, "access.password_wrong", id="the old one is wrong"),
        pytest.param(PASSWORD, PASSWORD, PASSWORD, "access.password_unchanged", id="the same again"),
        pytest.param(PASSWORD, "ngắn", "ngắn", "access.password_length", id="too short"),
    ],
)
def test_a_change_of_password_is_refused_with_the_reason(
    officer: Client, old: str, new: str, again: str, code: str
):
    attempt(officer, PASSWORD)
    answer = change(officer, old, new, again)
    assert answer.status_code == 200
    assert [refusal.code for refusal in answer.context["refusals"]] == [code]
    assert 'class="refusal"' in answer.content.decode()
    assert Account.objects.get().check_password(PASSWORD)


def test_a_slip_in_the_repetition_is_told(officer: Client):
    attempt(officer, PASSWORD)
    page = change(officer, PASSWORD, NEW, NEW + "x").content.decode()
    assert "Hai lần nhập mật khẩu mới không giống nhau." in page
    assert Account.objects.get().check_password(PASSWORD)


def test_nobody_changes_a_password_without_logging_in(officer: Client):
    assert officer.get("/mat-khau/")["Location"] == "/dang-nhap/?next=/mat-khau/"


# ------------------------------------------------------------------------------------------------------- CSRF
@pytest.mark.parametrize("page", ["/dang-nhap/", "/dang-xuat/", "/mat-khau/", "/chon-chuc-vu/"])
def test_every_form_needs_its_token(officer: Client, page: str):
    client = Client(enforce_csrf_checks=True)
    client.cookies = officer.cookies
    attempt(officer, PASSWORD)
    answer = client.post(page, {"login": "lan.nguyen", "password": PASSWORD, "post": "M-QK3-CT.officer"})
    assert answer.status_code == 403
    assert officer.get("/record/").status_code == 200


def test_the_forms_carry_their_tokens(officer: Client):
    client = Client(enforce_csrf_checks=True)

    def send(page: str, **fields: str) -> int:
        shown = client.get(page).content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown)
        assert shown.count("csrfmiddlewaretoken") == shown.count('method="post"')
        return client.post(page, {**fields, "csrfmiddlewaretoken": token[1] if token else ""}).status_code

    assert send("/dang-nhap/", login="lan.nguyen", password=PASSWORD) == 302
    assert send("/mat-khau/", old=PASSWORD, new=NEW, again=NEW) == 302
    assert send("/chon-chuc-vu/", post="M-QK3-CT.officer") == 302
