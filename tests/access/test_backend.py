from __future__ import annotations

from typing import ClassVar

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from pytest_django import Settings

from phoihop.access.backend import AccountBackend
from phoihop.access.commands import create_account, disable_account
from phoihop.access.models import Account
from tests.access.office import PASSWORD, Office, person

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


class CountingHasher(Argon2PasswordHasher):
    """Argon2 at its real cost that counts its work."""

    work: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.work.append("hash")
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        self.work.append("hash")
        return super().verify(password, encoded)


@pytest.fixture
def known(office: Office) -> Account:
    create_account("lan.nguyen", person=person(1), password=PASSWORD)
    return Account.objects.get()


def test_the_right_password_gives_the_account(known: Account):
    assert AccountBackend().authenticate(None, login="Lan.Nguyen ", password=PASSWORD) == known


@pytest.mark.parametrize(
    ("login", "password"),
    [
        pytest.param("lan.nguyen", "sai", id="wrong password"),
        pytest.param("ai", PASSWORD, id="unknown name"),
        pytest.param("lan.nguyen", "", id="empty password"),
        pytest.param(None, PASSWORD, id="no name"),
        pytest.param("lan.nguyen", None, id="no password"),
    ],
)
def test_anything_else_gives_nobody(known: Account, login: str | None, password: str | None):
    assert AccountBackend().authenticate(None, login=login, password=password) is None


def test_a_disabled_account_is_refused_with_the_right_password(known: Account):
    disable_account("lan.nguyen")
    assert AccountBackend().authenticate(None, login="lan.nguyen", password=PASSWORD) is None


def test_a_disabled_account_has_no_session_any_more(known: Account):
    assert AccountBackend().get_user(known.pk) == known
    disable_account("lan.nguyen")
    assert AccountBackend().get_user(known.pk) is None


def test_an_unknown_name_costs_the_same_work_as_a_known_one(office: Office, settings: Settings):
    settings.PASSWORD_HASHERS = [f"{CountingHasher.__module__}.{CountingHasher.__qualname__}"]
    for login in ("lan.nguyen", "cu.tran"):
        create_account(login, person=person(1), password=PASSWORD)
    disable_account("cu.tran")
    work: dict[str, int] = {}
    for login in ("lan.nguyen", "cu.tran", "khong.co"):
        CountingHasher.work.clear()
        AccountBackend().authenticate(None, login=login, password="sai mật khẩu")
        work[login] = len(CountingHasher.work)
    assert work == {"lan.nguyen": 1, "cu.tran": 1, "khong.co": 1}
