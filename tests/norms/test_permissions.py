"""Who may read the catalogue: a table."""

from __future__ import annotations

import pytest

from phoihop.access.domain.types import Role
from phoihop.norms.permissions import may_read
from tests.access.office import actor


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.OFFICER, True),
        (Role.CLERK, True),
        (Role.LEADER, True),
        (Role.INSPECTOR, True),
        (Role.OPERATOR, False),
    ],
)
def test_reading(role: Role, allowed: bool) -> None:
    assert (may_read(actor(role)) is None) is allowed


def test_nobody_reads_nothing() -> None:
    refusal = may_read(None)
    assert refusal is not None
    assert refusal.code == "access.no_actor"
