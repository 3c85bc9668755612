"""Who may draw up and report: by role, by body, with and without paper."""

from __future__ import annotations

import pytest

from phoihop.access.domain.types import Role
from phoihop.programme.permissions import may_adopt, may_read, may_report
from tests.programme.office import HAI_PHONG, OLD_HAI_DUONG, QUANG_NINH, REGION, actor

OFFICER, CLERK, LEADER, INSPECTOR, OPERATOR = (
    Role.OFFICER,
    Role.CLERK,
    Role.LEADER,
    Role.INSPECTOR,
    Role.OPERATOR,
)


@pytest.mark.parametrize(
    ("role", "own", "on_paper", "code"),
    [
        (OFFICER, True, False, None),
        (OFFICER, False, True, None),
        (LEADER, True, False, None),
        (LEADER, False, True, "access.role_not_entitled"),
        (CLERK, True, False, "access.decider_missing"),
        (CLERK, False, True, None),
        (CLERK, False, False, "access.paper_missing"),
        (INSPECTOR, True, False, "access.role_not_entitled"),
        (OPERATOR, True, False, "access.role_not_entitled"),
    ],
    ids=str,
)
def test_who_may_draw_up_a_programme(role: Role, own: bool, on_paper: bool, code: str | None) -> None:
    refusal = may_adopt(actor(role), own=own, on_paper=on_paper)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("role", "home", "body", "on_paper", "code"),
    [
        (OFFICER, REGION, REGION, False, None),
        (OFFICER, HAI_PHONG, OLD_HAI_DUONG, False, None),
        (OFFICER, REGION, QUANG_NINH, False, "programme.not_your_duty"),
        (OFFICER, REGION, QUANG_NINH, True, None),
        (LEADER, REGION, REGION, False, None),
        (LEADER, REGION, QUANG_NINH, False, "programme.not_your_duty"),
        (LEADER, REGION, QUANG_NINH, True, "access.role_not_entitled"),
        (CLERK, REGION, REGION, False, "access.decider_missing"),
        (CLERK, REGION, REGION, True, None),
        (CLERK, REGION, QUANG_NINH, False, "programme.not_your_duty"),
        (CLERK, REGION, QUANG_NINH, True, None),
        (INSPECTOR, REGION, REGION, False, "access.role_not_entitled"),
        (INSPECTOR, REGION, QUANG_NINH, False, "access.role_not_entitled"),
        (INSPECTOR, REGION, QUANG_NINH, True, "access.role_not_entitled"),
        (OPERATOR, REGION, REGION, True, "access.role_not_entitled"),
    ],
    ids=[
        "an officer reports for his body",
        "an officer reports for a body whose work his own took over",
        "an officer does not speak for another body",
        "an officer records the paper of another body",
        "a leader reports for his body",
        "a leader does not speak for another body",
        "a leader records no papers",
        "a clerk decides nothing himself",
        "a clerk records the paper of his body",
        "a clerk needs a paper for another body",
        "a clerk records the paper of another body",
        "an inspector reports nothing",
        "an inspector reports nothing, whoever it is about",
        "an inspector records no papers",
        "an operator sees no content",
    ],
)
def test_who_may_report(role: Role, home: str, body: str, on_paper: bool, code: str | None) -> None:
    refusal = may_report(actor(role, body=home), body=body, on_paper=on_paper)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize("on_paper", [False, True], ids=["himself", "from a paper"])
def test_nobody_may_do_anything_without_acting_in_a_post(on_paper: bool) -> None:
    refusals = [
        may_read(None),
        may_adopt(None, own=not on_paper, on_paper=on_paper),
        may_report(None, body=REGION, on_paper=on_paper),
    ]
    assert [refusal and refusal.code for refusal in refusals] == ["access.no_actor"] * 3
