"""Vietnamese is what the pages are written in; English must say all of it and nothing that is gone."""

from __future__ import annotations

import io
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCES = Path(__file__).resolve().parents[2] / "src" / "phoihop"
CATALOGUE = "locale/en/LC_MESSAGES/django.po"
KEYWORDS = dict.fromkeys(("gettext", "gettext_lazy", "ngettext", "_"))
ROOMS = ("access", "shell")


def words(source: str) -> set[str]:
    found = extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    return {message if isinstance(message, str) else message[0] for _, _, message, _ in found}


def page_words(page: str) -> set[str]:
    # What is left of a page after templatize keeps its indentation, which Python would stumble over.
    return words("\n".join(line.lstrip() for line in templatize(page).splitlines()))


def written(room: str) -> set[str]:
    pages = [page_words(path.read_text(encoding="utf-8")) for path in (SOURCES / room).rglob("*.html")]
    code = [words(path.read_text(encoding="utf-8")) for path in (SOURCES / room).rglob("*.py")]
    return set().union(*pages, *code)


def translated(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    def one(words: str | tuple[str, ...]) -> tuple[str, ...]:
        return (words,) if isinstance(words, str) else tuple(words)

    def pair(entry: Message) -> tuple[str, tuple[str, ...]]:
        return one(entry.id)[0], one(entry.string)

    with path.open("rb") as file:
        return [pair(entry) for entry in read_po(file) if entry.id]


@pytest.mark.parametrize("room", ROOMS)
def test_every_word_has_its_english_and_no_english_is_left_over(room: str):
    assert {word for word, _ in translated(SOURCES / room / CATALOGUE)} == written(room)


@pytest.mark.parametrize("room", ROOMS)
def test_no_translation_is_empty_and_each_keeps_its_slots(room: str):
    def slots(text: str) -> list[str]:
        return [str(text.count("{")), *sorted(part.partition(")")[0] for part in text.split("%(")[1:])]

    for word, english in translated(SOURCES / room / CATALOGUE):
        assert [slots(form) for form in english if form.strip()] == [slots(word)] * len(english), word


def test_a_word_is_translated_alike_in_all_rooms():
    """Django merges the catalogues of all rooms: of two translations of a word, one would win everywhere."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for path in SOURCES.rglob("*.po"):
        for word, english in translated(path):
            found[word].add(english)
    assert {word: sorted(english) for word, english in found.items() if len(english) > 1} == {}
