"""Search keys forgive spelling, sort keys follow the Vietnamese alphabet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.kernel import text

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặềểễếệộợữựỳỷỹýỵ AĐỦỲỶ-,", max_size=40)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param("Ủy ban Kiểm tra Đảng ủy", "uy ban kiem tra dang uy", id="tones, marks and case go"),
        pytest.param("hòa", "hoa", id="hòa is found as hoa"),
        pytest.param("hoà", "hoa", id="hoà is found like hòa"),
        pytest.param("Đường", "duong", id="đ is found as d"),
        pytest.param("  Quân\u00a0khu\n 3 ", "quan khu 3", id="white space collapses, also the unbreakable"),
        pytest.param("phối\u00adhợp\u200b", "phoihop", id="invisible characters go"),
        pytest.param("Tie\u0302\u0301n", "tien", id="decomposed letters are folded"),
        pytest.param("q\u0300 q\u036f", "q q", id="loose marks go, the first and the last of them"),
        pytest.param("\u1100\u0300\u1161", "\uac00", id="what composes once a mark is gone is composed"),
        pytest.param("À ÿ Ḁ ỿ ƀ ɏ", "a y a ỿ ƀ ɏ", id="a letter without a base is kept"),
        pytest.param("35-CT/TW", "35-ct/tw", id="numbers and signs stay"),
        pytest.param("“Điều 5” – §", "“dieu 5” – §", id="typographic signs stay"),
        pytest.param("Москва й", "москва й", id="other scripts keep their letters"),
        pytest.param("Lý", "ly", id="y is not merged with i here"),
    ],
)
def test_fold(written: str, key: str) -> None:
    assert text.fold(written) == key


@given(st.text())
def test_folding_a_key_changes_nothing(s: str) -> None:
    assert text.fold(text.fold(s)) == text.fold(s)


@given(st.text())
def test_composed_and_decomposed_text_have_one_key(s: str) -> None:
    assert text.fold(unicodedata.normalize("NFD", s)) == text.fold(unicodedata.normalize("NFC", s))


@given(VIETNAMESE)
def test_the_key_of_vietnamese_is_lower_case_ascii(s: str) -> None:
    key = text.fold(s)
    assert key.isascii()
    assert key == key.lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Lý", "Lí", id="Lý is found as Lí"),
        pytest.param("kỹ thuật", "kĩ thuật", id="kỹ is found as kĩ"),
        pytest.param("quý II", "quí ii", id="quý is found as quí"),
        pytest.param("y sĩ", "i sĩ", id="y alone is found as i"),
        pytest.param("Mỹ, Vỹ.", "mĩ, vĩ.", id="a comma ends the syllable"),
    ],
)
def test_i_and_y_find_each_other(one: str, other: str) -> None:
    assert text.search_key(one) == text.search_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("tây", "tai", id="ay is another sound than ai"),
        pytest.param("Thúy", "thúi", id="uy is another sound than ui"),
        pytest.param("Yên", "iên", id="y before letters is not an ending"),
    ],
)
def test_i_and_y_stay_apart_where_they_sound_apart(one: str, other: str) -> None:
    assert text.search_key(one) != text.search_key(other)


@given(st.text())
def test_a_search_key_is_a_search_key_of_itself(s: str) -> None:
    assert text.search_key(text.search_key(s)) == text.search_key(s)


@pytest.mark.parametrize(
    ("new_style", "old_style"),
    [
        pytest.param("uỷ ban", "ủy ban", id="uỷ becomes ủy"),
        pytest.param("hoá", "hóa", id="hoá becomes hóa"),
        pytest.param("khoẻ", "khỏe", id="khoẻ becomes khỏe"),
        pytest.param("HOÀ BÌNH", "HÒA BÌNH", id="capitals too"),
        pytest.param("Uỷ", "Ủy", id="the capital stays where it was"),
        pytest.param("u\u1ef7".replace("\u1ef7", "y\u0309"), "ủy", id="decomposed text comes out composed"),
        pytest.param("quý", "quý", id="qu is a consonant"),
        pytest.param("Quỳ", "Quỳ", id="Qu is a consonant"),
        pytest.param("hoàn thuyền", "hoàn thuyền", id="a closed syllable has one style"),
        pytest.param("ngoài", "ngoài", id="oai has one style"),
        pytest.param("ủy", "ủy", id="old style stays"),
        pytest.param("oỳ uà", "oỳ uà", id="other pairs stay"),
    ],
)
def test_tone_marks_move_to_the_first_vowel(new_style: str, old_style: str) -> None:
    assert text.normalise_tone(new_style) == old_style


@given(VIETNAMESE)
def test_moving_tone_marks_keeps_the_search_key(s: str) -> None:
    assert text.fold(text.normalise_tone(s)) == text.fold(s)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["Trần Văn An", "Lê Thị Bình", "Đỗ Văn Cường"], id="the given name comes first"),
        pytest.param(["Vũ Văn An", "Bùi Văn Ân"], id="a before â"),
        pytest.param(["Vũ Văn Dũng", "Bùi Văn Đức"], id="d before đ"),
        pytest.param(["Vũ Văn Ốc", "Bùi Văn Ơn"], id="ô before ơ"),
        pytest.param(
            ["Vũ Văn An", "Bùi Văn Anh", "Bùi Văn Ấn"], id="a shorter name first, letters before tones"
        ),
        pytest.param(
            ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"],
            id="tones in the order ngang, huyền, hỏi, ngã, sắc, nặng",
        ),
        pytest.param(["Trần An Bình", "Lê Văn Bình"], id="then the middle name"),
        pytest.param(["Lê Bình", "Trần Bình", "Lê An Bình"], id="no middle name before any"),
        pytest.param(
            ["Lê Thị Hoa", "Lê Ánh Hòa", "Lê Văn Hòa"], id="the tone decides before the middle name"
        ),
        pytest.param(["Lê Văn Bình", "Trần Văn Bình"], id="then the family name"),
        pytest.param(["Lê Văn Thị Bình", "Lê Văn Thị Chi"], id="long names"),
        pytest.param(["Bình", "Lê Bình"], id="a single word is a given name"),
    ],
)
def test_people_sort_by_given_middle_family_name(names: list[str]) -> None:
    keys = [text.person_sort_key(name) for name in names]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Đỗ Hòa", "Đỗ Hoà", id="the place of the tone mark"),
        pytest.param("ĐỖ HÒA", "Đỗ Hòa", id="case"),
        pytest.param(" Đỗ  Hòa ", "Đỗ Hòa", id="white space"),
        pytest.param(unicodedata.normalize("NFD", "Đỗ Hòa"), "Đỗ Hòa", id="decomposition"),
    ],
)
def test_spelling_does_not_move_a_person(one: str, other: str) -> None:
    assert text.person_sort_key(one) == text.person_sort_key(other)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["Ban Bí thư", "Ban Tổ chức", "Bản đồ"], id="word by word: all Ban before Bản"),
        pytest.param(["Ban", "Ban Nội chính"], id="the beginning before the whole"),
        pytest.param(["9 tỉnh", "An Giang"], id="figures before letters"),
        pytest.param(
            ["e", "ê", "f", "g", "i", "j", "k", "v", "w", "x", "y", "z"], id="f j w z in Latin places"
        ),
        pytest.param(["Zürich", "Москва"], id="other scripts after z"),
    ],
)
def test_words_sort_as_in_a_dictionary(words: list[str]) -> None:
    assert sorted(words, key=text.vietnamese_sort_key) == words


def test_marks_foreign_to_vietnamese_do_not_move_a_word() -> None:
    assert text.vietnamese_sort_key("Citroën") == text.vietnamese_sort_key("citroen")


@pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_invisible_characters_do_not_hide_a_word(invisible: str) -> None:
    assert text.fold(f"phối{invisible}hợp") == "phoihop"


@given(st.text(), st.text())
def test_any_text_has_a_sort_key_that_ignores_decomposition(a: str, b: str) -> None:
    decomposed = unicodedata.normalize("NFD", a)
    assert text.vietnamese_sort_key(decomposed) == text.vietnamese_sort_key(a)
    assert text.person_sort_key(decomposed + " " + b) == text.person_sort_key(a + " " + b)


@given(st.text())
def test_collapse_leaves_single_blanks(s: str) -> None:
    assert text.collapse(s) == " ".join(s.split())


def test_nfc_is_the_form_that_is_kept() -> None:
    assert text.nfc("e\u0302\u0301") == "ế"


@pytest.mark.parametrize(
    ("cut_out", "alone"),
    [
        ("đôn đốc Ban Tổ chức", "Đôn đốc Ban Tổ chức"),
        ("ủy quyền", "Ủy quyền"),
        ("Rà soát", "Rà soát"),
        ("", ""),
    ],
)
def test_words_cut_out_of_a_sentence_begin_with_a_large_letter(cut_out: str, alone: str) -> None:
    assert text.sentence_case(cut_out) == alone
