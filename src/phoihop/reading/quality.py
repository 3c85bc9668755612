"""How well reading did on hand-checked texts, so that an officer knows which layers to check.

The figures are measured by `make reading-report`, never typed by hand.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from phoihop.kernel import strict_yaml

Layer = Literal["bodies", "citations", "meetings", "persons", "tasks", "times"]


class LayerQuality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One layer: of a hundred spans found so many are right, of a hundred in the texts so many are found.

    ``exact``: of a hundred in the texts so many are found with all that is read about them (a task with its
    leads, partners and days). ``spans``: how many the texts have.
    """

    layer: Layer
    precision: float
    recall: float
    exact: float
    spans: int


class ReadingQuality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The figures of all layers, the day they were measured, and the number of texts."""

    measured_on: date
    texts: int
    layers: tuple[LayerQuality, ...]


def load_quality(path: Path) -> ReadingQuality:
    """The figures of ``content/reading/quality.yaml``. Raises YamlFault for a broken file."""
    return strict_yaml.load(path, ReadingQuality)
