"""What an installation asks of people who sign in: node.toml says it, table `[sign_in]`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from phoihop.access.domain.types import Role, SecondFactor

_STRICTNESS: Final = (SecondFactor.OFF, SecondFactor.OFFERED, SecondFactor.REQUIRED)
IDLE_MINUTES: Final = 15
OPERATOR_IDLE_MINUTES: Final = 5
"""Both from TCVN 14423:2026, level 3 (from a summary, not yet compared with it)."""


@dataclass(frozen=True, slots=True)
class SignInPolicy:
    """The policy of a node; `…_of` holds what differs for a role."""

    second_factor: SecondFactor = SecondFactor.OFFERED
    second_factor_of: Mapping[Role, SecondFactor] = field(default_factory=lambda: MappingProxyType({}))
    idle_minutes: int = IDLE_MINUTES
    idle_minutes_of: Mapping[Role, int] = field(
        default_factory=lambda: MappingProxyType({Role.OPERATOR: OPERATOR_IDLE_MINUTES})
    )

    def factor_for(self, roles: Collection[Role]) -> SecondFactor:
        """What holds for somebody in posts with these roles: the strictest; the rule where there is none."""
        found = [self.second_factor_of.get(role, self.second_factor) for role in roles]
        return max(found or [self.second_factor], key=_STRICTNESS.index)

    def idle_minutes_for(self, roles: Collection[Role]) -> int:
        """After how many minutes without a page the session of somebody in these roles ends: the fewest."""
        return min(
            [self.idle_minutes_of.get(role, self.idle_minutes) for role in roles] or [self.idle_minutes]
        )
