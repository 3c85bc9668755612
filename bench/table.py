"""How a result is printed."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from time import perf_counter

ROUNDS = 5


def seconds(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """The median time of `work` over some rounds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return statistics.median(times)


def line(what: str, *, ours: float, base: float, budget: str) -> None:
    """Print one row: what, our time, the time that it is measured against, the ratio, the budget."""
    print(f"{what:<58} {ours * 1000:>10.2f} ms {base * 1000:>10.2f} ms {ours / base:>7.2f}x  {budget}")
