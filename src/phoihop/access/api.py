"""The door of access: what other rooms may import."""

from __future__ import annotations

from phoihop.access.accounts import AccountRow, account_rows
from phoihop.access.commands import (
    create_account,
    disable_account,
    note_post_moved,
    reset_password,
    unlock_account,
)
from phoihop.access.domain.abilities import Ability, roles_with
from phoihop.access.domain.account_changes import Hand
from phoihop.access.domain.permissions import first_refusal, may, may_record, speaks_for
from phoihop.access.domain.policy import SignInPolicy
from phoihop.access.domain.standing import Standing
from phoihop.access.domain.types import Actor, ActorSource, EndedPost, Holding, Role, SecondFactor
from phoihop.access.factor_commands import reset_factors
from phoihop.access.gate import account_required, actor_required, public, refused_page
from phoihop.access.ports import AccessPorts, NameSource, now, plug, today
from phoihop.access.proof import proved_actor
from phoihop.access.read_log import note_read
from phoihop.access.session import last_visit
from phoihop.access.standing import ActorRequest, actor_of, actor_of_login, standing_of

__all__ = [
    "Ability",
    "AccessPorts",
    "AccountRow",
    "Actor",
    "ActorRequest",
    "ActorSource",
    "EndedPost",
    "Hand",
    "Holding",
    "NameSource",
    "Role",
    "SecondFactor",
    "SignInPolicy",
    "Standing",
    "account_required",
    "account_rows",
    "actor_of",
    "actor_of_login",
    "actor_required",
    "create_account",
    "disable_account",
    "first_refusal",
    "last_visit",
    "may",
    "may_record",
    "note_post_moved",
    "note_read",
    "now",
    "plug",
    "proved_actor",
    "public",
    "refused_page",
    "reset_factors",
    "reset_password",
    "roles_with",
    "speaks_for",
    "standing_of",
    "today",
    "unlock_account",
]
