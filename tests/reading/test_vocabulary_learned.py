"""The next text profits from a word that was learned."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from phoihop.reading.pipeline import read
from phoihop.reading.spans import Reading
from phoihop.reading.vocabulary import Vocabulary
from phoihop.reading.vocabulary_learned import LearnedKind, with_entries


@dataclass(frozen=True, slots=True)
class Word:
    kind: LearnedKind
    written: str
    means: str


ALIAS = Word("body", "Xưởng Z17", "xuong-z17")
LOWER = Word("body", "tổ liên thông", "to-lien-thong")
ISSUER = Word("issuer", "BLĐ", "Ban Liên đoàn")
POST = Word("post", "Trưởng cụm", "")
TEXT = (
    "Đề nghị Xưởng Z17 rà soát danh sách theo Kế hoạch 12 của BLĐ. Đồng chí Nguyễn Văn Mẫu, Trưởng cụm Đồi "
    "Xanh, dự. Giao tổ liên thông báo cáo trước ngày 5/6/2019."
)


def names(reading: Reading) -> list[str]:
    return [body.canonical for body in reading.bodies]


def test_a_body_that_nobody_knew_is_found_once_it_was_learned(vocabulary: Vocabulary) -> None:
    assert names(read(TEXT, vocabulary)) == []
    assert names(read(TEXT, with_entries(vocabulary, [ALIAS, LOWER]))) == ["Xưởng Z17", "tổ liên thông"]


def test_a_learned_body_leads_its_task(vocabulary: Vocabulary) -> None:
    tasks = read(TEXT, with_entries(vocabulary, [ALIAS, LOWER])).tasks
    assert [task.lead for task in tasks] == [("Xưởng Z17",), ("tổ liên thông",)]


def test_the_rule_of_a_learned_body_names_the_word(vocabulary: Vocabulary) -> None:
    (body,) = read(TEXT, with_entries(vocabulary, [ALIAS])).bodies
    assert body.rule == "name:Xưởng Z17"


def test_a_learned_issuer_is_written_out(vocabulary: Vocabulary) -> None:
    (citation,) = read(TEXT, with_entries(vocabulary, [ISSUER])).citations
    assert (citation.kind, citation.numbers, citation.issuers) == ("Kế hoạch", ("12",), ("Ban Liên đoàn",))


def test_a_learned_post_belongs_to_its_person(vocabulary: Vocabulary) -> None:
    (person,) = read(TEXT, with_entries(vocabulary, [POST])).persons
    assert person.posts == ("Trưởng cụm Đồi Xanh",)


def test_a_shipped_name_stays_when_the_same_is_learned(vocabulary: Vocabulary) -> None:
    again = Word("body", "Cục Chính trị", "cct")
    text = "Đề nghị Cục Chính trị Quân khu rà soát."
    assert read(text, with_entries(vocabulary, [again])).bodies == read(text, vocabulary).bodies


@pytest.mark.parametrize("entries", [[], [Word("body", "  ", "x")]], ids=["no word", "an empty word"])
def test_without_words_the_vocabulary_is_the_same_object(vocabulary: Vocabulary, entries: list[Word]) -> None:
    assert with_entries(vocabulary, entries) is vocabulary


def test_the_same_words_give_the_same_object_in_any_order(vocabulary: Vocabulary) -> None:
    assert with_entries(vocabulary, [ALIAS, POST]) is with_entries(vocabulary, [POST, ALIAS])
