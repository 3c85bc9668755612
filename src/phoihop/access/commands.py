"""Accounts are local to the node: made and ended by whoever runs it, never by an act.

What an account may do comes from the posts of its person; so nobody gains a right by making an account. Each
command writes into the journal of accounts, in the same transaction, whose hand it was (`by`).
"""

from __future__ import annotations

from functools import lru_cache

from axes.utils import reset
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.db import IntegrityError, router, transaction

from phoihop.access.account_log import note_change
from phoihop.access.domain.account_changes import PROGRAM, Change, Hand
from phoihop.access.domain.logins import is_login, login_key
from phoihop.access.domain.passwords import password_refusals
from phoihop.access.models import Account
from phoihop.access.ports import now
from phoihop.kernel.decision import Accepted, Decision, Refused, refuse
from phoihop.kernel.ids import is_ulid


def create_account(
    login: str, *, person: str, password: str, must_change_password: bool = True, by: Hand = PROGRAM
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
    return weak if weak is not None else _stored(account, by)


def _stored(account: Account, by: Hand) -> Decision[str]:
    try:
        with transaction.atomic(using=router.db_for_write(Account)):
            account.save(force_insert=True)
            note_change(account, Change.CREATED, by=by)
    except IntegrityError:
        return refuse("access.login_taken", login=account.login)
    return Accepted(account.login)


def reset_password(
    login: str, *, password: str, must_change_password: bool = True, by: Hand = PROGRAM
) -> Decision[str]:
    """Give an account a new password from outside; all its sessions end, and it is to be changed again."""
    account = account_named(login)
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    account.must_change_password = must_change_password
    return _with_new_password(account, password, Change.PASSWORD_RESET, by)


def change_own_password(login: str, *, old: str, new: str) -> Decision[str]:
    """Change the password of an account by its holder; its other sessions end."""
    account = account_named(login)
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    if not account.check_password(old):
        return refuse("access.password_wrong")
    if new == old:
        return refuse("access.password_unchanged")
    account.must_change_password = False
    return _with_new_password(account, new, Change.PASSWORD_CHANGED, Hand(account.login))


def _with_new_password(account: Account, password: str, change: Change, by: Hand) -> Decision[str]:
    weak = _with_password(account, password)
    if weak is not None:
        return weak
    with transaction.atomic(using=router.db_for_write(Account)):
        account.save(update_fields=["password", "must_change_password"])
        note_change(account, change, by=by)
    return Accepted(account.login)


def disable_account(login: str, *, by: Hand = PROGRAM) -> Decision[str]:
    """Close an account for good reasons or because its person has left; all its sessions end."""
    account = account_named(login)
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    account.is_active = False
    with transaction.atomic(using=router.db_for_write(Account)):
        account.save(update_fields=["is_active"])
        note_change(account, Change.DISABLED, by=by)
    return Accepted(account.login)


def unlock_account(login: str, *, by: Hand = PROGRAM) -> Decision[int]:
    """End the lock-out of a login name; gives the number of counted failures that were dropped."""
    account = account_named(login)
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    with transaction.atomic(using=router.db_for_write(Account)):
        dropped = reset(username=account.login)
        note_change(account, Change.UNLOCKED, by=by)
    return Accepted(dropped)


def note_post_moved(login: str, *, note: str, by: Hand) -> Decision[str]:
    """Write into the journal that the person of an account was put into another post; acts have done it."""
    account = account_named(login)
    if account is None:
        return refuse("access.account_unknown", login=login_key(login))
    note_change(account, Change.POST_MOVED, by=by, note=note)
    return Accepted(account.login)


def note_locked(login: str) -> None:
    """Write that a name was locked after too many failures; nothing for a name without an account."""
    account = account_named(login)
    if account is not None:
        note_change(account, Change.LOCKED, by=PROGRAM)


def account_named(login: str) -> Account | None:
    """The account of a login name as typed, None when there is none. One query."""
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
