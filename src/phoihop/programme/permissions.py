"""Who may draw up, see, issue and change programmes and report on tasks. What is not allowed is refused."""

from __future__ import annotations

from phoihop.access.api import Ability, may, may_record
from phoihop.access.domain.types import Actor
from phoihop.kernel.decision import Refusal
from phoihop.programme.domain.types import ProgrammeView
from phoihop.programme.queries.visibility import seen_by


def may_read(actor: Actor | None) -> Refusal | None:
    """None for everybody in a post, except who only runs the machine."""
    return may(actor, Ability.READ)


def may_see(actor: Actor | None, programme: ProgrammeView) -> Refusal | None:
    """None for who drew it up, who was asked for an opinion and, once issued, who has a part in a task.

    One query, none for who drew it up: who has a part stands in too many rows to be carried along.
    """
    refusal = may_read(actor)
    if refusal is not None or actor is None:
        return refusal
    if programme.body in actor.acts_for or seen_by(actor.acts_for, programme=programme.id):
        return None
    return Refusal("programme.not_yours_to_see")


def may_adopt(actor: Actor | None, *, own: bool, on_paper: bool) -> Refusal | None:
    """None for who adopts himself (`own`), and for officers and clerks with the paper of who did."""
    return may_record(actor, Ability.ADOPT, own=own, on_paper=on_paper)


def may_draft(actor: Actor | None, *, body: str) -> Refusal | None:
    """None for everybody of the body that draws the programme up who enters or decides anything."""
    refusal = may(actor, Ability.ENTER)
    if actor is None or (refusal is not None and may(actor, Ability.DECIDE) is not None):
        return refusal
    return None if speaks_for(actor, body) else Refusal("programme.not_your_programme")


def may_issue(actor: Actor | None, *, body: str) -> Refusal | None:
    """None for a leader of the body in his own name, and for who has its signed paper in hand."""
    refusal = may_draft(actor, body=body)
    if refusal is not None:
        return refusal
    own = decides_himself(actor)
    return may_record(actor, Ability.DECIDE, own=own, on_paper=not own)


def may_amend(actor: Actor | None, *, body: str, issued: bool, own: bool, on_paper: bool) -> Refusal | None:
    """A draft is changed by its drafters; what is issued by the leader, or with the paper of who approved."""
    refusal = may_draft(actor, body=body)
    if refusal is not None or not issued:
        return refusal
    return may_record(actor, Ability.DECIDE, own=own or decides_himself(actor), on_paper=on_paper)


def may_answer(actor: Actor | None, *, body: str, asking: str, on_paper: bool) -> Refusal | None:
    """None when the actor may record the opinion of `body` on a draft of `asking`.

    In the own name as for reports; from the letter of another body only for the body that asked.
    """
    refusal = may_report(actor, body=body, on_paper=on_paper)
    if refusal is not None or actor is None:
        return refusal
    if speaks_for(actor, body) or speaks_for(actor, asking):
        return None
    return Refusal("programme.not_your_programme")


def may_report(actor: Actor | None, *, body: str, on_paper: bool) -> Refusal | None:
    """None when the actor may record that `body` reports (or judges, or answers).

    For bodies he speaks for (his own, and ended ones whose work it took over): in the own name, or from a
    paper of theirs. For all others only from a paper: each body speaks only for itself.
    """
    if actor is not None and not on_paper and body not in actor.acts_for and _reports_at_all(actor):
        return Refusal("programme.not_your_duty", (("own", actor.body_name),))
    return may_record(actor, Ability.ADOPT, own=not on_paper, on_paper=on_paper)


def may_hand_on(actor: Actor | None, *, body: str) -> Refusal | None:
    """None for officers and leaders of the agency whose part of the work it is."""
    refusal = may(actor, Ability.ADOPT)
    if refusal is not None or actor is None:
        return refusal
    if speaks_for(actor, body):
        return None
    return Refusal("programme.not_your_duty", (("own", actor.body_name),))


def _reports_at_all(actor: Actor) -> bool:
    return may(actor, Ability.ADOPT) is None or may(actor, Ability.RECORD_PAPER) is None


def decides_himself(actor: Actor | None) -> bool:
    """Whether what the actor enters is decided by himself, as a leader of his body."""
    return may(actor, Ability.DECIDE) is None


def speaks_for(actor: Actor, body: str) -> bool:
    """Whether the actor's own report would be a report of `body`."""
    return body in actor.acts_for
