"""Vietnamese is what the pages are written in; English must say all of it and nothing that is gone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from phoihop import registry

ROOM = Path(registry.__path__[0])
KEYWORDS = ("gettext", "gettext_lazy", "ngettext", "pgettext", "_")


def messages(source: str) -> set[str]:
    found = extract_python(io.BytesIO(source.encode()), dict.fromkeys(KEYWORDS), [], {"encoding": "utf-8"})
    return {message if isinstance(message, str) else message[0] for _, _, message, _ in found}


def flat(template: str) -> str:
    """A template as Python-like text; its indentation, which is no Python, is taken away."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def written() -> set[str]:
    pages = [flat(path.read_text(encoding="utf-8")) for path in ROOM.rglob("*.html")]
    code = [path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py")]
    return set().union(*map(messages, pages + code))


def translated() -> dict[str, str]:
    with (ROOM / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def test_every_message_has_an_english_translation_and_none_is_left_over() -> None:
    assert set(translated()) == written()


def test_messages_stand_in_order_and_none_is_empty() -> None:
    found = translated()
    assert list(found) == sorted(found)
    assert all(english.strip() for english in found.values())


@pytest.mark.parametrize("message", sorted(translated()))
def test_placeholders_are_the_same_in_both_languages(message: str) -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(word.partition(")")[0] for word in text.split("%(")[1:])

    assert placeholders(translated()[message]) == placeholders(message)
