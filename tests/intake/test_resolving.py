"""What registry and norms answer, in a draft: one is taken, several are shown, a person's choice stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from phoihop.intake.domain.resolving import open_citations, open_mentions, resolved
from phoihop.intake.domain.types import BodyDoubt, BodyHow, Cited, Draft, Duty, DutyRole, Ground, Item, Why
from phoihop.kernel.citation import Knowledge
from phoihop.kernel.period import Period
from phoihop.norms.domain import types as norms
from phoihop.registry.domain import types as registry
from tests.norms.catalogues import instrument

DAY, CITED = date(2018, 4, 6), Cited(kind="Chỉ thị", numbers=("35",))
BARE = Duty(role=DutyRole.LEAD, mention="Ban Tổ chức")
GROUND = Ground(label="Chỉ thị 35", cited=CITED)


def body(code: str) -> registry.BodyView:
    return registry.BodyView(
        code=code,
        name=code,
        kind="ban-to-chuc",
        side="party",
        period=Period(None, None),
        state=Knowledge.VERIFIED,
        source="",
        note="",
    )


def draft(duty: Duty = BARE, ground: Ground = GROUND, *, day: date | None = DAY) -> Draft:
    return Draft(title="Chương trình", day=day, items=(item(duty, ground),))


def item(duty: Duty, ground: Ground) -> Item:
    return Item(id="t1", text="việc", start=0, end=4, duties=(duty,), grounds=(ground,))


A, B = body("P-1"), body("P-2")
NAMED = replace(body("P-3"), name="BAN TỔ CHỨC")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (registry.Resolved((A,)), {"bodies": ("P-1",), "how": BodyHow.OTHER}),
        (registry.Resolved((NAMED,)), {"bodies": ("P-3",), "how": BodyHow.NAME}),
        (
            registry.ClassOf((A, B), "cac-ban", "các ban"),
            {"bodies": ("P-1", "P-2"), "rule": "cac-ban", "how": BodyHow.RULE},
        ),
        (
            registry.ClassOf((A, B), "cac-ban", "các ban", stated=2),
            {"bodies": ("P-1", "P-2"), "rule": "cac-ban", "stated": 2, "how": BodyHow.RULE},
        ),
        (
            registry.ClassOf((A, B), "cac-ban", "các ban", stated=9),
            {
                "bodies": ("P-1", "P-2"),
                "rule": "cac-ban",
                "stated": 9,
                "doubt": BodyDoubt.FIGURE,
                "candidates": ("P-1", "P-2"),
                "how": BodyHow.RULE,
            },
        ),
        (registry.ClassOf((), "cac-ban", "các ban"), {"rule": "cac-ban", "doubt": BodyDoubt.UNKNOWN}),
        (registry.Ambiguous((A, B)), {"doubt": BodyDoubt.SEVERAL, "candidates": ("P-1", "P-2")}),
        (registry.Ended(A, (B,)), {"doubt": BodyDoubt.ENDED, "candidates": ("P-2", "P-1")}),
        (registry.Unknown(), {"doubt": BodyDoubt.UNKNOWN}),
        (registry.Unknown((A,)), {"doubt": BodyDoubt.LATER, "candidates": ("P-1",)}),
    ],
    ids=[
        "one body by another name",
        "one body by its name",
        "a class",
        "a class with the right figure",
        "a class with another figure",
        "a class without members",
        "several",
        "an ended body and who took over",
        "no such name",
        "a name of later",
    ],
)
def test_answers_of_the_register(answer: registry.Resolution, expected: dict[str, object]) -> None:
    found = resolved(
        draft(), bodies={BARE.mention: answer}, instruments={CITED: norms.Unknown(Why.NOT_LISTED)}
    )
    assert found.items[0].duties == (msgspec.structs.replace(BARE, **expected),)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (norms.Found(instrument("a")), {"instrument": "a"}),
        (
            norms.Ambiguous((instrument("a"), instrument("b")), Why.SEVERAL),
            {"doubt": Why.SEVERAL, "candidates": ("a", "b")},
        ),
        (norms.Unknown(Why.LATER, (instrument("c"),)), {"doubt": Why.LATER, "candidates": ("c",)}),
        (norms.Unknown(Why.NOT_LISTED), {"doubt": Why.NOT_LISTED}),
    ],
    ids=["one instrument", "two with one number", "one of later", "none"],
)
def test_answers_of_the_catalogue(answer: norms.Resolution, expected: dict[str, object]) -> None:
    known = {BARE.mention: registry.Resolved((A,))}
    found = resolved(draft(), bodies=known, instruments={CITED: answer})
    assert found.items[0].grounds == (msgspec.structs.replace(GROUND, **expected),)


def test_a_label_in_which_nothing_is_cited_stays_open() -> None:
    found = resolved(draft(ground=Ground(label="kết luận hội nghị")), bodies=None, instruments={})
    assert found.items[0].grounds == (Ground(label="kết luận hội nghị", doubt=Why.NOT_LISTED),)


@pytest.mark.parametrize(
    ("day", "doubt"),
    [(None, BodyDoubt.NO_DAY), (DAY, BodyDoubt.NO_REGISTER)],
    ids=["no day", "an empty register"],
)
def test_without_day_or_register_nobody_is_named(day: date | None, doubt: BodyDoubt) -> None:
    before = msgspec.structs.replace(BARE, bodies=("P-9",))
    found = resolved(draft(before, Ground(label="x"), day=day), bodies=None, instruments={})
    assert found.items[0].duties == (msgspec.structs.replace(BARE, doubt=doubt),)


def test_what_a_person_chose_is_neither_asked_nor_changed() -> None:
    chosen = msgspec.structs.replace(BARE, bodies=("P-1",), candidates=("P-1", "P-2"), chosen=True)
    instrument_chosen = msgspec.structs.replace(GROUND, instrument="a", candidates=("a", "b"), chosen=True)
    decided = draft(chosen, instrument_chosen)
    assert (open_mentions(decided), open_citations(decided)) == ((), ())
    assert resolved(decided, bodies={}, instruments={}) == decided


def test_every_name_is_asked_for_once() -> None:
    twice = msgspec.structs.replace(draft(), items=(item(BARE, GROUND), item(BARE, GROUND)))
    assert (open_mentions(twice), open_citations(twice)) == (("Ban Tổ chức",), (CITED,))


def test_what_a_learned_word_answers_says_so() -> None:
    found = resolved(
        draft(),
        bodies={BARE.mention: registry.Resolved((A,))},
        instruments={CITED: norms.Unknown(Why.NOT_LISTED)},
        learned={BARE.mention},
    )
    assert [duty.how for item in found.items for duty in item.duties] == [BodyHow.LEARNED]
