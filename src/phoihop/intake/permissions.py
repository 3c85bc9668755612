"""Who may hand texts in, look at them, correct drafts and draw up programmes. All else is refused."""

from __future__ import annotations

from phoihop.access.api import Ability, first_refusal, may
from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refusal
from phoihop.programme import api as programme


def may_read(actor: Actor | None, *, body: str) -> Refusal | None:
    """None for who may read and belongs to the agency whose text it is."""
    return first_refusal(may(actor, Ability.READ), _own(actor, body))


def may_enter(actor: Actor | None) -> Refusal | None:
    """None for officers and clerks: they hand texts in."""
    return may(actor, Ability.ENTER)


def may_change(actor: Actor | None, *, body: str) -> Refusal | None:
    """None for officers and clerks of the agency whose text it is."""
    return first_refusal(may_enter(actor), _own(actor, body))


def may_learn(actor: Actor | None, *, body: str) -> Refusal | None:
    """None for officers and clerks of the agency whose word it is."""
    return first_refusal(may_enter(actor), _own(actor, body))


def may_adopt(actor: Actor | None, *, body: str, own: bool, on_paper: bool) -> Refusal | None:
    """None for officers of the agency; for its clerks with the paper of who decided."""
    return first_refusal(may_change(actor, body=body), programme.may_adopt(actor, own=own, on_paper=on_paper))


def _own(actor: Actor | None, body: str) -> Refusal | None:
    """A text is for the agency that handed it in, and for the one that took its work over."""
    if actor is not None and body in actor.acts_for:
        return None
    own = actor.body_name if actor is not None else ""
    return Refusal("intake.other_agency", (("own", own),))
