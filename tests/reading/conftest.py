"""One vocabulary for all tests of reading, and sentences in which the expected spans are marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from phoihop.reading.pipeline import read
from phoihop.reading.spans import Reading
from phoihop.reading.vocabulary import Vocabulary, load_vocabulary

VOCABULARY_FOLDER = Path(__file__).resolve().parents[2] / "content" / "vocab"


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(VOCABULARY_FOLDER)


@pytest.fixture(scope="session")
def reading_of(vocabulary: Vocabulary) -> Callable[[str], Reading]:
    return lambda text: read(text, vocabulary)


@pytest.fixture(scope="session")
def marked(reading_of: Callable[[str], Reading]) -> Callable[[str, str], tuple[str, str]]:
    """A layer and a sentence with ⟦spans⟧ → the sentence, and the sentence as the layer marks it."""

    def both(layer: str, sentence: str) -> tuple[str, str]:
        plain = re.sub("[⟦⟧]", "", sentence)
        text = plain
        for span in sorted(getattr(reading_of(plain), layer), key=lambda span: -span.start):
            text = f"{text[: span.start]}⟦{text[span.start : span.end]}⟧{text[span.end :]}"
        return sentence, text

    return both
