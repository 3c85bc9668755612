"""Words of norms in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from phoihop.kernel.citation import Knowledge
from phoihop.kernel.dates import show_date, show_period
from phoihop.norms.domain.force import force_on
from phoihop.norms.domain.types import (
    Change,
    Force,
    InstrumentView,
    RelationKind,
    Unread,
    last_known_day,
)
from phoihop.ui.signs import status, tag

FORCES: Final[Mapping[Force, Promise]] = {
    Force.IN_FORCE: gettext_lazy("Còn hiệu lực"),
    Force.LAST_KNOWN: gettext_lazy("Còn hiệu lực khi đối chiếu lần cuối"),
    Force.NOT_YET: gettext_lazy("Chưa có hiệu lực"),
    Force.ENDED: gettext_lazy("Hết hiệu lực"),
    Force.UNKNOWN: gettext_lazy("Chưa rõ hiệu lực"),
}
KNOWLEDGE: Final[Mapping[Knowledge, Promise]] = {
    Knowledge.VERIFIED: gettext_lazy("đã đối chiếu văn bản gốc"),
    Knowledge.SECONDARY: gettext_lazy("theo nguồn thứ cấp"),
    Knowledge.DERIVED: gettext_lazy("suy ra từ quy định khác"),
    Knowledge.TO_CONFIRM: gettext_lazy("cần xác nhận"),
}
UNREAD: Final[Mapping[Unread, Promise]] = {
    Unread.BEGINS: gettext_lazy("ngày có hiệu lực"),
    Unread.DATE: gettext_lazy("ngày ban hành"),
    Unread.ENDS: gettext_lazy("ngày hết hiệu lực"),
    Unread.ISSUER: gettext_lazy("cơ quan ban hành"),
    Unread.KIND: gettext_lazy("loại văn bản"),
    Unread.NUMBER: gettext_lazy("số, ký hiệu"),
    Unread.TITLE: gettext_lazy("trích yếu"),
}
LEADING: Final[Mapping[RelationKind, Promise]] = {
    RelationKind.REPLACES: gettext_lazy("Thay thế"),
    RelationKind.AMENDS: gettext_lazy("Sửa đổi, bổ sung"),
    RelationKind.GUIDES: gettext_lazy("Hướng dẫn thực hiện"),
}
ARRIVING: Final[Mapping[RelationKind, Promise]] = {
    RelationKind.REPLACES: gettext_lazy("Được thay thế bởi"),
    RelationKind.AMENDS: gettext_lazy("Được sửa đổi, bổ sung bởi"),
    RelationKind.GUIDES: gettext_lazy("Được hướng dẫn bởi"),
}
_SIGNS: Final = {
    Force.IN_FORCE: "ok",
    Force.LAST_KNOWN: "unsure",
    Force.NOT_YET: "soon",
    Force.ENDED: "idle",
    Force.UNKNOWN: "unsure",
}


def knowledge(state: Knowledge) -> SafeString:
    """How well a fact is known; nothing beside one that was read in the text itself."""
    if state is Knowledge.VERIFIED:
        return SafeString()
    words = str(KNOWLEDGE[state])
    return status("unsure", words) if state is Knowledge.TO_CONFIRM else tag(words)


def force_sign(instrument: InstrumentView, on: date) -> SafeString:
    """Whether it is in force on the day, as shape, word and colour, short enough for a table."""
    force, last = force_on(instrument, on), last_known_day(instrument)
    if force is Force.LAST_KNOWN and last is not None:
        return status(_SIGNS[force], gettext("Chưa rõ sau %(day)s") % {"day": show_date(last)})
    return status(_SIGNS[force], str(FORCES[force]))


def force_note(instrument: InstrumentView, on: date) -> str:
    """What else is to be said of its force on the day; empty when the sign says all."""
    force, last = force_on(instrument, on), last_known_day(instrument)
    if force is Force.LAST_KNOWN and last is not None:
        said = gettext("đối chiếu lần cuối còn hiệu lực đến hết ngày %(day)s; sau đó chưa ai kiểm tra")
        return said % {"day": show_date(last)}
    return ""


def issued_words(instrument: InstrumentView) -> str:
    """The date of signing as far as it is known."""
    return show_period(instrument.issued) if instrument.issued is not None else gettext("chưa rõ ngày")


def change_words(change: Change) -> str:
    """The day of a change, or the days between which it lies."""
    if change.day is not None:
        return show_date(change.day)
    if change.earliest is not None and change.latest is not None:
        between = {"from": show_date(change.earliest), "to": show_date(change.latest)}
        return gettext("trong khoảng từ %(from)s đến %(to)s") % between
    if change.latest is not None:
        return gettext("không sau %(day)s") % {"day": show_date(change.latest)}
    if change.earliest is not None:
        last = show_date(change.earliest - timedelta(days=1))
        return gettext("chưa rõ; ít nhất đến hết ngày %(day)s vẫn chưa thay đổi") % {"day": last}
    return gettext("chưa rõ")
