"""Any text is read without a crash: spans are slices in order, none overlaps another of its layer.

The texts are made of the vocabulary itself, marks, numbers and oddities of Unicode, because random letters
reach no rule. The number of examples keeps it within a minute; what longer runs found stands in FOUND.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phoihop.reading.pipeline import read
from phoihop.reading.secrecy import secrecy_marks
from phoihop.reading.spans import Reading
from phoihop.reading.vocabulary import Vocabulary, load_vocabulary

VOCABULARY = load_vocabulary(Path(__file__).resolve().parents[2] / "content" / "vocab")
LAYERS = ("citations", "bodies", "persons", "meetings", "times", "tasks")
EXAMPLES = 600
FOUND = {
    "two blanks inside the name of a kind": "Tiêu  chuẩn 5, Nghị   quyết số 28-NQ/TW, Công  văn 12",
    "two blanks inside a law": "Điều  lệ Đảng và Hiến  pháp năm 2013",
    "two blanks in a number of months": "mười  một tháng đầu năm 2023",
}
MARKS = [
    *("\n", "\n\n", "\t", " ", "   ", "|", ":", ";", ".", ",", "(", ")", "[", "“", "”", '"', "-", "–", "/"),
    *("\x00", "\u0301", "\u200b", "\ufeff", "\x1e", "\x01", "\r\n", "\u2028", "²", "٣", "Ⅳ", "İ", "ß", "😀"),
    *(
        "1.",
        "a)",
        "II.",
        "Điều 5.",
        "+",
        "•",
        "…",
        "12",
        "2025",
        "30/4/2025",
        "31/2",
        "99/99/9999",
        "28-NQ/TW",
    ),
    *("trước ngày", "hằng năm", "từ", "đến", "và", "với", "của", "các", "giữa", "số", "về", "để", "khóa XII"),
    *("Nguyễn Văn A", "Sở Y tế", "UBND tỉnh", "chủ trì, phối hợp với", "chủ trì:", "đề nghị", "phải", "TT"),
    *("Nơi nhận:", "T/M BAN THƯỜNG VỤ", "ĐẢNG CỘNG SẢN VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Ảnh:"),
]


def words(vocabulary: Vocabulary) -> list[str]:
    """Entries of all sorts of lists."""
    frame = vocabulary.tasks.frame
    lists = (getattr(frame, name) for name in frame.__struct_fields__)
    return [
        *(entry for entries in lists for entry in entries),
        *vocabulary.tasks.verbs,
        *(name.name for name in vocabulary.bodies.names),
        *(kind.name for kind in vocabulary.document_kinds),
        *vocabulary.posts,
        *vocabulary.ranks,
        *vocabulary.event_words.nouns,
        *vocabulary.time_words.review_words,
        *vocabulary.table_words.tasks,
    ]


PIECES = st.one_of(st.sampled_from(words(VOCABULARY)), st.sampled_from(MARKS), st.text(max_size=6))
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "", "\n", " ", "; "])), max_size=60).map(
    lambda pieces: "".join(word + mark for word, mark in pieces)
)


def faults(text: str, reading: Reading) -> list[str]:
    """What is wrong with the spans of a reading."""
    wrong: list[str] = []
    for layer in LAYERS:
        spans = getattr(reading, layer)
        wrong += [f"{layer}: not the slice" for span in spans if text[span.start : span.end] != span.text]
        wrong += [f"{layer}: empty" for span in spans if span.start >= span.end]
        wrong += [f"{layer}: overlap" for one, other in pairwise(spans) if one.end > other.start]
    return wrong


@settings(max_examples=EXAMPLES)
@given(text=TEXTS)
def test_whatever_is_written_the_spans_are_slices_in_order(text: str) -> None:
    assert faults(text, read(text, VOCABULARY)) == []
    secrecy_marks(text, text[:40])


@pytest.mark.parametrize("case", FOUND)
def test_what_a_longer_run_found_stays_repaired(reading_of: Callable[[str], Reading], case: str) -> None:
    assert faults(FOUND[case], reading_of(FOUND[case])) == []
