"""What a role is able to do: one table for pages, commands and navigation.

It is program, not content: whoever runs the machine can change files under `content/`, and must not be able
to give himself the right to read records by doing so.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from phoihop.access.domain.types import Role


class Ability(StrEnum):
    """One thing that a page or a command asks for."""

    READ = "read"
    """Open pages with content: programmes, bodies, instruments, texts, the ledger."""
    ENTER = "enter"
    """Put texts, drafts and facts in, on behalf of the own body."""
    RECORD_PAPER = "record_paper"
    """Record what somebody else has decided, with the paper that says so."""
    ADOPT = "adopt"
    """Adopt a draft and report in the own name."""
    DECIDE = "decide"
    """Decide for the body in the own name."""
    VERIFY = "verify"
    """Check the ledger and take its proofs away. Whoever may read may check what is read."""
    READ_LOG = "read_log"
    """See who has read what."""
    RUN_MACHINE = "run_machine"
    """See how the machine is: no content, only sizes, times and faults."""


ABILITIES: Final[Mapping[Role, frozenset[Ability]]] = MappingProxyType(
    {
        Role.OFFICER: frozenset(
            {Ability.READ, Ability.ENTER, Ability.RECORD_PAPER, Ability.ADOPT, Ability.VERIFY}
        ),
        Role.CLERK: frozenset({Ability.READ, Ability.ENTER, Ability.RECORD_PAPER, Ability.VERIFY}),
        Role.LEADER: frozenset({Ability.READ, Ability.ADOPT, Ability.DECIDE, Ability.VERIFY}),
        Role.INSPECTOR: frozenset({Ability.READ, Ability.VERIFY, Ability.READ_LOG}),
        Role.OPERATOR: frozenset({Ability.RUN_MACHINE}),
    }
)


def roles_with(ability: Ability) -> frozenset[Role]:
    """The roles that have an ability; what a view hands to `actor_required`."""
    return frozenset(role for role, abilities in ABILITIES.items() if ability in abilities)
