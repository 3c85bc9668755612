"""What people make of a draft: words, bodies, instruments, quotes."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.intake.domain.correcting import (
    LONGEST_QUOTE,
    decide_head,
    decide_item,
    decide_quote,
    dropped,
    fresh_id,
    item_at,
    new_labels,
    with_item,
)
from phoihop.intake.domain.types import (
    BodyDoubt,
    BodyHow,
    Cited,
    DaySource,
    Draft,
    Duty,
    DutyRole,
    Ground,
    HeadTyped,
    Item,
    ItemTyped,
    MeetingStated,
    Quoted,
    Why,
)
from phoihop.kernel.decision import Accepted, Decision, Refused

LEAD, COORDINATING = DutyRole.LEAD, DutyRole.COORDINATING
TODAY = date(2026, 11, 23)
OPEN = Duty(role=LEAD, mention="Ban Tổ chức", doubt=BodyDoubt.SEVERAL, candidates=("P-1", "P-2"))
CLEAR = Duty(role=COORDINATING, mention="Cục Chính trị", bodies=("M-1",))
DOUBTED = Ground(label="Chỉ thị 35", cited=Cited(kind="Chỉ thị"), doubt=Why.SEVERAL, candidates=("a", "b"))
ITEM = Item(
    id="t1", text="làm việc", start=3, end=11, duties=(OPEN, CLEAR), time_words="15-12", grounds=(DOUBTED,)
)
DRAFT = Draft(title="Chương trình", day=date(2018, 4, 6), day_source=DaySource.MEETING, items=(ITEM,))


def codes(decision: Decision[object]) -> list[str]:
    return [refusal.code for refusal in decision.refusals] if isinstance(decision, Refused) else []


def typed(**more: object) -> ItemTyped:
    """The item as its form shows it, with some fields changed."""
    values: dict[str, object] = {
        "text": "làm việc",
        "lead": ("Ban Tổ chức",),
        "coordinating": ("Cục Chính trị",),
        "grounds": ("Chỉ thị 35",),
        "bodies": {},
        "instruments": {},
        **more,
    }
    return ItemTyped(**values)  # type: ignore[arg-type]  # the tests say which fields


def item(**more: object) -> Item:
    """The item after it was saved so."""
    decision = decide_item(ITEM, typed(**more), read={"Luật": Ground(label="Luật", cited=Cited(kind="Luật"))})
    assert isinstance(decision, Accepted)
    return decision.value


# ------------------------------------------------------------------------------------------------ the head


def test_the_head_is_corrected() -> None:
    decision = decide_head(
        DRAFT,
        HeadTyped(title=" Tên  mới ", day=date(2018, 4, 9), meeting_title="Hội nghị", meeting_place=""),
        today=TODAY,
    )
    assert decision == Accepted(
        msgspec.structs.replace(
            DRAFT,
            title="Tên mới",
            day=date(2018, 4, 9),
            day_source=DaySource.TYPED,
            meeting=MeetingStated("Hội nghị", None, None),
        )
    )


def test_a_day_that_stays_keeps_its_source_and_one_taken_away_has_none() -> None:
    kept = decide_head(DRAFT, HeadTyped(title="x", day=DRAFT.day), today=TODAY)
    gone = decide_head(DRAFT, HeadTyped(title="x", day=None), today=TODAY)
    found = [one.value.day_source for one in (kept, gone) if isinstance(one, Accepted)]
    assert found == [DaySource.MEETING, DaySource.NONE]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (HeadTyped(title=" ", day=None), "intake.no_title"),
        (HeadTyped(title="x", day=date(2026, 11, 24)), "intake.day_in_future"),
        (HeadTyped(title="Chương trình (MẬT)", day=None), "reading.secret"),
        (HeadTyped(title="x", day=None, meeting_place="TỐI MẬT"), "reading.secret"),
    ],
    ids=["no title", "tomorrow", "a secret title", "a secret place"],
)
def test_a_head_that_is_refused(head: HeadTyped, code: str) -> None:
    assert codes(decide_head(DRAFT, head, today=TODAY)) == [code]


# ------------------------------------------------------------------------------------------------- an item


def test_a_form_sent_as_it_came_changes_nothing() -> None:
    assert item() == ITEM


def test_words_and_times_are_corrected() -> None:
    new = item(text=" việc  khác ", starts=date(2018, 1, 1), ends=date(2019, 1, 1))
    assert new == msgspec.structs.replace(
        ITEM,
        text="việc khác",
        starts=date(2018, 1, 1),
        ends=date(2019, 1, 1),
        time_words="",
        corrected=True,
    )


@pytest.mark.parametrize(
    ("more", "duties"),
    [
        ({"lead": ()}, (CLEAR,)),
        ({"lead": ("Tỉnh ủy",)}, (Duty(role=LEAD, mention="Tỉnh ủy"), CLEAR)),
        ({"lead": ("Ban Tổ chức", " ", "Ban  Tổ chức")}, (OPEN, CLEAR)),
        (
            {"lead": ("Cục Chính trị",), "coordinating": ("Ban Tổ chức",)},
            (
                msgspec.structs.replace(CLEAR, role=LEAD),
                msgspec.structs.replace(OPEN, role=COORDINATING),
            ),
        ),
        (
            {"bodies": {(LEAD, "Ban Tổ chức"): ("P-2", "P-9")}},
            (
                msgspec.structs.replace(OPEN, bodies=("P-2",), doubt=None, chosen=True, how=BodyHow.CHOSEN),
                CLEAR,
            ),
        ),
        ({"bodies": {(LEAD, "Ban Tổ chức"): ()}}, (OPEN, CLEAR)),
    ],
    ids=[
        "a mention taken out",
        "another name, still to be resolved",
        "blank lines and the same name twice",
        "parts exchanged, what is known stays",
        "one of the candidates picked, nobody else",
        "none picked: still open",
    ],
)
def test_who_has_a_part(more: dict[str, object], duties: tuple[Duty, ...]) -> None:
    assert item(**more).duties == duties


def test_a_choice_can_be_taken_back() -> None:
    chosen = msgspec.structs.replace(OPEN, bodies=("P-2",), doubt=None, chosen=True)
    decision = decide_item(
        msgspec.structs.replace(ITEM, duties=(chosen,)),
        typed(coordinating=(), bodies={(LEAD, "Ban Tổ chức"): ()}),
        read={},
    )
    assert isinstance(decision, Accepted)
    assert decision.value.duties == (Duty(role=LEAD, mention="Ban Tổ chức"),)


def test_all_members_confirmed_keep_their_rule() -> None:
    figure = Duty(
        role=LEAD,
        mention="9 ban",
        bodies=("P-1", "P-2"),
        rule="cac-ban",
        doubt=BodyDoubt.FIGURE,
        candidates=("P-1", "P-2"),
    )
    before = msgspec.structs.replace(ITEM, duties=(figure,), grounds=())
    found = []
    for picked in (("P-1", "P-2"), ("P-1",)):
        choice = typed(lead=("9 ban",), coordinating=(), grounds=(), bodies={(LEAD, "9 ban"): picked})
        decision = decide_item(before, choice, read={})
        assert isinstance(decision, Accepted)
        found += [(duty.bodies, duty.rule) for duty in decision.value.duties]
    assert found == [(("P-1", "P-2"), "cac-ban"), (("P-1",), None)]


@pytest.mark.parametrize(
    ("more", "grounds"),
    [
        ({"grounds": ()}, ()),
        ({"grounds": ("Chỉ thị 35", "Luật")}, (DOUBTED, Ground(label="Luật", cited=Cited(kind="Luật")))),
        ({"grounds": ("chưa đọc",)}, (Ground(label="chưa đọc"),)),
        (
            {"instruments": {"Chỉ thị 35": "b"}},
            (msgspec.structs.replace(DOUBTED, instrument="b", doubt=None, chosen=True),),
        ),
        ({"instruments": {"Chỉ thị 35": "z"}}, (DOUBTED,)),
        ({"instruments": {"Chỉ thị 35": ""}}, (DOUBTED,)),
    ],
    ids=["taken out", "one more, read anew", "without a citation", "chosen", "not offered", "left open"],
)
def test_what_it_rests_on(more: dict[str, object], grounds: tuple[Ground, ...]) -> None:
    assert item(**more).grounds == grounds


def test_an_instrument_chosen_can_be_left_open_again() -> None:
    chosen = msgspec.structs.replace(DOUBTED, instrument="b", doubt=None, chosen=True)
    before = msgspec.structs.replace(ITEM, grounds=(chosen,))
    decision = decide_item(before, typed(instruments={"Chỉ thị 35": ""}), read={})
    assert isinstance(decision, Accepted)
    assert decision.value.grounds == (Ground(label="Chỉ thị 35", cited=Cited(kind="Chỉ thị")),)


def test_only_labels_that_are_new_are_read() -> None:
    assert new_labels(ITEM, typed(grounds=("Chỉ thị 35", " ", "Luật", "Luật"))) == ("Luật",)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": " \n "}, "intake.item_without_text"),
        ({"starts": date(2019, 1, 1), "ends": date(2019, 1, 1)}, "intake.period_reversed"),
        ({"text": "việc (TUYỆT MẬT)"}, "reading.secret"),
        ({"lead": ("MẬT",)}, "reading.secret"),
        ({"grounds": ("Độ mật: A",)}, "reading.secret"),
    ],
    ids=["no words", "ends before it begins", "secret words", "secret body", "secret ground"],
)
def test_an_item_that_is_refused(more: dict[str, object], code: str) -> None:
    assert codes(decide_item(ITEM, typed(**more), read={})) == [code]


def test_items_stand_in_the_order_of_the_text() -> None:
    before, wider = (
        Item(id="m1", text="trước", start=0, end=2),
        Item(id="m2", text="rộng", start=3, end=90),
    )
    found = with_item(with_item(DRAFT, before), wider)
    assert [one.id for one in found.items] == ["m1", "m2", "t1"]
    assert with_item(found, dropped(ITEM, dropped=True)).kept == (before, wider)


def test_ids_of_added_items_are_free() -> None:
    taken = with_item(DRAFT, Item(id="m1", text="x", start=0, end=1))
    assert (fresh_id(DRAFT), fresh_id(taken)) == ("m1", "m2")
    assert (item_at(DRAFT, 3, 11), item_at(DRAFT, 3, 12)) == (ITEM, None)


# --------------------------------------------------------------------------------------------------- quotes

TEXT = "Yêu cầu\n  hoàn chỉnh quy chế; báo cáo. Rồi báo cáo."


@pytest.mark.parametrize(
    ("quoted", "place"),
    [
        (Quoted(quote="hoàn chỉnh quy chế"), (10, 28)),
        (Quoted(quote="  Yêu cầu hoàn \n chỉnh "), (0, 20)),
        (Quoted(quote="báo cáo", start=30, end=37), (30, 37)),
        (Quoted(quote="báo cáo", start=43, end=50), (43, 50)),
        (Quoted(quote="hoàn chỉnh", start=0, end=5), (10, 20)),
        (Quoted(quote="hoàn chỉnh", start=-9, end=900), (10, 20)),
    ],
    ids=[
        "typed",
        "over a line end",
        "selected, the first of two",
        "selected, the second of two",
        "counted wrongly",
        "counts outside the text",
    ],
)
def test_where_a_quote_stands(quoted: Quoted, place: tuple[int, int]) -> None:
    assert decide_quote(TEXT, quoted) == Accepted(place)


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        (" ", "intake.quote_empty"),
        ("hoàn chỉnh điều lệ", "intake.quote_not_found"),
        ("báo cáo", "intake.quote_several"),
        ("x" * (LONGEST_QUOTE + 1), "intake.quote_too_long"),
    ],
    ids=["nothing", "not there", "there twice", "too long"],
)
def test_a_quote_that_is_refused(quote: str, code: str) -> None:
    assert codes(decide_quote(TEXT, Quoted(quote=quote))) == [code]


@given(st.text(alphabet="ab ủ\n.", min_size=1, max_size=60), st.data())
def test_a_selected_stretch_is_always_found_where_it_was_selected(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip():
        quoted = Quoted(quote=text[start:end], start=start, end=end)
        assert decide_quote(text, quoted) == Accepted((start, end))
