from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reading.patterns import without_marks
from phoihop.reading.pipeline import read
from phoihop.reading.spans import Reading
from phoihop.reading.vocabulary import Vocabulary

REPORT = (
    "Sáng 12/3/2019, tại Hà Nội, Cục Chính trị và Ban Tổ chức các tỉnh, thành ủy tổ chức Hội nghị bàn "
    "công tác cán bộ năm 2019. Đồng chí Thiếu tướng Trần Văn Mẫu, Chính ủy Quân khu dự và chỉ đạo. Hội nghị "
    "quán triệt Nghị quyết số 28-NQ/TW của Bộ Chính trị. "
    "Đề nghị UBND tỉnh báo cáo trước ngày 25/12 hằng năm.\n"
)
EMPTY = [
    ("nothing", ""),
    ("white space", " \n\t\r\n "),
    ("English", "The board of the company has met for the first time and it was a success for all of us.\n"),
    ("a table", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"),
    ("word salad", "mưa chè hay bàn lối Vậy những xanh cuốn đi. Cây mà giấy bút xe nhỏ rồi lá ghế trời"),
    ("control characters", "\x00\x01\x02\x1b\x7f"),
    ("lone surrogates", "\ud800\udfff"),
    ("marks only", "\u0301\u0323\u0301"),
]
PARTS = (
    *"aAđĐ15/.-,;:()[]\n \u0301\u200b|“”",
    "Nghị quyết số ",
    "năm ",
    "Bộ ",
    "Nguyễn ",
    "từ ",
    "đến ",
    "giữa ",
)
LAYERS = ("citations", "bodies", "persons", "meetings", "times", "tasks")


def texts(reading: Reading) -> dict[str, list[str]]:
    return {
        layer: [unicodedata.normalize("NFC", span.text) for span in getattr(reading, layer)]
        for layer in LAYERS
    }


@pytest.mark.parametrize("text", [text for _, text in EMPTY], ids=[name for name, _ in EMPTY])
def test_what_holds_nothing_gives_an_empty_reading(reading_of: Callable[[str], Reading], text: str) -> None:
    assert texts(reading_of(text)) == {layer: [] for layer in LAYERS}


def test_decomposed_text_gives_the_same_spans_with_its_own_offsets(
    reading_of: Callable[[str], Reading],
) -> None:
    raw = unicodedata.normalize("NFD", REPORT)
    found = reading_of(raw)
    assert texts(found) == texts(reading_of(REPORT))
    for layer in LAYERS:
        assert [span.text for span in getattr(found, layer)] == [
            raw[span.start : span.end] for span in getattr(found, layer)
        ]


def test_text_typed_without_marks_is_read_and_kinds_stay_proper_vietnamese(
    reading_of: Callable[[str], Reading],
) -> None:
    found = reading_of(without_marks(REPORT))
    assert [(span.kind, span.issuers) for span in found.citations] == [("Nghị quyết", ("Bo Chinh tri",))]
    assert [(span.rank, span.name, span.posts) for span in found.persons] == [
        ("Thieu tuong", "Tran Van Mau", ("Chinh uy Quan khu",))
    ]
    assert [span.end_date for span in found.times] == ["2019-03-12", "2019-12-31", "XXXX-12-25"]


def test_line_ends_of_windows_change_no_span(reading_of: Callable[[str], Reading]) -> None:
    text = f"Tin mẫu\n\n{REPORT}\n{REPORT}"
    assert texts(reading_of(text.replace("\n", "\r\n"))) == texts(reading_of(text))


def test_spans_of_a_layer_are_in_order_and_apart(reading_of: Callable[[str], Reading]) -> None:
    found = reading_of(REPORT * 3)
    for layer in (*LAYERS, "zones"):
        spans = getattr(found, layer)
        assert all(one.end <= other.start for one, other in pairwise(spans))


@given(parts=st.lists(st.sampled_from(PARTS), max_size=60))
def test_no_text_is_too_strange(vocabulary: Vocabulary, parts: list[str]) -> None:
    text = "".join(parts)
    found = read(text, vocabulary)
    for layer in LAYERS:
        for span in getattr(found, layer):
            assert text[span.start : span.end] == span.text
            assert span.text.strip()
