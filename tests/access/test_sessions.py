"""How long a session lasts without work, and the change of user at a shared computer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from phoihop.access.commands import account_named
from phoihop.access.domain.policy import SignInPolicy
from phoihop.access.domain.types import Role
from tests.access.office import PASSWORD, Office, open_account, put_policy
from tests.access.steps import first_step, give_code, with_card

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]

Visitor = Callable[..., Client]


# -------------------------------------------------------------------------------------------------- idle time
def test_a_session_ends_after_a_quarter_of_an_hour_without_work(visitor: Visitor, site: Office):
    client = visitor(Role.OFFICER)
    site.now += timedelta(minutes=14, seconds=59)
    assert client.get("/record/").status_code == 200
    site.now += timedelta(minutes=14, seconds=59)
    assert client.get("/record/").status_code == 200
    site.now += timedelta(minutes=15)
    assert client.get("/record/")["Location"] == "/dang-nhap/?next=/record/"
    assert client.get("/record/").status_code == 302


def test_who_runs_the_machine_has_five_minutes(visitor: Visitor, site: Office):
    client = visitor(Role.OPERATOR)
    site.now += timedelta(minutes=4, seconds=59)
    assert client.get("/record/").status_code == 403
    site.now += timedelta(minutes=5)
    assert client.get("/record/").status_code == 302


def test_the_policy_says_how_long(site: Office, visitor: Visitor):
    put_policy(SignInPolicy(idle_minutes=60))
    client = visitor(Role.OFFICER)
    site.now += timedelta(minutes=59)
    assert client.get("/record/").status_code == 200


def test_a_session_in_use_is_written_once_a_minute(
    visitor: Visitor, site: Office, django_assert_num_queries: DjangoAssertNumQueries
):
    client = visitor(Role.OFFICER)
    site.now += timedelta(seconds=59)
    with django_assert_num_queries(3, using="local"):  # session, account; the entry of the read log
        client.get("/record/")
    site.now += timedelta(seconds=1)
    with django_assert_num_queries(6, using="local"):  # and the session, in a transaction of its own
        client.get("/record/")


def test_what_is_left_of_a_session_that_is_over_opens_nothing(visitor: Visitor, site: Office):
    client = visitor(Role.OFFICER)
    before = client.cookies["sessionid"].value
    site.now += timedelta(minutes=15)
    client.get("/record/")
    assert client.cookies["sessionid"].value != before
    for address in ("/record/", "/mat-khau/", "/xac-thuc/", "/chon-chuc-vu/"):
        assert client.get(address)["Location"] == f"/dang-nhap/?next={address}"
    client.cookies["sessionid"] = before
    assert client.get("/record/").status_code == 302


# --------------------------------------------------------------------------------------------- change of user
@pytest.fixture
def desk(site: Office, visitor: Visitor) -> Client:
    """The shared computer: an officer is logged in; a leader and an inspector have accounts as well."""
    client = visitor(Role.OFFICER)
    for number, role, login in ((2, Role.LEADER, "cu.tran"), (3, Role.OPERATOR, "may.chu")):
        site.appoint(number, role)
        open_account(number, login)
    return client


def switch(client: Client, page: str) -> str:
    return str(client.post("/doi-nguoi-dung/", {"next": page})["Location"])


def test_the_session_ends_at_once_and_the_next_person_is_asked(desk: Client):
    key = desk.cookies["sessionid"].value
    answer = desk.post("/doi-nguoi-dung/", {"next": "/record/?task=7"})
    assert answer["Location"] == "/dang-nhap/?next=%2Frecord%2F%3Ftask%3D7&doi=1"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(session_key=key).exists()
    assert desk.get("/record/").status_code == 302
    assert "Phiên trước đã kết thúc." in desk.get(answer["Location"]).content.decode()


def test_the_same_page_opens_for_who_may_see_it(desk: Client):
    switch(desk, "/record/?task=7")
    answer = first_step(desk, "cu.tran", next="/record/?task=7", doi="1")
    assert answer["Location"] == "/record/?task=7"
    assert desk.get("/record/").content.decode().startswith("M-QK3-CT.leader")


@pytest.mark.parametrize(("login", "page"), [("cu.tran", "/entry/"), ("may.chu", "/record/")])
def test_who_may_not_see_it_comes_home_and_is_told(desk: Client, login: str, page: str):
    switch(desk, page)
    answer = first_step(desk, login, next=page, doi="1")
    assert answer["Location"] == "/"
    words = [str(message) for message in desk.get("/xac-thuc/").context["messages"]]
    assert words == ["Trang mở trước khi đổi người dùng không thuộc quyền của chức vụ này."]


def test_a_page_that_is_none_leads_home(desk: Client):
    switch(desk, "/khong-co/")
    assert first_step(desk, "cu.tran", next="/khong-co/", doi="1")["Location"] == "/"


def test_the_change_of_user_goes_through_the_second_step(desk: Client):
    account = account_named("may.chu")
    assert account is not None
    codes = with_card(account)
    switch(desk, "/record/")
    answer = first_step(desk, "may.chu", next="/record/", doi="1")
    assert answer["Location"] == "/dang-nhap/ma/?next=%2Frecord%2F&doi=1"
    assert 'name="doi" value="1"' in desk.get(answer["Location"]).content.decode()
    assert give_code(desk, codes[1], next="/record/", doi="1")["Location"] == "/"


def test_nobody_is_led_to_another_site(desk: Client):
    assert switch(desk, "https://example.org/") == "/dang-nhap/?next=%2F&doi=1"


def test_a_link_cannot_change_the_user(desk: Client):
    assert desk.get("/doi-nguoi-dung/").status_code == 405
    assert desk.get("/record/").status_code == 200


def test_a_form_of_the_first_person_is_not_recorded_for_the_second(desk: Client, site: Office):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    desk.get("/mat-khau/")
    token = desk.cookies["csrftoken"].value
    switch(desk, "/entry/")
    desk.get("/dang-nhap/")
    site.appoint(4, Role.CLERK)
    open_account(4, "van.thu")
    desk.post("/dang-nhap/", {"login": "van.thu", "password": PASSWORD})
    assert strict.post("/entry/", {"csrfmiddlewaretoken": token}).status_code == 403
