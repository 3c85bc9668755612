"""Words and signs for states and roles: the same on every page of programmes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext, gettext_lazy

from phoihop.kernel.dates import show_date, show_number
from phoihop.programme.domain.types import DutyRole, DutyState, ProgressState, Status, StatusKind

SIGNS: Final[Mapping[StatusKind, str]] = {
    StatusKind.DONE: "ok",
    StatusKind.LATE: "late",
    StatusKind.SOON: "soon",
    StatusKind.DOING: "doing",
    StatusKind.NONE: "idle",
}
KINDS: Final = {
    StatusKind.DONE: gettext_lazy("Xong"),
    StatusKind.LATE: gettext_lazy("Quá hạn"),
    StatusKind.SOON: gettext_lazy("Sắp đến hạn"),
    StatusKind.DOING: gettext_lazy("Đang làm"),
    StatusKind.NONE: gettext_lazy("Chưa báo cáo"),
}
DUTY_STATES: Final = {
    DutyState.DONE: gettext_lazy("Xong"),
    DutyState.DOING: gettext_lazy("Đang làm"),
    DutyState.NONE: gettext_lazy("Chưa báo cáo"),
}
ROLES: Final = {DutyRole.LEAD: gettext_lazy("Chủ trì"), DutyRole.COORDINATING: gettext_lazy("Phối hợp")}
STATES: Final = {ProgressState.DOING: gettext_lazy("đang làm"), ProgressState.DONE: gettext_lazy("xong")}


def status_words(status: Status) -> str:
    """The status with its days, short enough for a cell."""
    if status.kind is StatusKind.DONE and status.since is not None:
        return gettext("Xong %(day)s") % {"day": show_date(status.since)}
    if status.kind is StatusKind.LATE:
        return gettext("Quá hạn %(days)s ngày") % {"days": show_number(status.days)}
    if status.kind is StatusKind.SOON:
        if status.days == 0:
            return gettext("Hạn hôm nay")
        return gettext("Còn %(days)s ngày") % {"days": show_number(status.days)}
    return str(KINDS[status.kind])
