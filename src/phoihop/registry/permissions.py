"""Who may read the registry and who may record in it. Everything that is not allowed is refused."""

from __future__ import annotations

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.decision import Refusal

READERS = frozenset({Role.OFFICER, Role.CLERK, Role.LEADER, Role.INSPECTOR})
RECORDERS = frozenset({Role.OFFICER, Role.CLERK})


def may_read(actor: Actor | None) -> Refusal | None:
    """Everybody in a post reads, except who only runs the machine."""
    if actor is not None and actor.role in READERS:
        return None
    return Refusal("registry.reading_not_allowed")


def may_record(actor: Actor, *, home: str) -> Refusal | None:
    """Officers and clerks of the home agency record; `home` is the code of its body."""
    if actor.role in RECORDERS and actor.body == home:
        return None
    return Refusal("registry.recording_not_allowed", (("post", actor.post_title),))
