"""The calendar, read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from icalendar import Calendar

from phoihop.programme.exports.contents import Contents
from phoihop.programme.exports.deadlines import calendar
from tests.programme.exports.given import BOARD, CONTENTS, ISSUE


def entries(contents: Contents = CONTENTS) -> list[tuple[date, str, str]]:
    found = Calendar.from_ical(calendar(contents)).walk("VEVENT")
    return [(entry.decoded("dtstart"), str(entry["summary"]), str(entry["uid"])) for entry in found]


def test_a_task_with_a_last_day_is_a_whole_day_and_so_is_a_body_with_one_of_its_own() -> None:
    assert entries() == [
        (date(2018, 5, 15), "Hạn: Hoàn chỉnh Quy chế phối hợp", f"{ISSUE.id}.20180515@phoihop"),
        (
            date(2018, 5, 2),
            f"Hạn: Hoàn chỉnh Quy chế phối hợp ({BOARD})",
            f"{ISSUE.id}.20180502@phoihop",
        ),
    ]


def test_a_task_that_does_not_count_is_not_in_it() -> None:
    assert entries(replace(CONTENTS, tasks=(replace(ISSUE, counts=False),))) == []


def test_an_entry_says_who_leads_and_takes_no_time() -> None:
    (first, _) = Calendar.from_ical(calendar(CONTENTS)).walk("VEVENT")
    assert str(first["transp"]) == "TRANSPARENT"
    assert first.decoded("dtend") == date(2018, 5, 16)
    assert str(first["description"]) == (
        "Chương trình phối hợp năm 2018, nhiệm vụ số 1\nChủ trì: Cục Chính trị Quân khu 3\n"
        "Phối hợp: Ban Tổ chức các tỉnh ủy, thành ủy (9)\nSản phẩm: Quy chế\nTình trạng: Quá hạn 128 ngày"
    )


def test_the_bytes_are_those_of_a_calendar() -> None:
    data = calendar(CONTENTS)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert calendar(CONTENTS) == data
