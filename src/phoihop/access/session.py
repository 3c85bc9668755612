"""What a session remembers: when it began and in which post it acts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from phoihop.access.domain.types import Holding
from phoihop.access.models import Account
from phoihop.access.ports import now, ports, today

LONGEST: Final = timedelta(hours=8)
"""OWASP ASVS 5.0, 7.3.2: a session ends after a working day however busy it is."""
_BEGAN: Final = "access.began"
_POST: Final = "access.post"


def begin(request: HttpRequest, account: Account) -> None:
    """Start a session under a new key. Who holds one post acts in it."""
    login(request, account, backend="phoihop.access.backend.AccountBackend")
    request.session[_BEGAN] = now().isoformat()
    holdings = ports().source.holdings(account.person, today())
    if len(holdings) == 1:
        request.session[_POST] = holdings[0].post


def end(request: HttpRequest) -> None:
    """End the session; its key is worth nothing from now on."""
    logout(request)


def end_when_too_old(request: HttpRequest) -> None:
    """End a session that began LONGEST ago. One that does not say when it began begins now."""
    began = request.session.get(_BEGAN)
    if not isinstance(began, str):
        request.session[_BEGAN] = now().isoformat()
    elif now() - datetime.fromisoformat(began) >= LONGEST:
        logout(request)


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
