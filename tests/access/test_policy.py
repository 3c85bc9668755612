from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from phoihop.access.domain.policy import SignInPolicy
from phoihop.access.domain.types import Role, SecondFactor

OFF, OFFERED, REQUIRED = SecondFactor
BOTH = (Role.OFFICER, Role.OPERATOR)


@pytest.mark.parametrize(
    ("general", "per_role", "roles", "expected"),
    [
        pytest.param(OFF, {}, (), OFF, id="off, no post"),
        pytest.param(REQUIRED, {}, (), REQUIRED, id="required of everybody, no post"),
        pytest.param(OFFERED, {Role.OPERATOR: REQUIRED}, (Role.OFFICER,), OFFERED, id="another role"),
        pytest.param(OFFERED, {Role.OPERATOR: REQUIRED}, (Role.OPERATOR,), REQUIRED, id="that role"),
        pytest.param(OFFERED, {Role.OPERATOR: REQUIRED}, BOTH, REQUIRED, id="the stricter of two posts"),
        pytest.param(REQUIRED, {Role.OFFICER: OFF}, (Role.OFFICER,), OFF, id="a role is exempted"),
        pytest.param(REQUIRED, {Role.OFFICER: OFF}, BOTH, REQUIRED, id="exempted in one post only"),
    ],
)
def test_the_strictest_post_decides_about_the_second_factor(
    general: SecondFactor,
    per_role: Mapping[Role, SecondFactor],
    roles: Sequence[Role],
    expected: SecondFactor,
):
    policy = SignInPolicy(second_factor=general, second_factor_of=per_role)
    assert policy.factor_for(roles) is expected


@pytest.mark.parametrize(
    ("roles", "minutes"),
    [((), 15), ((Role.OFFICER,), 15), ((Role.OPERATOR,), 5), (BOTH, 5)],
    ids=["no post", "an officer", "who runs the machine", "both"],
)
def test_the_shortest_time_without_work_counts(roles: Sequence[Role], minutes: int):
    assert SignInPolicy().idle_minutes_for(roles) == minutes
