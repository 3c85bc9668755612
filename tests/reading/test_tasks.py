from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import dedent

import pytest

from phoihop.reading.spans import Reading

Read = Callable[[str], Reading]

SPANS = [
    # a request from above: outside are the subject, the lead-in and the modal
    "Đồng chí Bí thư Tỉnh ủy yêu cầu Công an tỉnh ⟦tăng cường tuần tra địa bàn⟧; ⟦xử lý nghiêm vi phạm⟧.",
    "Chủ tịch UBND tỉnh yêu cầu các đơn vị cần phải ⟦tiếp tục rà soát hồ sơ⟧.",
    "UBND tỉnh giao Sở Y tế ⟦lập danh sách⟧. Sở Y tế đã nhận nhiệm vụ.",
    "Đồng chí đề nghị, các Đảng ủy, Bộ CHQS tỉnh và các cơ quan ⟦quán triệt đầy đủ chủ trương⟧.",
    "Đồng chí Lê Văn Thử, Chính ủy Quân khu chỉ đạo Cục Chính trị và Cục Hậu cần ⟦phối hợp chặt chẽ hơn⟧.",
    # the sentences that go on
    "Giám đốc yêu cầu các phòng ⟦rà soát hồ sơ⟧. Bên cạnh đó, ⟦tập trung số hóa⟧. ⟦Chú trọng bảo mật⟧.",
    "Thủ tướng yêu cầu các bộ, ngành ⟦rà soát hồ sơ⟧. Theo đó, các đơn vị ⟦báo cáo kết quả⟧. Kết quả là tốt.",
    "Đồng chí yêu cầu Sở Y tế ⟦rà soát hồ sơ⟧. Các đơn vị ⟦báo cáo kết quả⟧. Sở Nội vụ ban hành văn bản.",
    "Đồng chí yêu cầu Sở Y tế ⟦rà soát hồ sơ⟧. Sở Nội vụ ⟦tập trung tuyển dụng⟧. Trụ sở mới rất đẹp.",
    "Đồng chí yêu cầu Sở Y tế ⟦rà soát hồ sơ⟧. Đã kiểm tra 12 đơn vị. Tăng cường an ninh là đúng.",
    "Đồng chí yêu cầu Sở Y tế ⟦rà soát hồ sơ⟧. Thực hiện Kế hoạch số 12/KH-UBND, Sở Nội vụ ban hành văn bản.",
    "Đồng chí yêu cầu Sở Y tế ⟦rà soát hồ sơ⟧. Việc này rất quan trọng. ⟦Đẩy mạnh tuyên truyền⟧.",
    # the verb that follows a role
    "Đồng chí yêu cầu Sở Y tế chủ trì ⟦xây dựng đề án⟧; chủ trì, ⟦phối hợp tổ chức hội nghị⟧.",
    "Đồng chí yêu cầu Sở Y tế ⟦chủ trì cuộc họp⟧; chủ trì, phối hợp với Sở Nội vụ ⟦lập danh sách⟧.",
    "Sở Y tế chủ trì, phối hợp với Sở Nội vụ ⟦xây dựng đề án⟧.",
    # a field of work instead of an actor
    "Công tác phối hợp giữa các lực lượng cần phải ⟦tăng cường hơn nữa⟧.",
    # plans said of the actor itself
    "Thời gian tới, Sở Y tế ⟦tiếp tục mở rộng mạng lưới trạm⟧.",
    "Năm 2031, Sở Y tế ⟦tập trung mở rộng mạng lưới trạm⟧.",
    "Bộ Quốc phòng sẽ ⟦tiếp tục đẩy mạnh cải cách⟧ ; ⟦mở lớp tập huấn⟧.",
    "Các cơ quan, đơn vị có trách nhiệm ⟦kịp thời giải quyết kiến nghị⟧.",
    "Năm 2031, công tác giáo dục quốc phòng ⟦tiếp tục đổi mới nội dung⟧; ⟦khảo sát các đối tượng⟧.",
    # what is said to be agreed
    "Hội nghị thống nhất nội dung phối hợp, trong đó năm 2031, ⟦phối hợp tổ chức tổng kết⟧.",
    "Hai bên đã thống nhất ⟦thiết lập đường dây nóng⟧; ⟦quy định chế độ giao ban⟧.",
    "Nội dung phối hợp gồm: ⟦Công tác tuyên truyền; Công tác đào tạo⟧.",
    # parts that belong to the task before them
    "Đồng chí yêu cầu Công an tỉnh ⟦nắm chắc tình hình; không để xảy ra điểm nóng⟧; ⟦điều tra vi phạm⟧.",
    "Đồng chí yêu cầu Sở Y tế ⟦thực hiện nghiêm Luật Mẫu; các nghị định hướng dẫn⟧.",
    'Đồng chí yêu cầu Sở Y tế ⟦thực hiện chủ đề "Đổi mới; xây dựng nền nếp"⟧; ⟦báo cáo kết quả⟧.',
    "Đồng chí yêu cầu Sở Y tế ⟦thực hiện các mặt: tuyên truyền; kiểm tra; sơ kết⟧.",
    # quotations
    '"Sở Y tế sẽ ⟦tiếp tục là lực lượng nòng cốt trong phòng dịch⟧", ông Thử khẳng định.',
    # somebody else in the same sentence
    "Đồng chí yêu cầu các cơ quan ⟦hoàn thành văn bản⟧, Ban Chỉ đạo sẽ ⟦họp rút kinh nghiệm⟧.",
    # a reason is not part of the task
    "Đồng chí yêu cầu Sở Y tế ⟦tập trung đầu tư hạ tầng⟧, vì đây là động lực phát triển.",
    # words that only look like connectives
    "Đồng chí yêu cầu Sở Y tế ⟦rà soát tiêu chí⟧; ⟦cụ thể hóa tiêu chuẩn⟧; đặc biệt, ⟦chăm lo đời sống⟧.",
    # announcements
    "Các địa phương cần tập trung vào một số giải pháp như: ⟦hoàn thiện bộ máy⟧; ⟦ưu tiên nguồn lực⟧.",
]

NONE = [
    "Năm 2030, Sở Y tế đã tổ chức tốt công tác phòng dịch; xử lý nghiêm vi phạm.",
    "Tập trung xây dựng tổ chức đảng vững mạnh trong những năm qua.",
    "Lãnh đạo hai đơn vị bày tỏ mong muốn thời gian tới các lực lượng tiếp tục nâng cao hiệu quả.",
    "Huyện An Sơn đề nghị tỉnh hỗ trợ xây dựng đường. Đề nghị UBND tỉnh chỉ đạo Sở Xây dựng mở rộng đường.",
    "Giám đốc các sở, Chủ tịch UBND các xã chịu trách nhiệm thi hành Quyết định này.",
    "Yêu cầu các sở, ban, ngành triển khai thực hiện nghiêm túc Chỉ thị này.",
    "1. Sở Y tế\n\n- Triển khai Kế hoạch này đến các trạm.",
    "1. Sở Y tế\n\n- Nếu có vướng mắc, báo cáo UBND tỉnh xem xét.",
    "Hoạt động này cũng sẽ giúp người dân ổn định đời sống.",
    "Lãnh đạo Sở Y tế dự và chỉ đạo hội nghị; các đại biểu thảo luận.",
    "Năm 2030, tình hình khu vực tiếp tục diễn biến phức tạp.",
    "Năm 2031, công tác giáo dục đã được Quận ủy quan tâm chỉ đạo.",
    "Công tác này sẽ nâng cao đời sống nhân dân.",
    "Sáng 05/3/2031, Sở Y tế chủ trì, phối hợp với Sở Nội vụ tổ chức hội nghị.",
    "Sở Y tế cần tập trung vào những giải pháp nào?",
    "Theo đề nghị của Giám đốc Sở Nội vụ, đáp ứng yêu cầu nhiệm vụ trong tình hình mới.",
    "Thực hiện Kế hoạch số 12/KH-UBND, Sở Y tế đã ban hành hướng dẫn.",
]


@pytest.mark.parametrize("sentence", SPANS)
def test_a_task_reaches_from_its_verb_to_the_end_of_its_clause(
    sentence: str, marked: Callable[[str, str], tuple[str, str]]
) -> None:
    expected, found = marked("tasks", sentence)
    assert found == expected


@pytest.mark.parametrize("sentence", NONE)
def test_nothing_is_assigned_by(sentence: str, reading_of: Read) -> None:
    assert [task.text for task in reading_of(sentence).tasks] == []


PLAN = dedent(
    """\
    III. PHÂN CÔNG NHIỆM VỤ

    1. Công an tỉnh

    - Chủ trì, phối hợp với Sở Nội vụ và các cơ quan liên quan tham mưu kiện toàn tổ chức; kiểm tra hồ sơ.

    - Tổ chức tập huấn trước ngày 15/3/2031. Báo cáo kết quả.

    2. Đề nghị Ban Tổ chức Tỉnh ủy

    a) Phối hợp với Công an tỉnh để rà soát nhân sự;

    b) Thẩm định hồ sơ trong năm 2031.

    3. Các cơ quan, đơn vị có liên quan

    Căn cứ chức năng, nhiệm vụ, phối hợp với Thanh tra tỉnh giải quyết đơn thư.

    IV. MỤC TIÊU

    1. Hoàn thành toàn bộ chỉ tiêu.

    V. TỔ CHỨC THỰC HIỆN

    1. Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế bố trí kinh phí.

    2. Sở Y tế theo chức năng, nhiệm vụ được giao hướng dẫn các đơn vị trực thuộc.
    """
)


def test_headings_say_who_leads_the_items_below_them(reading_of: Read) -> None:
    found = [(task.text, task.lead, task.coordinating) for task in reading_of(PLAN).tasks]
    assert found == [
        ("tham mưu kiện toàn tổ chức", ("Công an tỉnh",), ("Sở Nội vụ",)),
        ("kiểm tra hồ sơ", ("Công an tỉnh",), ("Sở Nội vụ",)),
        ("Tổ chức tập huấn trước ngày 15/3/2031", ("Công an tỉnh",), ()),
        ("Báo cáo kết quả", ("Công an tỉnh",), ()),
        ("rà soát nhân sự", ("Ban Tổ chức Tỉnh ủy",), ("Công an tỉnh",)),
        ("Thẩm định hồ sơ trong năm 2031", ("Ban Tổ chức Tỉnh ủy",), ()),
        ("giải quyết đơn thư", (), ("Thanh tra tỉnh",)),
        ("bố trí kinh phí", ("Sở Tài chính",), ("Sở Y tế",)),
        ("hướng dẫn các đơn vị trực thuộc", ("Sở Y tế",), ()),
    ]


ARTICLES = dedent(
    """\
    Điều 12. Phối hợp giải quyết đơn thư

    1. Thanh tra tỉnh

    Chủ trì, phối hợp với các cơ quan trong việc thanh tra đơn vị trực thuộc.

    2. Thủ trưởng các sở, ban, ngành tỉnh, Chủ tịch UBND các xã, phường có trách nhiệm cử cán bộ tham gia. \
    Định kỳ trước ngày 15/12 hằng năm báo cáo kết quả.

    Điều 13. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh

    1. Tham gia tuyên truyền trong Nhân dân.
    """
)


def test_articles_of_a_regulation_assign_too(reading_of: Read) -> None:
    holders = ("Thủ trưởng các sở, ban, ngành tỉnh", "Chủ tịch Ủy ban nhân dân các xã, phường")
    found = [(task.text, task.lead, task.end_date) for task in reading_of(ARTICLES).tasks]
    assert found == [
        ("thanh tra đơn vị trực thuộc", ("Thanh tra tỉnh",), None),
        ("cử cán bộ tham gia", holders, None),
        ("báo cáo kết quả", holders, "XXXX-12-15"),
        ("Tham gia tuyên truyền trong Nhân dân", ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",), None),
    ]


TELEGRAM = dedent(
    """\
    Để khắc phục hậu quả trong năm 2031, Thủ tướng Chính phủ yêu cầu:

    1. Bộ Tài chính chủ trì, phối hợp với Bộ Y tế:

    a) Chi trả bảo hiểm kịp thời.

    b) Báo cáo kết quả trước ngày 20 tháng 12 năm 2031.

    2. Bộ Nội vụ chủ động phối hợp chặt chẽ với Bộ Y tế để hỗ trợ người dân.
    """
)


def test_a_line_with_a_colon_says_it_for_all_items(reading_of: Read) -> None:
    found = [(task.text, task.lead, task.coordinating) for task in reading_of(TELEGRAM).tasks]
    assert found == [
        ("Chi trả bảo hiểm kịp thời", ("Bộ Tài chính",), ("Bộ Y tế",)),
        ("Báo cáo kết quả trước ngày 20 tháng 12 năm 2031", ("Bộ Tài chính",), ("Bộ Y tế",)),
        ("hỗ trợ người dân", ("Bộ Nội vụ",), ("Bộ Y tế",)),
    ]


LEADS = [
    ("Đồng chí yêu cầu Sở Y tế và UBND các xã rà soát hồ sơ.", ("Sở Y tế", "Ủy ban nhân dân các xã")),
    ("Đồng chí yêu cầu các cấp ủy, tổ chức đảng, chỉ huy các cấp rà soát hồ sơ.", ()),
    ("Đồng chí yêu cầu các đơn vị Bộ đội Biên phòng rà soát hồ sơ.", ("Bộ đội Biên phòng",)),
    ("Đồng chí yêu cầu Văn phòng Tỉnh ủy và các ban của Tỉnh ủy rà soát hồ sơ.", ("Văn phòng Tỉnh ủy",)),
    ("Đồng chí yêu cầu huyện An Sơn rà soát hồ sơ.", ("huyện An Sơn",)),
    (
        "Huyện An Sơn gặp khó. Huyện An Sơn cố gắng. Đồng chí yêu cầu địa phương rà soát hồ sơ.",
        ("huyện An Sơn",),
    ),
    ("Huyện An Sơn gặp khó. Đồng chí yêu cầu địa phương rà soát hồ sơ.", ()),
    (
        "Sở Y tế và Công an tỉnh ký kết chương trình phối hợp. Thời gian tới, hai bên sẽ rà soát hồ sơ.",
        ("Sở Y tế", "Công an tỉnh"),
    ),
    (
        "Chủ tịch Hội Nông dân tỉnh khẳng định, cơ quan này sẽ rà soát hồ sơ.",
        ("Hội Nông dân tỉnh",),
    ),
    (
        "Đồng chí yêu cầu Thủ trưởng các ngành, cơ quan cấp tỉnh, Sở Y tế rà soát hồ sơ.",
        ("Thủ trưởng các ngành, cơ quan cấp tỉnh", "Sở Y tế"),
    ),
    (
        "Đồng chí yêu cầu Thủ trưởng các Sở, Ban, Ngành của Thành phố rà soát hồ sơ.",
        ("Thủ trưởng các Sở, Ban, Ngành của Thành phố",),
    ),
    (
        "Phó Thủ tướng Chính phủ Lê Văn Thử sẽ chủ trì cuộc họp.",
        ("Phó Thủ tướng Chính phủ Lê Văn Thử",),
    ),
    (
        "UBND tỉnh giao Giám đốc Sở Nội vụ, Chủ tịch UBND các xã rà soát hồ sơ.",
        ("Giám đốc Sở Nội vụ", "Chủ tịch Ủy ban nhân dân các xã"),
    ),
]


@pytest.mark.parametrize(("text", "leads"), LEADS, ids=[text for text, _ in LEADS])
def test_who_must_act(text: str, leads: tuple[str, ...], reading_of: Read) -> None:
    assert [task.lead for task in reading_of(text).tasks] == [leads]


PARTNERS = [
    ("Đồng chí yêu cầu Sở Y tế phối hợp với Công an tỉnh và các đơn vị rà soát hồ sơ.", ("Công an tỉnh",)),
    ("Đồng chí yêu cầu Sở Y tế chủ trì cùng Bộ Xây dựng rà soát hồ sơ.", ("Bộ Xây dựng",)),
    ("Đồng chí yêu cầu Sở Y tế tham mưu UBND tỉnh phối hợp Bộ Nội vụ rà soát hồ sơ.", ("Bộ Nội vụ",)),
    ("Đồng chí yêu cầu Sở Y tế trao đổi thông tin với Sở Nội vụ để phối hợp giải quyết.", ("Sở Nội vụ",)),
    ("Đồng chí yêu cầu Sở Y tế tăng cường phối hợp, hỗ trợ lực lượng Kiểm lâm tuần tra.", ("Kiểm lâm",)),
    ("Đồng chí yêu cầu Sở Y tế xây dựng quy chế phối hợp với Sở Nội vụ.", ()),
    ("Đồng chí yêu cầu Sở Y tế phối hợp với Công an tỉnh kiểm tra Sở Nội vụ.", ("Công an tỉnh",)),
    ("Đồng chí yêu cầu Sở Y tế chỉ đạo các trạm phối hợp với Công an xã nắm hồ sơ UBND xã.", ("Công an xã",)),
    ("Đồng chí yêu cầu Sở Y tế lập đoàn do Sở chủ trì, Sở Nội vụ và các đơn vị phối hợp.", ("Sở Nội vụ",)),
    ("Đồng chí yêu cầu Sở Y tế phối hợp rà soát hồ sơ của Sở Nội vụ.", ()),
]


@pytest.mark.parametrize(("text", "partners"), PARTNERS, ids=[text for text, _ in PARTNERS])
def test_who_coordinates(text: str, partners: tuple[str, ...], reading_of: Read) -> None:
    assert [(task.lead, task.coordinating) for task in reading_of(text).tasks] == [(("Sở Y tế",), partners)]


def test_a_role_formula_does_not_reach_the_next_sentence(reading_of: Read) -> None:
    text = "Đồng chí yêu cầu Sở Y tế phối hợp với Sở Nội vụ rà soát hồ sơ; lập báo cáo. Kiểm tra kết quả."
    assert [(task.text, task.coordinating) for task in reading_of(text).tasks] == [
        ("rà soát hồ sơ", ("Sở Nội vụ",)),
        ("lập báo cáo", ("Sở Nội vụ",)),
        ("Kiểm tra kết quả", ()),
    ]


TIMES = [
    ("Trong giai đoạn 2031 - 2033, Sở Y tế sẽ rà soát hồ sơ.", ("2031-01-01", "2033-12-31")),
    ("Đồng chí yêu cầu Sở Y tế rà soát hồ sơ trong năm 2031.", ("2031-01-01", "2031-12-31")),
    ("Đồng chí yêu cầu Sở Y tế rà soát hồ sơ trước ngày 05/6/2031.", (None, "2031-06-05")),
    ("Trước ngày 08 tháng 3 năm 2031, Sở Y tế sẽ chủ trì cuộc họp.", (None, "2031-03-08")),
    ("Đồng chí yêu cầu Sở Y tế rà soát quy hoạch nhiệm kỳ 2030-2035.", (None, None)),
    ("Đồng chí yêu cầu Sở Y tế triển khai Đề án Dạy nghề đến năm 2035.", (None, None)),
    ("Đồng chí yêu cầu Sở Y tế xây dựng kế hoạch năm 2031.", (None, None)),
    (
        "Để hoàn thành nhiệm vụ năm 2031, đồng chí yêu cầu Sở Y tế rà soát hồ sơ.",
        ("2031-01-01", "2031-12-31"),
    ),
    (
        "Hai sở ký kết Chương trình phối hợp giai đoạn 2031 - 2033. Theo đó, Sở Y tế hợp tác tập huấn.",
        ("2031-01-01", "2033-12-31"),
    ),
    ("Sáng 06/4/2031, đồng chí yêu cầu Sở Y tế rà soát hồ sơ.", (None, None)),
]


@pytest.mark.parametrize(("text", "bounds"), TIMES, ids=[text for text, _ in TIMES])
def test_when_it_is_to_be_done(text: str, bounds: tuple[str | None, str | None], reading_of: Read) -> None:
    assert [(task.start_date, task.end_date) for task in reading_of(text).tasks] == [bounds]


BASIS = [
    ("tổ chức tổng kết 10 năm thực hiện Nghị quyết số 28-NQ/TW của Bộ Chính trị", 1),
    ("xử lý hồ sơ theo quy định tại Luật Đất đai, Nghị định số 31/2025/NĐ-CP", 2),
    ("tuyên truyền sâu rộng Luật Đất đai", 0),
    ("rà soát hồ sơ theo Chỉ thị số 5/CT-TTg, tuyên truyền sâu rộng Luật Đất đai", 1),
    ("thực hiện Chỉ thị số 5/CT-TTg về dân số; Kế hoạch số 7/KH-UBND và Luật Dân số", 3),
    ("tham mưu sửa đổi Quyết định số 15/2021/QĐ-UBND phù hợp với Luật Đất đai", 1),
]


@pytest.mark.parametrize(("action", "documents"), BASIS, ids=[action for action, _ in BASIS])
def test_documents_that_are_carried_out_are_the_basis(action: str, documents: int, reading_of: Read) -> None:
    found = reading_of(f"Đồng chí yêu cầu Sở Y tế {action}.")
    assert [task.text for task in found.tasks] == [action]
    assert len(found.tasks[0].basis) == documents
    assert set(found.tasks[0].basis) <= {citation.id for citation in found.citations}


@dataclass(frozen=True)
class Rule:
    text: str
    names: list[str] = field(default_factory=list)


RULES = [
    Rule("Đồng chí yêu cầu Sở Y tế rà soát. Chú trọng bảo mật hồ sơ.", ["request:yêu cầu:going on"]),
    Rule("Sở Y tế sẽ rà soát hồ sơ.", ["plan"]),
    Rule("Đồng chí nhấn mạnh, Sở Y tế phải rà soát hồ sơ.", ["saying:nhấn mạnh"]),
    Rule("1. Sở Y tế:\n- Rà soát hồ sơ.", ["item below heading:actors"]),
]


@pytest.mark.parametrize("rule", RULES, ids=[rule.text for rule in RULES])
def test_each_task_names_its_rule(rule: Rule, reading_of: Read) -> None:
    assert [task.rule for task in reading_of(rule.text).tasks] == rule.names


def test_tasks_are_numbered_in_text_order_and_never_overlap(reading_of: Read) -> None:
    tasks = reading_of(PLAN).tasks
    assert [task.id for task in tasks] == [f"t{number}" for number in range(1, len(tasks) + 1)]
    assert all(first.end <= second.start for first, second in pairwise(tasks))


def test_text_without_marks_is_read_alike(reading_of: Read) -> None:
    text = "Dong chi Bi thu Tinh uy yeu cau Cong an tinh phoi hop voi So Noi vu ra soat ho so trong nam 2031."
    found = [(task.text, task.lead, task.coordinating) for task in reading_of(text).tasks]
    assert found == [("ra soat ho so trong nam 2031", ("Cong an tinh",), ("So Noi vu",))]


OUTLINE = dedent(
    """\
    QUY CHẾ
    PHỐI HỢP CÔNG TÁC

    1. Nâng cao chất lượng tuyên truyền

    - Tổ chức hội thi.

    II. CÁC GIẢI PHÁP

    1. Tăng cường tuyên truyền

    - Mở chuyên mục.

    - Sở Y tế:

    + Lập danh sách.

    - Sở Nội vụ thẩm định hồ sơ.

    III. KẾT QUẢ

    - Tổ chức 12 hội nghị.
    """
)


def test_headings_that_only_announce_assign_nothing(reading_of: Read) -> None:
    assert [(task.text, task.lead) for task in reading_of(OUTLINE).tasks] == [
        ("Tổ chức hội thi", ()),
        ("Mở chuyên mục", ()),
        ("Lập danh sách", ("Sở Y tế",)),
        ("thẩm định hồ sơ", ("Sở Nội vụ",)),
    ]


def test_text_that_is_not_read_ends_a_request(reading_of: Read) -> None:
    request, further = "Đồng chí yêu cầu Sở Y tế rà soát hồ sơ.", "Tăng cường tuyên truyền."
    address = "https://vidu.example/mot-dia-chi-dai/cua-trang-khong-duoc-doc"
    near = reading_of(f"{request}\n\n{further}")
    far = reading_of(f"{request}\n\n{address}\n\n{further}")
    assert ([task.text for task in near.tasks], [task.text for task in far.tasks]) == (
        ["rà soát hồ sơ", "Tăng cường tuyên truyền"],
        ["rà soát hồ sơ"],
    )


def test_the_place_of_a_meeting_is_not_one_of_those_who_agree(reading_of: Read) -> None:
    text = (
        "Sáng 12-11-2031, tại Bộ Tư lệnh Quân khu 99, Cục Chính trị Quân khu và Ban Tổ chức các tỉnh, "
        "thành ủy phối hợp tổ chức Hội nghị giao ban. Hội nghị thống nhất nội dung phối hợp thời gian tới, "
        "trong đó năm 2032, phối hợp rà soát hồ sơ."
    )
    assert [task.lead for task in reading_of(text).tasks] == [
        ("Cục Chính trị Quân khu", "Ban Tổ chức các tỉnh ủy, thành ủy")
    ]
