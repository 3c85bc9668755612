"""Login name and password, then a code, against the accounts.

Lock-out stands before both (django-axes, settings): failures of the two steps are counted together, and only
a login that went through both ends the count.
"""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from phoihop.access.domain.logins import login_key
from phoihop.access.factors import use_code
from phoihop.access.models import Account


class AccountBackend(BaseBackend):
    """Knows accounts. Gives nobody any permission: rights follow from posts."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002  # Django hands it over
        login: str | None = None,
        password: str | None = None,
        **_: object,
    ) -> Account | None:
        """The active account of this name and password, else None, after the same work in every case."""
        if login is None or password is None:
            return None
        account = Account.objects.filter(login=login_key(login)).first()
        if account is None:
            # One hash as for a known name: the time must not tell who has an account here.
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session; None as soon as it is disabled, which ends all its sessions at once."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


class CodeBackend(BaseBackend):
    """The second step: a code of the account whose password was right in this session."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002  # Django hands it over
        login: str | None = None,
        secret_code: str | None = None,
        **_: object,
    ) -> Account | None:
        """The active account of this name, when the code is right; the code is used up by that."""
        if login is None or secret_code is None:
            return None
        account = Account.objects.filter(login=login, is_active=True).first()
        return account if account is not None and use_code(account, secret_code) else None

    def get_user(self, user_id: int) -> Account | None:
        """As the first backend."""
        return AccountBackend().get_user(user_id)
