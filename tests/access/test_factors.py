from __future__ import annotations

from datetime import timedelta

import pytest
from django_otp.oath import hotp

from phoihop.access.commands import account_named
from phoihop.access.domain.account_changes import Change, Hand
from phoihop.access.domain.policy import SignInPolicy
from phoihop.access.domain.second_step import CARD_CODES, CardState, Factors
from phoihop.access.domain.types import Role, SecondFactor
from phoihop.access.factor_commands import add_authenticator, remove_factor, reset_factors, take_card
from phoihop.access.factors import (
    card_of,
    factors_of,
    new_secret,
    print_card,
    readable_secret,
    secret_for_session,
    secret_from_session,
    step_of_code,
    use_code,
)
from phoihop.access.models import Account, AccountEntry, Authenticator, CardCode
from phoihop.kernel.decision import Accepted, refuse
from tests.access.office import MONDAY, Office, open_account, put_policy
from tests.access.steps import code_now, with_authenticator, with_card

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]


@pytest.fixture
def account(office: Office) -> Account:
    office.appoint(1, Role.OFFICER)
    open_account()
    found = account_named("lan.nguyen")
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------------ the card
def test_a_card_has_twenty_different_places_and_no_readable_code_is_stored(account: Account):
    card = print_card(account)
    stored = list(CardCode.objects.order_by("position").values_list("position", "digest"))
    assert [position for position, _ in stored] == list(range(1, CARD_CODES + 1))
    assert (len(card.codes), card.number) == (20, 1)
    assert all(digest.startswith("$argon2id$") for _, digest in stored)
    assert len({digest for _, digest in stored}) == 20
    assert not any(code in digest for code in card.codes for _, digest in stored)


def test_a_printed_card_is_not_in_force_before_its_first_code_was_given(account: Account):
    card = print_card(account)
    assert factors_of(account) == Factors(None, authenticator=False)
    assert not use_code(account, card.codes[0])
    assert take_card(account, card.codes[1]) == refuse("access.card_first_code", number=1)
    assert take_card(account, card.codes[0]) == Accepted(1)
    assert card_of(account) == CardState(1, MONDAY, 2, 19)


def test_each_code_is_right_once_and_in_its_turn(account: Account):
    codes = with_card(account)
    assert [use_code(account, codes[at]) for at in (2, 1, 1, 2, 3)] == [False, True, False, True, True]
    assert card_of(account) == CardState(1, MONDAY, 5, 16)


def test_a_code_is_right_however_it_is_spaced(account: Account):
    codes = with_card(account)
    assert use_code(account, f" {codes[1][:4]} {codes[1][4:]}")


def test_a_used_up_card_lets_nobody_in_and_still_counts(account: Account):
    codes = with_card(account)
    assert all(use_code(account, code) for code in codes[1:])
    assert card_of(account) == CardState(1, MONDAY, None, 0)
    assert not any(use_code(account, code) for code in codes)
    assert factors_of(account).any


def test_a_new_card_voids_the_old_one_when_it_is_taken_into_use(account: Account):
    old = with_card(account)
    new = print_card(account)
    assert new.number == 2
    assert use_code(account, old[1])
    take_card(account, new.codes[0])
    assert not use_code(account, old[2])
    assert use_code(account, new.codes[1])
    assert CardCode.objects.count() == 20  # of the old card nothing is left


def test_a_card_printed_again_voids_the_one_that_waited(account: Account):
    first, second = print_card(account), print_card(account)
    assert take_card(account, first.codes[0]) == refuse("access.card_first_code", number=2)
    assert take_card(account, second.codes[0]) == Accepted(2)


def test_without_a_printed_card_none_is_taken_into_use(account: Account):
    assert take_card(account, "12345678") == refuse("access.card_not_waiting")


def test_the_card_of_somebody_else_opens_nothing(account: Account, office: Office):
    codes = with_card(account)
    open_account(2, "cu.tran")
    other = account_named("cu.tran")
    assert other is not None
    with_card(other)
    assert not use_code(other, codes[1])


# --------------------------------------------------------------------------------------- the authenticator
def test_an_authenticator_is_taken_with_the_code_of_the_moment(account: Account):
    sealed = new_secret(account)
    assert add_authenticator(account, sealed, "000000") == refuse("access.authenticator_code")
    assert not Authenticator.objects.exists()
    assert add_authenticator(account, sealed, code_now(sealed, account)) == Accepted(None)
    assert factors_of(account) == Factors(None, authenticator=True)


def test_the_code_that_enrolled_does_not_log_in(account: Account):
    sealed = with_authenticator(account)
    assert not use_code(account, code_now(sealed, account))


def test_a_code_of_the_authenticator_is_right_once(account: Account, office: Office):
    sealed = with_authenticator(account)
    office.now += timedelta(seconds=60)
    code = code_now(sealed, account)
    assert [use_code(account, code), use_code(account, code)] == [True, False]


def test_a_code_grows_old(account: Account, office: Office):
    sealed = with_authenticator(account)
    office.now += timedelta(seconds=60)
    code = code_now(sealed, account)
    office.now += timedelta(seconds=60)
    assert not use_code(account, code)


def test_the_codes_are_those_of_rfc_6238(account: Account, office: Office):
    # Appendix B: at 59 seconds the code of 8 figures is 94287082 for this secret; the last six are ours.
    assert f"{hotp(b'12345678901234567890', 59 // 30, 6):06d}" == "287082"


def test_the_secret_is_sealed_and_opens_for_its_account_only(account: Account, office: Office):
    open_account(2, "cu.tran")
    other = account_named("cu.tran")
    assert other is not None
    sealed = with_authenticator(account)
    secret = readable_secret(sealed, account)
    assert secret is not None
    assert len(secret) == 32
    assert secret.encode() not in bytes(Authenticator.objects.get().sealed)
    assert readable_secret(sealed, other) is None
    assert step_of_code(sealed, other, code_now(sealed, account)) is None


def test_a_database_that_has_lost_its_keys_lets_nobody_in(account: Account, settings):
    sealed = with_authenticator(account)
    settings.SECRET_KEY = "another node"
    assert readable_secret(sealed, account) is None
    assert not use_code(account, "123456")


@pytest.mark.parametrize("kept", ["", "not base 64 !", "QUJD"])
def test_what_is_no_secret_in_a_session_opens_nothing(account: Account, kept: str):
    assert readable_secret(secret_from_session(kept), account) is None


def test_a_secret_waits_in_a_session(account: Account):
    sealed = new_secret(account)
    assert secret_from_session(secret_for_session(sealed)) == sealed


# ----------------------------------------------------------------------------------------------- giving up
def test_card_and_authenticator_are_given_up_one_by_one(account: Account):
    codes = with_card(account)
    with_authenticator(account)
    assert remove_factor(account, Change.CARD_REMOVED) == Accepted(None)
    assert factors_of(account) == Factors(None, authenticator=True)
    assert not use_code(account, codes[1])
    assert remove_factor(account, Change.AUTHENTICATOR_REMOVED) == Accepted(None)
    assert factors_of(account) == Factors(None, authenticator=False)


def test_the_last_one_is_kept_where_the_policy_requires_one(account: Account, office: Office):
    put_policy(SignInPolicy(second_factor=SecondFactor.REQUIRED))
    with_card(account)
    with_authenticator(account)
    assert remove_factor(account, Change.AUTHENTICATOR_REMOVED) == Accepted(None)
    assert remove_factor(account, Change.CARD_REMOVED) == refuse("access.factor_required")
    assert factors_of(account).card is not None


def test_the_operator_makes_both_void(account: Account):
    with_card(account)
    with_authenticator(account)
    assert reset_factors("Lan.Nguyen", by=Hand(system="root")) == Accepted("lan.nguyen")
    assert factors_of(account) == Factors(None, authenticator=False)
    assert reset_factors("ai") == refuse("access.account_unknown", login="ai")


def test_a_card_after_a_reset_has_a_new_number(account: Account):
    with_card(account)
    reset_factors("lan.nguyen")
    assert print_card(account).number == 2


def test_every_change_is_in_the_journal_and_changes_the_stamp(account: Account):
    with_card(account)
    with_authenticator(account)
    remove_factor(account, Change.AUTHENTICATOR_REMOVED)
    reset_factors("lan.nguyen", by=Hand(system="root"))
    rows = AccountEntry.objects.order_by("id").values_list("what", "by", "system", "note")
    assert list(rows) == [
        ("created", "", "", ""),
        ("card_taken", "lan.nguyen", "", "1"),
        ("authenticator_added", "lan.nguyen", "", ""),
        ("authenticator_removed", "lan.nguyen", "", ""),
        ("factors_reset", "", "root", ""),
    ]
    assert Account.objects.get().stamp == 4
