from __future__ import annotations

from pathlib import Path

import pytest

from phoihop.reading.bodies_lexicon import body_lexicon
from phoihop.reading.bodies_qualifiers import reader_of
from phoihop.reading.bodies_words import words_of
from phoihop.reading.tasks_layout import (
    ARTICLE,
    BULLET,
    CHAPTER,
    LETTER,
    NUMBER,
    SECTION,
    SUBBULLET,
    SUBNUMBER,
    UNMARKED,
    blocks,
    parts,
    sentences,
)
from phoihop.reading.tasks_words import TaskReader, task_lexicon
from phoihop.reading.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(Path(__file__).resolve().parents[2] / "content" / "vocab")
LEXICON = task_lexicon(VOCABULARY.tasks)
BODIES = body_lexicon(VOCABULARY.bodies)


def task_reader(view: str) -> TaskReader:
    words = words_of(view)
    return TaskReader(words, LEXICON, reader_of(words, BODIES, frozenset()), {}, {}, {}, {}, frozenset(), {})


MARKS = [
    ("Chương II", CHAPTER, None),
    ("II. NHIỆM VỤ", SECTION, "NHIỆM VỤ"),
    ("Điều 5. Trách nhiệm", ARTICLE, "Trách nhiệm"),
    ("1. Sở Y tế", NUMBER, "Sở Y tế"),
    ("2.1. Sở Y tế", SUBNUMBER, "Sở Y tế"),
    ("a) Rà soát", LETTER, "Rà soát"),
    ("1) Rà soát", LETTER, "Rà soát"),
    ("- Rà soát", BULLET, "Rà soát"),
    ("+ Rà soát", SUBBULLET, "Rà soát"),
    ("Rà soát hồ sơ", UNMARKED, "Rà soát hồ sơ"),
    ("1.608 tổ trực", UNMARKED, "1.608 tổ trực"),
    ("12 tập thể", UNMARKED, "12 tập thể"),
    ("điều 5 nêu rõ", UNMARKED, "điều 5 nêu rõ"),
]


@pytest.mark.parametrize(("line", "level", "rest"), MARKS, ids=[line for line, _, _ in MARKS])
def test_the_mark_of_a_line_gives_its_level(line: str, level: int, rest: str | None) -> None:
    reader = task_reader(line)
    found = [(block.level, reader.words.surface(block.first, block.last)) for block in blocks(reader)]
    assert found == ([(level, rest)] if rest else [])


def test_a_mark_alone_on_its_line_belongs_to_the_next_block() -> None:
    reader = task_reader("1.\nSở Y tế\nRà soát")
    assert [block.level for block in blocks(reader)] == [NUMBER, UNMARKED]


SENTENCES = [
    ("Một việc. Hai việc! Ba việc?", ["Một việc.", "Hai việc!", "Ba việc?"]),
    ("Ở TP. Huế có việc.", ["Ở TP. Huế có việc."]),
    ("Cho DN. Bên cạnh đó, làm.", ["Cho DN.", "Bên cạnh đó, làm."]),
    ("Đạt 3.5 điểm... nhằm tốt hơn.", ["Đạt 3.5 điểm... nhằm tốt hơn."]),
    ('Nói "làm đi." Rồi về.', ['Nói "làm đi."', "Rồi về."]),
    ("Làm ngay./.", ["Làm ngay./."]),
]


@pytest.mark.parametrize(("text", "found"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_sentences_end_where_a_capital_follows(text: str, found: list[str]) -> None:
    reader = task_reader(text)
    words = reader.words
    pieces = [words.surface(first, last) for first, last in sentences(reader, 0, len(words))]
    assert [piece.strip(' "') for piece in pieces] == [piece.strip(' "') for piece in found]


PARTS = [
    ("làm một; làm hai; làm ba", ["làm một", "làm hai", "làm ba"]),
    ("làm (một; hai); làm ba", ["làm (một; hai)", "làm ba"]),
    ('làm "một; hai"; làm ba', ['làm "một; hai"', "làm ba"]),
    ("làm (một; làm hai", ["làm (một", "làm hai"]),
]


@pytest.mark.parametrize(("text", "found"), PARTS, ids=[text for text, _ in PARTS])
def test_semicolons_divide_outside_brackets_and_quotations(text: str, found: list[str]) -> None:
    words = words_of(text)
    assert [words.surface(first, last) for first, last in parts(words, 0, len(words))] == found
