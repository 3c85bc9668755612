from __future__ import annotations

import json
from collections.abc import Callable

from phoihop.reading.exchange_shape import as_document, as_json
from phoihop.reading.spans import Reading

TEXT = (
    "Sáng 12/3/2019, Cục Mẫu tổ chức Hội nghị phối hợp công tác cán bộ. Đại tá Trần Văn Mẫu chủ trì. "
    "Yêu cầu Sở Nội vụ thực hiện Luật Đất đai trước ngày 5/5/2020."
)


def test_the_keys_are_those_of_the_hand_checked_texts(reading_of: Callable[[str], Reading]) -> None:
    document = json.loads(as_json(as_document("007", reading_of(TEXT))))
    assert {layer: sorted(spans[0]) for layer, spans in document.items() if layer != "id"} == {
        "citations": sorted(
            [
                "id",
                "start",
                "end",
                "text",
                "kind",
                "numbers",
                "notation",
                "issuers",
                "session",
                "date",
                "subject",
            ]
        ),
        "bodies": ["canonical", "end", "start", "text"],
        "persons": ["end", "name", "posts", "rank", "start", "text"],
        "meetings": ["chair", "date", "end", "place", "start", "text", "title"],
        "times": ["end", "from", "kind", "start", "text", "to"],
        "tasks": sorted(
            [
                "id",
                "start",
                "end",
                "text",
                "lead",
                "coordinating",
                "object",
                "area",
                "from",
                "to",
                "basis",
            ]
        ),
    }
    assert (document["id"], document["tasks"][0]["object"]) == ("007", None)


def test_an_empty_reading_has_empty_layers() -> None:
    assert json.loads(as_json(as_document("000", Reading()))) == {
        "id": "000",
        "citations": [],
        "bodies": [],
        "persons": [],
        "meetings": [],
        "times": [],
        "tasks": [],
    }
