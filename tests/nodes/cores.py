"""The pure core as the nodes of the simulation use it, and broken copies of it.

A mutant is the real source with one passage replaced, executed as a module of its own: so the simulation
shows that it would notice if that passage were wrong.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from phoihop.ledger import admission, fold
from phoihop.ledger import seal as sealing


@dataclass(frozen=True, slots=True)
class Core:
    """What a node needs of the core besides its types."""

    seal: Callable[..., sealing.SealedAct] = sealing.seal
    fresh_epoch: Callable[..., int] = sealing.fresh_epoch
    target_at: Callable[..., sealing.Target] = sealing.target_at
    standing: Callable[..., admission.Standing] = admission.standing
    content_belongs: Callable[..., bool] = admission.content_belongs
    new_part: Callable[..., int] = admission.new_part
    counting: Callable[..., tuple[fold.FoldedAct, ...]] = fold.counting
    cleared_places: Callable[..., tuple[fold.Coordinate, ...]] = fold.cleared_places


REAL = Core()


def mutant(module: types.ModuleType, changes: Mapping[str, str]) -> Core:
    """The core with passages of `module` replaced. ValueError when one is not there exactly once."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    for passage, instead in changes.items():
        if source.count(passage) != 1:
            raise ValueError(f"{source.count(passage)} times in {module.__name__}: {passage!r}")
        source = source.replace(passage, instead)
    broken = types.ModuleType(module.__name__)  # dataclasses look their module up by name
    exec(compile(source, f"{module.__name__} (broken)", "exec"), vars(broken))
    for name, value in vars(module).items():
        if isinstance(value, type):  # the nodes tell verdicts apart by class: keep the real classes
            setattr(broken, name, value)
    own = [f.name for f in fields(Core) if getattr(f.default, "__module__", None) == module.__name__]
    return replace(REAL, **{name: getattr(broken, name) for name in own})
