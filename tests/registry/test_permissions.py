from __future__ import annotations

import pytest

from phoihop.access.domain.types import Role
from phoihop.registry.permissions import may_read, may_record_facts
from tests.registry.node import actor
from tests.registry.registers import HOME


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
def test_everybody_reads_but_who_runs_the_machine(role: Role, *, allowed: bool) -> None:
    assert (may_read(actor(role)) is None) == allowed


def test_nobody_reads_without_a_post() -> None:
    refusal = may_read(None)
    assert refusal is not None
    assert refusal.code == "access.no_actor"


@pytest.mark.parametrize(
    ("role", "body", "refused"),
    [
        (Role.OFFICER, HOME, None),
        (Role.CLERK, HOME, None),
        (Role.LEADER, HOME, "access.role_not_entitled"),
        (Role.INSPECTOR, HOME, "access.role_not_entitled"),
        (Role.OPERATOR, HOME, "access.role_not_entitled"),
        (Role.OFFICER, "P-31-BTC.v2", "registry.recording_not_allowed"),
        (Role.CLERK, "P-31-BTC.v2", "registry.recording_not_allowed"),
    ],
)
def test_officers_and_clerks_of_the_keeper_record(role: Role, body: str, refused: str | None) -> None:
    refusal = may_record_facts(actor(role, body=body), keeper=HOME, own=True, on_paper=False)
    assert (refusal.code if refusal else None) == refused


def test_a_decision_of_somebody_else_needs_its_paper() -> None:
    refusal = may_record_facts(actor(), keeper=HOME, own=False, on_paper=False)
    assert refusal is not None
    assert refusal.code == "access.paper_missing"
    assert may_record_facts(actor(), keeper=HOME, own=False, on_paper=True) is None


def test_nobody_records_without_a_post() -> None:
    assert may_record_facts(None, keeper=HOME, own=True, on_paper=False) is not None
