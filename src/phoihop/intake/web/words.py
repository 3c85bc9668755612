"""Words for what is not clear in a draft: the same on every page of intake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from phoihop.intake.domain.plan import Open
from phoihop.intake.domain.types import (
    BodyDoubt,
    BodyHow,
    DaySource,
    Duty,
    DutyRole,
    How,
    Why,
    WordKind,
)
from phoihop.kernel.dates import show_number

BODY_DOUBTS: Final[Mapping[BodyDoubt, Promise]] = {
    BodyDoubt.NO_DAY: gettext_lazy("chưa có ngày văn bản nên chưa tra được"),
    BodyDoubt.NO_REGISTER: gettext_lazy("danh mục tổ chức chưa được nạp"),
    BodyDoubt.UNKNOWN: gettext_lazy("danh mục không có tên này vào ngày văn bản"),
    BodyDoubt.LATER: gettext_lazy("danh mục chỉ có tên này sau ngày văn bản"),
    BodyDoubt.SEVERAL: gettext_lazy("tên này có thể chỉ nhiều tổ chức"),
    BodyDoubt.ENDED: gettext_lazy("tổ chức này đã kết thúc trước ngày văn bản"),
}
INSTRUMENT_DOUBTS: Final[Mapping[Why, Promise]] = {
    Why.SEVERAL: gettext_lazy("có nhiều văn bản mang số này"),
    Why.TO_CONFIRM: gettext_lazy("thông tin về văn bản này còn cần xác nhận"),
    Why.ISSUER_MISSING: gettext_lazy("chưa nêu cơ quan ban hành"),
    Why.DAY_MISSING: gettext_lazy("chưa có ngày văn bản nên chưa xác định được"),
    Why.KIND_DIFFERS: gettext_lazy("số này thuộc loại văn bản khác"),
    Why.LATER: gettext_lazy("văn bản mang số này ban hành sau ngày văn bản"),
    Why.NOT_LISTED: gettext_lazy("danh mục văn bản chỉ đạo chưa có"),
}
ROLES: Final = {DutyRole.LEAD: gettext_lazy("Chủ trì"), DutyRole.COORDINATING: gettext_lazy("Phối hợp")}
DAY_SOURCES: Final = {
    DaySource.NONE: gettext_lazy("văn bản không ghi đủ ngày, tháng, năm"),
    DaySource.MEETING: gettext_lazy("theo ngày hội nghị"),
    DaySource.LETTERHEAD: gettext_lazy("ngày ghi ở đầu văn bản"),
    DaySource.TEXT: gettext_lazy("ngày đầu tiên có trong văn bản"),
    DaySource.TYPED: gettext_lazy("do cán bộ ghi"),
}
BODY_HOWS: Final[Mapping[BodyHow, Promise]] = {
    BodyHow.NAME: gettext_lazy("chắc chắn: đúng tên trong danh mục vào ngày văn bản"),
    BodyHow.RULE: gettext_lazy("chắc chắn: tên chung, danh mục ngày đó có các tổ chức này"),
    BodyHow.OTHER: gettext_lazy("khá chắc: tên gọi khác hoặc tên tắt có trong danh mục"),
    BodyHow.LEARNED: gettext_lazy("nên đối chiếu: cách viết cơ quan đã ghi nhớ"),
    BodyHow.CHOSEN: gettext_lazy("cán bộ đã chọn"),
}
WORD_KINDS: Final[Mapping[WordKind, Promise]] = {
    WordKind.BODY: gettext_lazy("Tổ chức"),
    WordKind.ISSUER: gettext_lazy("Cơ quan ban hành"),
    WordKind.POST: gettext_lazy("Chức vụ"),
}
HOW: Final = {How.PASTE: gettext_lazy("dán nội dung"), How.FILE: gettext_lazy("tệp")}


def body_doubt(duty: Duty) -> str:
    """Why it is not clear whom a mention means; empty when it is."""
    if duty.doubt is BodyDoubt.FIGURE:
        words = {"stated": duty.stated, "known": len(duty.bodies)}
        return gettext("văn bản ghi %(stated)s, danh mục ngày đó có %(known)s") % words
    return str(BODY_DOUBTS[duty.doubt]) if duty.doubt is not None else ""


def body_how(duty: Duty) -> str:
    """How it is known whom a mention means, and how sure that is; empty while it is not known."""
    return str(BODY_HOWS[duty.how]) if duty.how is not None and duty.bodies else ""


def instrument_doubt(why: Why | None) -> str:
    """Why it is not clear which instrument is meant; empty when it is."""
    return str(INSTRUMENT_DOUBTS[why]) if why is not None else ""


def open_words(still: Open) -> tuple[str, ...]:
    """What is still open in a draft, in words; empty when nothing is."""
    counted = (
        (still.bodies, ngettext("%(n)s tổ chức chưa rõ", "%(n)s tổ chức chưa rõ", still.bodies)),
        (
            still.without_lead,
            ngettext("%(n)s nhiệm vụ chưa rõ chủ trì", "%(n)s nhiệm vụ chưa rõ chủ trì", still.without_lead),
        ),
        (still.instruments, ngettext("%(n)s căn cứ chưa rõ", "%(n)s căn cứ chưa rõ", still.instruments)),
        (
            still.without_time,
            ngettext("%(n)s nhiệm vụ chưa có hạn", "%(n)s nhiệm vụ chưa có hạn", still.without_time),
        ),
    )
    return tuple(words % {"n": show_number(number)} for number, words in counted if number)
