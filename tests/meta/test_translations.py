"""Vietnamese is what the pages are written in; English must say all of it and nothing that is gone."""

from __future__ import annotations

import io
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src" / "phoihop"
CATALOGUE = "locale/en/LC_MESSAGES/django.po"
KEYWORDS = ("gettext", "gettext_lazy", "ngettext", "_")
ROOMS = sorted(path.parents[3].name for path in SOURCE.glob(f"*/{CATALOGUE}"))


def _messages(source: str) -> set[str]:
    found = extract_python(io.BytesIO(source.encode()), dict.fromkeys(KEYWORDS), [], {"encoding": "utf-8"})
    return {message if isinstance(message, str) else message[0] for _, _, message, _ in found}


def _page(path: Path) -> str:
    lines = templatize(path.read_text(encoding="utf-8")).splitlines()
    return "\n".join(line.lstrip() for line in lines)


@cache
def written(room: str) -> frozenset[str]:
    """The messages that the pages and the code of a room use."""
    pages = [_page(path) for path in (SOURCE / room).rglob("*.html")]
    code = [path.read_text(encoding="utf-8") for path in (SOURCE / room).rglob("*.py")]
    return frozenset().union(*map(_messages, pages + code))


@cache
def translated(room: str) -> dict[str, str]:
    """The English catalogue of a room, in the order of the file."""
    with (SOURCE / room / CATALOGUE).open("rb") as file:
        return {
            entry.id if isinstance(entry.id, str) else entry.id[0]: entry.string
            if isinstance(entry.string, str)
            else " ".join(entry.string)
            for entry in read_po(file)
            if entry.id
        }


def test_every_room_with_pages_has_a_catalogue() -> None:
    with_pages = {path.parents[2].name for path in SOURCE.glob("*/templates/*/*.html")}
    assert sorted(with_pages - set(ROOMS)) == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_message_has_an_english_translation_and_none_is_left_over(room: str) -> None:
    assert set(translated(room)) == written(room)


@pytest.mark.parametrize("room", ROOMS)
def test_no_english_translation_is_empty(room: str) -> None:
    assert [message for message, english in translated(room).items() if not english.strip()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_messages_stand_in_the_order_of_the_alphabet_so_that_a_double_one_is_seen(room: str) -> None:
    messages = list(translated(room))
    assert messages == sorted(messages)


@pytest.mark.parametrize("room", ROOMS)
def test_placeholders_are_the_same_in_both_languages(room: str) -> None:
    def placeholders(text: str) -> set[str]:
        return {word.partition(")")[0] for word in text.split("%(")[1:]}

    differing = [m for m, english in translated(room).items() if placeholders(english) != placeholders(m)]
    assert differing == []


def test_a_word_is_translated_alike_in_all_rooms() -> None:
    """Django merges the catalogues of all rooms: of two translations of a word, one would win everywhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for room in ROOMS:
        for message, english in translated(room).items():
            found[message].add(english)
    assert {message: sorted(english) for message, english in found.items() if len(english) > 1} == {}
