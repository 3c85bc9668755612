"""Words of the grid: headings of its columns, and why a cell is not clear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from phoihop.kernel.dates import show_number
from phoihop.norms.domain.types import Why
from phoihop.programme.domain.grid import Column
from phoihop.programme.domain.grid_plan import Doubt, DoubtKind

COLUMNS: Final[Mapping[Column, Promise]] = {
    Column.TEXT: gettext_lazy("Nội dung"),
    Column.LEAD: gettext_lazy("Chủ trì"),
    Column.COORDINATING: gettext_lazy("Phối hợp"),
    Column.TIME: gettext_lazy("Thời gian"),
    Column.PRODUCT: gettext_lazy("Sản phẩm"),
    Column.LEVEL: gettext_lazy("Cấp quyết định"),
    Column.BASIS: gettext_lazy("Căn cứ"),
    Column.KIND: gettext_lazy("Loại"),
}
DOUBTS: Final[Mapping[DoubtKind, Promise]] = {
    DoubtKind.TITLE_MISSING: gettext_lazy("chưa có tên chương trình"),
    DoubtKind.DAY_MISSING: gettext_lazy("chưa có ngày của văn bản nên chưa tra được tổ chức"),
    DoubtKind.DAY_UNREADABLE: gettext_lazy("không đọc được ngày này"),
    DoubtKind.YEAR_UNREADABLE: gettext_lazy("năm gồm bốn chữ số, ví dụ 2027"),
    DoubtKind.NO_REGISTER: gettext_lazy("danh mục tổ chức chưa được nạp"),
    DoubtKind.TEXT_MISSING: gettext_lazy("chưa có nội dung nhiệm vụ"),
    DoubtKind.LEAD_MISSING: gettext_lazy("chưa có tổ chức chủ trì"),
    DoubtKind.UNKNOWN: gettext_lazy("danh mục không có tên này vào ngày văn bản"),
    DoubtKind.LATER: gettext_lazy("danh mục chỉ có tên này sau ngày văn bản"),
    DoubtKind.SEVERAL: gettext_lazy("tên này có thể chỉ nhiều tổ chức"),
    DoubtKind.ENDED: gettext_lazy("tổ chức này đã kết thúc trước ngày văn bản, cần chọn tổ chức kế thừa"),
    DoubtKind.TWICE: gettext_lazy("một tổ chức ghi hai lần trong cùng nhiệm vụ"),
    DoubtKind.TIME_UNREADABLE: gettext_lazy("không đọc được thời gian; ví dụ 30-6-2027, quý II/2027"),
    DoubtKind.TIME_WITHOUT_YEAR: gettext_lazy("chưa rõ năm; ghi năm vào ô hoặc vào đầu bảng"),
    DoubtKind.TIME_BEFORE_DAY: gettext_lazy("hạn này trước ngày của văn bản"),
    DoubtKind.KIND_UNKNOWN: gettext_lazy("ghi: có thời hạn, thường xuyên, hằng quý hoặc chưa có thời hạn"),
    DoubtKind.RHYTHM_MISSING: gettext_lazy("thường xuyên thì ghi thêm kỳ báo cáo, ví dụ hằng quý"),
    DoubtKind.KIND_AGAINST_TIME: gettext_lazy("loại này không khớp với ô Thời gian"),
}
GROUND_DOUBTS: Final[Mapping[Why, Promise]] = {
    Why.SEVERAL: gettext_lazy("có nhiều văn bản mang số này"),
    Why.TO_CONFIRM: gettext_lazy("thông tin về văn bản này còn cần xác nhận"),
    Why.ISSUER_MISSING: gettext_lazy("chưa nêu cơ quan ban hành"),
    Why.DAY_MISSING: gettext_lazy("chưa có ngày văn bản nên chưa xác định được"),
    Why.KIND_DIFFERS: gettext_lazy("số này thuộc loại văn bản khác"),
    Why.LATER: gettext_lazy("văn bản mang số này ban hành sau ngày văn bản"),
    Why.NOT_LISTED: gettext_lazy("danh mục văn bản chỉ đạo chưa có"),
}


def doubt_words(doubt: Doubt) -> str:
    """Why it is not clear."""
    if doubt.kind is DoubtKind.FIGURE:
        figures = {"stated": show_number(doubt.stated), "known": show_number(doubt.known)}
        return gettext("ô ghi %(stated)s, danh mục ngày đó có %(known)s") % figures
    if doubt.kind is DoubtKind.BASIS:
        return str(GROUND_DOUBTS[doubt.why or Why.NOT_LISTED])
    return str(DOUBTS[doubt.kind])
