"""How well reading was measured, in the words of a page: an officer sees what to check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from phoihop.intake.queries.source import quality

_LAYERS: Final[Mapping[str, Promise]] = {
    "tasks": gettext_lazy("Nhiệm vụ"),
    "bodies": gettext_lazy("Tổ chức"),
    "citations": gettext_lazy("Viện dẫn"),
    "times": gettext_lazy("Thời gian"),
    "persons": gettext_lazy("Người"),
    "meetings": gettext_lazy("Hội nghị"),
}


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer with its figures of a hundred, as people write them."""

    name: str
    right: str
    found: str
    exact: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of all layers, on how many texts and which day they were measured."""

    on: date
    texts: int
    rows: tuple[LayerRow, ...]


def measured() -> Measured:
    """The measured figures, tasks first."""
    known = quality()
    of = {layer.layer: layer for layer in known.layers}
    rows = (
        LayerRow(str(name), _percent(one.precision), _percent(one.recall), _percent(one.exact))
        for layer, name in _LAYERS.items()
        if (one := of.get(layer)) is not None  # type: ignore[call-overload]  # the keys are its layers
    )
    return Measured(known.measured_on, known.texts, tuple(rows))


def _percent(share: float) -> str:
    return f"{share:.1f}%".replace(".", ",")
