"""Words and signs for states and roles: the same on every page of programmes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext, gettext_lazy

from phoihop.kernel.dates import show_date, show_number
from phoihop.programme.domain.types import (
    Change,
    DutyRole,
    DutyState,
    ProgressState,
    Rhythm,
    Stage,
    Status,
    StatusKind,
    TaskKind,
    Verdict,
)

SIGNS: Final[Mapping[StatusKind, str]] = {
    StatusKind.DONE: "ok",
    StatusKind.LATE: "late",
    StatusKind.SOON: "soon",
    StatusKind.REPORTED: "unsure",
    StatusKind.DOING: "doing",
    StatusKind.NONE: "idle",
    StatusKind.MISSING: "soon",
    StatusKind.SUSPENDED: "idle",
    StatusKind.DROPPED: "refused",
    StatusKind.DRAFT: "draft",
}
KINDS: Final = {
    StatusKind.DONE: gettext_lazy("Xong"),
    StatusKind.LATE: gettext_lazy("Quá hạn"),
    StatusKind.SOON: gettext_lazy("Sắp đến hạn"),
    StatusKind.REPORTED: gettext_lazy("Chờ xác nhận"),
    StatusKind.DOING: gettext_lazy("Đang làm"),
    StatusKind.NONE: gettext_lazy("Chưa báo cáo"),
    StatusKind.MISSING: gettext_lazy("Chưa nhận được báo cáo"),
    StatusKind.SUSPENDED: gettext_lazy("Tạm dừng"),
    StatusKind.DROPPED: gettext_lazy("Không còn phù hợp"),
    StatusKind.DRAFT: gettext_lazy("Dự thảo"),
}
ALWAYS_SHOWN: Final = frozenset(
    {StatusKind.DONE, StatusKind.LATE, StatusKind.SOON, StatusKind.DOING, StatusKind.NONE}
)
"""The kinds whose count is shown also when it is zero."""
DUTY_STATES: Final = {
    DutyState.DONE: gettext_lazy("Xong"),
    DutyState.REPORTED: gettext_lazy("Chờ xác nhận"),
    DutyState.DOING: gettext_lazy("Đang làm"),
    DutyState.NONE: gettext_lazy("Chưa báo cáo"),
}
ROLES: Final = {
    DutyRole.LEAD: gettext_lazy("Chủ trì"),
    DutyRole.COORDINATING: gettext_lazy("Phối hợp"),
    DutyRole.OPINION: gettext_lazy("Cho ý kiến"),
    DutyRole.DECIDING: gettext_lazy("Quyết định, chỉ đạo"),
    DutyRole.CARRYING_OUT: gettext_lazy("Thực hiện"),
    DutyRole.FOLLOWING: gettext_lazy("Theo dõi, đôn đốc"),
    DutyRole.INFORMED: gettext_lazy("Nhận để biết"),
}
STATES: Final = {ProgressState.DOING: gettext_lazy("đang làm"), ProgressState.DONE: gettext_lazy("xong")}
STAGES: Final = {
    Stage.DRAFT: gettext_lazy("Dự thảo"),
    Stage.CONSULTING: gettext_lazy("Xin ý kiến"),
    Stage.SIGNING: gettext_lazy("Trình ký"),
    Stage.ISSUED: gettext_lazy("Ban hành"),
}
VERDICTS: Final = {
    Verdict.AGREED: gettext_lazy("Nhất trí"),
    Verdict.AGREED_WITH_REMARKS: gettext_lazy("Nhất trí, có ý kiến"),
    Verdict.DISAGREED: gettext_lazy("Không nhất trí"),
    Verdict.WANTS_MORE: gettext_lazy("Đề nghị bổ sung"),
}
TASK_KINDS: Final = {
    TaskKind.DEADLINE: gettext_lazy("Có thời hạn"),
    TaskKind.CONTINUING: gettext_lazy("Thường xuyên"),
    TaskKind.UNDATED: gettext_lazy("Chưa có thời hạn"),
}
RHYTHMS: Final = {
    Rhythm.MONTHLY: gettext_lazy("báo cáo hằng tháng"),
    Rhythm.QUARTERLY: gettext_lazy("báo cáo hằng quý"),
    Rhythm.HALF_YEARLY: gettext_lazy("báo cáo 6 tháng"),
    Rhythm.YEARLY: gettext_lazy("báo cáo hằng năm"),
}
CHANGES: Final = {
    Change.DEADLINE: gettext_lazy("Điều chỉnh thời hạn"),
    Change.SUSPENDED: gettext_lazy("Tạm dừng"),
    Change.RESUMED: gettext_lazy("Tiếp tục thực hiện"),
    Change.DUTIES: gettext_lazy("Điều chỉnh phân công"),
    Change.WORDING: gettext_lazy("Điều chỉnh nội dung"),
    Change.DROPPED: gettext_lazy("Không còn phù hợp"),
}


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
