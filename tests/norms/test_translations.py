"""Vietnamese is what the pages are written in; English must say all of it and nothing that is gone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from phoihop import norms

ROOM = Path(norms.__path__[0])
KEYWORDS = ("gettext", "gettext_lazy", "ngettext", "_")


def _messages(source: str) -> set[str]:
    found = extract_python(io.BytesIO(source.encode()), dict.fromkeys(KEYWORDS), [], {"encoding": "utf-8"})
    return {message if isinstance(message, str) else message[0] for _, _, message, _ in found}


def _page(path: Path) -> str:
    lines = templatize(path.read_text(encoding="utf-8")).splitlines()
    return "\n".join(line.lstrip() for line in lines)


def _written() -> set[str]:
    pages = [_page(path) for path in ROOM.rglob("*.html")]
    code = [path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py")]
    return set().union(*map(_messages, pages + code))


def _translated() -> dict[str, str]:
    with (ROOM / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return {
            entry.id if isinstance(entry.id, str) else entry.id[0]: str(entry.string)
            for entry in read_po(file)
            if entry.id
        }


def test_every_message_has_an_english_translation_and_none_is_left_over() -> None:
    assert set(_translated()) == _written()


def test_no_english_translation_is_empty() -> None:
    assert [message for message, english in _translated().items() if not english.strip()] == []


def test_messages_stand_in_the_order_of_the_alphabet_so_that_a_double_one_is_seen() -> None:
    messages = list(_translated())
    assert messages == sorted(messages)


@pytest.mark.parametrize("message", sorted(_translated()))
def test_placeholders_are_the_same_in_both_languages(message: str) -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(word.partition(")")[0] for word in text.split("%(")[1:])

    assert placeholders(_translated()[message]) == placeholders(message)
