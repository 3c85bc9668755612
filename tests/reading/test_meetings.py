from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.reading.spans import Reading

REPORTS = [
    (
        (
            "Sáng 11/5/2021, tại Nhà văn hóa huyện Mẫu, Phòng Dân vận đã tổ chức Hội nghị bồi "
            "dưỡng kỹ năng dân vận khéo, công tác giữ gìn truyền thống. Hội nghị đã thảo luận sôi"
            " nổi."
        ),
        (
            "Hội nghị bồi dưỡng kỹ năng dân vận khéo, công tác giữ gìn truyền thống",
            "2021-05-11",
            "Nhà văn hóa huyện Mẫu",
            (),
        ),
    ),
    (
        "Ngày 14/8, hội thảo bàn cách giữ nghề dệt thổ cẩm được tổ chức tại Mẫu Sơn.",
        ("hội thảo bàn cách giữ nghề dệt thổ cẩm", "XXXX-08-14", "Mẫu Sơn", ()),
    ),
    (
        (
            "Chiều 3/4/2022, Giám đốc Sở Mẫu Lê Văn Thử chủ trì buổi làm việc với đoàn cán bộ của"
            " Cục Thử do đại tá Trần Văn Mẫu dẫn đầu."
        ),
        ("buổi làm việc với đoàn cán bộ của Cục Thử", "2022-04-03", None, ("Lê Văn Thử",)),
    ),
    (
        (
            "Ngày 9/7/2021, dưới sự chủ trì của Cục trưởng Nguyễn Văn Mẫu, Cục tổ chức Hội nghị "
            "sơ kết phong trào trồng cây, bàn nhiệm vụ cuối năm 2021 với 12 đoàn đại biểu."
        ),
        (
            "Hội nghị sơ kết phong trào trồng cây, bàn nhiệm vụ cuối năm 2021",
            "2021-07-09",
            None,
            ("Nguyễn Văn Mẫu",),
        ),
    ),
    (
        (
            "Ngày 5/3/2020 - Tại Trụ sở Công ty Mẫu - Thử, hai đơn vị đã ký kết Chương trình phối"
            " hợp dạy nghề giai đoạn 2020 – 2023."
        ),
        (
            "ký kết Chương trình phối hợp dạy nghề giai đoạn 2020 – 2023",
            "2020-03-05",
            "Trụ sở Công ty Mẫu - Thử",
            (),
        ),
    ),
    (
        (
            "Ngày 26/12/2018, Hội tổ chức hội nghị tổng kết công tác năm 2018. Đồng chí Nguyễn "
            "Văn Mẫu, Chủ tịch Hội; đồng chí Lê Thử, Phó Chủ tịch Hội chủ trì hội nghị."
        ),
        ("hội nghị tổng kết công tác năm 2018", "2018-12-26", None, ("Nguyễn Văn Mẫu", "Lê Thử")),
    ),
    (
        "Chiều 15-10-2021, tại Sở Chỉ huy, Đảng ủy tổ chức Hội nghị hiệp thương, thống nhất công tác cán bộ.",
        ("Hội nghị hiệp thương, thống nhất công tác cán bộ", "2021-10-15", "Sở Chỉ huy", ()),
    ),
    (
        "THÔNG BÁO\nkết luận\n\nNgày 28/02/2019, Thường trực họp phiên thường kỳ về tuyển quân.",
        ("họp phiên thường kỳ về tuyển quân", "2019-02-28", None, ()),
    ),
]

NOTHING = [
    "Đàn cá xuất hiện nhiều, tàu thuyền ra khơi từ ngày 20.4.",
    "CHỈ THỊ\n\nYêu cầu các đơn vị tổ chức hội nghị quán triệt Chỉ thị trước ngày 5/5/2020.",
    "Đề nghị Sở Nội vụ tổ chức hội nghị triển khai kế hoạch năm 2020 vào ngày 5/5/2020.",
    (
        f"{'Bài viết về đời sống của người dân trong vùng. ' * 20}\n\n"
        "Luật được thông qua tại kỳ họp thứ sáu của Quốc hội khóa mới ngày 19/11/2018.\n\n"
        "Người dân mong muốn luật sớm đi vào cuộc sống."
    ),
    "Toàn cảnh hội nghị. Phát biểu tại hội nghị, đồng chí Lê Văn Mẫu nhấn mạnh.",
]


@pytest.mark.parametrize(("report", "expected"), REPORTS, ids=[report for report, _ in REPORTS])
def test_meeting(reading_of: Callable[[str], Reading], report: str, expected: tuple[object, ...]) -> None:
    found = reading_of(report).meetings
    assert [(one.title, one.date, one.place, one.chair) for one in found] == [expected]


@pytest.mark.parametrize("text", NOTHING, ids=[text[-60:] for text in NOTHING])
def test_no_meeting(reading_of: Callable[[str], Reading], text: str) -> None:
    assert reading_of(text).meetings == ()


def test_another_event_of_the_same_day_has_the_date_of_the_first(
    reading_of: Callable[[str], Reading],
) -> None:
    found = reading_of(
        "Chiều 19/10/2018, Bộ Mẫu tổ chức Hội nghị tổng kết công tác phòng cháy rừng.\n"
        "Sáng cùng ngày, Cục Mẫu đã tổ chức Hội nghị giao ban về trồng rừng quý III/2018."
    ).meetings
    assert [(one.title, one.date) for one in found] == [
        ("Hội nghị tổng kết công tác phòng cháy rừng", "2018-10-19"),
        ("Hội nghị giao ban về trồng rừng quý III/2018", "2018-10-19"),
    ]
