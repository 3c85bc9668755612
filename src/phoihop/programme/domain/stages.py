"""How far a programme was on a day: draft, out for opinion, laid for signature, issued. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from phoihop.programme.acts import Stage


@dataclass(frozen=True, slots=True)
class Move:
    """Since when (None: from ever on) a programme is how far."""

    on: date | None
    stage: Stage


def moves(stages: Iterable[tuple[Stage, date | None]]) -> tuple[Move, ...]:
    """The stages after the first draft, in the order recorded; what is issued stays issued.

    A stage begins no earlier than the one before. Issued is what it is from its own day on, whatever was
    recorded before with later days.
    """
    went: list[Move] = []
    for stage, day in stages:
        if stage is Stage.ISSUED:
            kept = [move for move in went if day is not None and (move.on is None or move.on < day)]
            return (*kept, Move(day, stage))
        last = went[-1].on if went else None
        went.append(Move(day if last is None or (day is not None and day > last) else last, stage))
    return tuple(went)


def stage_on(went: Sequence[Move], *, on: date) -> Stage:
    """How far it was on the day."""
    known = [move.stage for move in went if move.on is None or move.on <= on]
    return known[-1] if known else Stage.DRAFT
