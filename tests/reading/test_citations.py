from __future__ import annotations

from collections.abc import Callable

import pytest

from phoihop.reading.spans import CitationSpan, Reading

SPANS = [
    # number or symbol
    "Thực hiện ⟦Nghị quyết số 28-NQ/TW ngày 25/10/2013 của Bộ Chính trị⟧ về khu vực phòng thủ.",
    "Triển khai ⟦Chỉ thị 05⟧ trong toàn đơn vị, ⟦Chỉ thị 317 của Quân ủy Trung ương⟧ và ⟦Đề án 06⟧.",
    "Theo Điều 5 ⟦Nghị định số 12/2020/NĐ-CP ngày 01 tháng 02 năm 2020 của Chính phủ⟧ quy định rõ.",
    "Căn cứ ⟦Công văn số 1234/BTC-NSNN ngày 02/3/2020 của Bộ Tài chính⟧;",
    "Tổng kết ⟦kế hoạch số 03 / KH - BCA⟧ và ⟦Thông báo số 71 - TB / TW của Ban Bí thư⟧ từ tháng trước.",
    "Tổng kết ⟦03/KH-BCA⟧, thực hiện ⟦847-NQ/QUTW⟧.",
    "Nhận ⟦văn bản đề ngày 03 tháng 5 năm 2021 số 27/CV-HTC của Hội Mẫu Việt Nam⟧ gửi tới.",
    "Xem ⟦Công văn 815/SNV-TC năm 2021 ban hành ngày 10/3/2021⟧.",
    "⟦Chỉ thị 12, ngày 3/5/2007 của Bộ Chính trị⟧ về giáo dục quốc phòng",
    "Thực hiện ⟦NQ số 28-NQ/TW⟧, ⟦NQ Trung ương 4 (khóa XII)⟧ và ⟦CT 05-CT/TW của Bộ Chính trị⟧; CT 135.",
    "⟦Kết luận của Ban Bí thư số 19-KL/TW⟧ và ⟦Nghị quyết số 28 NQ/TW⟧",
    # lists with one kind word
    "Đã học các ⟦Quy định: 24⟧, ⟦37⟧, ⟦41 của Bộ Chính trị, Ban Bí thư và Quân ủy Trung ương⟧ về đảng.",
    "Đã làm theo ⟦Nghị quyết 08⟧, ⟦09 của Chính phủ⟧ từ đầu năm.",
    "Quán triệt ⟦Quy định 24-QĐ/TW⟧, ⟦41-QĐ/TW⟧ và ⟦69-QĐ/TW của Bộ Chính trị⟧.",
    # sessions
    "Thực hiện ⟦Nghị quyết Trung ương 4 (khóa XII)⟧ về xây dựng Đảng.",
    "Quán triệt các ⟦nghị quyết Trung ương 4 khóa XI⟧, ⟦XII⟧, ⟦XIII⟧ của Đảng.",
    "⟦Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII⟧ nêu rõ.",
    "⟦Nghị quyết Trung ương 6 lần 2 (khóa VIII)⟧ về một số vấn đề cơ bản.",
    "hoàn thành ⟦Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2020 - 2025⟧ đã đề ra.",
    "⟦Chỉ thị số 61-CT/TW của Ban Bí thư Trung ương (khóa X)⟧ về tưới tiêu",
    # quoted titles
    "triển khai ⟦Đề án “Xây dựng kho dữ liệu mẫu”⟧ từ năm nay",
    "⟦Chương trình phối hợp công tác về “Giúp nhau làm vườn giỏi”⟧ được ký.",
    # acts named by their name
    "theo ⟦Luật Thủy sản⟧, ⟦Luật Du lịch⟧ và các tài liệu kèm theo.",
    "Xét ⟦Luật Tín ngưỡng, tôn giáo số 02/2016/QH14⟧; ⟦Hiến pháp năm 2013⟧; ⟦Điều lệ Đảng⟧.",
    "⟦Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)⟧ và ⟦Pháp lệnh Dân số⟧",
    "dự thảo ⟦Luật sửa đổi, bổ sung một số điều của Luật Đất đai⟧ trình Quốc hội",
    # parties
    "soạn ⟦Quy chế phối hợp giữa Cục Hậu cần với Ban Tổ chức 5 tỉnh, thành ủy⟧.",
    "⟦quy chế phối hợp trong công tác mẫu giữa EVN MẪU và Cảnh sát TP Mẫu⟧ (giai đoạn 2012 – 2017).",
    "⟦Kế hoạch phối hợp giữa Công an tỉnh với Sở Nội vụ và Sở Y tế⟧ được ký.",
    # standards
    "theo ⟦tiêu chuẩn ISO 9001:2015⟧ và ⟦QCVN 06:2022/BXD⟧",
]

NOTHING = [
    "thực hiện các nghị quyết, chỉ thị của Đảng, Chỉ thị này và Nghị quyết Đại hội Đảng bộ các cấp",
    "kế hoạch 5 năm, Báo cáo 6 tháng, Quy định 3 điều, Chương trình 135, Dự án 6",
    "Chương trình MTQG, Cuộc vận động “Toàn dân đoàn kết”, Chương trình “Mái ấm mẫu”",
    "Luật sư và Hội Luật gia hướng dẫn luật pháp, luật lệ",
    "theo luật đất đai và luật lâm nghiệp hiện hành",
    "Quy chế phối hợp giữa các bên; chương trình phối hợp giữa hai cơ quan",
    "Nghị quyết của Bộ Chính trị về tăng cường quốc phòng",
]

FIELDS = [
    (
        "Chỉ thị số 11-CT/TU ngày 05/5/2021, Kế hoạch số 92-KH/TU ngày 20/12/2021 của Ban Thường vụ Tỉnh ủy",
        [
            ("Chỉ thị", ("11",), "11-CT/TU", ("Ban Thường vụ Tỉnh ủy",), None, "2021-05-05", None),
            ("Kế hoạch", ("92",), "92-KH/TU", ("Ban Thường vụ Tỉnh ủy",), None, "2021-12-20", None),
        ],
    ),
    (
        "Quyết định số 12-QĐ/TU và Hướng dẫn số 05-HD/BTCTU của Ban Tổ chức Tỉnh ủy.",
        [
            ("Quyết định", ("12",), "12-QĐ/TU", (), None, None, None),
            ("Hướng dẫn", ("05",), "05-HD/BTCTU", ("Ban Tổ chức Tỉnh ủy",), None, None, None),
        ],
    ),
    (
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 45/TTr-SNV ngày 11 tháng 11 năm 2025;",
        [("Tờ trình", ("45",), "45/TTr-SNV", ("Giám đốc Sở Nội vụ",), None, "2025-11-11", None)],
    ),
    (
        "Tổng kết Nghị quyết số 28 của Bộ Chính trị về “Xây dựng khu vực phòng thủ mẫu”.",
        [("Nghị quyết", ("28",), None, ("Bộ Chính trị",), None, None, "Xây dựng khu vực phòng thủ mẫu")],
    ),
    (
        "Nghị quyết số 33-NQ/TW của Hội nghị lần thứ chín Ban Chấp hành Trung ương khóa XI.",
        [
            (
                "Nghị quyết",
                ("33",),
                "33-NQ/TW",
                ("Ban Chấp hành Trung ương Đảng",),
                "Trung ương 9 khóa XI",
                None,
                None,
            )
        ],
    ),
    (
        "Chỉ thị số 16-CT/TW của Ban Bí thư (khoá IX)",
        [("Chỉ thị", ("16",), "16-CT/TW", ("Ban Bí thư",), "khóa IX", None, None)],
    ),
    (
        "Quyết định số 3/QĐ-UBND của UBND tỉnh Mẫu; Quy định số 1/QĐ-BQP-BCA của Bộ Quốc phòng, Bộ Công an.",
        [
            ("Quyết định", ("3",), "3/QĐ-UBND", ("Ủy ban nhân dân tỉnh Mẫu",), None, None, None),
            ("Quy định", ("1",), "1/QĐ-BQP-BCA", ("Bộ Quốc phòng", "Bộ Công an"), None, None, None),
        ],
    ),
    (
        "theo Nghị định số 7/NĐ-CP của Chính phủ, Bộ Công an chủ trì hướng dẫn",
        [("Nghị định", ("7",), "7/NĐ-CP", ("Chính phủ",), None, None, None)],
    ),
    (
        "theo Đề án 2 của Bộ với phương châm mới",
        [("Đề án", ("2",), None, (), None, None, None)],
    ),
    (
        "Nghị quyết Trung ương 6, 7 khóa XII",
        [
            (
                "Nghị quyết",
                (),
                None,
                ("Ban Chấp hành Trung ương Đảng",),
                f"Trung ương {n} khóa XII",
                None,
                None,
            )
            for n in (6, 7)
        ],
    ),
    (
        "Luật Đất đai năm 2024",
        [("Luật", (), None, (), None, None, "Đất đai")],
    ),
    (
        "quyết định số 2345/qđ-ttg ngày 03 tháng 5 năm 2011 của thủ tướng chính phủ",
        [("Quyết định", ("2345",), "2345/qđ-ttg", ("thủ tướng chính phủ",), None, "2011-05-03", None)],
    ),
]


@pytest.mark.parametrize("sentence", SPANS, ids=SPANS)
def test_span(marked: Callable[[str, str], tuple[str, str]], sentence: str) -> None:
    expected, found = marked("citations", sentence)
    assert found == expected


@pytest.mark.parametrize("sentence", NOTHING, ids=NOTHING)
def test_no_citation(reading_of: Callable[[str], Reading], sentence: str) -> None:
    assert reading_of(sentence).citations == ()


@pytest.mark.parametrize(("sentence", "expected"), FIELDS, ids=[sentence for sentence, _ in FIELDS])
def test_fields(reading_of: Callable[[str], Reading], sentence: str, expected: list[object]) -> None:
    assert [_fields(span) for span in reading_of(sentence).citations] == expected


def _fields(span: CitationSpan) -> tuple[object, ...]:
    return (span.kind, span.numbers, span.notation, span.issuers, span.session, span.date, span.subject)


def test_ids_count_from_one(reading_of: Callable[[str], Reading]) -> None:
    found = reading_of("Luật Đất đai; Luật Lâm nghiệp; Chỉ thị 05").citations
    assert [span.id for span in found] == ["c1", "c2", "c3"]


def test_the_number_of_the_document_itself_is_no_citation(reading_of: Callable[[str], Reading]) -> None:
    text = (
        "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 06/CT-UBND\n"
        "CHỈ THỊ\n\nChỉ thị số 06/CT-UBND có hiệu lực; thực hiện Chỉ thị số 05/CT-TTg.\n"
    )
    assert [span.notation for span in reading_of(text).citations] == ["05/CT-TTg"]


def test_a_citation_inside_a_post_belongs_to_the_person(reading_of: Callable[[str], Reading]) -> None:
    found = reading_of("Đại tá Trần Văn Mẫu, Chủ nhiệm Đề án 2 phát biểu về Đề án 2.")
    assert [(span.start, span.text) for span in found.citations] == [(52, "Đề án 2")]


def test_every_span_names_its_rule(reading_of: Callable[[str], Reading]) -> None:
    found = reading_of(
        "Luật Đất đai; Chỉ thị 05; Quy định: 59, 61; 03/KH-BCA; Nghị quyết Trung ương 4 khóa XII"
    )
    assert [span.rule for span in found.citations] == [
        "name after Luật",
        "number after Chỉ thị",
        "number after Quy định",
        "list number after Quy định",
        "symbol alone",
        "plenum after Nghị quyết",
    ]
