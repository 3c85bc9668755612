"""Two and ten nodes exchange acts in every order: 1,000 histories settle that the envelope suffices."""

from __future__ import annotations

import time

import pytest

from tests.nodes.oracle import SEEN
from tests.nodes.simulation import Figures, World

PAIRS, TENS = 700, 300


@pytest.mark.parametrize(
    ("seeds", "nodes", "steps"),
    [
        pytest.param(PAIRS, 2, 60, id="two nodes"),
        pytest.param(TENS, 10, 200, id="ten nodes"),
    ],
)
def test_whatever_is_lost_doubled_late_redacted_or_restored_all_nodes_come_to_agree(
    seeds: int, nodes: int, steps: int, capsys: pytest.CaptureFixture[str]
) -> None:
    began, figures = time.process_time(), Figures()
    for seed in range(seeds):
        _live(World(seed, nodes, figures=figures), steps)
    with capsys.disabled():
        print(f"\n{nodes} nodes: {figures} · CPU seconds {time.process_time() - began:.1f}")  # noqa: T201  # the figures are asked for
    idle = [name for name in Figures.__dataclass_fields__ if getattr(figures, name) < seeds // 10]
    assert idle == [], "a simulation in which this hardly happens proves nothing about it"


def _live(world: World, steps: int) -> None:
    try:
        world.run(steps)
    except SEEN as fault:
        fault.add_note(f"World({world.seed}, {world.size}).run({steps}) repeats it")
        raise


def test_the_same_seed_is_the_same_history() -> None:
    first, second = World(7, 3), World(7, 3)
    assert first.run(60) == second.run(60)
    assert [node.tables for node in first.nodes] == [node.tables for node in second.nodes]
