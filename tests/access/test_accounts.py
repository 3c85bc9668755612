from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from phoihop.access.accounts import AccountRow, account_rows
from phoihop.access.commands import account_named, disable_account
from phoihop.access.domain.types import Role
from phoihop.access.factors import print_card
from phoihop.access.models import Account
from tests.access.office import Office, open_account, person
from tests.access.steps import with_authenticator, with_card

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


def known(login: str) -> Account:
    account = account_named(login)
    assert account is not None
    return account


def test_a_row_says_who_it_is_and_how_one_signs_in(office: Office):
    office.appoint(1, Role.OFFICER)
    open_account()
    with_card(known("lan.nguyen"))
    with_authenticator(known("lan.nguyen"))
    open_account(2, "cu.tran", must_change_password=True)
    print_card(known("cu.tran"))
    disable_account("cu.tran")
    assert account_rows() == (
        AccountRow(
            login="cu.tran",
            person=person(2),
            name="",
            active=False,
            locked=False,
            must_change_password=True,
            authenticator=False,
            codes_left=None,
            posts=(),
        ),
        AccountRow(
            login="lan.nguyen",
            person=person(1),
            name="Nguyễn Thị Lan",
            active=True,
            locked=False,
            must_change_password=False,
            authenticator=True,
            codes_left=19,
            posts=("chức vụ officer · Cục Chính trị",),
        ),
    )


def test_a_lock_shows_as_long_as_it_lasts(site: Office):
    open_account()
    wrong = {"login": "lan.nguyen", "password": "sai"}
    for _ in range(4):
        Client().post("/dang-nhap/", wrong)
    assert [row.locked for row in account_rows()] == [False]
    Client().post("/dang-nhap/", wrong)
    assert [row.locked for row in account_rows()] == [True]
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    assert [row.locked for row in account_rows()] == [False]


@pytest.mark.parametrize("accounts", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries, accounts: int
):
    for number in range(accounts):
        open_account(number, f"so.{number}")
    with django_assert_num_queries(4, using="local"):  # accounts, codes, attempts, authenticators
        account_rows()
