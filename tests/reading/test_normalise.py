from __future__ import annotations

import pytest

from phoihop.reading.normalise import canonical_name
from phoihop.reading.vocabulary import Vocabulary

NAMES = [
    ("Uỷ ban  nhân dân\ntỉnh", "Ủy ban nhân dân tỉnh"),
    ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
    ("HĐND, UBND TP. Mẫu", "Hội đồng nhân dân, Ủy ban nhân dân thành phố Mẫu"),
    ("Bộ CHQS tỉnh", "Bộ Chỉ huy quân sự tỉnh"),
    ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
    ("Sở GD & ĐT", "Sở Giáo dục và Đào tạo"),
    ("UBND TP HCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
    ("Uỷ ban TW MTTQ Việt Nam", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ("Ban Nội chính T.Ư", "Ban Nội chính Trung ương"),
    ("Ban Tổ chức các tỉnh, thành ủy", "Ban Tổ chức các tỉnh ủy, thành ủy"),
    ("Bộ Lao động – Thương binh", "Bộ Lao động - Thương binh"),
    ("QCHQ", "QCHQ"),
    ("Toà án nhân dân", "Tòa án nhân dân"),
]


@pytest.mark.parametrize(("printed", "expected"), NAMES, ids=[printed for printed, _ in NAMES])
def test_canonical_name(vocabulary: Vocabulary, printed: str, expected: str) -> None:
    assert canonical_name(printed, vocabulary) == expected


@pytest.mark.parametrize("expected", [expected for _, expected in NAMES])
def test_a_canonical_name_is_its_own(vocabulary: Vocabulary, expected: str) -> None:
    assert canonical_name(expected, vocabulary) == expected
