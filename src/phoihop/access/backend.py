"""Login name and password against the accounts. Lock-out stands before it (django-axes, settings)."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from phoihop.access.domain.logins import login_key
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
