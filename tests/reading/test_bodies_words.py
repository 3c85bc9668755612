from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.reading.bodies_words import BREAK, Phrases, ends_with, keys_of, phrases, words_of

KEYS = [
    ("Uỷ ban  Nhân dân", ["ủy", "ban", "nhân", "dân"]),
    ("GD&ĐT (BĐ)", ["gd", "&", "đt", "(", "bđ", ")"]),
    ("Sở\n\n Y tế", ["sở", BREAK, "y", "tế"]),
    ("số 12/KH-UBND.", ["số", "12", "/", "kh", "-", "ubnd", "."]),
]


@pytest.mark.parametrize(("text", "keys"), KEYS, ids=[text for text, _ in KEYS])
def test_words_are_keyed_in_lower_case(text: str, keys: list[str]) -> None:
    view = text.replace("Uỷ", "Ủy")
    assert list(words_of(view).keys) == keys


@given(st.text(alphabet="aằB1 \n.-", max_size=40))
def test_every_word_lies_where_it_says(view: str) -> None:
    words = words_of(view)
    surfaces = [view[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    assert [BREAK if surface[0] == BREAK else surface.lower() for surface in surfaces] == list(words.keys)
    assert "".join("".join(surface.split()) for surface in surfaces) == "".join(view.split())


def test_capitals_and_blanks_are_told_apart() -> None:
    words = words_of("UBND tỉnh Phú-Thọ")
    assert [words.shouted(index) for index in range(3)] == [True, False, False]
    assert [words.capital(index) for index in range(3)] == [True, False, True]
    assert [words.joined(index) for index in range(len(words))] == [False, False, False, True, True]
    assert words.surface(1, 3) == "tỉnh Phú"
    assert (words.key(-1), words.key(99)) == ("", "")


PLACES = phrases(["Hà Nội", "Hà", "Huế"])

AT = [
    ("Hà Nội xưa", [("Hà Nội", 2), ("Hà", 1)]),
    ("Hà Giang", [("Hà", 1)]),
    ("huế", [("Huế", 1)]),
    ("Sài Gòn", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "found"), AT, ids=[text or "nothing" for text, _ in AT])
def test_phrases_are_found_longest_first(text: str, found: list[tuple[str, int]]) -> None:
    keys = words_of(text).keys
    assert PLACES.all_at(keys, 0) == found
    assert PLACES.at(keys, 0) == (found[0] if found else None)
    assert PLACES.end_at(keys, 0) == (found[0][1] if found else 0)


def test_nothing_is_found_before_the_beginning() -> None:
    assert PLACES.at(["huế"], -1) is None
    assert PLACES.end_at(["huế"], -1) == -1


def test_of_two_entries_with_one_key_the_first_stands() -> None:
    both = Phrases([("can", "cần"), ("can", "căn")])
    assert both.at(["can"], 0) == ("cần", 1)


def test_first_words_are_those_with_which_a_phrase_begins() -> None:
    assert set(PLACES.first_words) == {"hà", "huế"}


def test_an_ending_is_looked_for_directly_before_a_place() -> None:
    words = words_of("Phó Bí thư Tỉnh ủy")
    titles = frozenset({keys_of("bí thư")})
    assert ends_with(words, 3, titles, reach=4)
    assert not ends_with(words, 4, titles, reach=4)
    assert not ends_with(words, 3, titles, reach=1)
