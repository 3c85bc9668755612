"""The door of access: what other rooms may import."""

from __future__ import annotations

from phoihop.access.commands import create_account, disable_account, set_password, unlock_account
from phoihop.access.domain.abilities import Ability, roles_with
from phoihop.access.domain.permissions import first_refusal, may, may_record, speaks_for
from phoihop.access.domain.standing import Standing
from phoihop.access.domain.types import Actor, ActorSource, Holding, Role
from phoihop.access.gate import account_required, actor_required, public, refused_page
from phoihop.access.ports import AccessPorts, NameSource, now, plug, today
from phoihop.access.read_log import note_read
from phoihop.access.standing import ActorRequest, actor_of, actor_of_login, standing_of

__all__ = [
    "Ability",
    "AccessPorts",
    "Actor",
    "ActorRequest",
    "ActorSource",
    "Holding",
    "NameSource",
    "Role",
    "Standing",
    "account_required",
    "actor_of",
    "actor_of_login",
    "actor_required",
    "create_account",
    "disable_account",
    "first_refusal",
    "may",
    "may_record",
    "note_read",
    "now",
    "plug",
    "public",
    "refused_page",
    "roles_with",
    "set_password",
    "speaks_for",
    "standing_of",
    "today",
    "unlock_account",
]
