"""What intake is given from above: the vocabulary that texts are read with. Loaded once per process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from phoihop.reading.api import Vocabulary


class NotWired(RuntimeError):
    """A text was to be read before node/wiring said where the vocabulary is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePorts:
    """What intake needs from above. `vocabulary` is asked once, with the first text."""

    vocabulary: Callable[[], Vocabulary]


_plugged: list[IntakePorts] = []
_loaded: list[Vocabulary] = []


def plug(ports: IntakePorts) -> None:
    """Plug the ports in; called once at start by node/wiring (and by tests with their own)."""
    _plugged[:] = [ports]
    _loaded.clear()


def vocabulary() -> Vocabulary:
    """The vocabulary. NotWired before `plug`."""
    if not _loaded:
        if not _plugged:
            raise NotWired
        _loaded.append(_plugged[0].vocabulary())
    return _loaded[0]
