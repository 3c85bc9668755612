"""Which year a day or month without one has: rule by rule, and X where no rule gives it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.reading.spans import Reading

PAGE = "Thứ 3, 18/12/2018\n\nHội nghị mẫu\n\n"
LETTERHEAD = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 06/CT-UBND\n"
)

YEARS = [
    ("the date of the page", f"{PAGE}Sáng 06-4, đơn vị tổ chức hội nghị.", "2018-04-06"),
    (
        "the date of the page, and a December day on a page of January",
        "Thứ Hai, 07/01/2019, 08:15\n\nHội nghị mẫu\n\nSáng 28/12, đơn vị tổ chức hội nghị.",
        "2018-12-28",
    ),
    (
        "the date of the letterhead",
        f"{LETTERHEAD}Tỉnh Mẫu, ngày 25 tháng 11 năm 2025\nCHỈ THỊ\nĐề nghị các đơn vị báo cáo ngày 10/12.\n",
        "2025-12-10",
    ),
    (
        "the year of a letterhead that leaves the day open",
        f"{LETTERHEAD}Tỉnh Mẫu, ngày … tháng 3 năm 2024\nKẾ HOẠCH\nSơ kết ngày 10/11 tại các đơn vị.\n",
        "2024-11-10",
    ),
    (
        "the date that opens the text",
        "Hà Mẫu, ngày 20 tháng 01 năm 2022 - Đơn vị ký kết. Chiều 21/01, đoàn về.",
        "2022-01-21",
    ),
    (
        "the full date of the same event",
        "Đơn vị họp tổng kết vào sáng ngày 22/6/2018 tại cơ quan. Đến chiều ngày 22/6, hội nghị bế mạc.",
        "2018-06-22",
    ),
    (
        "the part of the year that the event reviews",
        "Sáng 22/6, đơn vị tổ chức hội nghị sơ kết công tác 6 tháng đầu năm 2023.",
        "2023-06-22",
    ),
    (
        "most parts of the year, not the one it is compared with",
        "Sáng 01/4, đơn vị họp đánh giá quý I/2025, tăng so với cùng kỳ quý I/2024, và bàn việc quý II/2025.",
        "2025-04-01",
    ),
    (
        "a day of spring when the year before is reviewed",
        "Ngày 15/2, đơn vị tổng kết công tác năm 2016 và triển khai nhiệm vụ năm 2017.",
        "2017-02-15",
    ),
    (
        "a day of winter when the same year is reviewed",
        "Ngày 26/12, đơn vị tổng kết công tác năm 2018, triển khai công tác năm 2019.",
        "2018-12-26",
    ),
    (
        "an event dated in full close by that is marked",
        "Chiều 9/9, đơn vị gặp mặt kỷ niệm 75 năm ngày truyền thống (10/9/1945-10/9/2020).",
        "2020-09-09",
    ),
    (
        "an event dated in full that is planned",
        "Ngày 9-1, đoàn kiểm tra. Ngày 12/2/2020, huyện sẽ tổ chức lễ giao nhận quân.",
        "2020-01-09",
    ),
    (
        "the part of the year under review, not the deadline ahead",
        "Sáng 15-10, đơn vị họp đánh giá 9 tháng đầu năm 2021; báo cáo trước quý I/2022.",
        "2021-10-15",
    ),
    (
        "a headline about one year",
        "Phát động tháng hành động năm 2020\n\nNgày 4/6, đơn vị ra quân.",
        "2020-06-04",
    ),
    (
        "no rule, though years occur",
        "Ngày 6/12, hai bên ký chương trình giai đoạn 2018-2022, để làm trong năm 2019.",
        "XXXX-12-06",
    ),
    (
        "no rule: a day in August of a review",
        "Ngày 5/8, tổng kết năm 2018, triển khai năm 2019.",
        "XXXX-08-05",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in YEARS], ids=[case[0] for case in YEARS])
def test_year(reading_of: Callable[[str], Reading], text: str, expected: str) -> None:
    days = [span.start_date or "" for span in reading_of(text).times if span.kind == "date"]
    assert {day for day in days if day[4:] == expected[4:]} == {expected}


def test_a_part_of_the_year_without_year_takes_the_one_named_elsewhere(
    reading_of: Callable[[str], Reading],
) -> None:
    found = reading_of("Sơ kết 6 tháng đầu năm 2018. Trong 6 tháng đầu năm, đơn vị đạt kết quả tốt.").times
    assert [span.start_date for span in found] == ["2018-01-01", "2018-01-01"]


def test_a_january_deadline_on_a_page_of_december_is_of_the_next_year(
    reading_of: Callable[[str], Reading],
) -> None:
    text = "Thứ Sáu, 20/12/2019\n\nKế hoạch mẫu\n\nĐề nghị báo cáo trước ngày 15/01."
    assert [span.end_date for span in reading_of(text).times] == ["2020-01-15"]
