from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.reading.spans import Reading

SPANS = [
    "Đồng chí ⟦Thiếu tướng Trần Văn Mẫu, Bí thư Đảng ủy, Chính ủy Quân khu⟧ dự và chỉ đạo.",
    "⟦Đại tá Phạm Văn Thử - Cục trưởng cục Mẫu (bộ Công an)⟧ kể lại.",
    "⟦Thượng tướng Lê Mẫu⟧ phát biểu; ⟦thiếu tướng Đỗ Văn Thử- Phó Tư lệnh⟧ làm trưởng đoàn.",
    "Dự có các đồng chí: ⟦Lê Thị Mẫu, Phó Bí thư Thường trực Tỉnh ủy⟧; ⟦Vũ Thử, Trưởng Ban Tổ chức Tỉnh ủy⟧.",
    "có bà ⟦Nguyễn Thị Mẫu, Ủy viên BCH Trung ương Đảng, Chủ tịch Hội⟧; bà ⟦Bùi Thị Thử, Phó Chủ tịch Hội⟧.",
    "của ⟦Bí thư Đảng đoàn, Chủ tịch Hội Mẫu Nguyễn Văn Mẫu⟧, ⟦Tổng Biên tập báo Đời sống Lê Thử⟧ tiếp tục.",
    "⟦Chủ tịch UBND tỉnh Phạm Anh Mẫu⟧ nói; đồng chí ⟦Phạm Anh Mẫu⟧ ghi nhận; rồi ⟦Phạm Anh Mẫu⟧ kết luận.",
    "⟦Phó Chủ tịch Hội Phụ nữ Việt Nam, Bùi Thị Mẫu⟧; ⟦Chủ tịch kiêm Tổng giám đốc Công ty Mẫu Tào Thử⟧ dự.",
    "Các đồng chí Phó Chủ tịch UBND tỉnh: ⟦Trần Thị Hai⟧, ⟦Nguyễn Văn Ba⟧ và ⟦Lê Bốn⟧ cùng dự.",
    "Ông ⟦Vũ Văn Sáu, Giám đốc Sở Y tế tỉnh Mẫu⟧, nói. Ông Sáu nói thêm. Ông ⟦Vũ Văn Sáu⟧ nhấn mạnh.",
    "kết luận của ⟦phó thủ tướng nguyễn văn mẫu⟧; ⟦Phó Thủ tướng Nguyễn Văn Mẫu⟧ chủ trì.",
    "Đồng chí ⟦Nguyễn Văn Mẫu, Thiếu tướng, Phó Tư lệnh Quân khu⟧ phát biểu.",
    "Đồng chí ⟦Ngô Văn Mẫu – Phó Bí thư Đảng ủy, Chủ tịch UBND xã Thử⟧ (bên phải) trao quà.",
    "⟦Phó giám đốc Sở Y tế TP. HCM Tăng Văn Mẫu⟧ kiến nghị.",
    "⟦Đại tá Nguyễn Văn Mẫu (ảnh), Cục trưởng Cục Mẫu (C04), Bộ Công an⟧ trả lời.",
    "⟦Thiếu tướng Lê Mẫu, Chính ủy Quân khu⟧ và ⟦Thiếu tướng Trần Thử, Tư lệnh Quân khu⟧ đồng chủ trì.",
    "đồng chí ⟦Đoàn Thị Mẫu, UVBTV Tỉnh ủy, Phó Chủ tịch UBND tỉnh⟧ làm trưởng đoàn",
    "Dự có đồng chí ⟦Nguyễn Văn Mẫu (Bí thư Tỉnh ủy)⟧ và các đại biểu.",
    "⟦Bộ trưởng Bộ Công an, đồng chí Lê Văn Mẫu⟧ dự",
]

NOTHING = [
    "Bí thư Tỉnh ủy yêu cầu; Chủ tịch UBND tỉnh Hà Giang và Bí thư Huyện ủy Kim Bảng chỉ đạo",
    "Chủ tịch Hồ Chí Minh; Đoàn Thanh niên Cộng sản Hồ Chí Minh; tư tưởng Hồ Chí Minh",
    "Giám đốc Sở họp tại đường Lê Văn Mẫu; Hiệu trưởng Trường THPT Nguyễn Văn Mẫu",
    "Chị Nguyễn Thị Bảy, tiểu thương chợ Mẫu, cho biết; ông Trần Văn Tám (65 tuổi) kể",
    "HLV Phan Văn Mẫu và cầu thủ Nguyễn Quang Thử; bị can Lê Văn Xấu bị bắt; ca sĩ Hồ Thử hát",
    "tướng Cường khẳng định; Bộ Tư lệnh Quân khu; Ban Bí thư; Đoàn Chủ tịch",
    "Ảnh: Nguyễn Văn Mẫu",
]

FIELDS = [
    (
        "Đại tá Nguyễn Văn Mẫu, Phó Bí thư Đảng ủy, Chính ủy Bộ CHQS tỉnh báo cáo.",
        ("Nguyễn Văn Mẫu", "Đại tá", ("Phó Bí thư Đảng ủy", "Chính ủy Bộ Chỉ huy quân sự tỉnh")),
    ),
    (
        "Trung tướng, PGS, TS Nguyễn Văn Mẫu - Giám đốc Học viện Thử phát biểu.",
        ("Nguyễn Văn Mẫu", "Trung tướng", ("Giám đốc Học viện Thử",)),
    ),
    (
        "Bí thư Chi bộ, Phó Chủ tịch, Tổng Thư ký Hội Mẫu Việt Nam Lê Văn Thử dự.",
        ("Lê Văn Thử", None, ("Bí thư Chi bộ", "Phó Chủ tịch", "Tổng Thư ký Hội Mẫu Việt Nam")),
    ),
    (
        "Vụ trưởng vụ 7B, Uỷ ban Dân tộc T.Ư Cù Thị Mẫu dự.",
        ("Cù Thị Mẫu", None, ("Vụ trưởng vụ 7B, Ủy ban Dân tộc Trung ương",)),
    ),
    (
        "đồng chí Bùi Thị Hoà, Phó Tư lệnh kiêm Tham mưu trưởng Quân khu dự.",
        ("Bùi Thị Hoà", None, ("Phó Tư lệnh kiêm Tham mưu trưởng Quân khu",)),
    ),
    ("Phó Thủ tướng Chính phủ Trần Văn Mẫu chủ trì.", ("Trần Văn Mẫu", None, ("Phó Thủ tướng Chính phủ",))),
]


@pytest.mark.parametrize("sentence", SPANS, ids=SPANS)
def test_span(marked: Callable[[str, str], tuple[str, str]], sentence: str) -> None:
    expected, found = marked("persons", sentence)
    assert found == expected


@pytest.mark.parametrize("sentence", NOTHING, ids=NOTHING)
def test_no_person(reading_of: Callable[[str], Reading], sentence: str) -> None:
    assert reading_of(sentence).persons == ()


@pytest.mark.parametrize(("sentence", "expected"), FIELDS, ids=[sentence for sentence, _ in FIELDS])
def test_fields(reading_of: Callable[[str], Reading], sentence: str, expected: tuple[object, ...]) -> None:
    found = reading_of(sentence).persons
    assert [(person.name, person.rank, person.posts) for person in found] == [expected]
