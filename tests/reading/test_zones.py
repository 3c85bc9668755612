from __future__ import annotations

import pytest

from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.zones import find_zones

HEAD = "UBND TỈNH MẪU\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"

ZONES = [
    (
        "page furniture at the top",
        "0912.345.678\nThứ 3, 18/12/2018\n74nn22t12\nHome Tin tức Hội nghị mẫu\n\nHội nghị mẫu\n\nNội dung.",
        ["Hội nghị mẫu\n\nNội dung."],
    ),
    (
        "letterhead, number, place and date; V/v stays",
        f"{HEAD}Số: 06/CT-UBND\nV/v báo cáo\n\nTỉnh Mẫu, ngày\n25 tháng 11 năm 2025\n\nKính gửi: Sở Mẫu.",
        ["V/v báo cáo", "Kính gửi: Sở Mẫu."],
    ),
    (
        "recipients and signature",
        "Nội dung thực hiện./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ\nTrần Văn Mẫu\n",
        ["Nội dung thực hiện./."],
    ),
    (
        "a signature without recipients, and the annex after it",
        "Nội dung thực hiện.\n\nTM. ỦY BAN NHÂN DÂN\nTrần Văn Mẫu\n\nPHỤ LỤC I\nDanh sách",
        ["Nội dung thực hiện.", "PHỤ LỤC I\nDanh sách"],
    ),
    (
        "byline, trailing lead",
        "Tin mẫu\n\nNội dung.\n\nĐảo Mẫu\n\nmore(HDDTVN) – Hội nghị diễn ra hôm nay.",
        ["Tin mẫu\n\nNội dung.", "Hội nghị diễn ra hôm nay."],
    ),
    ("two reporters", "Nội dung.\n                    Thanh Mẫu, Đức Thử\n", ["Nội dung."]),
    ("reporter in capitals", "Nội dung. Tin, ảnh: TRẦN VĂN MẪU\n", ["Nội dung."]),
    (
        "photo credits, not the captions",
        "Toàn cảnh hội nghị. Ảnh: T.Mẫu.\n\nĐại biểu dự. (Ảnh: Báo Mẫu)\n\nHết bài.",
        ["Toàn cảnh hội nghị.", "Đại biểu dự.", "Hết bài."],
    ),
    (
        "menus above, the source before the first sentence",
        "Trang chủ | Tin tức\nTin mới\nThứ Tư, 14/08/2019 | 08:15\nTin mẫu\n(Báo Mẫu) - Sáng 13.8, họp.",
        ["Tin mẫu", "Sáng 13.8, họp."],
    ),
    ("placeholders of pictures", "Đoạn một.\n[img]\nĐoạn hai.", ["Đoạn một.", "Đoạn hai."]),
    (
        "addresses and links",
        'Xem tại https://mau.example/tin?a=1 nhé. ![ảnh](https://mau.example/a.jpg "ảnh") Hết.',
        ["Xem tại", "nhé.", "Hết."],
    ),
    (
        "a passage in English",
        "Nội dung chính.\nThis is the copyright of the owner and it is not to be copied.\nHết.",
        ["Nội dung chính.", "Hết."],
    ),
    (
        "related items at the end",
        "Đoạn một của bài dài.\nĐoạn hai của bài dài.\nTin liên quan\nHội nghị khác\nBài khác",
        ["Đoạn một của bài dài.\nĐoạn hai của bài dài."],
    ),
    ("nothing to read", "---\n\n| | |\n12\n", []),
    ("empty", "", []),
    ("English only", "The board of the company has met for the first time and it was a success.", []),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in ZONES], ids=[case[0] for case in ZONES])
def test_zones(vocabulary: Vocabulary, text: str, expected: list[str]) -> None:
    assert [text[zone.start : zone.end] for zone in find_zones(text, vocabulary)] == expected


def test_a_letterhead_may_stand_deep_in_the_page_of_a_law_site(vocabulary: Vocabulary) -> None:
    notices = "Thông báo của trang.\n" * 150
    text = f"{notices}{HEAD}Kính gửi: Sở Mẫu.\n{'Nội dung của công văn này.' * 300}"
    assert text[find_zones(text, vocabulary)[0].start :].startswith("Kính gửi")
