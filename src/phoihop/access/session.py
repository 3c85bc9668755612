"""What a session remembers: when it began, when it was last used, in which post it acts, what is missing."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone

from phoihop.access.domain.types import Holding, SecondFactor
from phoihop.access.models import Account, ReadEntry
from phoihop.access.ports import now, ports, today

LONGEST: Final = timedelta(hours=8)
"""OWASP ASVS 5.0, 7.3.2: a session ends after a working day however busy it is."""
HALFWAY: Final = timedelta(minutes=5)
"""How long the second step may take after the first."""
_TOUCHED: Final = timedelta(minutes=1)
"""A session in use is written once a minute, not with every page."""
_BEGAN: Final = "access.began"
_SEEN: Final = "access.seen"
_IDLE: Final = "access.idle"
_POST: Final = "access.post"
_VISIT: Final = "access.visit"
_WITHOUT: Final = "access.without_factor"
_HALF: Final = "access.half"
_HALF_HASH: Final = "access.half_hash"
_HALF_AT: Final = "access.half_at"
_OVER: Final = "access.over"
BACKEND: Final = "phoihop.access.backend.AccountBackend"


def begin(request: HttpRequest, account: Account, *, proved: bool) -> None:
    """Start a session under a new key. Who holds one post acts in it.

    `proved`: a second factor was asked for and given. Where the policy requires one and it was not, the
    session opens nothing but the page that sets one up.
    """
    login(request, account, backend=BACKEND)
    for name in (_HALF, _HALF_HASH, _HALF_AT, _OVER):
        request.session.pop(name, None)
    holdings = ports().source.holdings(account.person, today())
    roles = [holding.role for holding in holdings]
    request.session[_BEGAN] = request.session[_SEEN] = now().isoformat()
    request.session[_IDLE] = ports().policy.idle_minutes_for(roles)
    if not proved and ports().policy.factor_for(roles) is SecondFactor.REQUIRED:
        request.session[_WITHOUT] = True
    if len(holdings) == 1:
        request.session[_POST] = holdings[0].post
    request.session[_VISIT] = _before_today(account)


def _before_today(account: Account) -> str | None:
    """When the account opened its last page before today. One query."""
    midnight = timezone.make_aware(datetime.combine(today(), time.min))
    entries = ReadEntry.objects.filter(account=account.login, at__lt=midnight).order_by("-at", "-id")
    at = entries.values_list("at", flat=True).first()
    return at.isoformat() if at is not None else None


def last_visit(request: HttpRequest) -> datetime | None:
    """When the holder of this session was here last before the day it began; None for the first time."""
    at = request.session.get(_VISIT)
    return datetime.fromisoformat(at) if isinstance(at, str) else None


def end(request: HttpRequest) -> None:
    """End the session; its key is worth nothing from now on."""
    logout(request)


def end_when_over(request: HttpRequest) -> bool:
    """End a session that began LONGEST ago or that nobody has used for the time the policy grants.

    True when it was ended. What is left of it opens nothing; it remembers whose it was, so that a form
    that is still open on the screen can be kept for its writer. One that does not say when it began begins
    now.
    """
    began, seen = _moment(request.session, _BEGAN), _moment(request.session, _SEEN)
    if began is None or seen is None:
        request.session[_BEGAN] = request.session[_SEEN] = now().isoformat()
        return False
    if now() - began >= LONGEST or now() - seen >= _idle(request.session):
        account = request.user.pk
        logout(request)
        request.session[_OVER] = account
        return True
    if now() - seen >= _TOUCHED:
        request.session[_SEEN] = now().isoformat()
    return False


def over_account(request: HttpRequest) -> Account | None:
    """Whose session was over when it was last used; None when it was ended by hand or goes on."""
    key = request.session.get(_OVER)
    return Account.objects.filter(pk=key, is_active=True).first() if isinstance(key, int) else None


def _idle(session: SessionBase) -> timedelta:
    minutes = session.get(_IDLE)
    return timedelta(minutes=minutes if isinstance(minutes, int) else ports().policy.idle_minutes)


def _moment(session: SessionBase, name: str) -> datetime | None:
    kept = session.get(name)
    return datetime.fromisoformat(kept) if isinstance(kept, str) else None


# ------------------------------------------------------------------------------------------- the second step


def begin_half(request: HttpRequest, account: Account) -> None:
    """Remember that the password of this account was right; nobody is logged in yet."""
    request.session.cycle_key()
    request.session[_HALF] = account.pk
    request.session[_HALF_HASH] = account.get_session_auth_hash()
    request.session[_HALF_AT] = now().isoformat()


def halfway(request: HttpRequest) -> Account | None:
    """The account whose password was given a moment ago in this session, None when there is none.

    None as well when its password or factors were changed since, or it was disabled.
    """
    at, key = _moment(request.session, _HALF_AT), request.session.get(_HALF)
    if at is None or not isinstance(key, int) or now() - at >= HALFWAY:
        return None
    account = Account.objects.filter(pk=key, is_active=True).first()
    if account is None or request.session.get(_HALF_HASH) != account.get_session_auth_hash():
        return None
    return account


def without_factor(request: HttpRequest) -> bool:
    """Whether this session must set a second factor up before anything else."""
    return bool(request.session.get(_WITHOUT))


def keep_after_change(request: HttpRequest, account: Account, *, factor: bool) -> None:
    """Go on under a new key after the account was changed in this session; its other sessions end.

    `factor`: it has a second factor now.
    """
    update_session_auth_hash(request, account)
    if factor:
        request.session.pop(_WITHOUT, None)


# ------------------------------------------------------------------------------------------------- the post


def chosen_post(request: HttpRequest) -> str | None:
    """The post chosen in this session, None before a choice."""
    post = request.session.get(_POST)
    return post if isinstance(post, str) else None


def choose_post(request: HttpRequest, holding: Holding) -> None:
    """Act in this post from now on.

    A form opened in another post becomes invalid: it would be recorded in the name of the new one.
    """
    if chosen_post(request) != holding.post:
        rotate_token(request)
    request.session[_POST] = holding.post
