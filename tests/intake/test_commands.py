"""Texts, drafts and programmes as they are written: once each, by those who may, on the newest version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from phoihop.access.domain.types import Role
from phoihop.intake import api, commands
from phoihop.intake.commands import Changed
from phoihop.intake.domain.types import (
    BodyDoubt,
    DaySource,
    DutyRole,
    HeadTyped,
    Item,
    ItemTyped,
    Quoted,
    Why,
)
from phoihop.intake.models import Draft as DraftRow
from phoihop.intake.models import Text
from phoihop.kernel.decision import Refused
from phoihop.ledger.api import Recorded, acts_about, compare
from phoihop.ledger.domain.types import Basis, Party
from phoihop.programme import api as programme
from phoihop.programme.models import Programme, Task
from tests.intake.desk import ENGLISH, REPORT, draft, handed, received
from tests.programme.office import HAI_PHONG, NINE, REGION, Office, actor

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("opened"),
]
LEAD, COORDINATING = DutyRole.LEAD, DutyRole.COORDINATING
NEVER = "01J0000000000000000000NVER"


def codes(outcome: object) -> list[str]:
    return [refusal.code for refusal in outcome.refusals] if isinstance(outcome, Refused) else []


def typed(item: Item, **more: object) -> ItemTyped:
    """The form of an item as it is, with some fields changed."""
    values: dict[str, object] = {
        "text": item.text,
        "lead": tuple(duty.mention for duty in item.of(LEAD)),
        "coordinating": tuple(duty.mention for duty in item.of(COORDINATING)),
        "starts": item.starts,
        "ends": item.ends,
        "grounds": tuple(ground.label for ground in item.grounds),
        "bodies": {},
        "instruments": {},
        **more,
    }
    return ItemTyped(**values)  # type: ignore[arg-type]  # the tests say which fields


# --------------------------------------------------------------------------------------------------- texts


def test_a_text_becomes_one_act_and_one_draft() -> None:
    text = received()
    found = draft(text).content
    assert len(acts_about(f"text:{text}")) == 1
    assert (found.day, found.day_source) == (date(2018, 5, 12), DaySource.MEETING)
    assert [item.text[:10] for item in found.items] == ["hoàn chỉnh", "kiện toàn ", "tổng kết 1"]
    assert compare() == ()


def test_names_and_citations_are_resolved_on_the_day_of_the_document() -> None:
    first, _, last = draft(received()).content.items
    assert [(duty.role, sorted(duty.bodies), duty.doubt) for duty in first.duties] == [
        (LEAD, [REGION], None),
        (COORDINATING, sorted(NINE), None),
    ]
    assert [ground.instrument for ground in last.grounds] == ["28-nq-tw-2008"]


def test_a_text_comes_once_whichever_way_it_is_sent_again() -> None:
    paper = handed()
    assert isinstance(api.receive_text(actor(), paper), Recorded)
    again = api.receive_text(actor(), paper)
    same = api.receive_text(actor(), handed())
    assert (codes(again), codes(same)) == (["intake.already_received"], ["intake.same_text"])
    assert (Text.objects.count(), DraftRow.objects.count()) == (1, 1)


def test_two_agencies_may_have_the_same_text() -> None:
    mine, theirs = received(), received(by=actor(body=HAI_PHONG))
    assert sorted(Text.objects.values_list("text", "body")) == sorted([(mine, REGION), (theirs, HAI_PHONG)])


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR, Role.OPERATOR])
def test_who_may_not_hand_texts_in(role: Role) -> None:
    assert codes(api.receive_text(actor(role), handed())) == ["access.role_not_entitled"]
    assert Text.objects.count() == 0


def test_a_refused_text_leaves_nothing() -> None:
    found = [
        codes(api.receive_text(actor(), handed(text, **more)))
        for text, more in (("MẬT\nBáo cáo", {}), (REPORT, {"no_secret": False}), ("", {}))
    ]
    assert found == [["reading.secret"], ["intake.not_declared"], ["reading.empty"]]
    assert (Text.objects.count(), DraftRow.objects.count()) == (0, 0)


def test_a_typed_day_counts() -> None:
    found = draft(received(ENGLISH, day=date(2018, 4, 9))).content
    assert (found.day, found.day_source, found.items) == (date(2018, 4, 9), DaySource.TYPED, ())


def test_a_text_whose_draft_was_lost_is_read_again_and_a_draft_that_is_there_stays() -> None:
    text = received()
    before = draft(text)
    assert api.read_draft(actor(), text=text) == Changed(1)
    assert draft(text) == before
    DraftRow.objects.all().delete()
    assert codes(commands.drop_item(actor(), text=text, item="t1", version=1, dropped=True)) == [
        "intake.no_draft"
    ]
    assert api.read_draft(actor(), text=text) == Changed(1)
    assert draft(text).content == before.content


def test_a_text_that_is_not_there_is_neither_read_nor_corrected() -> None:
    found = (
        api.read_draft(actor(), text=NEVER),
        commands.add_item(actor(), Quoted(quote="x"), text=NEVER, version=1),
        api.adopt(actor(), text=NEVER, version=1),
    )
    assert [codes(one) for one in found] == [["intake.no_such_text"]] * 3


def test_a_text_of_another_agency_is_neither_read_nor_corrected() -> None:
    text, stranger = received(), actor(body=HAI_PHONG)
    found = (
        api.read_draft(stranger, text=text),
        commands.drop_item(stranger, text=text, item="t1", version=1, dropped=True),
        api.adopt(stranger, text=text, version=1),
    )
    assert [codes(one) for one in found] == [["intake.other_agency"]] * 3


# -------------------------------------------------------------------------------------------------- drafts


def test_another_day_resolves_everything_again() -> None:
    text = received()
    head = HeadTyped(title="Chương trình", day=date(2026, 1, 5))
    assert commands.change_head(actor(), head, text=text, version=1) == Changed(2)
    (boards,) = draft(text).content.items[0].of(COORDINATING)
    assert sorted(boards.bodies) == ["P-22-BTC", "P-31-BTC.v2", "P-33-BTC.v2", "P-37-BTC.v2"]
    gone = HeadTyped(title="Chương trình", day=None)
    assert commands.change_head(actor(), gone, text=text, version=2) == Changed(3)
    doubts = {duty.doubt for item in draft(text).content.items for duty in item.duties}
    assert doubts == {BodyDoubt.NO_DAY}
    assert draft(text).content.items[2].grounds[0].doubt is Why.DAY_MISSING


def test_typed_names_and_citations_are_resolved() -> None:
    text = received()
    item = draft(text).content.items[0]
    changed = typed(
        item, lead=("Ban Tổ chức Tỉnh ủy Hải Dương", "Sở Không Có"), coordinating=(), grounds=("28-NQ/TW",)
    )
    assert commands.change_item(actor(), changed, text=text, item="t1", version=1) == Changed(2, "t1")
    now = draft(text).content.items[0]
    assert [(duty.bodies, duty.doubt) for duty in now.duties] == [
        (("P-30-BTC",), None),
        ((), BodyDoubt.UNKNOWN),
    ]
    assert ([ground.instrument for ground in now.grounds], now.corrected) == (["28-nq-tw-2008"], True)


def test_a_form_that_changes_nothing_writes_nothing() -> None:
    text = received()
    item = draft(text).content.items[0]
    assert commands.change_item(actor(), typed(item), text=text, item="t1", version=1) == Changed(1, "t1")
    assert draft(text).version == 1


def test_an_item_is_dropped_and_taken_back() -> None:
    text = received()
    assert commands.drop_item(actor(), text=text, item="t2", version=1, dropped=True) == Changed(2, "t2")
    assert [item.id for item in draft(text).content.kept] == ["t1", "t3"]
    assert commands.drop_item(actor(), text=text, item="t2", version=2, dropped=False) == Changed(3, "t2")
    assert len(draft(text).content.kept) == 3


def test_an_item_that_is_not_there_cannot_be_changed() -> None:
    text = received()
    item = draft(text).content.items[0]
    found = (
        commands.drop_item(actor(), text=text, item="t9", version=1, dropped=True),
        commands.change_item(actor(), typed(item), text=text, item="t9", version=1),
    )
    assert [codes(one) for one in found] == [["intake.no_such_item"]] * 2


def test_a_quote_becomes_an_item_at_its_place_and_only_once() -> None:
    text = received()
    quote = Quoted(quote="chủ động phối hợp")
    assert commands.add_item(actor(), quote, text=text, version=1) == Changed(2, "m1")
    assert [item.id for item in draft(text).content.items] == ["m1", "t1", "t2", "t3"]
    assert commands.drop_item(actor(), text=text, item="m1", version=2, dropped=True) == Changed(3, "m1")
    assert commands.add_item(actor(), quote, text=text, version=3) == Changed(4, "m1")
    assert len(draft(text).content.kept) == 4


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    outcome = commands.add_item(actor(), Quoted(quote="không có"), text=received(), version=1)
    assert codes(outcome) == ["intake.quote_not_found"]


def test_of_two_people_on_one_draft_the_second_is_told(opened: Office) -> None:
    text = received()
    first, second = actor(), replace(actor(Role.CLERK), person_name="Mai Thị Lụa")
    assert commands.drop_item(second, text=text, item="t1", version=1, dropped=True) == Changed(2, "t1")
    outcome = commands.change_item(
        first, typed(draft(text).content.items[1], text="việc khác"), text=text, item="t2", version=1
    )
    assert isinstance(outcome, Refused)
    assert [(refusal.code, dict(refusal.params)) for refusal in outcome.refusals] == [
        ("intake.draft_changed", {"person": "Mai Thị Lụa", "time": "08:00", "day": "23-11-2026"})
    ]
    assert draft(text).content.items[1].text != "việc khác"


def test_a_change_that_comes_between_reading_and_writing_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = received()
    real = commands.correcting.dropped

    def slow(item: Item, *, dropped: bool) -> Item:
        DraftRow.objects.filter(text=text).update(version=7, changed_by_name="Phan Ngọc Diệp")
        return real(item, dropped=dropped)

    monkeypatch.setattr(commands.correcting, "dropped", slow)
    outcome = commands.drop_item(actor(), text=text, item="t1", version=1, dropped=True)
    assert isinstance(outcome, Refused)
    assert dict(outcome.refusals[0].params)["person"] == "Phan Ngọc Diệp"
    assert len(draft(text).content.kept) == 3


# ---------------------------------------------------------------------------------------------- programmes


def test_a_draft_becomes_a_programme_of_the_same_id_once() -> None:
    text = received()
    assert isinstance(api.adopt(actor(), text=text, version=1), Recorded)
    assert codes(api.adopt(actor(), text=text, version=1)) == ["intake.draft_adopted"]
    (found,) = Programme.objects.all()
    assert (found.programme, found.text, found.document_date) == (draft(text).id, text, date(2018, 5, 12))
    assert list(Task.objects.order_by("number").values_list("text", flat=True)) == [
        item.text for item in draft(text).content.items
    ]
    assert compare() == ()


def test_an_adopted_draft_is_not_corrected_any_more() -> None:
    text = received()
    api.adopt(actor(), text=text, version=1)
    outcome = commands.drop_item(actor(), text=text, item="t1", version=1, dropped=True)
    assert codes(outcome) == ["intake.draft_adopted"]


def test_only_the_newest_version_is_adopted() -> None:
    text = received()
    commands.drop_item(actor(), text=text, item="t1", version=1, dropped=True)
    assert codes(api.adopt(actor(), text=text, version=1)) == ["intake.draft_changed"]
    assert Programme.objects.count() == 0


def test_a_clerk_enters_what_the_leader_decided_on_paper() -> None:
    text, clerk, leader = received(), actor(Role.CLERK), actor(Role.LEADER)
    assert codes(api.adopt(clerk, text=text, version=1)) == ["access.decider_missing"]
    decided = Party(body=REGION, person=leader.person, post=leader.post)
    paper = Basis(kind="paper", issuer="Cục Chính trị", number="12-KL/CT", date="2018-05-14")
    no_paper = api.adopt(clerk, text=text, version=1, grounds=programme.Grounds(decided_by=decided))
    assert codes(no_paper) == ["access.paper_missing"]
    grounds = programme.Grounds(decided_by=decided, paper=paper)
    outcome = api.adopt(clerk, text=text, version=1, grounds=grounds)
    assert isinstance(outcome, Recorded)
    envelope = outcome.acts[0].envelope
    assert (envelope.decided_by, envelope.entered_by.post) == (decided, clerk.post)
    assert paper in envelope.basis


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR, Role.OPERATOR])
def test_who_may_not_draw_a_programme_up(role: Role) -> None:
    assert codes(api.adopt(actor(role), text=received(), version=1)) == ["access.role_not_entitled"]


def test_an_empty_draft_is_no_programme() -> None:
    text = received(ENGLISH)
    assert codes(api.adopt(actor(), text=text, version=1)) == ["intake.no_day"]
    commands.change_head(actor(), HeadTyped(title="x", day=date(2018, 1, 1)), text=text, version=1)
    assert codes(api.adopt(actor(), text=text, version=2)) == ["intake.nothing_kept"]
