"""What `phoihop read` prints: a short list of tasks, or each item with the rule and entries behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from phoihop.reading.api import Entry, Explanation, ReadText, Vocabulary, explanations

_LAYERS = {
    "citation": "viện dẫn",
    "body": "tổ chức",
    "person": "người",
    "meeting": "cuộc họp",
    "time": "thời gian",
    "task": "nhiệm vụ",
}


def summary(path: Path, done: ReadText) -> str:
    """The number of items of each layer, and the tasks with their leads and partners."""
    reading = done.reading
    lines = [
        (
            f"{path}: {len(reading.citations)} viện dẫn, {len(reading.bodies)} tổ chức, "
            f"{len(reading.persons)} người, {len(reading.times)} thời gian, {len(reading.tasks)} nhiệm vụ"
        )
    ]
    for number, task in enumerate(reading.tasks, start=1):
        lines.append(f"  {number}. {' '.join(task.text.split())}")
        if task.lead:
            lines.append(f"     chủ trì: {'; '.join(task.lead)}")
        if task.coordinating:
            lines.append(f"     phối hợp: {'; '.join(task.coordinating)}")
    return "\n".join(lines) + "\n"


def explained(path: Path, done: ReadText, vocabulary: Vocabulary) -> str:
    """Every item in text order with its offsets, its rule, and the entries of the vocabulary."""
    lines = [f"{path}:"]
    for item in explanations(done.reading, vocabulary):
        lines += _item(item)
    return "\n".join(lines) + "\n"


def explained_json(done: ReadText, vocabulary: Vocabulary) -> str:
    """The same as one JSON list."""
    data = msgspec.json.encode(explanations(done.reading, vocabulary))
    return msgspec.json.format(data, indent=1).decode() + "\n"


def _item(item: Explanation) -> Iterator[str]:
    yield f"  [{item.start}, {item.end}) {_LAYERS[item.layer]}: {' '.join(item.text.split())}"
    yield f"      quy tắc: {item.rule}"
    for entry in item.entries:
        yield f"      mục từ: {entry.entry} ({_place(entry)})"


def _place(entry: Entry) -> str:
    if not entry.file:
        return "đã học tại cơ quan"
    return f"{entry.file}, {entry.list}" if entry.list else entry.file
