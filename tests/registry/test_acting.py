"""A body that reports for another: only by a rule that is known, along a line that holds on the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from phoihop.kernel.citation import Knowledge
from phoihop.node.wiring import acting_rules
from phoihop.registry.api import ActingRule, RegistryActorSource
from phoihop.registry.domain.types import LineKind
from tests.registry.node import TODAY, Node

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
BOARD, OLD_BOARD, COMMITTEE, OLD_COMMITTEE = "P-31-BTC.v2", "P-31-BTC", "P-31-BTV.v2", "P-31-BTV"
TOOK_OVER = {BOARD, OLD_BOARD, "P-30-BTC"}


def rule(
    state: Knowledge = Knowledge.VERIFIED, kind: str = "ban-to-chuc", for_kind: str = "ban-thuong-vu"
) -> ActingRule:
    """A made-up rule over lines that the register holds."""
    return ActingRule("thu", kind, for_kind, LineKind.ADVISES, state, "văn bản thử", "")


@pytest.mark.parametrize(
    ("rules", "more"),
    [
        ((rule(),), {COMMITTEE}),
        ((rule(Knowledge.DERIVED),), {COMMITTEE}),
        ((rule(Knowledge.TO_CONFIRM),), set()),
        ((rule(kind="phong-chinh-tri"),), set()),
        ((rule(for_kind="dang-uy-quan-su-tinh"),), set()),
        ((), set()),
    ],
    ids=[
        "a verified rule",
        "a derived rule",
        "a rule to be confirmed gives no right",
        "a rule for another kind of body",
        "a rule for another kind of the other body",
        "no rule",
    ],
)
def test_who_reports_for_whom(loaded: Node, rules: tuple[ActingRule, ...], more: set[str]) -> None:
    assert RegistryActorSource(rules).acts_for(BOARD, TODAY) == TOOK_OVER | more


def test_the_line_must_hold_on_the_day(loaded: Node) -> None:
    found = [RegistryActorSource((rule(),)).acts_for(OLD_BOARD, date(year, 1, 1)) for year in (2020, 2026)]
    assert found == [{OLD_BOARD, OLD_COMMITTEE}, {OLD_BOARD}]


def test_a_rule_that_is_applied_costs_one_query_and_no_other(
    loaded: Node, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for rules, queries in (((rule(),), 2), ((rule(Knowledge.TO_CONFIRM),), 1), ((), 1)):
        with django_assert_num_queries(queries, using="default"):
            RegistryActorSource(rules).acts_for(BOARD, TODAY)


def test_the_rules_that_ship_are_sorted_and_cite_a_source_unless_they_are_to_be_confirmed(
    project_root: Path,
) -> None:
    rules = acting_rules(project_root / "content")
    assert [one.id for one in rules] == sorted({one.id for one in rules})
    assert [one.id for one in rules if one.state is not Knowledge.TO_CONFIRM and not one.source] == []
