"""Which bodies had ended on a day, and who carries on their work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from phoihop.programme.domain.duties import Ended
from phoihop.registry import api as registry


def ended_bodies(codes: Iterable[str], *, on: date) -> tuple[Ended, ...]:
    """Those of the bodies that had ended on the day; what the register does not know is left out.

    Two queries, up to five more for each that had ended.
    """
    return tuple(one for one in absent_bodies(codes, on=on) if one.begun)


def absent_bodies(codes: Iterable[str], *, on: date) -> tuple[Ended, ...]:
    """Those of the bodies that did not exist on the day: any more, or yet. Queries as `ended_bodies`."""
    return tuple(_absent(codes, on))


def _absent(codes: Iterable[str], on: date) -> Iterator[Ended]:
    for code, body in registry.bodies(sorted(set(codes)), on=on).items():
        if body.alive(on):
            continue
        end = body.period.end
        if end is None or end > on:
            yield Ended(code=code, name=body.name, since=body.period.start, begun=False)
            continue
        names = registry.body_names(registry.successors(code), on=max(on, end))
        yield Ended(code=code, name=body.name, since=end, successors=tuple(sorted(names.values())))
