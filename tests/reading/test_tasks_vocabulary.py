from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from phoihop.reading.tasks_vocabulary import ListName, TaskFrame, load_task_vocabulary

VOCABULARY = load_task_vocabulary(Path(__file__).resolve().parents[2] / "content" / "vocab")
LISTS = {"verbs": VOCABULARY.verbs} | {
    name: getattr(VOCABULARY.frame, name) for name in TaskFrame.__struct_fields__
}


def sort_key(entry: str) -> tuple[str, str]:
    return entry.casefold(), entry


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_sorted_and_says_nothing_twice(name: str) -> None:
    entries = LISTS[name]
    assert entries
    assert list(entries) == sorted(set(entries), key=sort_key)


def test_readers_can_ask_for_every_list_by_its_name() -> None:
    assert get_args(ListName) == TaskFrame.__struct_fields__


def test_every_list_is_asked_for() -> None:
    sources = Path(__file__).resolve().parents[2] / "src" / "phoihop" / "reading"
    code = "".join(file.read_text(encoding="utf-8") for file in sources.glob("tasks_[!v]*.py"))
    code += (sources / "tasks.py").read_text(encoding="utf-8")
    assert [name for name in get_args(ListName) if f'"{name}"' not in code] == []
