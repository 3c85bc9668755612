"""The figures that the reading page shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from phoihop.kernel.strict_yaml import YamlFault
from phoihop.reading.quality import LayerQuality, load_quality

FILE = Path(__file__).resolve().parents[2] / "content" / "reading" / "quality.yaml"
ONE = (
    "measured_on: 2026-11-23\ntexts: 3\nlayers:\n  - layer: tasks\n    precision: 90.5\n    recall: 80.0\n"
    "    exact: 70.0\n    spans: 12\n"
)


def test_the_figures_of_all_layers_are_there() -> None:
    assert [layer.layer for layer in load_quality(FILE).layers] == [
        "bodies",
        "citations",
        "meetings",
        "persons",
        "tasks",
        "times",
    ]


def test_figures_are_numbers_and_the_day_is_a_day(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text(ONE, encoding="utf-8")
    quality = load_quality(tmp_path / "q.yaml")
    assert (quality.measured_on, quality.texts) == (date(2026, 11, 23), 3)
    assert quality.layers == (LayerQuality("tasks", 90.5, 80.0, 70.0, 12),)


def test_an_unknown_layer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text(ONE.replace("tasks", "phantoms"), encoding="utf-8")
    with pytest.raises(YamlFault, match="phantoms"):
        load_quality(tmp_path / "q.yaml")
