from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.registry.acts import Abbreviation
from phoihop.registry.domain.naming import (
    class_key,
    loose_key,
    mention_key,
    name_key,
    without_scope,
    written_out,
)
from tests.registry.registers import NO_RULES, shipped

RULES = shipped().rules


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban Kiểm tra", "UỶ BAN KIỂM TRA"),
        ("Phòng Chính trị - Bộ Chỉ huy", "Phòng Chính trị Bộ chỉ huy"),
        ("Tỉnh ủy (mới)", "tỉnh  uỷ, mới"),
        ("Lý Nhân", "Lí Nhân"),
    ],
)
def test_names_that_differ_in_spelling_and_punctuation_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy quân sự tỉnh"),
        ("Bộ Tư lệnh QK3", "Bộ Tư lệnh Quân khu 3"),
        ("Đảng ủy QK", "Đảng ủy Quân khu"),
        ("BTV Thành ủy", "Ban Thường vụ Thành ủy"),
        ("Ban Bí thư T.Ư Đảng", "Ban Bí thư Trung ương Đảng"),
        ("chqs", "chqs"),
        ("TWA", "TWA"),
    ],
    ids=[
        "inside",
        "the longer one first",
        "the shorter one",
        "at the beginning",
        "with a point",
        "case",
        "part of a word",
    ],
)
def test_abbreviations_are_written_out_as_whole_words_only(short: str, long: str) -> None:
    assert written_out(short, RULES.abbreviations) == long


def test_without_abbreviations_a_name_stays_as_it_is_in_normal_form_c() -> None:
    assert written_out("u\u0309y", ()) == "\u1ee7y"


def test_an_abbreviation_is_not_written_out_twice() -> None:
    pair = (Abbreviation("A", "B"), Abbreviation("B", "C"))
    assert written_out("A B", pair) == "B C"


@pytest.mark.parametrize(
    ("name", "written", "stated"),
    [
        ("Ban Tổ chức 9 tỉnh ủy, thành ủy", "ban to chuc cac tinh uy thanh uy", 9),
        ("Ban Tổ chức các tỉnh ủy, thành ủy", "ban to chuc cac tinh uy thanh uy", None),
        ("Ban Tổ chức những tỉnh ủy", "ban to chuc cac tinh uy", None),
        ("Ban Tổ chức các 09 tỉnh", "ban to chuc cac tinh", 9),
        ("Phòng Tổ chức", "phong to chuc", None),
    ],
)
def test_a_class_name_is_told_from_its_figure(name: str, written: str, stated: int | None) -> None:
    assert class_key(mention_key(name, RULES)) == (written, stated)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Bộ Chỉ huy quân sự tỉnh Hòa Bình", "bo chi hui quan su hoa binh"),
        ("Bộ Chỉ huy Quân sự Quận Mẫu", "bo chi hui quan su mau"),
        ("Quân khu", "quan khu"),
    ],
    ids=["tỉnh goes", "quân stays and quận goes", "quân alone stays"],
)
def test_words_of_levels_go_before_marks_are_forgotten(name: str, key: str) -> None:
    assert loose_key(name, RULES) == key.replace("hui", "huy")


def test_without_levels_in_the_rules_nothing_goes() -> None:
    assert loose_key("Tỉnh Mẫu", NO_RULES) == "tinh mau"


@pytest.mark.parametrize(
    ("key", "left"),
    [
        ("ban to chuc tren dia ban quan khu 3", "ban to chuc"),
        ("ban to chuc tren dia ban", "ban to chuc"),
        ("tren dia ban", "tren dia ban"),
        ("ban to chuc", "ban to chuc"),
    ],
)
def test_a_phrase_of_territory_at_the_end_is_left_out(key: str, left: str) -> None:
    assert without_scope(key, RULES) == left


def test_only_one_phrase_of_territory_is_left_out() -> None:
    rules = msgspec.structs.replace(NO_RULES, scopes=("ở đây",))
    assert without_scope("ban o day o day", rules) == "ban o day"
