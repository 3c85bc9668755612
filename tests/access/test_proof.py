from __future__ import annotations

import pytest

from phoihop.access.commands import account_named, disable_account, reset_password
from phoihop.access.domain.types import Role
from phoihop.access.proof import proved_actor
from phoihop.kernel.decision import Accepted, Refused, refuse
from tests.access.office import BOARD, PASSWORD, REGION, Office, actor, open_account
from tests.access.steps import with_card

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
WRONG = refuse("access.proof_wrong")


@pytest.fixture
def officer(office: Office) -> str:
    office.appoint(1, Role.OFFICER)
    return open_account()


def test_the_right_password_gives_the_actor(officer: str):
    assert proved_actor("Lan.Nguyen", password=PASSWORD, code="") == Accepted(actor(Role.OFFICER))


@pytest.mark.parametrize(("login", "password"), [("lan.nguyen", "sai"), ("ai", PASSWORD)])
def test_a_wrong_one_gives_nobody(officer: str, login: str, password: str):
    assert proved_actor(login, password=password, code="") == WRONG


def test_a_disabled_account_proves_nothing(officer: str):
    disable_account(officer)
    assert proved_actor(officer, password=PASSWORD, code="") == WRONG


def test_a_password_that_somebody_else_has_set_proves_nothing(officer: str):
    reset_password(officer, password=PASSWORD)
    refused = refuse("access.proof_first_password", account=officer)
    assert proved_actor(officer, password=PASSWORD, code="") == refused
    assert proved_actor(officer, password="sai", code="") == WRONG


def test_a_second_factor_is_asked_for_as_well_and_used_up(officer: str):
    account = account_named(officer)
    assert account is not None
    codes = with_card(account)
    answers = [proved_actor(officer, password=PASSWORD, code=code) for code in ("", codes[1], codes[1])]
    assert answers == [WRONG, Accepted(actor(Role.OFFICER)), WRONG]


def test_of_several_posts_one_is_named(officer: str, office: Office):
    office.appoint(1, Role.LEADER, body=BOARD)
    missing = refuse("access.proof_without_post", account=officer)
    assert proved_actor(officer, password=PASSWORD, code="") == missing
    assert proved_actor(officer, password=PASSWORD, code="", post="x") == missing
    chosen = proved_actor(officer, password=PASSWORD, code="", post=f"{REGION}.officer")
    assert chosen == Accepted(actor(Role.OFFICER))


def test_without_a_post_nothing_is_recorded(office: Office):
    assert isinstance(proved_actor(open_account(), password=PASSWORD, code=""), Refused)
