"""The page on which inspectors see what was done to accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from phoihop.access.account_log import ChangeRow, change_rows
from phoihop.access.domain.abilities import Ability, roles_with
from phoihop.access.domain.account_changes import Change, Hand
from phoihop.access.domain.logins import login_key
from phoihop.access.gate import actor_required
from phoihop.access.read_log import note_read
from phoihop.access.standing import ActorRequest

ROWS: Final = 50
_WORDS: Final = {
    Change.AUTHENTICATOR_ADDED: gettext_lazy("thêm ứng dụng xác thực"),
    Change.AUTHENTICATOR_REMOVED: gettext_lazy("bỏ ứng dụng xác thực"),
    Change.CARD_REMOVED: gettext_lazy("bỏ thẻ mã"),
    Change.CARD_TAKEN: gettext_lazy("bắt đầu dùng thẻ mã số"),
    Change.CREATED: gettext_lazy("tạo tài khoản"),
    Change.DISABLED: gettext_lazy("ngừng tài khoản"),
    Change.FACTORS_RESET: gettext_lazy("hủy thẻ mã và ứng dụng xác thực"),
    Change.LOCKED: gettext_lazy("tạm khóa vì nhập sai nhiều lần"),
    Change.PASSWORD_CHANGED: gettext_lazy("tự đổi mật khẩu"),
    Change.PASSWORD_RESET: gettext_lazy("đặt lại mật khẩu"),
    Change.POST_MOVED: gettext_lazy("chuyển chức vụ"),
    Change.UNLOCKED: gettext_lazy("mở khóa tên đăng nhập"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change in words. `by_hand`: whose hand it was."""

    at: datetime
    account: str
    person: str
    words: str
    by_hand: str


@actor_required(roles=roles_with(Ability.READ_LOG))
@require_safe
def account_changes(request: ActorRequest) -> HttpResponse:
    """What was done to accounts of the own body and to those of nobody, newest first."""
    account, typed = login_key(request.GET.get("account", "")), request.GET.get("after", "")
    found = change_rows(
        bodies=request.actor.acts_for,
        account=account,
        after=int(typed) if typed.isdecimal() and len(typed) < 18 else None,
        limit=ROWS,
    )
    note_read(request, "access.account_changes")
    context = {"rows": shown_changes(found.rows), "after": found.after, "account": account}
    return render(request, "access/account_changes.html", context)


def shown_changes(rows: Iterable[ChangeRow]) -> list[ShownChange]:
    """Changes in the language of the page."""
    return [
        ShownChange(row.at, row.account, row.person, f"{_WORDS[row.what]} {row.note}".strip(), _hand(row.by))
        for row in rows
    ]


def _hand(by: Hand) -> str:
    if by.login:
        return by.login
    if by.system:
        return gettext("dòng lệnh, người dùng máy “%(user)s”") % {"user": by.system}
    return gettext("hệ thống")
