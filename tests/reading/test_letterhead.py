"""The day of a paper is read on the line of place and date, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.reading.letterhead import letterhead_day

DAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: 12/KH\nHải Phòng, ngày 12 tháng 11 năm 2026\nKẾ HOẠCH", DAY),
        ("Số: 12/KH\tMẫu, ngày 12 tháng 11 năm 2026\nKẾ HOẠCH", DAY),
        ("Hai Phong, ngay 12 thang 11 nam 2026", DAY),
        ("*Mẫu, ngày 12 tháng 11 năm 2026*", DAY),
        ("Theo Kế hoạch của Sở Mẫu, ngày 12 tháng 11 năm 2026 các cơ quan họp.", None),
        ("Mẫu, ngày … tháng 11 năm 2026", None),
        ("Mẫu, ngày 32 tháng 11 năm 2026", None),
        ("x" * 3000 + "\nMẫu, ngày 12 tháng 11 năm 2026", None),
        ("", None),
    ],
    ids=[
        "a line of its own",
        "a cell beside the number",
        "without diacritics",
        "in italics",
        "inside a sentence",
        "the day left open",
        "no such day",
        "far below",
        "nothing",
    ],
)
def test_the_day_of_the_letterhead(text: str, expected: date | None) -> None:
    assert letterhead_day(text) == expected
