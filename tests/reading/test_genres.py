"""Small texts of many genres: what must be found beside what must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.reading.spans import Reading

Marked = Callable[[str, str], tuple[str, str]]
Read = Callable[[str], Reading]

CITATIONS = [
    "Các ⟦Quy định: 49⟧, ⟦50⟧ và ⟦51-QĐ/TW của Ban Bí thư⟧ được quán triệt.",
    "Thực hiện ⟦Kế hoạch số 12-KH/TU ngày 5/5/2025 của Tỉnh ủy⟧, UBND tỉnh ban hành Kế hoạch như sau:",
    "Căn cứ ⟦Luật Tổ chức chính quyền địa phương ngày 16/6/2025⟧; căn cứ ⟦Luật số 65/2025/QH15⟧.",
    "⟦Nghị   quyết số 28-NQ/TW⟧ và ⟦Công  văn số 12/CV-BTC⟧.",
    "⟦Chương trình phối hợp số 05 giữa Bộ Y tế và Bộ Nội vụ⟧, Sở Y tế và Công an tỉnh thống nhất.",
    'Cuốn sách "Nghị quyết của mùa xuân", chương trình "Sao Mai 2023".',
    "Quy định 3 lít nước mỗi ngày, kế hoạch 5 năm, hướng dẫn 3 bước, quy định 10 km/h.",
]
BODIES = [
    "⟦Trường Quân sự Quân khu⟧, ⟦Bệnh viện Quân y 7⟧, ⟦Trường Chính trị tỉnh⟧, ⟦Đoàn An điều dưỡng 295⟧ dự.",
    "Chủ tịch HĐTV Tập đoàn Bưu chính Viễn thông Việt Nam dự.",
    "Tập thơ (NXB Hội Nhà văn, 2024) ra mắt tại Hội An.",
    "QĐND Online - Sáng 14-11, ⟦Cục Chính trị⟧ họp.",
    "Sở thích của tôi là sách; Vụ mùa 2024; Ban nhạc; Bộ phim; Cục tẩy; Hội chợ.",
]
PERSONS = [
    "Cùng đi có ⟦Đại tá, TS Vũ Hồng Gấm⟧ và các thượng tá: ⟦Ngô Văn Hách⟧, ⟦Đỗ Minh Ích⟧.",
    "Chị Nguyễn Thị Hoa (28 tuổi) kể chuyện đồng áng.",
]
TIMES = [
    "⟦Từ 14h ngày 5/6 đến 17h00 ngày 7/6/2024⟧ và các ⟦ngày 5, 6 và 7/6⟧.",
    "Tuần thứ 2 tháng 9/2024 và những năm 1990.",
    "Giá 45/50k, tỷ số 25-20, 0904 123 456, hotline 24/7, biển số 15A-234.56, STK 1234567890.",
]
NOTHING = {
    "numbers of telephones, accounts, taxes": "Điện thoại: (0225) 3.842.123; STK 1234567890; MST "
    "0200123456-001.",
    "scores": "HÀ NỘI FC 2-1 VIETTEL. Phút 23: mở tỷ số 1-0. V.League 2023/24 vòng 12. Set 1: 25-20.",
    "a menu": "Thực đơn: Phở bò 45.000đ, bún chả 40/45k, cơm suất số 3. Combo 2 người 150k/suất.",
    "a recipe": "Bước 1: Rửa sạch. Bước 2: Phối hợp gia vị, đun 30 phút. Cần chuẩn bị nồi 5 lít.",
    "prices of shares": "Giá vàng 78,5 - 80,2 triệu đồng/lượng; VN-Index 1.250,36 (+0,5%); HPG 28,5.",
    "an examination": "Câu 1 (2 điểm): Nêu nhiệm vụ của tế bào. Câu 2: Trình bày kế hoạch học tập. Bài "
    "5, chương 4.",
    "a cinema": "Phim: Một điều ước (138 phút). Giá vé 90.000-120.000. Phòng 3, ghế A12-B5, 19:30.",
    "a family": "Mẹ tôi yêu cầu tôi phải học. Anh Bình, nông dân xã Tân Tiến, sẽ trồng thêm 2 ha ổi.",
}


def case_of(layer: str, sentences: list[str]) -> list[tuple[str, str]]:
    return [(layer, sentence) for sentence in sentences]


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        *case_of("citations", CITATIONS),
        *case_of("bodies", BODIES),
        *case_of("persons", PERSONS),
        *case_of("times", TIMES),
    ],
)
def test_the_layer_finds_what_is_marked_and_nothing_else(marked: Marked, layer: str, sentence: str) -> None:
    expected, found = marked(layer, sentence)
    assert found == expected


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_texts_with_nothing_to_find_give_nothing(reading_of: Read, text: str) -> None:
    found = reading_of(text)
    layers = (found.citations, found.bodies, found.persons, found.meetings, found.times, found.tasks)
    assert layers == ((),) * 6


def test_a_post_behind_a_dash_is_a_post_of_its_own(reading_of: Read) -> None:
    found = reading_of("1. Ông Nguyễn Văn Mẫu, Chủ tịch UBND tỉnh - Trưởng ban;")
    assert [person.posts for person in found.persons] == [("Chủ tịch Ủy ban nhân dân tỉnh", "Trưởng ban")]


def test_a_deadline_before_the_period_of_the_plan_leaves_no_first_day(reading_of: Read) -> None:
    found = reading_of(
        "Để hoàn thành nhiệm vụ năm 2026, Tỉnh ủy yêu cầu Sở Y tế khám sức khỏe, xong trước 31/12/2025."
    )
    assert [(task.start_date, task.end_date) for task in found.tasks] == [(None, "2025-12-31")]


def test_who_chairs_may_stand_in_a_list_behind_the_word(reading_of: Read) -> None:
    found = reading_of(
        "Ngày 5/6/2025, tại Hải Dương, Cục Chính trị tổ chức Hội nghị tổng kết công tác cán bộ năm "
        "2024. Chủ trì "
        "hội nghị có các đồng chí: Trần Văn Mẫu, Phó Chủ nhiệm Chính trị; Lê Thị Thử, Phó Trưởng ban Tổ chức."
    )
    assert [meeting.chair for meeting in found.meetings] == [("Trần Văn Mẫu", "Lê Thị Thử")]


def test_the_parties_of_a_list_share_a_level_but_not_a_body(reading_of: Read) -> None:
    found = reading_of("Đề nghị Hội Nông dân, Đoàn Thanh niên Cục Chính trị dự.")
    assert [body.canonical for body in found.bodies] == ["Hội Nông dân", "Đoàn Thanh niên Cục Chính trị"]


def test_the_letterhead_of_the_party_needs_no_motto(reading_of: Read) -> None:
    found = reading_of("ĐẢNG BỘ QUÂN KHU 3\nBAN THƯỜNG VỤ\nSố: 45-HD/ĐU\nĐề nghị Sở Y tế báo cáo kết quả.")
    assert [body.text for body in found.bodies] == ["Sở Y tế"]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["line feeds", "as Windows writes them"])
def test_the_letterhead_of_the_state_is_passed_over(reading_of: Read, end: str) -> None:
    lines = ("ỦY BAN NHÂN DÂN", "TỈNH MẪU", "Số:", "26/2025/QĐ-UBND", "Mẫu, ngày 5 tháng 3 năm 2025")
    found = reading_of(end.join(("Độc lập - Tự do - Hạnh phúc", *lines, "Đề nghị Sở Y tế báo cáo kết quả.")))
    assert [citation.text for citation in found.citations] == []
    assert [task.lead for task in found.tasks] == [("Sở Y tế",)]


def test_a_dash_before_a_year_begins_no_item(reading_of: Read) -> None:
    found = reading_of(
        "Chiến lược\nphát triển của tỉnh\ntrong giai đoạn  2021\n-  2025 và những năm\ntiếp theo"
    )
    assert [(time.start_date, time.end_date) for time in found.times] == [("2021-01-01", "2025-12-31")]


def test_a_picture_with_brackets_in_its_title_is_furniture(reading_of: Read) -> None:
    found = reading_of('![anh](https://vi.du/a.jpg "Ông A (ảnh), Sở Y tế")\nCông an tỉnh dự.')
    assert [body.text for body in found.bodies] == ["Công an tỉnh"]
