"""Each item says by which rule and with which entries of the vocabulary it was read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from phoihop.reading.explaining import Entry, Explanation, explanations
from phoihop.reading.pipeline import read
from phoihop.reading.spans import Reading
from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.vocabulary_learned import LearnedKind, with_entries

PROJECT = Path(__file__).resolve().parents[2]
GUIDE = PROJECT / "docs" / "writing-vocabulary.md"
TEXT = (
    "Sáng 12/3/2019, Cục Chính trị tổ chức Hội nghị bàn công tác tạo nguồn cán bộ. Thiếu tướng Trần Văn Mẫu, "
    "Chính ủy Quân khu dự.\n\nHội nghị quán triệt Chỉ thị 05 của Bộ Chính trị và Luật Đất đai. Đồng chí yêu "
    "cầu Ban Tổ chức Tỉnh ủy kịp thời rà soát quy hoạch trước ngày 30/6/2019."
)


def of(layer: str, found: tuple[Explanation, ...]) -> list[tuple[str, tuple[Entry, ...]]]:
    return [(item.rule, item.entries) for item in found if item.layer == layer]


@pytest.fixture(scope="module")
def found(vocabulary: Vocabulary) -> tuple[Explanation, ...]:
    return explanations(read(TEXT, vocabulary), vocabulary)


def test_a_body_names_its_entry_and_the_kind_of_it(found: tuple[Explanation, ...]) -> None:
    assert of("body", found)[0] == (
        "name:Cục Chính trị",
        (
            Entry("bodies-names.yaml", "", "Cục Chính trị"),
            Entry("bodies-kinds.yaml", "", "army"),
        ),
    )


def test_a_citation_names_its_kind_and_a_law_its_name(found: tuple[Explanation, ...]) -> None:
    assert of("citation", found) == [
        ("number after Chỉ thị", (Entry("document-kinds.yaml", "", "Chỉ thị"),)),
        (
            "name after Luật",
            (Entry("document-kinds.yaml", "", "Luật"), Entry("laws.yaml", "", "Đất đai")),
        ),
    ]


def test_a_person_names_family_name_rank_and_posts(found: tuple[Explanation, ...]) -> None:
    assert of("person", found) == [
        (
            "post",
            (
                Entry("surnames.yaml", "", "Trần"),
                Entry("ranks.yaml", "", "Thiếu tướng"),
                Entry("posts.yaml", "", "Chính ủy"),
            ),
        )
    ]


def test_a_meeting_names_what_it_is_called(found: tuple[Explanation, ...]) -> None:
    assert of("meeting", found) == [("event noun", (Entry("events.yaml", "nouns", "hội nghị"),))]


def test_a_deadline_names_the_word_that_makes_it_one(found: tuple[Explanation, ...]) -> None:
    assert of("time", found) == [
        ("full", ()),
        ("deadline", (Entry("time-words.yaml", "deadline_words", "trước"),)),
    ]


def test_a_task_names_who_asks_and_its_verb(found: tuple[Explanation, ...]) -> None:
    assert of("task", found) == [
        (
            "request:yêu cầu",
            (
                Entry("tasks-frame.yaml", "asking", "yêu cầu"),
                Entry("tasks-frame.yaml", "adverbs", "kịp thời"),
                Entry("tasks-verbs.yaml", "", "rà soát"),
            ),
        )
    ]


@dataclass(frozen=True, slots=True)
class Word:
    kind: LearnedKind
    written: str
    means: str


def test_a_learned_word_is_told_as_learned(vocabulary: Vocabulary) -> None:
    learned = with_entries(vocabulary, [Word("body", "Xưởng Z17", "z17")])
    found = explanations(read("Đề nghị Xưởng Z17 rà soát hồ sơ.", learned), learned)
    assert of("body", found) == [("name:Xưởng Z17", (Entry("", "learned", "Xưởng Z17"),))]


def test_items_stand_in_text_order_the_longer_one_first(found: tuple[Explanation, ...]) -> None:
    places = [(item.start, -item.end) for item in found]
    assert places == sorted(places)


def test_every_rule_stands_in_the_guide_for_writers(reading_of: Callable[[str], Reading]) -> None:
    told = set(re.findall(r"^\| `([^`]+)`", GUIDE.read_text(encoding="utf-8"), re.MULTILINE))
    texts = [path.read_text(encoding="utf-8") for path in PROJECT.glob("content/scenarios/*.txt")]
    read_in = (reading_of(text) for text in (TEXT, *texts))
    rules = {
        span.rule
        for reading in read_in
        for layer in (reading.citations, reading.bodies, reading.persons, reading.meetings)
        for span in (*layer, *reading.times, *reading.tasks)
    }
    assert sorted(rule for rule in rules if not any(rule.startswith(begin) for begin in told)) == []
