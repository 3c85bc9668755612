from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reading.spans import Zone
from phoihop.reading.view import lowered, reading_view

VIEWS = [
    ("a dash, a quote and a hard blank have one form", "A – B\u00a0“c”", 'A - B "c"'),
    ("tone marks stand in the old place", "Uỷ ban, hoá, khoẻ, quý", "Ủy ban, hóa, khỏe, quý"),
    ("a line that goes on in lower case is one paragraph", "Ủy ban\nnhân dân", "Ủy ban nhân dân"),
    ("an empty line ends a paragraph", "Ủy ban\n\nnhân dân", "Ủy ban\n\nnhân dân"),
    ("a list mark ends a paragraph", "gồm\n- một\n+ hai\na) ba\n1. bốn", "gồm\n- một\n+ hai\na) ba\n1. bốn"),
    ("a range broken before its dash is no list", "giai đoạn 2021\n- 2025", "giai đoạn 2021\n- 2025"),
    (
        "in a wrapped file capitals go on too",
        "Thực hiện\nchỉ đạo của\nchính quyền và\nĐắk\nLắk.\nHết",
        "Thực hiện chỉ đạo của chính quyền và Đắk Lắk.\nHết",
    ),
    ("in an unwrapped file capitals begin a paragraph", "Tin mẫu\nĐơn vị họp.", "Tin mẫu\nĐơn vị họp."),
    ("cells of a table are apart", "Sở Mẫu | Quý I", "Sở Mẫu \n Quý I"),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in VIEWS], ids=[case[0] for case in VIEWS])
def test_view(text: str, expected: str) -> None:
    assert reading_view(text, (Zone(0, len(text)),)) == expected


def test_a_range_in_a_wrapped_file_is_one_paragraph() -> None:
    text = "Chương trình của\ncác đơn vị trong\ngiai đoạn 2021\n- 2025 và\ncác năm sau"
    assert reading_view(text, (Zone(0, len(text)),)) == text.replace("\n", " ")


def test_what_is_not_read_is_blank() -> None:
    assert reading_view("menu TIN menu", (Zone(5, 8),)) == "\n\n\n\n\nTIN\n\n\n\n\n"


@given(st.text(max_size=60))
def test_offsets_stay(text: str) -> None:
    view = reading_view(text, (Zone(0, len(text)),))
    assert len(view) == len(text)
    assert len(lowered(view)) == len(text)
