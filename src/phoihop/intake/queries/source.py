"""What intake is given from above: the vocabulary that texts are read with. Loaded once per process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from phoihop.intake.domain.types import Lesson, WordKind
from phoihop.intake.queries.learned import words_of
from phoihop.reading.api import LearnedKind, ReadingQuality, Source, Vocabulary, open_source, with_entries


class NotWired(RuntimeError):
    """A text was to be read before node/wiring said where the vocabulary is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePorts:
    """What intake needs from above: the vocabulary, asked once, and how well reading was measured with it."""

    vocabulary: Callable[[], Vocabulary]
    quality: Callable[[], ReadingQuality]


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


def quality() -> ReadingQuality:
    """How well reading did on hand-checked texts. NotWired before `plug`."""
    if not _plugged:
        raise NotWired
    return _plugged[0].quality()


def vocabulary_of(agency: str) -> Vocabulary:
    """The vocabulary with the words that an agency has learned. One query; NotWired before `plug`."""
    return with_entries(vocabulary(), [_read_as(word.lesson) for word in words_of([agency])])


@dataclass(frozen=True, slots=True)
class _Entry:
    """A learned word as reading takes it."""

    kind: LearnedKind
    written: str
    means: str


_KINDS: Final[Mapping[WordKind, LearnedKind]] = {
    WordKind.BODY: "body",
    WordKind.ISSUER: "issuer",
    WordKind.POST: "post",
}


def _read_as(lesson: Lesson) -> _Entry:
    return _Entry(_KINDS[lesson.kind], lesson.written, lesson.means)


def shown(content: str) -> Source:
    """The content of a text in letters that people can read, with the way back to its places."""
    return open_source(content, vocabulary().fonts)
