"""The accounts of this node as its operator sees them: no content, only who can sign in and how."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone

from phoihop.access.models import Account, Authenticator, CardCode
from phoihop.access.ports import ports, today


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account. `posts`: titles and bodies held today. `codes_left` None: no card in force."""

    login: str
    person: str
    name: str
    active: bool
    locked: bool
    must_change_password: bool
    authenticator: bool
    codes_left: int | None
    posts: tuple[str, ...]


def account_rows() -> tuple[AccountRow, ...]:
    """All accounts by login name. Six queries, and those of the registry for each account."""
    accounts = list(Account.objects.order_by("login"))
    names = ports().names.names(sorted({account.person for account in accounts}))
    left, locked = _codes_left(), _locked()
    with_authenticator = set(Authenticator.objects.values_list("account_id", flat=True))
    return tuple(
        AccountRow(
            login=account.login,
            person=account.person,
            name=names.get(account.person, ""),
            active=account.is_active,
            locked=account.login in locked,
            must_change_password=account.must_change_password,
            authenticator=account.pk in with_authenticator,
            codes_left=left.get(account.pk),
            posts=_posts(account.person),
        )
        for account in accounts
    )


def _posts(person: str) -> tuple[str, ...]:
    held = ports().source.holdings(person, today())
    return tuple(f"{holding.post_title} · {holding.body_name}" for holding in held)


def _codes_left() -> dict[int, int]:
    """Unused codes of the cards in force, by account; an account whose codes are used up counts 0."""
    codes = CardCode.objects.filter(card__taken_at__isnull=False)
    left: dict[int, int] = {}
    for account, used_at in codes.values_list("card__account_id", "used_at"):
        left[account] = left.get(account, 0) + (used_at is None)
    return left


def _locked() -> frozenset[str]:
    """The login names that are locked at this moment. By the clock of the machine, as the lock itself."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    failures: Counter[str] = Counter()
    attempts = AccessAttempt.objects.filter(attempt_time__gte=since)
    for login, failed in attempts.values_list("username", "failures_since_start"):
        failures[login] += failed
    return frozenset(login for login, failed in failures.items() if failed >= settings.AXES_FAILURE_LIMIT)
