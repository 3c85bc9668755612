from __future__ import annotations

from datetime import date

import pytest

from phoihop.access.domain.standing import acting, chosen_holding
from phoihop.access.domain.types import Holding, Role
from phoihop.kernel.decision import Accepted, refuse
from tests.access.office import BOARD, LEDGERS, OLD_BOARD, REGION, Office, actor, person


def held(*posts: tuple[str, Role]) -> tuple[Holding, ...]:
    office = Office()
    for body, role in posts:
        office.appoint(1, role, body=body)
    return office.holdings(person(1), date(2026, 11, 23))


ONE = held((REGION, Role.OFFICER))
TWO = held((REGION, Role.OFFICER), (BOARD, Role.LEADER))


@pytest.mark.parametrize(
    ("holdings", "chosen", "expected"),
    [
        pytest.param((), None, refuse("access.no_post", account="lan"), id="no post, nothing chosen"),
        pytest.param((), "p", refuse("access.no_post", account="lan"), id="no post left of the chosen one"),
        pytest.param(ONE, None, Accepted(ONE[0]), id="the only post needs no choice"),
        pytest.param(ONE, ONE[0].post, Accepted(ONE[0]), id="the only post, chosen"),
        pytest.param(
            ONE,
            "M-QK3-CT.leader",
            refuse("access.post_ended"),
            id="the chosen post has ended, another is left",
        ),
        pytest.param(TWO, None, refuse("access.post_not_chosen"), id="several posts, none chosen"),
        pytest.param(TWO, TWO[1].post, Accepted(TWO[1]), id="several posts, the second chosen"),
        pytest.param(TWO, "x", refuse("access.post_ended"), id="several posts, another one chosen"),
    ],
)
def test_one_post_is_chosen_and_never_replaced_without_a_word(
    holdings: tuple[Holding, ...], chosen: str | None, expected: object
):
    assert chosen_holding("lan", holdings, chosen=chosen) == expected


def test_an_actor_always_acts_for_the_own_body():
    office = Office()
    holding = office.appoint(1, Role.OFFICER, body=BOARD).holding()
    expected = actor(Role.OFFICER, body=BOARD, acts_for=frozenset({OLD_BOARD}))
    got = acting("lan.nguyen", holding, ledger=LEDGERS[BOARD], acts_for=frozenset({OLD_BOARD}))
    assert got == expected
