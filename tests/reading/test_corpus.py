"""Reading against the hand-checked texts beside the project: floors for each layer, and every miss by name.

`misses.tsv` lists each span that is missing, too many or read with a wrong field, by text, layer and offsets.
A commit that adds a miss must name it there and say why; one that removes a miss takes its line out
(`python -m tools.reading_report --write DAY` writes the file).
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from phoihop.reading.quality import load_quality
from phoihop.reading.spans import Reading
from phoihop.reading.vocabulary import Vocabulary
from tools import reading_report as report

pytestmark = pytest.mark.needs_shared

SEED = report.CORPUS.parent / "seed" / "conference-2018-04-06.txt"
SPAN_FLOORS = {
    "bodies": 0.94,
    "citations": 0.97,
    "meetings": 0.92,
    "persons": 0.95,
    "tasks": 0.88,
    "times": 0.97,
}
EXACT_FLOORS = {"bodies": 0.88, "citations": 0.92, "tasks": 0.70, "times": 0.94}
RAW = sorted(path.stem for path in report.CORPUS.glob("raw/*.txt"))


@pytest.fixture(scope="module")
def score() -> ModuleType:
    return report.scorer()


@pytest.fixture(scope="module")
def texts(vocabulary: Vocabulary) -> list[report.Text]:
    return report.texts(vocabulary)


@pytest.mark.parametrize("layer", SPAN_FLOORS)
def test_each_layer_reaches_its_floor(texts: list[report.Text], score: ModuleType, layer: str) -> None:
    assert score.prf(*report.counts(texts, score, layer, "span"))[2] >= SPAN_FLOORS[layer]


@pytest.mark.parametrize("layer", EXACT_FLOORS)
def test_each_layer_is_read_exactly_often_enough(
    texts: list[report.Text], score: ModuleType, layer: str
) -> None:
    assert score.prf(*report.counts(texts, score, layer, "norm"))[2] >= EXACT_FLOORS[layer]


def test_every_miss_is_recorded_and_no_other(texts: list[report.Text], score: ModuleType) -> None:
    assert sorted(miss for text in texts for miss in report.misses(text, score)) == report.recorded_misses()


def test_the_figures_that_pages_show_are_those_measured(texts: list[report.Text], score: ModuleType) -> None:
    shown = load_quality(report.QUALITY)
    assert (shown.texts, shown.layers) == (len(texts), report.quality(texts, score))


@pytest.mark.parametrize("name", RAW)
def test_no_text_makes_the_reader_stumble(reading_of: Callable[[str], Reading], name: str) -> None:
    text = (report.CORPUS / "raw" / f"{name}.txt").read_bytes().decode("utf-8")
    found = reading_of(text)
    for layer in report.LAYERS:
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
