"""May this actor do that? Predicates give the reason against it, or None; a reason where nobody acts."""

from __future__ import annotations

from phoihop.access.domain.abilities import ABILITIES, Ability
from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refusal

NO_ACTOR = Refusal("access.no_actor")


def may(actor: Actor | None, ability: Ability) -> Refusal | None:
    """None when the actor's role has the ability."""
    if actor is None:
        return NO_ACTOR
    if ability in ABILITIES.get(actor.role, frozenset()):
        return None
    return Refusal("access.role_not_entitled", (("post", actor.post_title),))


def speaks_for(actor: Actor | None, body: str) -> Refusal | None:
    """None when the actor may act for `body`: its own, or an ended one whose work it has taken over."""
    if actor is None:
        return NO_ACTOR
    if body in actor.acts_for:
        return None
    return Refusal("access.other_body", (("body", actor.body_name),))


def may_record(actor: Actor | None, ability: Ability, *, own: bool, on_paper: bool) -> Refusal | None:
    """Who decides is not who types: None when the actor may enter a decision that asks for `ability`.

    `own`: the actor enters what he decides himself. Else somebody else has decided, and `on_paper` says
    whether the paper that shows it is named (number and date).
    """
    if actor is None:
        return NO_ACTOR
    for_others = may(actor, Ability.RECORD_PAPER)
    if own:
        missing = may(actor, ability)
        if missing is not None and for_others is None:
            return Refusal("access.decider_missing", (("post", actor.post_title),))
        return missing
    if for_others is None and not on_paper:
        return Refusal("access.paper_missing")
    return for_others


def first_refusal(*refusals: Refusal | None) -> Refusal | None:
    """The first reason against it, in the order asked; None when there is none."""
    return next((refusal for refusal in refusals if refusal is not None), None)
