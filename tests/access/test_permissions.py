from __future__ import annotations

import pytest

from phoihop.access.domain.abilities import Ability
from phoihop.access.domain.permissions import first_refusal, may_record, speaks_for
from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Refusal
from tests.access.office import BOARD, OLD_BOARD, REGION, actor

OK = None
NOT_ENTITLED, DECIDER, PAPER = "access.role_not_entitled", "access.decider_missing", "access.paper_missing"

# role, ability asked for: decides himself · another has decided, paper named · another has decided, no paper
WHO_DECIDES = {
    (Role.OFFICER, Ability.ADOPT): (OK, OK, PAPER),
    (Role.OFFICER, Ability.DECIDE): (DECIDER, OK, PAPER),
    (Role.CLERK, Ability.ADOPT): (DECIDER, OK, PAPER),
    (Role.CLERK, Ability.DECIDE): (DECIDER, OK, PAPER),
    (Role.LEADER, Ability.ADOPT): (OK, NOT_ENTITLED, NOT_ENTITLED),
    (Role.LEADER, Ability.DECIDE): (OK, NOT_ENTITLED, NOT_ENTITLED),
    (Role.INSPECTOR, Ability.ADOPT): (NOT_ENTITLED, NOT_ENTITLED, NOT_ENTITLED),
    (Role.INSPECTOR, Ability.DECIDE): (NOT_ENTITLED, NOT_ENTITLED, NOT_ENTITLED),
    (Role.OPERATOR, Ability.ADOPT): (NOT_ENTITLED, NOT_ENTITLED, NOT_ENTITLED),
    (Role.OPERATOR, Ability.DECIDE): (NOT_ENTITLED, NOT_ENTITLED, NOT_ENTITLED),
}
WAYS = {
    "decides himself": (True, False),
    "enters another's decision with its paper": (False, True),
    "enters another's decision without a paper": (False, False),
}
CASES = [
    pytest.param(role, ability, *flags, expected, id=f"{role.value} {way} ({ability.value})")
    for (role, ability), answers in WHO_DECIDES.items()
    for (way, flags), expected in zip(WAYS.items(), answers, strict=True)
]


@pytest.mark.parametrize(("role", "ability", "own", "on_paper", "expected"), CASES)
def test_who_decides_is_not_who_types(
    role: Role, ability: Ability, own: bool, on_paper: bool, expected: str | None
):
    refusal = may_record(actor(role), ability, own=own, on_paper=on_paper)
    assert (refusal and refusal.code) == expected


def test_without_an_actor_nothing_is_recorded():
    refusal = may_record(None, Ability.ADOPT, own=False, on_paper=True)
    assert refusal == Refusal("access.no_actor")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(BOARD, None, id="its own body"),
        pytest.param(OLD_BOARD, None, id="an ended body whose work it has taken over"),
        pytest.param(REGION, Refusal("access.other_body", (("body", "Ban Tổ chức"),)), id="another body"),
    ],
)
def test_each_body_speaks_only_for_itself(body: str, expected: Refusal | None):
    officer = actor(Role.OFFICER, body=BOARD, acts_for=frozenset({OLD_BOARD}))
    assert speaks_for(officer, body) == expected


def test_nobody_speaks_for_no_body():
    assert speaks_for(None, REGION) == Refusal("access.no_actor")


def test_predicates_compose_to_the_first_reason():
    first, second = Refusal("access.no_actor"), Refusal("access.paper_missing")
    assert first_refusal(None, first, second) == first
    assert first_refusal(None, None) is None
