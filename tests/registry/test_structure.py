from __future__ import annotations

from datetime import date

import pytest

from phoihop.kernel.period import Period
from phoihop.registry.acts import LineKind
from phoihop.registry.domain.structure import (
    Branch,
    branches,
    children,
    holding,
    members,
    name_on,
    parents,
)
from tests.registry.registers import (
    CONFERENCE,
    HOME,
    MERGED,
    body,
    line,
    name,
    register,
    shipped_register,
)

SHIPPED = shipped_register()


def test_nine_boards_coordinate_with_the_political_department_in_2018_and_four_since_the_mergers() -> None:
    in_2018 = children(SHIPPED, HOME, line=LineKind.COORDINATION, on=CONFERENCE)
    now = children(SHIPPED, HOME, line=LineKind.COORDINATION, on=MERGED)
    assert [b.code for b in in_2018] == [f"P-{unit}-BTC" for unit in (17, 22, 30, 31, 33, 34, 35, 36, 37)]
    assert [b.code for b in now] == ["P-22-BTC", "P-31-BTC.v2", "P-33-BTC.v2", "P-37-BTC.v2"]


def test_a_military_party_committee_belongs_to_the_province_and_is_guided_from_two_sides() -> None:
    above = {
        kind: [b.code for b in parents(SHIPPED, "P-17-QS", line=kind, on=CONFERENCE)] for kind in LineKind
    }
    assert above == {
        LineKind.ADVISES: [],
        LineKind.COMMAND: [],
        LineKind.COORDINATION: [],
        LineKind.GUIDANCE: ["MP-QK3", "P-17-BTC"],
        LineKind.PARTY: ["P-17"],
        LineKind.STATE: [],
    }


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (CONFERENCE, 94),
        (date(2020, 1, 1), 92),
        (date(2024, 9, 1), 91),
        (date(2025, 1, 1), 90),
        (date(2025, 6, 30), 90),
        (MERGED, 0),
    ],
)
def test_the_number_of_districts_follows_the_published_lists(on: date, count: int) -> None:
    kinds = {"huyen", "quan", "thi-xa", "thanh-pho-thuoc-tinh", "thanh-pho-thuoc-tp"}
    assert sum(b.kind in kinds and b.alive(on) for b in SHIPPED.bodies.values()) == count


@pytest.mark.parametrize(("on", "count"), [(CONFERENCE, 9), (MERGED, 4)])
def test_provincial_commands_below_the_region(on: date, count: int) -> None:
    below = children(SHIPPED, "M-QK3", line=LineKind.COMMAND, on=on)
    assert sum(b.kind == "bo-chqs" for b in below) == count


def test_a_line_to_a_body_that_is_over_does_not_hold() -> None:
    over = register(
        body("A", period=Period(None, date(2020, 1, 1))), body("B"), lines=(line("A", "B"), line("X", "B"))
    )
    assert holding(over.lines, on=MERGED, bodies=over.bodies) == ()


def test_members_of_a_class_over_two_steps() -> None:
    rule = next(rule for rule in SHIPPED.rules.classes if rule.id == "tinh-thanh-uy")
    assert [b.code for b in members(SHIPPED, rule, on=MERGED)] == ["P-22", "P-31.v2", "P-33.v2", "P-37.v2"]


NAMES = (
    name("A", "Một", Period(date(2000, 1, 1), date(2010, 1, 1))),
    name("A", "Hai", Period(date(2010, 1, 1), date(2020, 1, 1))),
)


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(1999, 1, 1), "Một"),
        (date(2009, 12, 31), "Một"),
        (date(2010, 1, 1), "Hai"),
        (date(2030, 1, 1), "Hai"),
    ],
    ids=["before all: the first", "last day of the first", "first day of the second", "after all: the last"],
)
def test_the_name_of_the_day(on: date, shown: str) -> None:
    assert name_on(NAMES, on, otherwise="?") == shown
    assert name_on(NAMES[::-1], on, otherwise="?") == shown


def test_a_body_without_names_keeps_the_one_it_has() -> None:
    assert name_on((), MERGED, otherwise="Ba") == "Ba"


def test_members_show_the_name_of_the_day() -> None:
    named = register(body("A"), body("B"), lines=(line("A", "B"),), names=NAMES)
    assert [b.name for b in children(named, "B", line=LineKind.PARTY, on=date(2015, 1, 1))] == ["Hai"]


# ----------------------------------------------------------------------------------------------- trees


def shape(branch: Branch) -> str:
    inside = " ".join(shape(below) for below in branch.below)
    return f"{branch.body.code}({inside})" if inside else branch.body.code


def trees(*pairs: tuple[str, str], order: str = "ABCDEF") -> list[str]:
    bodies = {code: body(code) for code in order}
    lines = [line(child, parent) for child, parent in pairs]
    return [shape(branch) for branch in branches(lines, bodies, order=order)]


@pytest.mark.parametrize(
    ("pairs", "shown"),
    [
        ((), []),
        ((("B", "A"), ("C", "A"), ("D", "B")), ["A(B(D) C)"]),
        ((("C", "A"), ("C", "B")), ["A(C)", "B(C)"]),
        ((("A", "B"), ("B", "A")), ["A(B)"]),
        ((("A", "A"),), ["A"]),
        ((("B", "A"), ("C", "D"), ("D", "C")), ["A(B)", "C(D)"]),
        ((("B", "A"), ("C", "B"), ("B", "C")), ["A(B(C))"]),
    ],
    ids=[
        "nothing",
        "one tree",
        "a body below two others stands below both",
        "a circle is cut and shown",
        "a body below itself",
        "a circle beside a tree",
        "a circle below a root",
    ],
)
def test_trees(pairs: tuple[tuple[str, str], ...], shown: list[str]) -> None:
    assert trees(*pairs) == shown


def test_siblings_and_roots_stand_in_the_order_given() -> None:
    assert trees(("B", "A"), ("C", "A"), ("F", "D"), order="DFCBA") == ["D(F)", "A(C B)"]
