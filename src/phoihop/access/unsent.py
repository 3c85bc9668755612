"""What somebody typed and could not send: kept for the same account, offered again after the next login.

On the server and not in the browser: at a shared computer the next person sits before the same browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

import msgspec
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from phoihop.access.models import Account, UnsentForm
from phoihop.access.ports import now, ports

PARAMETER: Final = "go-do"
"""In an address: fill the form with what was typed. In a form: it is one whose typing is kept."""
PAGE: Final = "trang"
"""In the address that saves: the page whose form is being typed into."""
LONGEST_KEPT: Final = timedelta(days=7)
_LARGEST: Final = 256 * 1024
_LONGEST_PATH: Final = 500
# The token belongs to the session that is over; the version of a draft must be the one that is there now.
_NEVER_KEPT: Final = frozenset({"csrfmiddlewaretoken", PARAMETER, "version"})


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form as it was typed: where, when, the values of each field."""

    path: str
    at: datetime
    fields: Mapping[str, tuple[str, ...]]


def keep_typed(account: Account, path: str, typed: QueryDict) -> bool:
    """Keep what was typed into the form of an address of this node.

    False when it is not kept: nothing typed, too much, or a text that may not be kept (state secrecy). What
    was kept for the address before is replaced; what is older than a week goes.
    """
    fields = {name: values for name, values in typed.lists() if name not in _NEVER_KEPT}
    text = "\n".join(value for values in fields.values() for value in values)
    packed = msgspec.json.encode(fields).decode()
    if not text.strip() or len(packed) > _LARGEST or len(path) > _LONGEST_PATH:
        return False
    if not ports().keepable(text):
        return False
    UnsentForm.objects.filter(account=account, at__lt=now() - LONGEST_KEPT).delete()
    UnsentForm.objects.update_or_create(account=account, path=path, defaults={"fields": packed, "at": now()})
    return True


def unsent_at(account: Account, path: str) -> Unsent | None:
    """What the account typed at an address and did not send, None when there is nothing. One query."""
    row = UnsentForm.objects.filter(account=account, path=path, at__gte=now() - LONGEST_KEPT).first()
    return None if row is None else _unsent(row)


def _unsent(row: UnsentForm) -> Unsent:
    return Unsent(row.path, row.at, msgspec.json.decode(row.fields, type=dict[str, tuple[str, ...]]))


def forget_typed(account: Account, path: str) -> None:
    """Drop what was kept for an address: it was sent, or is not wanted any more. One query."""
    UnsentForm.objects.filter(account=account, path=path).delete()


def own_path(request: HttpRequest) -> str:
    """The address of the form of this request without the parameter of this module."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def form_place(request: HttpRequest) -> str | None:
    """The address of the page that the form of this POST stands on; None when it cannot be filled again.

    It can where the form is sent to its own page, and where the page itself saves what is typed (PAGE).
    """
    page = request.GET.get(PAGE)
    if page is not None:
        return own_page(page)
    source = urlsplit(request.headers.get("Referer", ""))
    itself = source.netloc == request.get_host() and source.path == request.path
    return own_path(request) if itself else None


def own_page(page: str) -> str | None:
    """The address of a page of this node as it came in from outside, None for anything else."""
    own = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if own else None


def fill_again(path: str) -> str:
    """The address at which the form of `path` shows what was typed."""
    return f"{path}{'&' if '?' in path else '?'}{PARAMETER}=1"
