"""Reading against the hand-checked texts beside the project: floors for each layer, and every miss by name.

`misses.tsv` lists each span that the texts have and the reading has not, and the other way round, by
document, layer and offset. A commit that adds a miss must name it there; one that removes a miss takes its
line out.
"""

from __future__ import annotations

import csv
import importlib.util
import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from phoihop.reading.exchange_shape import as_document, as_json
from phoihop.reading.spans import Reading

pytestmark = pytest.mark.needs_shared

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus"
SEED = SHARED / "seed" / "conference-2018-04-06.txt"
MISSES = Path(__file__).with_name("misses.tsv")
FLOORS = {
    "citations": 0.85,
    "times": 0.85,
    "bodies": 0.75,
    "persons": 0.75,
    "tasks": 0.55,
}
GOLD = sorted(path.stem for path in CORPUS.glob("gold/*.json"))
RAW = sorted(path.stem for path in CORPUS.glob("raw/*.txt"))


@lru_cache(maxsize=1)
def scorer() -> ModuleType:
    """The scorer of the hand-checked texts, loaded from its file."""
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def raw_text(name: str) -> str:
    return (CORPUS / "raw" / f"{name}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def documents(reading_of: Callable[[str], Reading]) -> dict[str, tuple[dict, dict]]:
    """For each hand-checked text what stands in it and what is read in it."""
    return {
        name: (
            json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8")),
            json.loads(as_json(as_document(name, reading_of(raw_text(name))))),
        )
        for name in GOLD
    }


@pytest.mark.parametrize("layer", FLOORS)
def test_each_layer_reaches_its_floor(documents: dict[str, tuple[dict, dict]], layer: str) -> None:
    total = [0, 0, 0]
    for gold, found in documents.values():
        counts = scorer().score_doc(gold, found)[0][layer]["span"]
        total = [a + b for a, b in zip(total, counts, strict=True)]
    assert scorer().prf(*total)[2] >= FLOORS[layer]


def misses(documents: dict[str, tuple[dict, dict]]) -> Iterator[tuple[str, str, str, str]]:
    """Document, layer, offset, and whether the span is missing or too many."""
    for name, (gold, found) in documents.items():
        for layer in scorer().LAYERS:
            matched = scorer().match(gold[layer], found[layer])
            for side, kind, spans in ((0, "missing", gold[layer]), (1, "too many", found[layer])):
                taken = {pair[side] for pair in matched}
                for at, span in enumerate(spans):
                    if at not in taken:
                        yield name, layer, str(span["start"]), kind


def test_every_miss_is_recorded_and_no_other(documents: dict[str, tuple[dict, dict]]) -> None:
    with MISSES.open(encoding="utf-8", newline="") as file:
        recorded = [tuple(row) for row in csv.reader(file, delimiter="\t")][1:]
    assert recorded == sorted(misses(documents))


@pytest.mark.parametrize("name", RAW)
def test_no_text_makes_the_reader_stumble(reading_of: Callable[[str], Reading], name: str) -> None:
    text = raw_text(name)
    found = reading_of(text)
    for layer in scorer().LAYERS:
        assert [span.text for span in getattr(found, layer)] == [
            text[span.start : span.end] for span in getattr(found, layer)
        ]


@pytest.fixture(scope="module")
def seed(reading_of: Callable[[str], Reading]) -> Reading:
    return reading_of(SEED.read_bytes().decode("utf-8"))


def test_the_seed_gives_its_documents(seed: Reading) -> None:
    three = ("Bộ Chính trị", "Ban Bí thư", "Quân ủy Trung ương")
    centre = ("Ban Chấp hành Trung ương Đảng",)
    assert [(span.kind, span.numbers, span.issuers, span.session) for span in seed.citations] == [
        ("Quy định", ("59",), three, None),
        ("Quy định", ("61",), three, None),
        ("Quy định", ("104",), three, None),
        ("Nghị quyết", (), centre, "Trung ương 4 khóa XII"),
        ("Chỉ thị", ("05",), ("Bộ Chính trị",), None),
        ("Chỉ thị", ("317",), ("Quân ủy Trung ương",), None),
        ("Nghị quyết", (), centre, "Trung ương 3 khóa VIII"),
        ("Nghị quyết", ("28",), ("Bộ Chính trị",), None),
        ("Quy chế phối hợp", (), ("Cục Chính trị", "Ban Tổ chức 9 tỉnh ủy, thành ủy"), None),
    ]


def test_the_seed_gives_its_terms(seed: Reading) -> None:
    assert [(span.start_date, span.end_date) for span in seed.times if span.kind == "term"] == [
        ("2017-01-01", "2020-12-31"),
        ("2020-01-01", "2025-12-31"),
        ("2021-01-01", "2026-12-31"),
    ]


def test_the_seed_gives_its_general_and_its_meeting(seed: Reading) -> None:
    general = seed.persons[0]
    assert (general.rank, general.posts) == ("Thiếu tướng", ("Bí thư Đảng ủy", "Chính ủy Quân khu"))
    assert [(meeting.date, meeting.place) for meeting in seed.meetings] == [
        ("2018-04-06", "Bộ Tư lệnh Quân khu")
    ]
