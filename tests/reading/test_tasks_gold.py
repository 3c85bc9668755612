"""Bodies and tasks against the texts annotated by hand; what is missed or too much is recorded by name."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypedDict

import pytest

from phoihop.reading.spans import Reading

pytestmark = pytest.mark.needs_shared

Read = Callable[[str], Reading]


class Marked(TypedDict):
    start: int
    end: int


class TaskRow(Marked):
    lead: list[str]
    coordinating: list[str]


LAYERS = ("bodies", "tasks")

MISSED = {
    # a parent with "trực thuộc", which otherwise stays outside a name
    "005 bodies 564",
}
TOO_MUCH = {
    # the same name, cut into two
    "005 bodies 564",
    "005 bodies 592",
    # the headline of another article that page furniture lets through
    "010 bodies 483",
    # a sentence that only adds a partner to the task before it
    "014 tasks 2774",
    # a part that is an object of the part before it, but begins with a verb
    "050 tasks 5107",
}


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    """The scorer that belongs to the annotated texts."""
    spec = importlib.util.spec_from_file_location("score", shared / "corpus" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_of(shared: Path, name: str) -> dict[str, list[Marked]]:
    document: dict[str, list[Marked]] = json.loads((shared / "corpus" / "gold" / name).read_text("utf-8"))
    return document


def text_of(shared: Path, name: str) -> str:
    return (shared / "corpus" / "raw" / name.replace(".json", ".txt")).read_bytes().decode("utf-8")


def names(shared: Path) -> list[str]:
    return sorted(file.name for file in (shared / "corpus" / "gold").glob("[0-9][0-9][0-9].json"))


def test_all_is_found_but_the_recorded_misses(shared: Path, score: ModuleType, reading_of: Read) -> None:
    missed, extra = set(), set()
    for name in names(shared):
        gold, reading = gold_of(shared, name), reading_of(text_of(shared, name))
        for layer in LAYERS:
            found = [{"start": span.start, "end": span.end} for span in getattr(reading, layer)]
            pairs = score.match(gold[layer], found)
            seen, used = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
            here = f"{name.removesuffix('.json')} {layer}"
            missed |= {f"{here} {span['start']}" for i, span in enumerate(gold[layer]) if i not in seen}
            extra |= {f"{here} {span['start']}" for i, span in enumerate(found) if i not in used}
    assert (missed, extra) == (MISSED, TOO_MUCH)


def test_leads_and_partners_of_the_seed_are_as_annotated(
    shared: Path, score: ModuleType, reading_of: Read
) -> None:
    reading = reading_of(text_of(shared, "000.json"))
    gold: list[TaskRow] = gold_of(shared, "000.json")["tasks"]  # type: ignore[assignment]  # tasks have more
    found = [
        (task.start, task.end, score.fset(task.lead), score.fset(task.coordinating)) for task in reading.tasks
    ]
    assert found == [
        (task["start"], task["end"], score.fset(task["lead"]), score.fset(task["coordinating"]))
        for task in gold
    ]


def test_years_of_the_seed_are_as_annotated(shared: Path, reading_of: Read) -> None:
    tasks = reading_of(text_of(shared, "000.json")).tasks
    times = [(task.start_date, task.end_date) for task in tasks]
    assert times == [("2018-01-01", "2018-12-31"), ("2018-01-01", "2020-12-31"), *[(None, None)] * 5]
