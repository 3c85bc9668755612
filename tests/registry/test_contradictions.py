from __future__ import annotations

from datetime import date

import pytest

from phoihop.access.domain.types import Role
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.decision import Refusal
from phoihop.kernel.period import Period
from phoihop.registry.acts import Appointment, LineKind
from phoihop.registry.domain.contradictions import contradictions
from phoihop.registry.domain.tenures import tenure_contradictions
from phoihop.registry.domain.types import PostView, Register, TenureView
from tests.registry.registers import body, line, passed, register, shipped_register

UNTIL_2020, FROM_2020 = Period(None, date(2020, 1, 1)), Period(date(2020, 1, 1), None)
IN_2020 = date(2020, 1, 1)


def test_the_shipped_edition_contradicts_itself_nowhere() -> None:
    assert contradictions(shipped_register()) == ()


FAULTY = [
    ("a line to an unknown body", register(body("A"), lines=(line("A", "X"),)), "unknown_body"),
    (
        "a change into an unknown body",
        register(body("A", period=UNTIL_2020), lineage=(passed("A", "X", on=IN_2020),)),
        "unknown_body",
    ),
    (
        "a child outlives its parent",
        register(
            body("A"),
            body("B", period=UNTIL_2020),
            lines=(line("A", "B"),),
            lineage=(passed("B", None, on=IN_2020),),
        ),
        "outlives",
    ),
    (
        "the same line twice",
        register(body("A"), body("B"), lines=(line("A", "B"), line("A", "B", period=FROM_2020))),
        "twice",
    ),
    (
        "two commands at once",
        register(
            body("A"),
            body("B"),
            body("C"),
            lines=(line("A", "B", LineKind.COMMAND), line("A", "C", LineKind.COMMAND)),
        ),
        "two_parents",
    ),
    (
        "a circle",
        register(
            body("A"), body("B"), lines=(line("A", "B", LineKind.GUIDANCE), line("B", "A", LineKind.GUIDANCE))
        ),
        "cycle",
    ),
    ("below itself", register(body("A"), lines=(line("A", "A", LineKind.GUIDANCE),)), "cycle"),
    (
        "a change on another day than the end",
        register(body("A", period=UNTIL_2020), body("B"), lineage=(passed("A", "B", on=date(2021, 1, 1)),)),
        "lineage_date",
    ),
    (
        "a successor that does not exist yet",
        register(
            body("A", period=UNTIL_2020),
            body("B", period=Period(date(2021, 1, 1), None)),
            lineage=(passed("A", "B", on=IN_2020),),
        ),
        "lineage_date",
    ),
    ("an end without a reason", register(body("A", period=UNTIL_2020)), "end_unexplained"),
]


@pytest.mark.parametrize(("faulty", "reason"), [row[1:] for row in FAULTY], ids=[row[0] for row in FAULTY])
def test_a_contradiction_is_listed(faulty: Register, reason: str) -> None:
    assert [found.code for found in contradictions(faulty)] == [f"registry.contradiction_{reason}"]


SOUND = [
    (
        "two guides at once",
        register(
            body("A"),
            body("B"),
            body("C"),
            lines=(line("A", "B", LineKind.GUIDANCE), line("A", "C", LineKind.GUIDANCE)),
        ),
    ),
    (
        "one command after the other",
        register(
            body("A"),
            body("B"),
            body("C"),
            lines=(line("A", "B", LineKind.COMMAND, UNTIL_2020), line("A", "C", LineKind.COMMAND, FROM_2020)),
        ),
    ),
    (
        "a circle whose lines never hold together",
        register(
            body("A"),
            body("B"),
            lines=(
                line("A", "B", LineKind.GUIDANCE, UNTIL_2020),
                line("B", "A", LineKind.GUIDANCE, FROM_2020),
            ),
        ),
    ),
    (
        "the same line in two periods",
        register(
            body("A"), body("B"), lines=(line("A", "B", period=UNTIL_2020), line("A", "B", period=FROM_2020))
        ),
    ),
]


@pytest.mark.parametrize("sound", [row[1] for row in SOUND], ids=[row[0] for row in SOUND])
def test_what_is_no_contradiction(sound: Register) -> None:
    assert contradictions(sound) == ()


def test_a_circle_is_told_once_from_its_first_body() -> None:
    lines = (line("C", "A"), line("B", "C"), line("A", "B"))
    found = contradictions(register(body("A"), body("B"), body("C"), lines=lines))
    assert found == (
        Refusal("registry.contradiction_cycle", (("bodies", "A → B → C → A"), ("line", "party"))),
    )


# --------------------------------------------------------------------------------------------- tenures


def post(period: Period = Period(None, None)) -> PostView:  # noqa: B008  # a frozen value
    return PostView(
        id="Q",
        body="A",
        title="Trợ lý",
        role=Role.OFFICER,
        order=1,
        period=period,
        state=Knowledge.VERIFIED,
    )


def tenure(id_: str, period: Period) -> TenureView:
    return TenureView(
        id=id_,
        person=f"P{id_}",
        person_name=f"Đỗ {id_}",
        post="Q",
        period=period,
        how=Appointment.APPOINTED,
        left=None,
        state=Knowledge.VERIFIED,
    )


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ((tenure("1", UNTIL_2020), tenure("2", FROM_2020)), []),
        ((tenure("1", FROM_2020), tenure("2", FROM_2020)), [("contradiction_post_twice", "Đỗ 1, Đỗ 2")]),
    ],
    ids=["one after the other", "both at once"],
)
def test_a_post_is_held_by_one_person_at_a_time(
    held: tuple[TenureView, ...], told: list[tuple[str, str]]
) -> None:
    found = tenure_contradictions(held, posts={"Q": post()}, bodies={"A": body("A")})
    assert [(f.code.removeprefix("registry."), dict(f.params)["names"]) for f in found] == told


@pytest.mark.parametrize(
    ("life_of_post", "life_of_body"), [(UNTIL_2020, Period(None, None)), (Period(None, None), UNTIL_2020)]
)
def test_a_tenure_outside_its_post_or_body_is_listed(life_of_post: Period, life_of_body: Period) -> None:
    found = tenure_contradictions(
        [tenure("1", FROM_2020)],
        posts={"Q": post(life_of_post)},
        bodies={"A": body("A", period=life_of_body)},
    )
    assert [refusal.code for refusal in found] == ["registry.contradiction_tenure_outside"]


def test_a_tenure_in_an_unknown_post_is_no_reason_to_fail() -> None:
    assert list(tenure_contradictions([tenure("1", FROM_2020)], posts={}, bodies={})) == []
