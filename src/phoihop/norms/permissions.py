"""Who may read the catalogue. It is loaded by the command line, never changed by hand."""

from __future__ import annotations

from phoihop.access.api import Ability, may
from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refusal


def may_read(actor: Actor | None) -> Refusal | None:
    """None for everybody in a post, except who only runs the machine."""
    return may(actor, Ability.READ)
