"""Vietnamese is what the pages are written in; English must say all of it and nothing that is gone."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOM = Path(__file__).resolve().parents[2] / "src" / "phoihop" / "intake"
KEYWORDS = dict.fromkeys(("gettext", "gettext_lazy", "ngettext", "_"))


def words(source: str) -> set[str]:
    found = extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    return {message if isinstance(message, str) else message[0] for _, _, message, _ in found}


def page_words(page: str) -> set[str]:
    # What is left of a page after templatize keeps its indentation, which Python would stumble over.
    return words("\n".join(line.lstrip() for line in templatize(page).splitlines()))


def written() -> set[str]:
    pages = [page_words(path.read_text(encoding="utf-8")) for path in ROOM.rglob("*.html")]
    code = [words(path.read_text(encoding="utf-8")) for path in ROOM.rglob("*.py")]
    return set().union(*pages, *code)


def translated() -> list[tuple[str, tuple[str, ...]]]:
    def one(words: str | tuple[str, ...]) -> tuple[str, ...]:
        return (words,) if isinstance(words, str) else tuple(words)

    def pair(entry: Message) -> tuple[str, tuple[str, ...]]:
        return one(entry.id)[0], one(entry.string)

    with (ROOM / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return [pair(entry) for entry in read_po(file) if entry.id]


def test_every_word_has_its_english_and_no_english_is_left_over() -> None:
    assert {word for word, _ in translated()} == written()


def test_no_translation_is_empty_and_each_keeps_its_slots() -> None:
    def slots(text: str) -> list[str]:
        return sorted(part.partition(")")[0] for part in text.split("%(")[1:])

    for word, english in translated():
        assert [slots(form) for form in english if form.strip()] == [slots(word)] * len(english), word


def test_words_stand_in_the_order_of_the_alphabet_so_that_a_double_one_is_seen() -> None:
    found = [word for word, _ in translated()]
    assert found == sorted(found)
