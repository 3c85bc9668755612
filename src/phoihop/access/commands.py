"""Accounts are local to the node: made and ended by whoever runs it, never by an act.

What an account may do comes from the posts of its person; so nobody gains a right by making an account.
"""

from __future__ import annotations

from functools import lru_cache

from axes.utils import reset
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.db import IntegrityError, router, transaction

from phoihop.access.domain.logins import is_login, login_key
from phoihop.access.domain.passwords import password_refusals
from phoihop.access.models import Account
from phoihop.access.ports import now
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.kernel.ids import is_ulid


def create_account(
    login: str, *, person: str, password: str, must_change_password: bool = True
) -> Decision[str]:
    """Make an account for a person and give its login name.

    The first password is known to whoever made it, therefore it must be changed at the first login;
    demonstrations may do without.
    """
    name = login_key(login)
    if not is_login(name):
        return refuse("access.login_malformed", login=name)
    if not is_ulid(person):
        return refuse("access.person_malformed", person=person)
    account = Account(login=name, person=person, must_change_password=must_change_password, created_at=now())
    weak = _with_password(account, password)
    return weak if weak is not None else _stored(account)


def _stored(account: Account) -> Decision[str]:
    try:
        with transaction.atomic(using=router.db_for_write(Account)):
            account.save(force_insert=True)
    except IntegrityError:
        return refuse("access.login_taken", login=account.login)
    return Accepted(account.login)


def set_password(login: str, *, password: str, must_change_password: bool = True) -> Decision[str]:
    """Give an account a new password; all its sessions end."""
    account = _account(login)
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    account.must_change_password = must_change_password
    weak = _with_password(account, password)
    if weak is not None:
        return weak
    account.save(update_fields=["password", "must_change_password"])
    return Accepted(account.login)


def change_own_password(login: str, *, old: str, new: str) -> Decision[str]:
    """Change the password of an account by its holder; its other sessions end."""
    account = _account(login)
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    if not account.check_password(old):
        return refuse("access.password_wrong")
    if new == old:
        return refuse("access.password_unchanged")
    return set_password(login, password=new, must_change_password=False)


def disable_account(login: str) -> Decision[str]:
    """Close an account for good reasons or because its person has left; all its sessions end."""
    account = _account(login)
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    account.is_active = False
    account.save(update_fields=["is_active"])
    return Accepted(account.login)


def unlock_account(login: str) -> Decision[int]:
    """End the lock-out of a login name; gives the number of counted failures that were dropped."""
    if _account(login) is None:
        return refuse("access.account_unknown", login=login_key(login))
    return Accepted(reset(username=login_key(login)))


def _account(login: str) -> Account | None:
    return Account.objects.filter(login=login_key(login)).first()


def _with_password(account: Account, password: str) -> Refused | None:
    """Put the password on the account; the reasons when it will not do."""
    refusals = password_refusals(password, login=account.login, common=_common())
    if refusals:
        return Refused(refusals)
    account.set_password(password)
    return None


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The 20,000 passwords most often found in leaks; the list ships with Django."""
    return frozenset(CommonPasswordValidator().passwords)
