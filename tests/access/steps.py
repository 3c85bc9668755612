"""What people do in the tests of the second step: print a card, read an authenticator, log in with both."""

from __future__ import annotations

import base64

from django.test import Client
from django_otp.oath import hotp

from phoihop.access.factor_commands import add_authenticator, take_card
from phoihop.access.factors import new_secret, print_card, readable_secret
from phoihop.access.models import Account
from phoihop.access.ports import now
from phoihop.kernel.decision import Accepted
from tests.access.office import PASSWORD


def with_card(account: Account) -> tuple[str, ...]:
    """Give the account a card; its codes, of which the first is used up."""
    card = print_card(account)
    assert isinstance(take_card(account, card.codes[0]), Accepted)
    return card.codes


def with_authenticator(account: Account) -> bytes:
    """Give the account an authenticator; its sealed secret."""
    sealed = new_secret(account)
    assert isinstance(add_authenticator(account, sealed, code_now(sealed, account)), Accepted)
    return sealed


def code_now(sealed: bytes, account: Account) -> str:
    """What the authenticator shows at this moment."""
    return code_of(readable_secret(sealed, account) or "")


def code_of(secret: str) -> str:
    """What an authenticator shows at this moment for a secret in base 32."""
    step = int(now().timestamp()) // 30
    return f"{hotp(base64.b32decode(secret), step, 6):06d}"


def first_step(client: Client, login: str = "lan.nguyen", **more: str):
    """Login name and password."""
    return client.post("/dang-nhap/", {"login": login, "password": PASSWORD, **more})


def give_code(client: Client, code: str, **more: str):
    """The second step."""
    return client.post("/dang-nhap/ma/", {"secret_code": code, **more})
