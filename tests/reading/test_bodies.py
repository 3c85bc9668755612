from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.reading.bodies import find_bodies
from phoihop.reading.spans import PersonSpan, Reading, Zone
from phoihop.reading.vocabulary import Vocabulary

SPANS = [
    # parents, levels, places belong to the name
    "⟦Bộ CHQS tỉnh Phú Thọ⟧ báo cáo ⟦Cục Chính trị Quân khu⟧ và ⟦Đảng ủy Quân sự tỉnh⟧.",
    "⟦Văn phòng UBND tỉnh⟧, ⟦Ủy ban Kiểm tra Tỉnh ủy⟧ và ⟦Ban Thường vụ Đảng ủy Công an tỉnh⟧ dự họp.",
    "⟦Chi cục Hải quan khu vực XI⟧ làm việc với ⟦Ngân hàng Nhà nước khu vực 8⟧.",
    "⟦Sở Y tế thành phố Hải Phòng⟧ gửi ⟦UBND phường Bến Đá⟧ và ⟦Công an xã Hòa Sơn⟧.",
    "⟦Tổng cục Chính trị Quân đội nhân dân Việt Nam⟧ chỉ đạo ⟦Sư đoàn 395⟧ và ⟦Đồn Biên phòng Hòn Đá⟧.",
    "⟦Ban Chỉ đạo 389 quốc gia⟧, ⟦Ban Chỉ đạo 138/CP⟧ và ⟦Ban Chỉ đạo các cấp⟧ họp.",
    "⟦Ban Chỉ đạo phòng, chống thiên tai trên địa bàn tỉnh Nghệ An⟧ đã họp phiên đầu.",
    "⟦Trung ương Hội Nông dân Việt Nam⟧ làm việc với ⟦Trung ương Đoàn⟧.",
    "⟦Ủy ban Các vấn đề xã hội của Quốc hội⟧ giám sát tại cơ sở.",
    # what follows with "thuộc" or stands beside does not
    "⟦Tổng cục Hải quan⟧ thuộc ⟦Bộ Tài chính⟧ ban hành quy trình.",
    "⟦Ban Tổ chức các tỉnh ủy, thành ủy⟧ trên địa bàn Quân khu.",
    # fields of work with commas and "và"
    "⟦Sở Văn hóa, Thể thao và Du lịch⟧, ⟦Sở GD&ĐT⟧, ⟦Sở LĐ-TB&XH⟧ phối hợp.",
    "⟦Bộ Lao động - Thương binh và Xã hội⟧ trả lời ⟦Bộ Nông nghiệp và Môi trường⟧.",
    "⟦Cục Cảnh sát điều tra tội phạm về ma túy⟧ và ⟦Cảnh sát PCCC⟧ vào cuộc.",
    # class bodies
    "Các ⟦sở, ban, ngành cấp tỉnh⟧ và ⟦UBND các xã, phường, đặc khu⟧ thực hiện.",
    "Các ⟦ban ngành, đoàn thể⟧ và ⟦Ban Tổ chức của 12 tỉnh ủy, thành ủy⟧ dự.",
    "Các ⟦bộ, ngành⟧, địa phương và các ⟦tỉnh ủy, thành ủy⟧ quán triệt.",
    "⟦Đảng ủy quân sự các tỉnh (thành phố)⟧ và ⟦bộ CHQS các tỉnh, thành phố⟧ rà soát.",
    "một số ⟦cục hải quan tỉnh, thành phố⟧ có số thu giảm",
    "phối hợp với ⟦Ban Giám hiệu các trường THPT⟧ trên địa bàn",
    # forces, also in lower case or behind "lực lượng", "ngành"
    "lực lượng ⟦Kiểm lâm⟧, ngành ⟦Hải quan⟧ và ⟦công an⟧ các đơn vị",
    "nhiệm vụ của ⟦quân đội⟧ và ⟦LLVT địa phương⟧",
    # lists that say the head once
    "các Bộ: ⟦Tài chính⟧, ⟦Nội vụ⟧, ⟦Giáo dục và Đào tạo⟧ cử người dự",
    "các ⟦quân chủng Hải quân⟧, ⟦Lục quân⟧ và ⟦Phòng không - Không quân⟧",
    "các Sở: ⟦Tài chính⟧, ⟦Nội vụ tỉnh Phú Thọ⟧ cử người dự",
    "các ⟦Vụ Pháp chế⟧, ⟦Tổ chức cán bộ⟧ và ⟦Tài chính⟧ cử người dự",
    # short names given by the text itself
    "⟦Tổng công ty Bến Đá (BDC)⟧ mời Giám đốc BDC, lãnh đạo ⟦BDC⟧ dự.",
    "⟦Tổng công ty Bến Đá (BDC)⟧ ký với ⟦Quân chủng Hải quân (QCHQ)⟧. ⟦BDC⟧ và ⟦QCHQ⟧ thống nhất.",
    # press organs that take part, not those that are only quoted
    "thăm cán bộ, phóng viên ⟦báo Bến Đá⟧",
    # inside citations, events and tasks
    "Kế hoạch số 12/KH-UBND của ⟦UBND tỉnh⟧ và Quyết định của ⟦Ban Bí thư⟧",
]

NONE = [
    # office titles
    "Bí thư Tỉnh ủy, Thủ tướng Chính phủ, Chánh Văn phòng UBND tỉnh, đại biểu Quốc hội khóa XV",
    "Bộ trưởng các Bộ: Tài chính, Nội vụ, Bộ Y tế.",
    "Thủ trưởng các sở, ban, ngành; Giám đốc Công an tỉnh; Phó Chủ tịch Thường trực HĐND tỉnh",
    "Tổng giám đốc: Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam;",
    "Tư lệnh BDC, Chính ủy BDC",
    # vague groups, Party and State as such, places
    "cơ quan, đơn vị, các cấp, các ngành, địa phương, cấp ủy, tổ chức đảng, hai bên, doanh nghiệp",
    "Đảng, Nhà nước, Trung ương, tỉnh, các bộ, tập đoàn, một số cơ quan, ban, ngành có nhiệm vụ",
    # words that only look like heads
    "cán bộ Y tế, nội bộ Quốc phòng",
    "trụ sở Ngoại giao đoàn, nhiệm vụ Quốc phòng, đại hội Chi bộ, toàn quốc Hội nghị",
    "làm thủ tục Hải quan, Luật Công an nhân dân, Luật Cảnh sát biển Việt Nam",
    "BẢO VỆ NHIỆM VỤ TRỌNG TÂM CUỐI NĂM, PHÒNG NGỪA",
    # document symbols
    "Chỉ thị 06/CT-UBND, Công văn 574/UBND-NC, ký hiệu UBND-NC",
    # party congresses
    "Đại hội Đảng bộ Quân sự tỉnh lần thứ XVIII, Đại hội đại biểu Đảng bộ Cảnh sát biển",
    # sources of a report
    "Theo báo Bến Đá, tờ An ninh Bến Đá đưa tin",
]

CANONICAL = [
    ("HĐND, UBND tỉnh báo cáo.", ["Hội đồng nhân dân tỉnh", "Ủy ban nhân dân tỉnh"]),
    (
        "Thành uỷ, Hội đồng nhân dân và UBND thành phố Huế",
        ["Thành ủy", "Hội đồng nhân dân thành phố Huế", "Ủy ban nhân dân thành phố Huế"],
    ),
    (
        "Thường vụ Đảng ủy – Bộ Tư lệnh Quân khu",
        ["Thường vụ Đảng ủy Quân khu", "Bộ Tư lệnh Quân khu"],
    ),
    ("Đảng ủy, Bộ CHQS tỉnh", ["Đảng ủy", "Bộ Chỉ huy quân sự tỉnh"]),
    ("các Bộ: Tài chính, Nội vụ", ["Bộ Tài chính", "Bộ Nội vụ"]),
    ("các quân chủng Hải quân, Lục quân", ["quân chủng Hải quân", "quân chủng Lục quân"]),
    ("Ban Tổ chức các tỉnh, thành ủy", ["Ban Tổ chức các tỉnh ủy, thành ủy"]),
    ("Quân chủng Hải quân (QCHQ) và QCHQ", ["Quân chủng Hải quân", "QCHQ"]),
    ("Ủy ban nhân\n dân tỉnh", ["Ủy ban nhân dân tỉnh"]),
    ("Học viện Bến Đá Nhân dân (BĐND) và BĐND", ["Học viện Bến Đá Nhân dân"]),
]


@pytest.mark.parametrize("sentence", SPANS)
def test_organisations_are_found_with_all_that_belongs_to_their_name(
    sentence: str, marked: Callable[[str, str], tuple[str, str]]
) -> None:
    expected, found = marked("bodies", sentence)
    assert found == expected


@pytest.mark.parametrize("sentence", NONE)
def test_no_organisation_is_found_in(sentence: str, reading_of: Callable[[str], Reading]) -> None:
    assert [body.text for body in reading_of(sentence).bodies] == []


@pytest.mark.parametrize(("sentence", "names"), CANONICAL, ids=[sentence for sentence, _ in CANONICAL])
def test_what_a_list_leaves_out_is_put_back(
    sentence: str, names: list[str], reading_of: Callable[[str], Reading]
) -> None:
    assert [body.canonical for body in reading_of(sentence).bodies] == names


def test_organisations_inside_persons_are_left_out(vocabulary: Vocabulary) -> None:
    text = "Đại tá Lê Văn Thử, Chính ủy Bộ CHQS tỉnh làm việc với Sở Y tế"
    person = PersonSpan(0, text.index(" làm"), text[: text.index(" làm")], "Lê Văn Thử")
    found = find_bodies(text, [Zone(0, len(text))], vocabulary, [person])
    assert [body.text for body in found] == ["Sở Y tế"]


def test_a_name_never_runs_into_the_name_of_a_person(vocabulary: Vocabulary) -> None:
    text = "Đồn Biên phòng Hòn Đá Trần Thử"
    start = text.index("Trần")
    found = find_bodies(
        text, [Zone(0, len(text))], vocabulary, [PersonSpan(start, len(text), "", "Trần Thử")]
    )
    assert [body.text for body in found] == ["Đồn Biên phòng Hòn Đá"]


def test_only_zones_are_read(vocabulary: Vocabulary) -> None:
    text = "Sở Y tế\n\nSở Nội vụ"
    found = find_bodies(text, [Zone(9, len(text))], vocabulary, [])
    assert [(body.start, body.text) for body in found] == [(9, "Sở Nội vụ")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Sở Y tế họp", "name:Sở"),
        ("các Bộ: Tài chính, Nội vụ", "elided:Bộ"),
        ("các sở, ngành", "class:sở, ban, ngành"),
        ("BDC ký với Tổng công ty Bến Đá (BDC)", "alias:bdc"),
    ],
)
def test_each_span_names_its_rule(text: str, rule: str, reading_of: Callable[[str], Reading]) -> None:
    assert reading_of(text).bodies[0].rule == rule


def test_text_without_marks_is_read_with_the_same_names(reading_of: Callable[[str], Reading]) -> None:
    text = "Dong chi de nghi Dang uy Quan su tinh va cac tinh, thanh uy phoi hop thuc hien trong nam."
    names = [body.canonical for body in reading_of(text).bodies]
    assert names == ["Dang uy Quan su tinh", "tinh uy, thanh uy"]
