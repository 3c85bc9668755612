"""Who may draw up programmes and report on tasks. Everything that is not allowed is refused."""

from __future__ import annotations

from phoihop.access.api import Ability, may, may_record
from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refusal


def may_read(actor: Actor | None) -> Refusal | None:
    """None for everybody in a post, except who only runs the machine."""
    return may(actor, Ability.READ)


def may_adopt(actor: Actor | None, *, own: bool, on_paper: bool) -> Refusal | None:
    """None for who adopts himself (`own`), and for officers and clerks with the paper of who did."""
    return may_record(actor, Ability.ADOPT, own=own, on_paper=on_paper)


def may_report(actor: Actor | None, *, body: str, on_paper: bool) -> Refusal | None:
    """None when the actor may record that `body` reports.

    For bodies he speaks for (his own, and ended ones whose work it took over): in the own name, or from a
    paper of theirs. For all others only from a paper: each body speaks only for itself.
    """
    if actor is not None and not on_paper and body not in actor.acts_for and _reports_at_all(actor):
        return Refusal("programme.not_your_duty", (("own", actor.body_name),))
    return may_record(actor, Ability.ADOPT, own=not on_paper, on_paper=on_paper)


def _reports_at_all(actor: Actor) -> bool:
    return may(actor, Ability.ADOPT) is None or may(actor, Ability.RECORD_PAPER) is None


def speaks_for(actor: Actor, body: str) -> bool:
    """Whether the actor's own report would be a report of `body`."""
    return body in actor.acts_for
