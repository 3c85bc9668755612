from __future__ import annotations

import pytest

from phoihop.reading.patterns import alternation, compile_template, without_marks


def test_a_blank_is_one_or_more_and_a_degree_sign_any_number() -> None:
    pattern = compile_template("của°, «names»", {"names": ["Bộ Mẫu"]}, bare=False)
    assert pattern.fullmatch("của,  Bộ   Mẫu")
    assert not pattern.fullmatch("của,Bộ Mẫu")
    assert not pattern.fullmatch("của, Bộ\nMẫu")


def test_the_longest_word_of_a_list_wins() -> None:
    pattern = compile_template("«names»", {"names": ["Ban", "Ban Bí thư"]}, bare=False)
    found = pattern.match("Ban Bí thư họp")
    assert found
    assert found[0] == "Ban Bí thư"


def test_an_empty_list_matches_nothing() -> None:
    assert compile_template(alternation([]), {}, bare=False).search("abc") is None


@pytest.mark.parametrize(("hole", "text"), [("«U»", "Đ"), ("«L»", "ử"), ("«W»", "Ủy"), ("[«upper»]", "Ỹ")])
def test_letters(hole: str, text: str) -> None:
    assert compile_template(hole, {}, bare=False).fullmatch(text)


def test_a_bare_pattern_matches_text_without_marks() -> None:
    pattern = compile_template("«kinds» số", {"kinds": ["Quyết định"]}, bare=True)
    assert pattern.fullmatch("Quyet dinh so")


def test_a_hole_without_a_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        compile_template("«names»", {}, bare=False)


def test_marks_are_taken_off_and_case_stays() -> None:
    assert without_marks("Đường Ủy đặng") == "Duong Uy dang"
