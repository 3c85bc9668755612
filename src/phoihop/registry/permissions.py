"""Who may read the registry and who may record in it. Everything that is not allowed is refused."""

from __future__ import annotations

from phoihop.access.api import Ability, may, may_record
from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refusal


def may_read(actor: Actor | None) -> Refusal | None:
    """None for everybody in a post, except who only runs the machine."""
    return may(actor, Ability.READ)


def may_record_facts(actor: Actor | None, *, keeper: str, own: bool, on_paper: bool) -> Refusal | None:
    """None for officers and clerks of the agency that keeps the registry (`keeper`: code of its body).

    `own`: nobody else decided; `on_paper`: the paper that shows the decision is named.
    """
    refusal = may_record(actor, Ability.ENTER, own=own, on_paper=on_paper)
    if refusal is not None:
        return refusal
    if actor is None or keeper not in actor.acts_for:
        return Refusal("registry.recording_not_allowed")
    return None
