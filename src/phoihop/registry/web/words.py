"""Words in the language of the page: labels of the rules in force, states of knowledge, kinds of change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from phoihop.access.domain.types import Role
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.dates import show_period
from phoihop.kernel.period import Period
from phoihop.registry.acts import RulesRecorded
from phoihop.registry.domain.types import LineageKind, LineKind
from phoihop.ui.signs import status, tag

CHANGES: Final[Mapping[LineageKind, Promise]] = {
    LineageKind.ABOLISH: gettext_lazy("Giải thể, không có tổ chức kế thừa trực tiếp"),
    LineageKind.MERGE: gettext_lazy("Hợp nhất, sáp nhập"),
    LineageKind.RENAME: gettext_lazy("Đổi tên hoặc đổi loại hình"),
    LineageKind.SPLIT: gettext_lazy("Chia tách"),
    LineageKind.TRANSFER: gettext_lazy("Chuyển giao"),
}
ROLES: Final[Mapping[Role, Promise]] = {
    Role.OFFICER: gettext_lazy("cán bộ"),
    Role.CLERK: gettext_lazy("văn thư"),
    Role.LEADER: gettext_lazy("lãnh đạo"),
    Role.INSPECTOR: gettext_lazy("kiểm tra"),
    Role.OPERATOR: gettext_lazy("vận hành máy"),
}
_KNOWLEDGE: Final[Mapping[Knowledge, Promise]] = {
    Knowledge.SECONDARY: gettext_lazy("theo nguồn thứ cấp"),
    Knowledge.DERIVED: gettext_lazy("suy ra"),
    Knowledge.TO_CONFIRM: gettext_lazy("cần xác nhận"),
}


def knowledge(state: Knowledge) -> SafeString:
    """How well a fact is known; nothing beside one that was verified."""
    if state is Knowledge.VERIFIED:
        return SafeString()
    words = str(_KNOWLEDGE[state])
    return status("unsure", words) if state is Knowledge.TO_CONFIRM else tag(words)


def when(period: Period) -> str:
    """The period in words. Nothing known of both ends is said so, not shown as "without limit"."""
    return gettext("chưa rõ ngày") if period == Period(None, None) else show_period(period)


def in_english() -> bool:
    """Whether the page is shown in English."""
    return (get_language() or "").startswith("en")


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of kinds, sides and lines; an unknown code is shown as it is."""

    kinds: Mapping[str, str]
    sides: Mapping[str, str]
    lines: Mapping[LineKind, str]
    up: Mapping[LineKind, str]
    down: Mapping[LineKind, str]


def words_of(rules: RulesRecorded) -> Words:
    """The labels of the rules in the language of the page."""
    english = in_english()
    return Words(
        kinds={label.code: label.en if english else label.vi for label in rules.kinds},
        sides={label.code: label.en if english else label.vi for label in rules.sides},
        lines={label.code: label.en if english else label.vi for label in rules.lines},
        up={label.code: label.up_en if english else label.up_vi for label in rules.lines},
        down={label.code: label.down_en if english else label.down_vi for label in rules.lines},
    )
