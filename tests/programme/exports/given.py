"""A programme as files are made of it: invented tasks, one of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from phoihop.programme.exports.contents import Contents, DutyRow, TaskRow

REGION, BOARD = "Cục Chính trị Quân khu 3", "Ban Tổ chức Thành ủy Hải Phòng"

ISSUE = TaskRow(
    id="01J000000000000000000TASK1",
    number=1,
    text="Hoàn chỉnh Quy chế phối hợp",
    leading=(REGION,),
    coordinating=("Ban Tổ chức các tỉnh ủy, thành ủy (9)",),
    others=("Thực hiện: Đảng ủy quân sự tỉnh",),
    level="Thường vụ Đảng ủy Quân khu",
    starts=date(2018, 4, 6),
    last_day=date(2018, 5, 15),
    time="đến 15-5-2018",
    product="Quy chế",
    bases=("59-QĐ/TW",),
    status="Quá hạn 128 ngày",
    days_late=128,
    remarks=("Gia hạn, hạn ban đầu 30-4-2018",),
    duties=(
        DutyRow(role="Chủ trì", body=REGION, state="Xong", last_day=None),
        DutyRow(role="Phối hợp", body=BOARD, state="Chưa báo cáo", last_day=date(2018, 5, 2)),
    ),
    counts=True,
)
UNDATED = replace(
    ISSUE,
    id="01J000000000000000000TASK2",
    number=2,
    text="=1+1 rà soát quy hoạch",
    starts=None,
    last_day=None,
    time="Chưa có thời hạn",
    days_late=0,
    duties=(),
)
CONTENTS = Contents(
    title="Chương trình phối hợp năm 2018",
    issuer=REGION,
    paper="Kèm theo Chương trình số 12-CTr/CCT ngày 10 tháng 4 năm 2018",
    draft=False,
    on=date(2018, 9, 20),
    made_at=datetime(2018, 9, 20, 8, 0, tzinfo=UTC),
    filtered="lọc: quá hạn",
    tasks=(ISSUE, UNDATED),
)
