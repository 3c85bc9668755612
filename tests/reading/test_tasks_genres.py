"""Assignments as the genres of official texts put them: whom headings, lead-in lines and labels mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.reading.spans import Reading

Task = tuple[str, tuple[str, ...], tuple[str, ...], str | None, str | None]
"""Text, leads, partners, first day, last day."""


def tasks(reading: Reading) -> list[Task]:
    return [
        (" ".join(task.text.split()), task.lead, task.coordinating, task.start_date, task.end_date)
        for task in reading.tasks
    ]


CASES: dict[str, tuple[str, list[Task]]] = {
    "a lead-in line that only asks names the leads of its list": (
        (
            "Cục Chính trị đề nghị Ban Thường vụ các tỉnh ủy, thành ủy:\n"
            "1. Cho ý kiến về nhân sự.\n2. Gửi văn bản trước ngày 15/3/2024."
        ),
        [
            ("Cho ý kiến về nhân sự", ("Ban Thường vụ các tỉnh ủy, thành ủy",), (), None, None),
            (
                "Gửi văn bản trước ngày 15/3/2024",
                ("Ban Thường vụ các tỉnh ủy, thành ủy",),
                (),
                None,
                "2024-03-15",
            ),
        ],
    ),
    "a deadline in a lead-in line holds for its list": (
        (
            "Trước ngày 30/6/2025, các cơ quan, đơn vị hoàn thành các nội dung sau:\n"
            "1. Rà soát tổ chức biên chế.\n2. Đề xuất phương án sắp xếp cán bộ."
        ),
        [
            ("Rà soát tổ chức biên chế", (), (), None, "2025-06-30"),
            ("Đề xuất phương án sắp xếp cán bộ", (), (), None, "2025-06-30"),
        ],
    ),
    "both sides and the half-year of a lead-in line hold for its list": (
        (
            "Cục Chính trị và Ban Tổ chức Tỉnh ủy ký kết chương trình phối hợp. Hai bên thống nhất một "
            "số nội "
            "dung trọng tâm trong 6 tháng cuối năm 2024:\n- Phối hợp làm tốt công tác tạo nguồn cán bộ."
        ),
        [
            (
                "Phối hợp làm tốt công tác tạo nguồn cán bộ",
                ("Cục Chính trị", "Ban Tổ chức Tỉnh ủy"),
                (),
                "2024-07-01",
                "2024-12-31",
            )
        ],
    ),
    "both sides are the parties of the regulation, not the hosts": (
        (
            "Tỉnh đoàn, Hội Nông dân tỉnh và Công an tỉnh tổ chức hội nghị sơ kết Quy chế phối hợp giữa "
            "Công an "
            "tỉnh với Tỉnh đoàn. Thời gian tới, hai bên thống nhất tiếp tục trao đổi thông tin."
        ),
        [("tiếp tục trao đổi thông tin", ("Công an tỉnh", "Tỉnh đoàn"), (), None, None)],
    ),
    "labels in the same paragraph say who leads, with whom": (
        (
            "I. TIẾN ĐỘ\n1. Từ nay đến 30/11/2025: Khảo sát địa bàn. Chủ trì: Phòng Chính trị. Phối "
            "hợp: Ban Dân "
            "vận Tỉnh ủy."
        ),
        [
            ("Khảo sát địa bàn", ("Phòng Chính trị",), ("Ban Dân vận Tỉnh ủy",), None, "2025-11-30"),
        ],
    ),
    "two labels in one sentence": (
        (
            "I. TIẾN ĐỘ\n2. Tháng 12/2025: Tặng quà hộ nghèo. Đơn vị chủ trì: Trung đoàn 250; đơn vị phối "
            "hợp: Tỉnh đoàn."
        ),
        [("Tặng quà hộ nghèo", ("Trung đoàn 250",), ("Tỉnh đoàn",), "2025-12-01", "2025-12-31")],
    ),
    "labels on lines of the level of the items hold for all of them": (
        (
            "II. NHIỆM VỤ\n1. Tăng cường tuyên truyền\n- Xây dựng chuyên mục.\n- Tổ chức hội thi.\n"
            "- Cơ quan chủ trì: Phòng Tuyên huấn.\n- Cơ quan phối hợp: Tỉnh đoàn.\n"
            "- Thời gian hoàn thành: Quý II/2025."
        ),
        [
            ("Xây dựng chuyên mục", ("Phòng Tuyên huấn",), ("Tỉnh đoàn",), "2025-04-01", "2025-06-30"),
            ("Tổ chức hội thi", ("Phòng Tuyên huấn",), ("Tỉnh đoàn",), "2025-04-01", "2025-06-30"),
        ],
    ),
    "labels between items hold for the items before them only": (
        (
            "II. NHIỆM VỤ\n1. Tuyên truyền\n- Xây dựng chuyên mục.\n- Chủ trì: Sở Y tế.\n- Tổ chức hội thi.\n"
            "- Chủ trì: Sở Nội vụ."
        ),
        [
            ("Xây dựng chuyên mục", ("Sở Y tế",), (), None, None),
            ("Tổ chức hội thi", ("Sở Nội vụ",), (), None, None),
        ],
    ),
    "a sentence that only says by when bounds the task before it": (
        "II. NHIỆM VỤ\n1. Sở Y tế chủ trì xây dựng khu cách ly. Hoàn thành trong năm 2027.",
        [("xây dựng khu cách ly", ("Sở Y tế",), (), None, "2027-12-31")],
    ),
    "a closing clause is no task": (
        "Đồng chí đề nghị Sở Y tế báo cáo kết quả. Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện.",
        [("báo cáo kết quả", ("Sở Y tế",), (), None, None)],
    ),
    "a bracket of labels makes an item a task": (
        (
            "Nội dung 1: Khảo sát nhu cầu (Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính; hoàn thành trước "
            "15/5/2025)."
        ),
        [
            (
                "Khảo sát nhu cầu (Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính; hoàn thành trước 15/5/2025)",
                ("Sở Nội vụ",),
                ("Sở Tài chính",),
                None,
                "2025-05-15",
            )
        ],
    ),
    "who acts may stand before a colon": (
        "II. PHÂN CÔNG\n1. Phòng Tham mưu: Bảo đảm lực lượng, phương tiện.\n2. Sở Y tế: Khám sức khỏe.",
        [
            ("Bảo đảm lực lượng, phương tiện", ("Phòng Tham mưu",), (), None, None),
            ("Khám sức khỏe", ("Sở Y tế",), (), None, None),
        ],
    ),
    "places after a colon are no task": (
        "Chủ tịch UBND các tỉnh: Hà Tĩnh, Quảng Trị, Nghệ An.\n1. Bộ trưởng các Bộ: Tài chính, Nội vụ.",
        [],
    ),
    "a list of partners may have a head of its own": (
        "Giao Bộ CHQS tỉnh chủ trì, phối hợp với các sở: Tài chính, Nội vụ hoàn thiện kế hoạch diễn tập.",
        [
            (
                "hoàn thiện kế hoạch diễn tập",
                ("Bộ Chỉ huy quân sự tỉnh",),
                ("sở Tài chính", "sở Nội vụ"),
                None,
                None,
            )
        ],
    ),
    "one leads, others coordinate": (
        (
            "Tư lệnh Quân khu giao Cục Chính trị chủ trì, Cục Hậu cần, Cục Kỹ thuật phối hợp hoàn thiện "
            "hướng dẫn."
        ),
        [("hoàn thiện hướng dẫn", ("Cục Chính trị",), ("Cục Hậu cần", "Cục Kỹ thuật"), None, None)],
    ),
    "a further part may assign to somebody else": (
        "Đồng chí đề nghị cấp ủy các cấp tiếp tục quán triệt Nghị quyết; giao Cục Chính trị báo cáo kết quả.",
        [
            ("tiếp tục quán triệt Nghị quyết", (), (), None, None),
            ("báo cáo kết quả", ("Cục Chính trị",), (), None, None),
        ],
    ),
    "to assign to a board is no briefing": (
        "Bí thư Tỉnh ủy giao Ban Tổ chức Tỉnh ủy rà soát hồ sơ.",
        [("rà soát hồ sơ", ("Ban Tổ chức Tỉnh ủy",), (), None, None)],
    ),
    "the head of a board leads": (
        "Đề nghị đồng chí Trưởng ban Tổ chức Tỉnh ủy rà soát hồ sơ.",
        [("rà soát hồ sơ", ("Trưởng ban Tổ chức Tỉnh ủy",), (), None, None)],
    ),
    "a plan may begin with its quarter": (
        "Trong quý IV/2024, Ban Tuyên giáo Thành ủy chủ trì, phối hợp với Phòng Chính trị xây dựng kế hoạch.",
        [
            (
                "xây dựng kế hoạch",
                ("Ban Tuyên giáo Thành ủy",),
                ("Phòng Chính trị",),
                "2024-10-01",
                "2024-12-31",
            )
        ],
    ),
    "a day at the beginning tells what happened": (
        "Ngày 12/3/2024, Sở Y tế chủ trì, phối hợp với Tỉnh đoàn tổ chức hội thảo.",
        [],
    ),
    "a part that only says by when belongs to the one before": (
        "Yêu cầu Sở Y tế rà soát danh sách; hoàn thành trước ngày 30/6/2019.",
        [
            (
                "rà soát danh sách; hoàn thành trước ngày 30/6/2019",
                ("Sở Y tế",),
                (),
                None,
                "2019-06-30",
            )
        ],
    ),
    "a part that begins with a topic belongs to the one before": (
        "Yêu cầu Sở Y tế tuyên truyền về dân số; về sức khỏe.",
        [("tuyên truyền về dân số; về sức khỏe", ("Sở Y tế",), (), None, None)],
    ),
    "how often is not the action": (
        (
            "Điều 5. Trách nhiệm của Cục Chính trị\n1. Định kỳ 6 tháng thông báo tình hình; trước ngày "
            "05/12 hằng "
            "năm tổng hợp kết quả."
        ),
        [
            ("thông báo tình hình", ("Cục Chính trị",), (), None, None),
            ("tổng hợp kết quả", ("Cục Chính trị",), (), None, "XXXX-12-05"),
        ],
    ),
    "a condition stands before what must be done": (
        (
            "1. Sở Xây dựng:\n- Sở Xây dựng, Sở Tài chính khi cấp phép cho doanh nghiệp kinh doanh vật "
            "liệu phải căn "
            "cứ quy hoạch."
        ),
        [("căn cứ quy hoạch", ("Sở Xây dựng", "Sở Tài chính"), (), None, None)],
    ),
    "lists of the Party are marked with dashes and strokes": (
        (
            "I- MỤC ĐÍCH\n- Nâng cao nhận thức.\nII- NHIỆM VỤ\n1- Sở Y tế: khám sức khỏe.\n2/ Sở Nội vụ\n"
            "a- Rà soát hồ sơ.\nb- Báo cáo kết quả.\n(1) Tổ chức kiểm tra."
        ),
        [
            ("khám sức khỏe", ("Sở Y tế",), (), None, None),
            ("Rà soát hồ sơ", ("Sở Nội vụ",), (), None, None),
            ("Báo cáo kết quả", ("Sở Nội vụ",), (), None, None),
            ("Tổ chức kiểm tra", ("Sở Nội vụ",), (), None, None),
        ],
    ),
    "a request may name first whom it concerns": (
        "Đối với Đảng ủy Quân sự huyện, yêu cầu bổ sung quy chế làm việc.",
        [("bổ sung quy chế làm việc", ("Đảng ủy Quân sự huyện",), (), None, None)],
    ),
    "a hope is no task": (
        "I. NHIỆM VỤ\n1. Rà soát hồ sơ.\nRất mong nhận được sự phối hợp của các đồng chí.",
        [("Rà soát hồ sơ", (), (), None, None)],
    ),
    "activities are tasks also below the aims": (
        (
            "II. MỤC TIÊU\n1. Đạt 60% chỉ tiêu.\n2. Tháng hành động\nd) Các hoạt động chính\n- Tổ chức Lễ "
            "phát động."
        ),
        [("Tổ chức Lễ phát động", (), (), None, None)],
    ),
    "the title of a Party document is no task": (
        (
            "ĐẢNG BỘ QUÂN KHU 3\nBAN THƯỜNG VỤ\nSố: 45-HD/ĐU\nHƯỚNG DẪN\nvề công tác phối hợp\n\n"
            "I. NỘI DUNG CÔNG VIỆC\n1. Rà soát hồ sơ."
        ),
        [("Rà soát hồ sơ", (), (), None, None)],
    ),
    "text typed without marks assigns as well": (
        (
            "Phat bieu ket luan, dong chi yeu cau Dang uy Quan su tinh chu tri, phoi hop voi Ban To "
            "chuc Tinh uy "
            "ra soat quy hoach can bo trong nam 2023 va cac nam tiep theo."
        ),
        [
            (
                "ra soat quy hoach can bo trong nam 2023 va cac nam tiep theo",
                ("Dang uy Quan su tinh",),
                ("Ban To chuc Tinh uy",),
                "2023-01-01",
                "2023-12-31",
            )
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_who_is_to_do_what_with_whom_and_by_when(reading_of: Callable[[str], Reading], case: str) -> None:
    text, expected = CASES[case]
    assert tasks(reading_of(text)) == expected
