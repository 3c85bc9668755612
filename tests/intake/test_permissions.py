"""The truth table of intake: what each role may do with a text of its own agency, and of another."""

from __future__ import annotations

import pytest

from phoihop.access.domain.types import Role
from phoihop.intake.permissions import may_adopt, may_change, may_enter, may_read
from phoihop.kernel.decision import Refusal
from tests.programme.office import HAI_PHONG, OLD_HAI_DUONG, REGION, actor

NOT_ENTITLED, DECIDER, OTHER = "access.role_not_entitled", "access.decider_missing", "intake.other_agency"
PAPER = "access.paper_missing"


def code(refusal: Refusal | None) -> str:
    return "" if refusal is None else refusal.code


@pytest.mark.parametrize(
    ("role", "read", "enter", "change", "adopt", "on_paper", "no_paper"),
    [
        (Role.OFFICER, "", "", "", "", "", PAPER),
        (Role.CLERK, "", "", "", DECIDER, "", PAPER),
        (Role.LEADER, "", *[NOT_ENTITLED] * 5),
        (Role.INSPECTOR, "", *[NOT_ENTITLED] * 5),
        (Role.OPERATOR, *[NOT_ENTITLED] * 6),
    ],
    ids=list(Role),
)
def test_what_a_role_may_do_with_a_text_of_its_own(
    role: Role, read: str, enter: str, change: str, adopt: str, on_paper: str, no_paper: str
) -> None:
    who = actor(role)
    found = (
        may_read(who, body=REGION),
        may_enter(who),
        may_change(who, body=REGION),
        may_adopt(who, body=REGION, own=True, on_paper=False),
        may_adopt(who, body=REGION, own=False, on_paper=True),
        may_adopt(who, body=REGION, own=False, on_paper=False),
    )
    assert tuple(map(code, found)) == (read, enter, change, adopt, on_paper, no_paper)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK, Role.LEADER, Role.INSPECTOR])
def test_a_text_of_another_agency_is_not_shown(role: Role) -> None:
    assert may_read(actor(role), body=HAI_PHONG) == Refusal(OTHER, (("own", "Cục Chính trị Quân khu 3"),))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CLERK])
def test_nor_changed_nor_drawn_up(role: Role) -> None:
    assert code(may_change(actor(role), body=HAI_PHONG)) == OTHER
    assert code(may_adopt(actor(role), body=HAI_PHONG, own=False, on_paper=True)) == OTHER


def test_the_agency_that_took_the_work_over_goes_on_with_the_texts() -> None:
    heir = actor(body=HAI_PHONG)
    assert [may_read(heir, body=OLD_HAI_DUONG), may_change(heir, body=OLD_HAI_DUONG)] == [None, None]


def test_where_nobody_acts_everything_is_refused() -> None:
    found = (
        may_read(None, body=REGION),
        may_enter(None),
        may_change(None, body=REGION),
        may_adopt(None, body=REGION, own=True, on_paper=True),
    )
    assert {code(one) for one in found} == {"access.no_actor"}
