from __future__ import annotations

import itertools

import pytest

from phoihop.access.domain.abilities import ABILITIES, Ability, roles_with
from phoihop.access.domain.permissions import may
from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Refusal
from tests.access.office import actor

# The whole truth: what is not written here is refused.
ALLOWED = {
    Role.OFFICER: {"read", "enter", "record_paper", "adopt", "verify"},
    Role.CLERK: {"read", "enter", "record_paper", "verify"},
    Role.LEADER: {"read", "adopt", "decide", "verify"},
    Role.INSPECTOR: {"read", "verify", "read_log"},
    Role.OPERATOR: {"run_machine"},
}
CELLS = list(itertools.product(Role, Ability))


@pytest.mark.parametrize(("role", "ability"), CELLS, ids=[f"{r.value} {a.value}" for r, a in CELLS])
def test_a_role_is_able_to_do_what_the_table_says_and_nothing_else(role: Role, ability: Ability):
    refusal = Refusal("access.role_not_entitled", (("post", f"chức vụ {role.value}"),))
    assert may(actor(role), ability) == (None if ability.value in ALLOWED[role] else refusal)


def test_every_role_stands_in_the_table():
    assert set(ABILITIES) == set(Role) == set(ALLOWED)


@pytest.mark.parametrize("ability", Ability)
def test_without_an_actor_nothing_is_allowed(ability: Ability):
    assert may(None, ability) == Refusal("access.no_actor")


@pytest.mark.parametrize("ability", Ability)
def test_the_roles_with_an_ability_are_those_that_may(ability: Ability):
    assert roles_with(ability) == {role for role in Role if may(actor(role), ability) is None}


def test_whoever_runs_the_machine_reads_no_content():
    assert ABILITIES[Role.OPERATOR] == {Ability.RUN_MACHINE}


def test_an_inspector_writes_nothing():
    writing = {Ability.ENTER, Ability.RECORD_PAPER, Ability.ADOPT, Ability.DECIDE}
    assert ABILITIES[Role.INSPECTOR] & writing == frozenset()


def test_the_table_cannot_be_changed_while_the_program_runs():
    with pytest.raises(TypeError):
        ABILITIES[Role.OPERATOR] = frozenset(Ability)  # type: ignore[index]  # that is what must fail
