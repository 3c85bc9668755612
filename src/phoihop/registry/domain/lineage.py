"""Who took over whose work, on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from phoihop.kernel.period import Period
from phoihop.registry.domain.types import LineageFact


def direct_successors(code: str, facts: Iterable[LineageFact]) -> tuple[str, ...]:
    """The bodies into which `code` passed directly, by code."""
    return tuple(sorted({f.successor for f in facts if f.predecessor == code and f.successor is not None}))


def direct_predecessors(code: str, facts: Iterable[LineageFact]) -> tuple[str, ...]:
    """The bodies that passed directly into `code`, by code."""
    return tuple(sorted({f.predecessor for f in facts if f.successor == code}))


def living_heirs(
    code: str, *, on: date, facts: Sequence[LineageFact], periods: Mapping[str, Period]
) -> tuple[str, ...]:
    """The bodies of the day that carry on the work of `code` (itself when it still exists), by code.

    Followed over any number of generations, only over changes that had happened by then.
    """
    reached = descendants(code, on=on, facts=facts)
    return tuple(sorted(c for c in reached if c in periods and periods[c].contains(on)))


def descendants(code: str, *, on: date, facts: Sequence[LineageFact]) -> frozenset[str]:
    """`code` and all bodies into which it had passed by the day, ended or not."""
    return _reached(code, _ties(facts, on, forward=True))


def work_taken_over(
    code: str, *, on: date, facts: Sequence[LineageFact], periods: Mapping[str, Period]
) -> frozenset[str]:
    """`code` and the ended bodies whose work had passed to it by the day, over any number of generations.

    A body that still exists speaks for itself, whatever the lineage says.
    """
    reached = _reached(code, _ties(facts, on, forward=False))
    return frozenset(c for c in reached if c == code or (c in periods and _ended(periods[c], on)))


def _ended(period: Period, on: date) -> bool:
    return period.end is not None and period.end <= on


def _ties(facts: Sequence[LineageFact], on: date, *, forward: bool) -> Mapping[str, list[str]]:
    ties: dict[str, list[str]] = {}
    for fact in facts:
        if fact.successor is not None and fact.on <= on:
            ends = (fact.predecessor, fact.successor) if forward else (fact.successor, fact.predecessor)
            ties.setdefault(ends[0], []).append(ends[1])
    return ties


def _reached(start: str, ties: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """All that can be reached, the start too. Ends on a cycle, which a faulty register may hold."""
    seen, waiting = {start}, [start]
    while waiting:
        fresh = [code for code in ties.get(waiting.pop(), ()) if code not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return frozenset(seen)
