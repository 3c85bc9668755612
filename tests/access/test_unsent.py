"""What was typed is not lost when the session is over before it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from phoihop.access.commands import account_named, disable_account
from phoihop.access.domain.types import Role
from phoihop.access.models import Account, UnsentForm
from phoihop.access.unsent import fill_again, keep_typed, own_page, unsent_at
from tests.access.office import MONDAY, Office, open_account
from tests.access.steps import first_step

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]

Visitor = Callable[..., Client]
SELF = {"Referer": "http://testserver/note/?body=x"}
TYPED = {"id": "old", "text": "Đã trao đổi với <Ban Tổ chức>", "kinds": ["a", "c"], "no_secret": "on"}


@pytest.fixture
def client(visitor: Visitor) -> Client:
    return visitor(Role.OFFICER)


def known(login: str = "lan.nguyen") -> Account:
    account = account_named(login)
    assert account is not None
    return account


def send(client: Client, data: dict[str, object] = TYPED, address: str = "/note/?body=x", **headers: str):
    return client.post(address, data, headers={**SELF, **headers})


# ----------------------------------------------------------------------- sent after the end of the session
def test_a_form_that_comes_too_late_is_filled_again_after_the_login(client: Client, site: Office):
    site.now += timedelta(minutes=15)
    answer = send(client)
    assert answer["Location"] == "/dang-nhap/?next=/note/%3Fbody%3Dx%26go-do%3D1"
    assert first_step(client, next="/note/?body=x&go-do=1")["Location"] == "/note/?body=x&go-do=1"
    page = client.get("/note/?body=x&go-do=1").content.decode()
    assert "Đã điền lại nội dung gõ dở lúc 08:15 ngày 23-11-2026. Nội dung này chưa gửi." in page
    assert "Đã trao đổi với &lt;Ban Tổ chức&gt;</textarea>" in page
    assert [f'value="{kind}" selected' in page for kind in "abc"] == [True, False, True]


def test_hidden_fields_and_declarations_are_those_of_the_new_page(client: Client, site: Office):
    site.now += timedelta(minutes=15)
    send(client)
    first_step(client)
    page = client.get("/note/?body=x&go-do=1").content.decode()
    assert ('value="fresh"' in page, 'value="old"' in page, "checked" in page) == (True, False, False)


def test_the_next_morning_nothing_is_lost(client: Client, site: Office):
    site.now += timedelta(hours=16)
    send(client)
    assert unsent_at(known(), "/note/?body=x") is not None


def test_once_it_is_sent_it_is_gone(client: Client, site: Office):
    site.now += timedelta(minutes=15)
    send(client)
    first_step(client)
    data = {**TYPED, "go-do": "1"}
    assert send(client, {**data, "text": ""}, address="/note/?body=x&go-do=1").status_code == 422
    assert UnsentForm.objects.exists()
    assert send(client, data, address="/note/?body=x&go-do=1").status_code == 302
    assert not UnsentForm.objects.exists()


def test_without_the_parameter_the_page_offers_it(client: Client, site: Office):
    site.now += timedelta(minutes=15)
    send(client)
    first_step(client)
    page = client.get("/note/?body=x").content.decode()
    assert "Ở đây còn nội dung gõ dở lúc 08:15 ngày 23-11-2026, chưa gửi." in page
    assert 'href="/note/?body=x&amp;go-do=1"' in page
    assert "Đã trao đổi" not in page
    assert "gõ dở" not in client.get("/note/?body=y").content.decode()


def test_it_can_be_dropped(client: Client, site: Office):
    keep_typed(known(), "/note/?body=x", QueryDict("text=abc"))
    page = client.get("/note/?body=x").content.decode()
    assert 'formaction="/go-do/bo/?trang=%2Fnote%2F%3Fbody%3Dx"' in page
    assert client.post("/go-do/bo/?trang=%2Fnote%2F%3Fbody%3Dx")["Location"] == "/note/?body=x"
    assert not UnsentForm.objects.exists()


def test_nobody_else_gets_it(client: Client, site: Office):
    site.now += timedelta(minutes=15)
    send(client)
    site.appoint(2, Role.OFFICER)
    open_account(2, "cu.tran")
    first_step(client, "cu.tran", next="/note/?body=x&go-do=1")
    page = client.get("/note/?body=x&go-do=1").content.decode()
    assert ("<textarea" in page, "Đã trao đổi" in page, "gõ dở" in page) == (True, False, False)
    client.post("/go-do/bo/?trang=%2Fnote%2F%3Fbody%3Dx")
    assert UnsentForm.objects.get().account == known()


def test_after_the_end_the_page_goes_on_saving_for_its_writer(client: Client, site: Office):
    site.now += timedelta(minutes=15)
    for text in ("một", "một hai", "một hai ba"):
        assert client.post("/go-do/luu/?trang=/note/", {"text": text}).status_code == 302
    kept = unsent_at(known(), "/note/")
    assert kept is not None
    assert dict(kept.fields) == {"text": ("một hai ba",)}


@pytest.mark.parametrize(
    ("address", "data", "referer"),
    [
        pytest.param("/note/", {"text": "dấu MẬT ở đây"}, "/note/", id="a mark of state secrecy"),
        pytest.param("/note/", {"text": "  "}, "/note/", id="nothing but blanks"),
        pytest.param("/note/", {"text": "a" * 300_000}, "/note/", id="too much"),
        pytest.param("/note/", {"text": "abc"}, "/record/", id="a form on another page"),
        pytest.param("/mat-khau/", {"old": "bí mật của tôi"}, "/mat-khau/", id="a password"),
        pytest.param("/xac-thuc/the/", {"password": "bí mật của tôi"}, "/xac-thuc/the/", id="again one"),
        pytest.param("/doi-nguoi-dung/", {"next": "/"}, "/doi-nguoi-dung/", id="a public page"),
    ],
)
def test_what_must_not_be_kept_is_not(
    client: Client, site: Office, address: str, data: dict[str, str], referer: str
):
    site.now += timedelta(minutes=15)
    answer = client.post(address, data, headers={"Referer": f"http://testserver{referer}"})
    assert answer.status_code == 302
    assert "go-do" not in answer["Location"]
    assert not UnsentForm.objects.exists()


def test_after_logging_out_nothing_is_kept_for_anybody(client: Client):
    client.post("/dang-xuat/")
    send(client)
    assert not UnsentForm.objects.exists()


def test_for_a_disabled_account_nothing_is_kept(client: Client, site: Office):
    site.now += timedelta(minutes=15)
    client.get("/record/")
    disable_account("lan.nguyen")
    send(client)
    assert not UnsentForm.objects.exists()


def test_a_form_of_another_site_is_not_kept(client: Client, site: Office):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    site.now += timedelta(minutes=15)
    assert send(strict).status_code == 403
    assert not UnsentForm.objects.exists()


# --------------------------------------------------------------------------------- saved while it is typed
def test_the_page_saves_what_is_typed(client: Client):
    page = client.get("/note/?body=x").content.decode()
    assert 'data-autosave="/go-do/luu/?trang=%2Fnote%2F%3Fbody%3Dx"' in page
    answer = client.post("/go-do/luu/?trang=%2Fnote%2F%3Fbody%3Dx", {"text": "abc", "go-do": "1"})
    assert answer.status_code == 204
    row = UnsentForm.objects.get()
    assert (row.account, row.path, row.fields, row.at) == (
        known(),
        "/note/?body=x",
        '{"text":["abc"]}',
        MONDAY,
    )


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("/note/", {"text": "dấu MẬT ở đây"}),
        ("https://example.org/", {"text": "abc"}),
        ("//example.org/", {"text": "abc"}),
        ("", {"text": "abc"}),
        ("/" + "a" * 500, {"text": "abc"}),
    ],
    ids=["a mark", "another site", "another site without scheme", "no page", "a long address"],
)
def test_what_cannot_be_kept_is_said(client: Client, page: str, data: dict[str, str]):
    assert client.post("/go-do/luu/", data, query_params={"trang": page}).status_code == 422
    assert not UnsentForm.objects.exists()


def test_dropping_never_leads_to_another_site(client: Client):
    assert client.post("/go-do/bo/?trang=//example.org/")["Location"] == "/"


def test_after_a_week_it_is_gone(client: Client, site: Office):
    keep_typed(known(), "/note/", QueryDict("text=abc"))
    site.now += timedelta(days=7, seconds=1)
    assert unsent_at(known(), "/note/") is None
    keep_typed(known(), "/other/", QueryDict("text=abc"))
    assert list(UnsentForm.objects.values_list("path", flat=True)) == ["/other/"]


@pytest.mark.parametrize(
    ("page", "own"),
    [
        ("/note/?a=1", "/note/?a=1"),
        ("note/", None),
        ("//host/", None),
        ("/\\host/", None),
        ("javascript:x", None),
    ],
)
def test_only_pages_of_this_node_count(page: str, own: str | None):
    assert own_page(page) == own


def test_the_address_that_fills_again():
    assert [fill_again("/note/"), fill_again("/note/?a=1")] == ["/note/?go-do=1", "/note/?a=1&go-do=1"]


@pytest.mark.parametrize("others", [0, 3])
def test_a_form_costs_one_query_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, others: int
):
    for number in range(others):
        keep_typed(known(), f"/note/?n={number}", QueryDict("text=abc"))
    with django_assert_num_queries(3, using="local"):  # session, account, what was typed
        client.get("/note/")
