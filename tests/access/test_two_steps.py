"""Signing in with a second step, and the pages on which it is set up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client

from phoihop.access.commands import account_named, disable_account, unlock_account
from phoihop.access.domain.policy import SignInPolicy
from phoihop.access.domain.types import Role, SecondFactor
from phoihop.access.factor_commands import reset_factors
from phoihop.access.factors import factors_of, use_code
from phoihop.access.models import Account, AccountEntry
from tests.access.office import PASSWORD, Office, put_policy
from tests.access.steps import code_now, code_of, first_step, give_code, with_authenticator, with_card

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


def known() -> Account:
    account = account_named("lan.nguyen")
    assert account is not None
    return account


@pytest.fixture
def officer(site: Office, account: Callable[..., str]) -> Client:
    """Not logged in yet; with an account and a post."""
    site.appoint(1, Role.OFFICER)
    account()
    return Client()


# ---------------------------------------------------------------------------------------------- logging in
def test_with_a_card_the_password_alone_opens_nothing(officer: Client):
    with_card(known())
    answer = first_step(officer, next="/record/?task=7")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/dang-nhap/ma/?next=%2Frecord%2F%3Ftask%3D7",
    )
    assert officer.get("/record/")["Location"] == "/dang-nhap/?next=/record/"
    assert officer.get("/xac-thuc/")["Location"] == "/dang-nhap/?next=/xac-thuc/"


def test_the_page_asks_for_the_next_code_of_the_card(officer: Client):
    codes = with_card(known())
    first_step(officer)
    page = officer.get("/dang-nhap/ma/").content.decode()
    assert "<b>mã số 2</b> trên thẻ số 1 (in ngày 23-11-2026)" in page
    assert "ứng dụng xác thực" not in page
    answer = give_code(officer, codes[1], next="/record/?task=7")
    assert (answer.status_code, answer["Location"]) == (302, "/record/?task=7")
    assert officer.get("/record/").status_code == 200


def test_a_code_of_the_authenticator_will_do_as_well(officer: Client, site: Office):
    with_card(known())
    sealed = with_authenticator(known())
    site.now += timedelta(minutes=1)
    first_step(officer)
    assert "Hoặc nhập mã sáu chữ số" in officer.get("/dang-nhap/ma/").content.decode()
    assert give_code(officer, code_now(sealed, known())).status_code == 302
    assert officer.get("/record/").status_code == 200


def test_a_code_that_was_used_logs_nobody_in_again(officer: Client):
    codes = with_card(known())
    first_step(officer)
    give_code(officer, codes[1])
    other = Client()
    first_step(other)
    page = give_code(other, codes[1]).content.decode()
    assert "Mã không đúng, đã dùng rồi hoặc đã hết hạn." in page
    assert other.get("/record/").status_code == 302


@pytest.mark.parametrize("code", ["", "abc", "9" * 21])
def test_what_is_no_code_is_shown_again(officer: Client, code: str):
    with_card(known())
    first_step(officer)
    assert give_code(officer, code).status_code == 200
    assert officer.get("/record/").status_code == 302


def test_a_code_without_a_password_is_asked_for_the_password(officer: Client):
    codes = with_card(known())
    assert give_code(officer, codes[1])["Location"] == "/dang-nhap/?next=%2F"
    assert use_code(known(), codes[1])


def test_five_minutes_after_the_password_it_is_asked_for_again(officer: Client, site: Office):
    codes = with_card(known())
    first_step(officer)
    site.now += timedelta(minutes=4, seconds=59)
    assert officer.get("/dang-nhap/ma/").status_code == 200
    site.now += timedelta(seconds=1)
    assert give_code(officer, codes[1])["Location"] == "/dang-nhap/?next=%2F"


def test_between_the_steps_the_account_may_be_disabled_or_changed(officer: Client):
    codes = with_card(known())
    first_step(officer)
    reset_factors("lan.nguyen")
    assert give_code(officer, codes[1])["Location"] == "/dang-nhap/?next=%2F"
    codes = with_card(known())
    first_step(officer)
    disable_account("lan.nguyen")
    assert give_code(officer, codes[1])["Location"] == "/dang-nhap/?next=%2F"


def test_the_second_step_begins_under_a_new_key(officer: Client):
    with_card(known())
    first_step(officer)
    before = officer.cookies["sessionid"].value
    first_step(officer)
    assert officer.cookies["sessionid"].value != before


def test_failures_of_both_steps_are_counted_together_and_lock_the_name(officer: Client):
    codes = with_card(known())
    for _ in range(2):
        officer.post("/dang-nhap/", {"login": "lan.nguyen", "password": "sai"})
    first_step(officer)
    assert [give_code(officer, "00000000").status_code for _ in range(3)] == [200, 200, 429]
    assert give_code(officer, codes[1]).status_code == 429
    assert first_step(Client()).status_code == 429
    assert use_code(known(), codes[1])  # it was not even looked at
    assert AccountEntry.objects.filter(what="locked").count() == 1


def test_a_right_password_does_not_forgive_wrong_codes(officer: Client):
    with_card(known())
    statuses = []
    for _ in range(5):
        first_step(officer)
        statuses.append(give_code(officer, "00000000").status_code)
    assert statuses == [200, 200, 200, 200, 429]


def test_after_both_steps_earlier_failures_are_forgiven(officer: Client):
    codes = with_card(known())
    first_step(officer)
    for _ in range(4):
        give_code(officer, "00000000")
    assert give_code(officer, codes[1]).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_the_operator_unlocks_both_steps(officer: Client):
    codes = with_card(known())
    first_step(officer)
    for _ in range(5):
        give_code(officer, "00000000")
    unlock_account("lan.nguyen")
    first_step(officer)
    assert give_code(officer, codes[1]).status_code == 302


def test_no_code_is_kept_with_the_failures(officer: Client):
    with_card(known())
    first_step(officer)
    give_code(officer, "12340987")
    kept = AccessAttempt.objects.values_list("post_data", "get_data")
    assert "12340987" not in str(list(kept))


@pytest.mark.parametrize(("used", "told"), [(14, False), (15, True), (20, True)])
def test_from_five_codes_on_it_is_said_at_each_login(officer: Client, used: int, told: bool):
    codes = with_card(known())
    for code in codes[1 : used - 1]:
        use_code(known(), code)
    first_step(officer)
    give_code(officer, codes[used - 1])
    words = "".join(str(message) for message in officer.get("/xac-thuc/").context["messages"])
    assert (f"Thẻ mã chỉ còn {20 - used} mã." in words) is told


def test_a_used_up_card_says_who_can_help(officer: Client):
    for code in with_card(known())[1:]:
        use_code(known(), code)
    first_step(officer)
    assert "Thẻ mã đã dùng hết" in officer.get("/dang-nhap/ma/").content.decode()


# ---------------------------------------------------------------------------------------------- the policy
def test_where_a_second_factor_is_required_nothing_opens_before_it_is_set_up(officer: Client):
    put_policy(SignInPolicy(second_factor=SecondFactor.REQUIRED))
    assert first_step(officer)["Location"] == "/"
    assert officer.get("/record/")["Location"] == "/xac-thuc/"
    assert "phải có bước thứ hai" in officer.get("/xac-thuc/").content.decode()
    codes = printed(officer.post("/xac-thuc/the/", {"password": PASSWORD}))
    assert officer.get("/record/")["Location"] == "/xac-thuc/"
    assert officer.post("/xac-thuc/the/ma-dau/", {"secret_code": codes[0]})["Location"] == "/xac-thuc/"
    assert officer.get("/record/").status_code == 200


def test_the_policy_of_another_role_asks_for_nothing(officer: Client):
    put_policy(SignInPolicy(second_factor_of={Role.OPERATOR: SecondFactor.REQUIRED}))
    first_step(officer)
    assert officer.get("/record/").status_code == 200


def test_whoever_has_a_card_is_asked_for_it_whatever_the_policy_says(officer: Client):
    with_card(known())
    put_policy(SignInPolicy(second_factor=SecondFactor.OFF))
    assert first_step(officer)["Location"].startswith("/dang-nhap/ma/")


def test_with_the_policy_off_nobody_is_invited(officer: Client):
    put_policy(SignInPolicy(second_factor=SecondFactor.OFF))
    first_step(officer)
    page = officer.get("/xac-thuc/").content.decode()
    assert ("In thẻ mã" in page, "Thêm ứng dụng" in page) == (False, False)


# ---------------------------------------------------------------------------------------------- setting up
def printed(answer) -> list[str]:
    """The codes on the printed card."""
    return re.findall(r"<b>(\d{4} \d{4})</b>", answer.content.decode())


@pytest.fixture
def inside(officer: Client) -> Client:
    """Logged in with the password."""
    first_step(officer)
    return officer


def test_a_card_is_printed_once_and_taken_into_use(inside: Client):
    answer = inside.post("/xac-thuc/the/", {"password": PASSWORD})
    codes = printed(answer)
    assert len(codes) == 20
    assert "no-store" in answer["Cache-Control"]
    assert not any(code in inside.get("/xac-thuc/").content.decode() for code in codes)
    assert inside.get("/xac-thuc/the/ma-dau/").status_code == 200
    assert inside.post("/xac-thuc/the/ma-dau/", {"secret_code": codes[0]})["Location"] == "/xac-thuc/"
    page = inside.get("/xac-thuc/").content.decode()
    assert "Thẻ số 1, in ngày 23-11-2026: còn 19/20 mã." in page
    assert "bắt đầu dùng thẻ mã số 1" in page


@pytest.mark.parametrize("address", ["/xac-thuc/the/", "/xac-thuc/ung-dung/", "/xac-thuc/bo/the/"])
def test_without_the_password_nothing_is_set_up_or_given_up(officer: Client, address: str):
    codes = with_card(known())
    first_step(officer)
    give_code(officer, codes[1])
    before = factors_of(known())
    answer = officer.post(address, {"password": "sai mật khẩu"})
    assert (answer.status_code, "Mật khẩu không đúng." in answer.content.decode()) == (422, True)
    assert factors_of(known()) == before
    assert printed(answer) == []


def test_wrong_passwords_there_lock_the_name_too(inside: Client):
    answers = [inside.post("/xac-thuc/the/", {"password": "sai"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]


def test_a_wrong_first_code_leaves_everything_as_it_was(inside: Client):
    inside.post("/xac-thuc/the/", {"password": PASSWORD})
    answer = inside.post("/xac-thuc/the/ma-dau/", {"secret_code": "0000 0000"})
    assert (answer.status_code, [r.code for r in answer.context["refusals"]]) == (
        422,
        ["access.card_first_code"],
    )
    assert not factors_of(known()).any


def test_without_a_printed_card_there_is_no_first_code(inside: Client):
    assert inside.get("/xac-thuc/the/ma-dau/")["Location"] == "/xac-thuc/"


def test_an_authenticator_is_set_up_by_picture_or_by_hand(inside: Client):
    page = inside.post("/xac-thuc/ung-dung/", {"password": PASSWORD}).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert secret is not None
    assert '<svg class="qr" viewBox="0 0 49 49" role="img"' in page
    wrong = inside.post("/xac-thuc/ung-dung/", {"secret_code": "000000"})
    assert (wrong.status_code, [r.code for r in wrong.context["refusals"]]) == (
        422,
        ["access.authenticator_code"],
    )
    assert secret[1] in wrong.content.decode()
    right = inside.post("/xac-thuc/ung-dung/", {"secret_code": code_of(secret[1].replace(" ", ""))})
    assert right["Location"] == "/xac-thuc/"
    assert factors_of(known()).authenticator


def test_a_code_without_a_secret_begins_again(inside: Client):
    answer = inside.post("/xac-thuc/ung-dung/", {"secret_code": "123456"})
    assert answer["Location"] == "/xac-thuc/ung-dung/"


def test_setting_up_ends_the_other_sessions_and_keeps_this_one(inside: Client):
    other = Client()
    first_step(other)
    codes = printed(inside.post("/xac-thuc/the/", {"password": PASSWORD}))
    assert other.get("/record/").status_code == 200
    inside.post("/xac-thuc/the/ma-dau/", {"secret_code": codes[0]})
    assert (inside.get("/record/").status_code, other.get("/record/").status_code) == (200, 302)


def test_a_card_is_given_up_with_the_password(inside: Client):
    codes = printed(inside.post("/xac-thuc/the/", {"password": PASSWORD}))
    inside.post("/xac-thuc/the/ma-dau/", {"secret_code": codes[0]})
    assert inside.get("/xac-thuc/bo/the/").status_code == 200
    assert factors_of(known()).any
    assert inside.post("/xac-thuc/bo/the/", {"password": PASSWORD})["Location"] == "/xac-thuc/"
    assert not factors_of(known()).any
    assert inside.get("/xac-thuc/bo/mat-khau/").status_code == 404


def test_the_last_one_cannot_be_given_up_where_one_is_required(inside: Client):
    codes = printed(inside.post("/xac-thuc/the/", {"password": PASSWORD}))
    inside.post("/xac-thuc/the/ma-dau/", {"secret_code": codes[0]})
    put_policy(SignInPolicy(second_factor=SecondFactor.REQUIRED))
    answer = inside.post("/xac-thuc/bo/the/", {"password": PASSWORD})
    assert (answer.status_code, [r.code for r in answer.context["refusals"]]) == (
        422,
        ["access.factor_required"],
    )
    assert factors_of(known()).any
