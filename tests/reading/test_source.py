"""Offsets of what is read lead back into what was handed in, whatever form that had."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reading.source import open_source
from phoihop.reading.vocabulary import Vocabulary

SYLLABLES = ("Huyện", "Mẫu", "đã", "được", "ủy", "Quyết", "định", "5", "-", "\n", "ễ", "ợ")
PLAIN = "Ban chỉ huy huyện Mẫu mở lớp tập huấn về công tác dân vận, giữ gìn trật tự thôn bản"
TCVN3 = "Ban chØ huy huyÖn MÉu më líp tËp huÊn vÒ c«ng t¸c d©n vËn, gi÷ g×n trËt tù th«n b¶n"
VNI = "Ban chæ huy huyeän Maãu môû lôùp taäp huaán veà coâng taùc daân vaän, giöõ gìn traät töï thoân baûn"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@given(words=st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12))
def test_text_is_composed_and_each_span_leads_to_the_same_letters(form: str, words: list[str]) -> None:
    raw = unicodedata.normalize(form, " ".join(words))  # type: ignore[arg-type]  # the two names of forms above
    source = open_source(raw)
    assert source.text == unicodedata.normalize("NFC", raw)
    for start in range(len(source.text)):
        low, high = source.raw_span(start, start + 1)
        assert unicodedata.normalize("NFC", raw[low:high]) == source.text[start]


def test_mixed_forms_are_read_as_one() -> None:
    raw = "ủy " + unicodedata.normalize("NFD", "ủy") + " u\u0309y"
    source = open_source(raw)
    assert source.text == "ủy ủy ủy"
    assert [raw[slice(*source.raw_span(at, at + 2))] for at in (0, 3, 6)] == ["ủy", "u\u0309y", "u\u0309y"]


def test_a_span_never_cuts_a_mark_that_cannot_be_composed() -> None:
    raw = "b\u0323\u0301 c"
    source = open_source(raw)
    assert raw[slice(*source.raw_span(0, 1))] == "b\u0323\u0301"


def test_invisible_characters_are_left_out_and_end_no_span() -> None:
    raw = "\ufeffBộ\u200b Nội\u00ad vụ\u200b."
    source = open_source(raw)
    assert source.text == "Bộ Nội vụ."
    assert raw[slice(*source.raw_span(0, 9))] == "Bộ\u200b Nội\u00ad vụ"


def test_text_in_tcvn3_is_decoded_letter_by_letter(vocabulary: Vocabulary) -> None:
    source = open_source(TCVN3, vocabulary.fonts)
    assert source.text == PLAIN
    assert TCVN3[slice(*source.raw_span(12, 21))] == "huyÖn MÉu"


def test_text_in_vni_is_decoded_two_characters_to_one(vocabulary: Vocabulary) -> None:
    source = open_source(VNI, vocabulary.fonts)
    assert source.text == PLAIN
    assert VNI[slice(*source.raw_span(12, 21))] == "huyeän Maãu"


def test_lines_in_unicode_stay_in_a_text_in_tcvn3(vocabulary: Vocabulary) -> None:
    source = open_source(f"{TCVN3}\nĐồng chí dự.\nSè liÖu", vocabulary.fonts)
    assert source.text.splitlines()[1:] == ["Đồng chí dự.", "Số liệu"]
    low, high = source.raw_span(source.text.index("Số"), source.text.index("Số") + 2)
    assert source.raw[low:high] == "Sè"


def test_unicode_text_is_not_decoded(vocabulary: Vocabulary) -> None:
    text = "Bà Rịa: hòa giải, quân đội, toàn dân, khoẻ mạnh, qu‎ê hương, Nguyên soái, à á â ã è é ê ì í"
    assert open_source(text, vocabulary.fonts).text == text
