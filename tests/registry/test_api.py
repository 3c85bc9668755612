"""What other rooms ask the registry, with the number of queries that each question may cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from phoihop.access.domain.types import Role
from phoihop.ledger.api import Recorded
from phoihop.registry import api as registry
from phoihop.registry.api import NoEdition, NotWired, RegistryActorSource
from phoihop.registry.domain.structure import Branch
from phoihop.registry.domain.types import BodyView, ClassOf, LineKind, Resolved, Unknown
from phoihop.registry.queries import source
from tests.registry.node import TODAY, Node, actor
from tests.registry.registers import CONFERENCE, HOME, MERGED

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
DAY_BEFORE = date(2025, 6, 30)


def codes(bodies: tuple[BodyView, ...]) -> list[str]:
    return [body.code for body in bodies]


def test_partners_of_the_day(loaded: Node) -> None:
    assert codes(registry.partners(on=CONFERENCE)) == ["P-22-BTC", "P-30-BTC", "P-31-BTC"]
    assert codes(registry.partners(on=DAY_BEFORE)) == ["P-22-BTC", "P-30-BTC", "P-31-BTC"]
    assert codes(registry.partners(on=MERGED)) == ["P-22-BTC", "P-31-BTC.v2"]


def test_a_body_is_found_by_code_whether_it_exists_on_the_day_or_not(loaded: Node) -> None:
    ended = registry.body("P-30-BTC", on=MERGED)
    assert ended is not None
    assert (ended.name, ended.unit, ended.alive(MERGED)) == ("Ban Tổ chức Tỉnh ủy Hải Dương", 30, False)
    assert registry.body_as_of("P-30-BTC", on=MERGED) is None
    assert registry.body_as_of("P-30-BTC", on=CONFERENCE) is not None
    assert registry.body("X", on=MERGED) is None


def test_children_on_a_line(loaded: Node) -> None:
    assert codes(registry.children("P-31", line=LineKind.PARTY, on=CONFERENCE)) == [
        "P-31-BTC",
        "P-31-BTV",
        "P-31-QS",
    ]
    assert registry.children("P-31", line=LineKind.PARTY, on=MERGED) == ()


def shape(branch: Branch) -> str:
    inside = " ".join(shape(below) for below in branch.below)
    return f"{branch.body.code}({inside})" if inside else branch.body.code


def test_the_tree_of_a_line(loaded: Node) -> None:
    assert [shape(branch) for branch in registry.tree(LineKind.COORDINATION, on=MERGED)] == [
        "M-QK3-CT(P-22-BTC P-31-BTC.v2)"
    ]
    assert [shape(branch) for branch in registry.tree(LineKind.COMMAND, on=MERGED)] == [
        "M-BQP(M-TCCT M-QK3(M-QK3-CT(M-QK3-CT-TC)))"
    ]


def test_successors_predecessors_and_heirs(loaded: Node) -> None:
    assert registry.successors("P-30-BTC") == ("P-31-BTC.v2",)
    assert registry.predecessors("P-31-BTC.v2") == ("P-30-BTC", "P-31-BTC")
    assert codes(registry.heirs("P-30-BTC", on=MERGED)) == ["P-31-BTC.v2"]
    assert codes(registry.heirs("P-30-BTC", on=CONFERENCE)) == ["P-30-BTC"]


@pytest.mark.parametrize(
    ("body", "on", "acted_for"),
    [
        ("P-31-BTC.v2", MERGED, {"P-31-BTC.v2", "P-31-BTC", "P-30-BTC"}),
        ("P-31-BTC.v2", DAY_BEFORE, {"P-31-BTC.v2"}),
        (HOME, MERGED, {HOME}),
        ("X", MERGED, {"X"}),
    ],
)
def test_a_successor_acts_for_the_ended(loaded: Node, body: str, on: date, acted_for: set[str]) -> None:
    assert RegistryActorSource().acts_for(body, on) == acted_for


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hai phong", ["P-31.v2", "P-31-BTC.v2", "P-31-BTV.v2", "P-31-QS.v2"]),
        ("Ban Tổ chức", ["P-22-BTC", "P-31-BTC.v2", "P-TW-BTC"]),
        ("hải dương", []),
        ("50%", []),
    ],
    ids=["without marks", "part of a name", "ended before the day", "nothing"],
)
def test_search_by_part_of_a_name(loaded: Node, text: str, found: list[str]) -> None:
    assert sorted(codes(registry.search_bodies(text, on=MERGED))) == sorted(found)


def test_protocol_order_of_codes(loaded: Node) -> None:
    wanted = ["P-31-BTC.v2", "X", "P-22-BTC", HOME, "P-22"]
    assert codes(registry.protocol_order(wanted, on=MERGED)) == [HOME, "P-22", "P-22-BTC", "P-31-BTC.v2"]


def test_the_list_of_bodies_is_in_the_same_order_as_protocol_order(loaded: Node) -> None:
    page = registry.listed(registry.Wanted(), on=MERGED, rules=registry.rules(), after=0, limit=100)
    assert page.after is None
    assert page.bodies == registry.protocol_order(codes(page.bodies), on=MERGED)


def test_a_page_of_the_list_says_where_the_next_begins(loaded: Node) -> None:
    rules = registry.rules()
    first = registry.listed(registry.Wanted(), on=MERGED, rules=rules, after=0, limit=3)
    second = registry.listed(registry.Wanted(), on=MERGED, rules=rules, after=first.after or 0, limit=3)
    whole = registry.listed(registry.Wanted(), on=MERGED, rules=rules, after=0, limit=6)
    assert first.after == 3
    assert first.bodies + second.bodies == whole.bodies


def test_ended_bodies_are_listed_when_asked_for(loaded: Node) -> None:
    wanted = registry.Wanted(text="ban to chuc", ended=True)
    page = registry.listed(wanted, on=MERGED, rules=registry.rules(), after=0, limit=10)
    assert codes(page.bodies) == ["P-30-BTC", "P-31-BTC"]


def test_mentions_are_resolved_together(loaded: Node) -> None:
    mentions = ["Cục Chính trị", "Ban Tổ chức 9 tỉnh ủy, thành ủy", "Hội Nông dân"]
    home, boards, nobody = registry.resolve_mentions(mentions, on=CONFERENCE)
    assert isinstance(home, Resolved)
    assert isinstance(boards, ClassOf)
    assert (codes(home.bodies), codes(boards.members)) == ([HOME], ["P-22-BTC", "P-30-BTC", "P-31-BTC"])
    assert (boards.stated, boards.agrees) == (9, False)
    assert nobody == Unknown()
    assert registry.resolve_mention("Cục Chính trị", on=CONFERENCE) == home
    assert registry.resolve_mention("Cục Chính trị", on=CONFERENCE, home="P-22-BTC") != home


def test_holdings_in_several_bodies_stand_in_protocol_order(loaded: Node) -> None:
    person = "01J00000000000000000000021"
    registry.record_person(actor(), person=person, name="Đỗ Thị Mai")
    for number, body in enumerate(("P-31-BTC.v2", "P-31.v2", HOME)):
        post, tenure = f"01J{number:023d}", f"01K{number:023d}"
        registry.record_post(actor(), post=post, body=body, title="Ủy viên", role=Role.LEADER)
        outcome = registry.start_tenure(actor(), tenure=tenure, person=person, post=post, start=MERGED)
        assert isinstance(outcome, Recorded)
    holdings = RegistryActorSource().holdings(person, TODAY)
    assert [holding.body for holding in holdings] == [HOME, "P-31.v2", "P-31-BTC.v2"]


def test_names_of_bodies_persons_and_posts(loaded: Node) -> None:
    first = registry.install_first_officer(body=HOME, person_name="Đỗ Thị Mai", title="Trợ lý", start=MERGED)
    assert isinstance(first, registry.FirstOfficer)
    assert registry.Names().names([HOME, first.person, first.post, "X"]) == {
        HOME: "Cục Chính trị Quân khu 3",
        first.person: "Đỗ Thị Mai",
        first.post: "Trợ lý",
    }
    assert registry.person_name(first.person) == "Đỗ Thị Mai"
    assert registry.person_name("X") == "X"


def test_before_the_first_edition_there_is_no_structure_and_nobody_holds_a_post(opened: Node) -> None:
    assert registry.edition() is None
    assert RegistryActorSource().holdings("X", TODAY) == ()
    with pytest.raises(NoEdition):
        registry.partners(on=TODAY)


def test_without_wiring_nothing_is_read(loaded: Node) -> None:
    source._plugged.clear()
    with pytest.raises(NotWired):
        registry.edition()


QUESTIONS: list[tuple[str, int, Callable[[], object]]] = [
    ("body", 2, lambda: registry.body(HOME, on=MERGED)),
    ("bodies named", 3, lambda: registry.bodies_named("Cục Chính trị Quân khu 3", on=MERGED)),
    ("search", 3, lambda: registry.search_bodies("ban", on=MERGED)),
    ("protocol order", 3, lambda: registry.protocol_order([HOME, "P-22"], on=MERGED)),
    ("partners", 5, lambda: registry.partners(on=MERGED)),
    ("children", 4, lambda: registry.children("P-22", line=LineKind.PARTY, on=MERGED)),
    ("tree", 4, lambda: registry.tree(LineKind.PARTY, on=MERGED)),
    ("successors", 1, lambda: registry.successors("P-30-BTC")),
    ("mentions", 5, lambda: registry.resolve_mentions(["Cục Chính trị", "Tỉnh ủy"], on=MERGED)),
    ("holdings", 1, lambda: RegistryActorSource().holdings("X", TODAY)),
    ("acts for, home", 1, lambda: RegistryActorSource().acts_for(HOME, TODAY)),
    ("acts for, merged", 1, lambda: RegistryActorSource().acts_for("P-31-BTC.v2", TODAY)),
    ("contradictions without posts", 6, registry.contradictions),
    ("names", 2, lambda: registry.Names().names([HOME])),
]  # fmt: skip


@pytest.mark.parametrize(("queries", "ask"), [q[1:] for q in QUESTIONS], ids=[q[0] for q in QUESTIONS])
def test_a_question_costs_its_queries(
    loaded: Node, queries: int, ask: Callable[[], object], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(queries):
        ask()
