"""How far a programme was on a day."""

from __future__ import annotations

from datetime import date

import pytest

from phoihop.programme.acts import Stage
from phoihop.programme.domain.stages import Move, moves, stage_on

DRAFT, CONSULTING, SIGNING, ISSUED = Stage.DRAFT, Stage.CONSULTING, Stage.SIGNING, Stage.ISSUED
MAY, JUNE, JULY = date(2018, 5, 1), date(2018, 6, 1), date(2018, 7, 1)


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ([], ()),
        ([(CONSULTING, MAY), (SIGNING, JUNE)], (Move(MAY, CONSULTING), Move(JUNE, SIGNING))),
        ([(CONSULTING, JUNE), (DRAFT, MAY)], (Move(JUNE, CONSULTING), Move(JUNE, DRAFT))),
        ([(ISSUED, MAY), (SIGNING, JUNE)], (Move(MAY, ISSUED),)),
        ([(CONSULTING, MAY), (SIGNING, JULY), (ISSUED, JUNE)], (Move(MAY, CONSULTING), Move(JUNE, ISSUED))),
        ([(CONSULTING, MAY), (ISSUED, None)], (Move(None, ISSUED),)),
    ],
    ids=[
        "only drawn up",
        "step by step",
        "a step begins no earlier than the one before",
        "what is issued stays issued, whatever is recorded later",
        "steps with days after the issue count for nothing",
        "issued on a day that cannot be read: from ever on",
    ],
)
def test_the_way_of_a_programme(
    recorded: list[tuple[Stage, date | None]], expected: tuple[Move, ...]
) -> None:
    assert moves(recorded) == expected


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2018, 4, 30), DRAFT), (MAY, CONSULTING), (JUNE, ISSUED), (JULY, ISSUED)]
)
def test_the_stage_of_a_day(on: date, expected: Stage) -> None:
    assert stage_on((Move(MAY, CONSULTING), Move(JUNE, ISSUED)), on=on) is expected
