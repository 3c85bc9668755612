"""From the acts about a programme or a task to its rows. Pure; an act without payload makes no row.

The first adoption and the first assignment count; later ones, of whichever ledger, change nothing.
Corrections supersede and stand in the place of what they replace. When that first act was redacted there is
no row.
"""

from __future__ import annotations

from typing import Final

from phoihop.ledger.api import Projector
from phoihop.programme.projections.programmes import ProgrammeProjector
from phoihop.programme.projections.tasks import TaskProjector
from phoihop.programme.projections.work import WorkProjector

__all__ = ["PROJECTORS", "ProgrammeProjector", "TaskProjector", "WorkProjector"]

PROJECTORS: Final[tuple[Projector, ...]] = (ProgrammeProjector(), TaskProjector(), WorkProjector())
