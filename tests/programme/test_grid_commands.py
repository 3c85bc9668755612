"""Typing a programme in a grid: kept as a draft, told when two type, drawn up once, copied a year on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from phoihop.access.domain.types import Actor, Role
from phoihop.kernel.decision import Refused
from phoihop.kernel.period import Period
from phoihop.ledger.api import Outcome, Recorded, new_id
from phoihop.programme.acts import DutyRole
from phoihop.programme.commands.grids import (
    Change,
    Copying,
    Saved,
    adopt_grid,
    begin_grid,
    choose_bodies,
    choose_instrument,
    copy_programme,
    discard_grid,
    drop_row,
    insert_row,
    paste_table,
    save_grid,
    take_back,
)
from phoihop.programme.domain.grid import MOST_ROWS, Column, Grid
from phoihop.programme.domain.grid_paste import Pasting
from phoihop.programme.domain.grid_plan import DoubtKind
from phoihop.programme.models import GridDraft, Programme, Task
from phoihop.programme.queries.grids import GridView, grid_of, grids
from phoihop.programme.queries.tasks import Wanted, tasks_of
from tests.programme.grids import grid, plugged, row
from tests.programme.office import (
    CONFERENCE,
    HAI_PHONG,
    NINE,
    REGION,
    TODAY,
    Office,
    actor,
    adopt,
    coordinated,
    led,
    task_plan,
)

pytestmark = [pytest.mark.django_db(databases=["default", "local"]), pytest.mark.db_again]
FOUR = ("P-22-BTC", "P-31-BTC.v2", "P-33-BTC.v2", "P-37-BTC.v2")
CLASS = "Ban Tổ chức các tỉnh ủy, thành ủy"
DEED = row(text="Hoàn chỉnh Quy chế", lead="Cục Chính trị", coordinating=CLASS, time="quý II/2018")


@pytest.fixture
def desk(opened: Office) -> Iterator[Office]:
    with plugged():
        yield opened


def begun(content: Grid | None = None, *, by: Actor | None = None) -> str:
    draft = new_id()
    assert begin_grid(by or actor(), draft=draft) == Saved(1)
    if content is not None:
        assert save_grid(by or actor(), content, draft=draft, version=1) == Saved(2)
    return draft


def stored(draft: str) -> GridView:
    found = grid_of(draft)
    assert found is not None
    return found


def codes(answer: Change | Outcome) -> list[str]:
    assert isinstance(answer, Refused), answer
    return [refusal.code for refusal in answer.refusals]


# ------------------------------------------------------------------------------------------------- a draft


def test_a_grid_begins_empty_and_a_form_sent_twice_begins_it_once(desk: Office) -> None:
    draft = begun()
    assert begin_grid(actor(), draft=draft) == Saved(1)
    assert (stored(draft).body, stored(draft).content, GridDraft.objects.count()) == (REGION, Grid(), 1)


def test_what_is_typed_is_kept_with_what_it_means_on_its_day(desk: Office) -> None:
    found = stored(begun(grid(DEED)))
    (task,) = found.planned.tasks
    assert [(duty.role, duty.bodies) for duty in task.duties] == [
        (DutyRole.LEAD, (REGION,)),
        (DutyRole.COORDINATING, NINE),
    ]
    assert (task.period, found.planned.doubts) == (Period.quarter(2018, 2), ())


def test_another_day_is_another_membership(desk: Office) -> None:
    later = DEED.with_cell(Column.TIME, "quý I/2027")
    (task,) = stored(begun(grid(later, day="20-11-2026"))).planned.tasks
    assert task.duties[1].bodies == FOUR


def test_an_ended_body_offers_its_successors_and_the_choice_settles_it(desk: Office) -> None:
    ended = row(text="Rà soát hồ sơ", lead="Ban Tổ chức Tỉnh ủy Hải Dương")
    draft = begun(grid(ended, day="20-11-2026"))
    (doubt,) = stored(draft).planned.doubts
    assert (doubt.kind, doubt.cell, doubt.candidates) == (DoubtKind.ENDED, "C1", (HAI_PHONG,))
    assert codes(adopt_grid(actor(), draft=draft, version=2)) == ["programme.grid_not_clear"]
    chosen = choose_bodies(
        actor(), stored(draft).content, mention=doubt.words, bodies=(HAI_PHONG,), draft=draft, version=2
    )
    assert chosen == Saved(3)
    assert stored(draft).planned.doubts == ()
    assert stored(draft).planned.tasks[0].duties[0].bodies == (HAI_PHONG,)


def test_saving_the_same_again_changes_nothing(desk: Office) -> None:
    draft = begun(grid(DEED))
    assert save_grid(actor(), stored(draft).content, draft=draft, version=2) == Saved(2)


def test_of_two_who_type_the_second_is_told(desk: Office) -> None:
    draft = begun(grid(DEED))
    assert codes(save_grid(actor(), grid(row(text="khác")), draft=draft, version=1)) == [
        "programme.grid_changed"
    ]
    assert stored(draft).content.rows == (DEED,)


def test_a_secret_is_not_stored(desk: Office) -> None:
    draft = begun()
    assert codes(save_grid(actor(), grid(row(text="x\nTỐI MẬT\ny")), draft=draft, version=1)) == [
        "reading.secret"
    ]
    assert "MẬT" not in GridDraft.objects.get().content


# ------------------------------------------------------------------------------------------- rows, pasting


def test_a_pasted_table_can_be_taken_back_until_something_else_changes(desk: Office) -> None:
    draft = begun(grid(DEED))
    pasting = Pasting(text="Bồi dưỡng cán bộ\tCục Chính trị", row=2)
    answer = paste_table(actor(), grid(DEED), pasting, draft=draft, version=2)
    assert isinstance(answer, Saved)
    assert (answer.version, answer.pasted.rows if answer.pasted else 0) == (3, 1)
    assert len(stored(draft).content.rows) == 2
    assert take_back(actor(), draft=draft, version=3) == Saved(4)
    assert stored(draft).content.rows == (DEED,)
    assert codes(take_back(actor(), draft=draft, version=4)) == ["programme.grid_nothing_to_undo"]


def test_a_refused_paste_keeps_nothing_of_the_typing_either(desk: Office) -> None:
    draft = begun(grid(DEED))
    answer = paste_table(actor(), grid(row(text="khác")), Pasting(text="", row=1), draft=draft, version=2)
    assert codes(answer) == ["programme.grid_paste_empty"]
    assert stored(draft).content.rows == (DEED,)


def test_rows_are_dropped_and_put_in(desk: Office) -> None:
    two = grid(DEED, row(text="hai", lead="Cục Chính trị"))
    draft = begun(two)
    assert insert_row(actor(), two, row=2, draft=draft, version=2) == Saved(3)
    assert [bool(one) for one in stored(draft).content.rows] == [True, False, True]
    assert drop_row(actor(), stored(draft).content, row=1, draft=draft, version=3) == Saved(4)
    assert [one[Column.TEXT] for one in stored(draft).content.rows] == ["", "hai"]


def test_a_chosen_instrument_is_kept_with_the_grid(desk: Office) -> None:
    draft = begun(grid(DEED))
    answer = choose_instrument(
        actor(), grid(DEED), label="Quy định 61", instrument="X", draft=draft, version=2
    )
    assert answer == Saved(3)
    assert [(one.label, one.instrument) for one in stored(draft).content.instruments] == [
        ("Quy định 61", "X")
    ]


# -------------------------------------------------------------------------------------------- who may, lists


@pytest.mark.parametrize(
    ("who", "code"),
    [
        pytest.param(actor(body=HAI_PHONG), "programme.grid_other_agency", id="cán bộ cơ quan khác"),
        pytest.param(actor(Role.INSPECTOR), "access.role_not_entitled", id="thanh tra chỉ xem"),
    ],
)
def test_a_grid_is_for_officers_and_clerks_of_its_agency(desk: Office, who: Actor, code: str) -> None:
    draft = begun(grid(DEED))
    for answer in (
        save_grid(who, grid(DEED), draft=draft, version=2),
        discard_grid(who, draft=draft, version=2),
        take_back(who, draft=draft, version=2),
        adopt_grid(who, draft=draft, version=2),
        begin_grid(who, draft=draft),
    ):
        assert codes(answer) == [code]


def test_a_grid_that_is_not_there(desk: Office) -> None:
    assert codes(save_grid(actor(), Grid(), draft=new_id(), version=1)) == ["programme.grid_no_such"]
    assert codes(begin_grid(actor(), draft="x")) == ["programme.id_malformed"]


def test_the_list_shows_the_own_grids_until_they_are_drawn_up_or_discarded(desk: Office) -> None:
    one, two, three = begun(grid(DEED)), begun(grid(DEED)), begun()
    begun(by=actor(body=HAI_PHONG))
    assert isinstance(adopt_grid(actor(), draft=one, version=2), Recorded)
    assert discard_grid(actor(), draft=three, version=1) == Saved(1)
    assert [(found.id, found.rows) for found in grids({REGION}, limit=10)] == [(two, 1)]


# ---------------------------------------------------------------------------------------------- programme


def test_a_programme_is_drawn_up_under_the_id_of_the_grid_and_once(desk: Office) -> None:
    draft = begun(grid(DEED, row(text="Rà soát", lead="Cục Chính trị", time="thường xuyên, hằng quý")))
    assert isinstance(adopt_grid(actor(), draft=draft, version=2), Recorded)
    made = Programme.objects.get(programme=draft)
    assert (made.title, made.document_date, made.text) == ("Chương trình phối hợp", CONFERENCE, "")
    assert Task.objects.filter(programme=draft).count() == 2
    assert codes(adopt_grid(actor(), draft=draft, version=2)) == ["programme.grid_adopted"]
    assert codes(save_grid(actor(), Grid(), draft=draft, version=2)) == ["programme.grid_adopted"]


def test_an_empty_grid_is_no_programme(desk: Office) -> None:
    assert codes(adopt_grid(actor(), draft=begun(), version=1)) == ["programme.no_tasks"]


def test_last_years_programme_is_copied_with_the_members_of_the_new_day(desk: Office) -> None:
    adopt(
        task_plan("Hoàn chỉnh Quy chế", led(), coordinated(), period=Period.quarter(2018, 2)),
        task_plan("Rà soát", led("P-30-BTC", mention="Ban Tổ chức Tỉnh ủy Hải Dương")),
    )
    source, draft = Programme.objects.get().programme, new_id()
    copying = Copying(source=source, years=9, title="Chương trình năm 2027", day="20-11-2026")
    assert copy_programme(actor(), copying, draft=draft) == Saved(1)
    found = stored(draft)
    assert [one[Column.TIME] for one in found.content.rows] == ["quý II/2027", ""]
    assert found.planned.tasks[0].duties[1].bodies == FOUR
    assert [(doubt.kind, doubt.cell) for doubt in found.planned.doubts] == [(DoubtKind.ENDED, "C2")]


@pytest.mark.parametrize("source", ["", "x", "01J0000000000000000000TSK1"])
def test_a_programme_that_is_not_there_cannot_be_copied(desk: Office, source: str) -> None:
    copying = Copying(source=source, years=1, title="t", day="20-11-2026")
    assert codes(copy_programme(actor(), copying, draft=new_id())) == ["programme.grid_no_source"]


def test_a_programme_with_more_tasks_than_a_grid_has_rows_cannot_be_copied(desk: Office) -> None:
    adopt(*[task_plan("việc", led())] * (MOST_ROWS + 1))
    source = Programme.objects.get().programme
    copying = Copying(source=source, years=1, title="t", day="20-11-2026")
    answer = copy_programme(actor(), copying, draft=new_id())
    assert codes(answer) == ["programme.grid_source_too_long"]


def test_a_draft_of_another_agency_cannot_be_copied(desk: Office) -> None:
    adopt(task_plan("việc kín", led()))
    copying = Copying(source=Programme.objects.get().programme, years=1, title="t", day="20-11-2026")
    answer = copy_programme(actor(body=HAI_PHONG), copying, draft=new_id())
    assert codes(answer) == ["programme.grid_no_source"]


def test_a_copy_says_what_the_original_says(desk: Office) -> None:
    adopt(task_plan("Hoàn chỉnh Quy chế", led(), coordinated(), period=Period.quarter(2018, 2)))
    source, draft = Programme.objects.get().programme, new_id()
    copying = Copying(source=source, years=0, title="t", day="06-4-2018")
    assert copy_programme(actor(), copying, draft=draft) == Saved(1)
    assert isinstance(adopt_grid(actor(), draft=draft, version=1), Recorded)
    pages = [tasks_of(one, Wanted(), on=TODAY, after=None, limit=9).tasks for one in (source, draft)]
    said = [
        [(t.text, t.period, [(g.role, g.mention, g.rule, g.bodies) for g in t.groups]) for t in page]
        for page in pages
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_meaning_of_a_grid_costs_the_same_for_every_number_of_rows(
    desk: Office, rows: int, django_assert_num_queries: object
) -> None:
    draft = begun(grid(*[DEED] * rows))
    with django_assert_num_queries(1, using="local"):  # type: ignore[operator]  # a fixture of pytest-django
        stored(draft)
    assert stored(draft).planned.rows == tuple(range(1, rows + 1))
    assert stored(draft).changed_at.date() == date(2026, 11, 23)
