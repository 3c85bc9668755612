from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from phoihop.access.commands import (
    change_own_password,
    create_account,
    disable_account,
    reset_password,
    unlock_account,
)
from phoihop.access.models import Account
from phoihop.kernel.decision import Accepted, Refusal, Refused, refuse
from tests.access.office import MONDAY, PASSWORD, Office, person

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


def test_an_account_is_made_with_a_password_that_must_be_changed(office: Office):
    assert create_account(" Lan.Nguyen", person=person(1), password=PASSWORD) == Accepted("lan.nguyen")
    account = Account.objects.get()
    assert (account.login, account.person, account.is_active) == ("lan.nguyen", person(1), True)
    assert (account.must_change_password, account.created_at) == (True, MONDAY)
    assert account.check_password(PASSWORD)


def test_a_password_is_stored_as_argon2id(office: Office, settings: Settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    create_account("lan.nguyen", person=person(1), password=PASSWORD)
    assert Account.objects.get().password.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")


def test_a_demonstration_may_do_without_a_first_change(office: Office):
    create_account("lan.nguyen", person=person(1), password=PASSWORD, must_change_password=False)
    assert Account.objects.get().must_change_password is False


def taken() -> object:
    create_account("lan.nguyen", person=person(1), password=PASSWORD)
    return create_account("LAN.nguyen", person=person(2), password=PASSWORD)


@pytest.mark.parametrize(
    ("attempt", "refused"),
    [
        pytest.param(
            lambda: create_account("Lân", person=person(1), password=PASSWORD),
            refuse("access.login_malformed", login="lân"),
            id="a name with diacritics",
        ),
        pytest.param(
            lambda: create_account("lan", person="Lan", password=PASSWORD),
            refuse("access.person_malformed", person="Lan"),
            id="a name where the identifier of a person belongs",
        ),
        pytest.param(taken, refuse("access.login_taken", login="lan.nguyen"), id="a name that is taken"),
        pytest.param(
            lambda: reset_password("ai", password=PASSWORD),
            refuse("access.account_unknown", login="ai"),
            id="password of an unknown account",
        ),
        pytest.param(
            lambda: change_own_password("ai", old=PASSWORD, new=PASSWORD),
            refuse("access.account_unknown", login="ai"),
            id="own password of an unknown account",
        ),
        pytest.param(
            lambda: disable_account("ai"),
            refuse("access.account_unknown", login="ai"),
            id="disable an unknown account",
        ),
        pytest.param(
            lambda: unlock_account("ai"),
            refuse("access.account_unknown", login="ai"),
            id="unlock an unknown account",
        ),
    ],
)
def test_a_wrong_account_is_refused(office: Office, attempt: Callable[[], object], refused: Refused):
    assert attempt() == refused


LENGTH = Refusal("access.password_length", (("longest", "256"), ("shortest", "14")))
COMMON = Refusal("access.password_common")


@pytest.mark.parametrize(
    ("weak", "refusals"),
    [
        pytest.param("mười ba ký tự", (LENGTH,), id="13 signs"),
        pytest.param("x" * 257, (LENGTH,), id="257 signs"),
        pytest.param("password", (LENGTH, COMMON), id="short and common"),
        pytest.param("1q2w3e4r5t6y7u8i9o0p", (COMMON,), id="long and common"),
        pytest.param("tôi là Lan.Nguyen đây", (COMMON,), id="contains the login name"),
    ],
)
def test_a_weak_password_is_refused_and_nothing_is_stored(
    office: Office, weak: str, refusals: tuple[Refusal, ...]
):
    assert create_account("lan.nguyen", person=person(1), password=weak) == Refused(refusals)
    assert not Account.objects.exists()


@pytest.mark.parametrize("good", ["mười bốn ký tự", "x" * 256, "ồ, ồ, ồ, ồ, ồ."])
def test_a_long_password_needs_no_mixture_of_signs(office: Office, good: str):
    assert create_account("lan.nguyen", person=person(1), password=good) == Accepted("lan.nguyen")


def test_a_weak_new_password_leaves_the_old_one(office: Office):
    create_account("lan.nguyen", person=person(1), password=PASSWORD)
    assert isinstance(reset_password("lan.nguyen", password="ngắn"), Refused)
    assert Account.objects.get().check_password(PASSWORD)


def test_a_new_password_must_be_changed_again(office: Office):
    create_account("lan.nguyen", person=person(1), password=PASSWORD, must_change_password=False)
    assert reset_password("lan.nguyen", password="núi Voi ở Kiến An") == Accepted("lan.nguyen")
    account = Account.objects.get()
    assert account.check_password("núi Voi ở Kiến An")
    assert account.must_change_password


def test_a_disabled_account_keeps_its_name(office: Office):
    create_account("lan.nguyen", person=person(1), password=PASSWORD)
    assert disable_account("lan.nguyen") == Accepted("lan.nguyen")
    assert not Account.objects.get().is_active
    again = create_account("lan.nguyen", person=person(2), password=PASSWORD)
    assert again == refuse("access.login_taken", login="lan.nguyen")
