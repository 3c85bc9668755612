"""What a password must be: long and not one that everybody tries. No forced mixture of signs."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from phoihop.kernel.decision import Refusal

SHORTEST: Final = 14
"""TCVN 14423:2026, level 3: 14 signs without a second factor (from a summary, not yet compared with it)."""
LONGEST: Final = 256
"""More than the 64 that OWASP ASVS 5.0, 6.2.9 asks for, and short enough that hashing stays quick."""


def password_refusals(password: str, *, login: str, common: AbstractSet[str]) -> tuple[Refusal, ...]:
    """What is wrong with a new password for this login name; empty when it will do.

    `common`: passwords that are tried first, in lower case.
    """
    refusals: list[Refusal] = []
    if not SHORTEST <= len(password) <= LONGEST:
        limits = (("longest", str(LONGEST)), ("shortest", str(SHORTEST)))
        refusals.append(Refusal("access.password_length", limits))
    if password.lower().strip() in common or login in password.lower():
        refusals.append(Refusal("access.password_common"))
    return tuple(refusals)
