"""What the grid is given from above: the vocabulary of reading and its own words. Loaded once per process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from phoihop.kernel.strict_yaml import load
from phoihop.programme.domain.grid_words import GridWordList, GridWords, grid_words
from phoihop.reading.api import Vocabulary


class NotWired(RuntimeError):
    """A grid was to be read before node/wiring said where the words are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPorts:
    """What the grid needs from above. `vocabulary` is asked with every reading; `words`: a YAML file."""

    vocabulary: Callable[[], Vocabulary]
    words: Path


_plugged: list[GridPorts] = []
_loaded: list[GridWords] = []


def plug_grid(ports: GridPorts) -> None:
    """Plug the ports in; called once at start by node/wiring (and by tests with their own)."""
    _plugged[:] = [ports]
    _loaded.clear()


def vocabulary() -> Vocabulary:
    """The vocabulary of reading. NotWired before `plug_grid`."""
    if not _plugged:
        raise NotWired
    return _plugged[0].vocabulary()


def words() -> GridWords:
    """The words of the grid. NotWired before `plug_grid`."""
    if not _loaded:
        if not _plugged:
            raise NotWired
        _loaded.append(grid_words(load(_plugged[0].words, GridWordList)))
    return _loaded[0]
