"""The pages of the grid: what they show, what their buttons do, what is refused, how many queries it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from phoihop.access.domain.types import Role
from phoihop.access.models import ReadEntry
from phoihop.kernel.period import Period
from phoihop.ledger.api import compare, new_id
from phoihop.programme.domain.grid import Column
from phoihop.programme.models import GridDraft, Programme, Task
from phoihop.programme.queries.grids import GridView, grid_of
from tests.programme.grids import plugged
from tests.programme.office import HAI_PHONG, Office, adopt, coordinated, led, logged_in, task_plan

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("desk"),
]
LIST = "/chuong-trinh/bang/"
CLASS = "Ban Tổ chức các tỉnh ủy, thành ủy"
HEAD = {"title": "Chương trình phối hợp năm 2018", "day": "6-4-2018", "year": "2018"}
DEED = {"o-1-text": "Hoàn chỉnh Quy chế", "o-1-lead": "Cục Chính trị", "o-1-time": "quý II"}


@pytest.fixture
def desk(site: Office) -> Iterator[Office]:
    with plugged():
        yield site
        assert compare() == ()


def begun(client: Client) -> str:
    draft = new_id()
    answer = client.post(f"{LIST}moi/", {"draft": draft})
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{draft}/")
    return draft


def stored(draft: str) -> GridView:
    found = grid_of(draft)
    assert found is not None
    return found


def post(client: Client, draft: str, *, act: str = "save", **fields: str) -> HttpResponse:
    version = str(stored(draft).version)
    data = {
        "version": version,
        "act": act,
        **HEAD,
        **{name.replace("_", "-"): v for name, v in fields.items()},
    }
    data |= {name: fields[name] for name in ("paste_row", "paste_column", "merged_known") if name in fields}
    return client.post(f"{LIST}{draft}/", data)


def saved(client: Client, draft: str, **fields: str) -> None:
    assert post(client, draft, **fields).status_code == 302


def words(answer: HttpResponse) -> str:
    body = answer.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def texts(draft: str) -> list[str]:
    return [row[Column.TEXT] for row in stored(draft).content.rows]


# ------------------------------------------------------------------------------------------------ beginning


def test_an_empty_grid_offers_rows_and_says_how_to_begin() -> None:
    client = logged_in()
    page = client.get(f"{LIST}{begun(client)}/")
    assert page.content.decode().count("<tr data-row=") == 10
    assert "Gõ nhiệm vụ vào bảng; chỗ chưa rõ hiện ở đây." not in words(page)  # the head is not clear yet
    assert "chưa có ngày của văn bản" in words(page)


def test_a_form_sent_twice_begins_one_grid() -> None:
    client, draft = logged_in(), new_id()
    for _ in range(2):
        assert client.post(f"{LIST}moi/", {"draft": draft})["Location"] == f"{LIST}{draft}/"
    assert GridDraft.objects.count() == 1


def test_the_list_shows_what_is_being_typed() -> None:
    client = logged_in()
    assert "Bảng đang soạn" not in words(client.get(LIST))
    saved(client, begun(client), **DEED)
    assert "Chương trình phối hợp năm 2018 1 Nguyễn Thị Lan" in words(client.get(LIST))


def test_a_programme_is_copied_with_its_times_moved() -> None:
    adopt(task_plan("Hoàn chỉnh Quy chế", led(), coordinated(), period=Period.quarter(2018, 2)))
    source, client, draft = Programme.objects.get().programme, logged_in(), new_id()
    fields = {"draft": draft, "source": source, "title": "Năm 2027", "day": "20-11-2026", "years": "9"}
    answer = client.post(f"{LIST}chep/", fields, follow=True)
    assert "Đã chép." in answer.content.decode()
    assert [row[Column.TIME] for row in stored(draft).content.rows] == ["quý II/2027"]


@pytest.mark.parametrize(
    "wrong", [{"day": "hôm qua"}, {"title": ""}, {"years": "x"}, {"source": "01J0000000000000000000TSK1"}]
)
def test_a_copy_with_a_mistake_comes_back_as_typed(wrong: dict[str, str]) -> None:
    adopt(task_plan("việc", led()))
    fields = {
        "draft": new_id(),
        "source": Programme.objects.get().programme,
        "title": "T",
        "day": "20-11-2026",
    }
    answer = logged_in().post(f"{LIST}chep/", {**fields, "years": "1", **wrong})
    assert (answer.status_code, GridDraft.objects.count()) == (422, 0)


# ------------------------------------------------------------------------------------------------- saving


def test_what_is_typed_stays_and_doubts_stand_in_their_cells() -> None:
    client = logged_in()
    draft = begun(client)
    saved(client, draft, **DEED, o_2_text="Rà soát hồ sơ", o_2_lead="Ban Nào đó")
    page = client.get(f"{LIST}{draft}/")
    assert "C2 Chủ trì : “Ban Nào đó”: danh mục không có tên này vào ngày văn bản" in words(page)
    assert 'id="d-o-2-lead"' in page.content.decode()
    assert "trong 2 nhiệm vụ" in words(page)


def test_a_form_that_saves_itself_learns_its_version() -> None:
    client = logged_in()
    draft = begun(client)
    data = {"version": "1", **HEAD, **DEED}
    answer = client.post(f"{LIST}{draft}/", data, headers={"X-Requested-With": "autosave"})
    assert (answer.status_code, answer.json()) == (200, {"version": "2"})
    again = client.post(
        f"{LIST}{draft}/", {**data, "title": "khác"}, headers={"X-Requested-With": "autosave"}
    )
    assert again.status_code == 409


def test_the_second_of_two_is_told_and_keeps_what_was_typed() -> None:
    client = logged_in()
    draft = begun(client)
    saved(client, draft, **DEED)
    answer = client.post(f"{LIST}{draft}/", {"version": "1", **HEAD, "o-1-text": "người thứ hai gõ"})
    assert answer.status_code == 409
    assert "Đồng chí Nguyễn Thị Lan đã sửa bảng này" in words(answer)
    assert "người thứ hai gõ" in words(answer)
    assert texts(draft) == ["Hoàn chỉnh Quy chế"]


def test_secret_words_are_neither_stored_nor_sent_back() -> None:
    client = logged_in()
    draft = begun(client)
    for act, field in (("save", "o-1-text"), ("paste", "paste")):
        answer = post(client, draft, act=act, **{field: "số lượng\nTUYỆT MẬT\nquân số"})
        assert (answer.status_code, "quân số" in answer.content.decode()) == (422, False)
    assert stored(draft).version == 1


def test_fields_that_are_no_cells_are_left_out() -> None:
    client = logged_in()
    draft = begun(client)
    saved(client, draft, **{**DEED, "o-0-text": "x", "o-101-text": "x", "o-1-nothing": "x"})
    assert texts(draft) == ["Hoàn chỉnh Quy chế"]


# ------------------------------------------------------------------------------------------------- buttons


def test_more_rows_can_be_asked_for() -> None:
    client = logged_in()
    draft = begun(client)
    answer = post(client, draft, act="more", **DEED)
    assert answer["Location"] == f"{LIST}{draft}/?them=10#o-2-text"
    assert client.get(answer["Location"]).content.decode().count("<tr data-row=") == 11


def test_rows_are_inserted_dropped_and_taken_back() -> None:
    client = logged_in()
    draft = begun(client)
    two = {**DEED, "o-2-text": "hai"}
    assert post(client, draft, act="insert:2", **two)["Location"] == f"{LIST}{draft}/#o-2-text"
    assert texts(draft) == ["Hoàn chỉnh Quy chế", "", "hai"]
    post(client, draft, act="drop:1", **{**DEED, "o-3-text": "hai"})
    assert texts(draft) == ["", "hai"]
    assert "Hoàn tác" in words(client.get(f"{LIST}{draft}/"))
    client.post(f"{LIST}{draft}/hoan-tac/", {"version": str(stored(draft).version)})
    assert texts(draft) == ["Hoàn chỉnh Quy chế", "", "hai"]
    again = client.post(f"{LIST}{draft}/hoan-tac/", {"version": str(stored(draft).version)})
    assert (again.status_code, "Không có việc nào để hoàn tác." in words(again)) == (422, True)


def test_a_name_is_chosen_from_what_is_offered() -> None:
    client = logged_in()
    draft = begun(client)
    fields = {"o_1_text": "Rà soát", "o_1_lead": "Ban Tổ chức Tỉnh ủy Hải Dương", "day": "20-11-2026"}
    saved(client, draft, **fields)
    assert "cần chọn tổ chức kế thừa" in words(client.get(f"{LIST}{draft}/"))
    assert post(client, draft, act="choose:0:0", **fields)["Location"] == f"{LIST}{draft}/#cho-chua-ro"
    assert stored(draft).planned.doubts == ()
    assert stored(draft).planned.tasks[0].duties[0].bodies == (HAI_PHONG,)


@pytest.mark.parametrize(
    "act", ["choose:9:0", "choose:0:9", "choose:x:y", "choose:0:all", "drop:x", "nothing"]
)
def test_a_button_that_is_not_there_only_saves(act: str) -> None:
    client = logged_in()
    draft = begun(client)
    saved(client, draft, **DEED)
    assert post(client, draft, act=act, **DEED, o_2_text="hai").status_code == 302
    assert texts(draft) == ["Hoàn chỉnh Quy chế", "hai"]


# ------------------------------------------------------------------------------------------------- pasting

MERGED = "Nội dung\tChủ trì\tGhi chú\nmột\tCục Chính trị\tx\nhai\t\t\n"


def test_a_table_with_merged_cells_is_refused_with_the_cell_and_pasted_when_it_is_said() -> None:
    client = logged_in()
    draft = begun(client)
    fields = {**DEED, "paste": MERGED, "paste_row": "2"}
    refused = post(client, draft, act="paste", **fields)
    assert refused.status_code == 422
    assert "Các ô C3 trống mà ô phía trên có chữ" in words(refused)
    assert "Ô trống của cột C Chủ trì" in words(refused)
    assert "hai" in words(refused)  # the copied table is still there
    done = post(client, draft, act="paste", **fields, **{"empty-lead": "repeat"})
    assert done["Location"] == f"{LIST}{draft}/#o-2-text"
    page = words(client.get(f"{LIST}{draft}/"))
    assert ("Đã dán 2 hàng." in page, "Bảng không có cột cho: Ghi chú." in page) == (True, True)
    assert [row[Column.LEAD] for row in stored(draft).content.rows] == ["Cục Chính trị"] * 3


def test_a_table_whose_merging_the_browser_saw_is_pasted_as_it_is() -> None:
    client = logged_in()
    draft = begun(client)
    fields = {
        "paste": "quý I\tbáo cáo\nquý II\t",
        "paste_row": "1",
        "paste_column": "time",
        "merged_known": "1",
    }
    assert post(client, draft, act="paste", **fields)["Location"] == f"{LIST}{draft}/#o-1-time"
    assert [row[Column.PRODUCT] for row in stored(draft).content.rows] == ["báo cáo", ""]


def test_headings_of_sections_are_named_when_they_are_left_out() -> None:
    client = logged_in()
    draft = begun(client)
    post(client, draft, act="paste", paste="I. Công tác tổ chức\t\nmột\tCục Chính trị")
    assert "Bỏ qua hàng tiêu đề: I. Công tác tổ chức." in words(client.get(f"{LIST}{draft}/"))


# ----------------------------------------------------------------------------------------------- programme


def test_a_grid_is_looked_over_and_drawn_up_once() -> None:
    client = logged_in()
    draft = begun(client)
    fields = {**DEED, "o-1-coordinating": CLASS, "o-1-product": "Quy chế", "o-1-level": "Ban Thường vụ"}
    assert post(client, draft, act="adopt", **fields)["Location"] == f"{LIST}{draft}/lap/"
    page = words(client.get(f"{LIST}{draft}/lap/"))
    assert "1 Hoàn chỉnh Quy chế Cục Chính trị Quân khu 3" in page
    assert f"{CLASS} 9" in page
    assert "quý II/2018 Quy chế Ban Thường vụ" in page
    said = {"version": str(stored(draft).version), "decider": "self"}
    for _ in range(2):
        assert client.post(f"{LIST}{draft}/lap/", said)["Location"] == f"/chuong-trinh/{draft}/"
    assert (Programme.objects.count(), Task.objects.count()) == (1, 1)
    assert client.get(f"{LIST}{draft}/")["Location"] == f"/chuong-trinh/{draft}/"


def test_a_clerk_needs_the_paper_of_who_decided() -> None:
    client = logged_in(Role.CLERK)
    draft = begun(client)
    saved(client, draft, **DEED)
    answer = client.post(f"{LIST}{draft}/lap/", {"version": str(stored(draft).version), "decider": ""})
    assert (answer.status_code, Programme.objects.count()) == (422, 0)


def test_while_words_would_get_lost_the_page_sends_back_to_the_grid() -> None:
    client = logged_in()
    draft = begun(client)
    saved(client, draft, **{**DEED, "o-1-time": "khi nào xong"})
    page = words(client.get(f"{LIST}{draft}/lap/"))
    assert ("Còn chỗ phải rõ trước khi lập dự thảo: E1." in page, "Người quyết định" in page) == (True, False)
    answer = client.post(f"{LIST}{draft}/lap/", {"version": str(stored(draft).version), "decider": "self"})
    assert (answer.status_code, Programme.objects.count()) == (422, 0)


def test_a_grid_changed_meanwhile_is_not_drawn_up_unseen() -> None:
    client = logged_in()
    draft = begun(client)
    saved(client, draft, **DEED)
    answer = client.post(f"{LIST}{draft}/lap/", {"version": "1", "decider": "self"})
    assert (answer.status_code, Programme.objects.count()) == (409, 0)


def test_a_grid_is_discarded_after_a_question() -> None:
    client = logged_in()
    draft = begun(client)
    saved(client, draft, **DEED)
    assert "1 nhiệm vụ đang soạn bị xóa" in words(client.get(f"{LIST}{draft}/bo/"))
    answer = client.post(f"{LIST}{draft}/bo/", {"version": str(stored(draft).version)})
    assert (answer["Location"], GridDraft.objects.count()) == (LIST, 0)


# ------------------------------------------------------------------------------------------------- who, cost


@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param(Role.INSPECTOR, 403, id="thanh tra không soạn"),
        pytest.param(Role.OPERATOR, 403, id="người vận hành không soạn"),
    ],
)
def test_only_who_enters_sees_the_grids(role: Role, status: int) -> None:
    assert logged_in(role).get(LIST).status_code == status


def test_another_agency_does_not_see_a_grid() -> None:
    draft = begun(logged_in())
    client = logged_in(body=HAI_PHONG)
    for page in ("", "lap/", "bo/", "cho-chua-ro/"):
        assert client.get(f"{LIST}{draft}/{page}").status_code == 403
    assert client.post(f"{LIST}{draft}/", {"version": "1"}).status_code == 403


def test_a_grid_that_is_not_there_is_no_page() -> None:
    client = logged_in()
    assert [client.get(f"{LIST}{draft}/").status_code for draft in (new_id(), "x")] == [404, 404]


def test_looking_is_noted() -> None:
    client = logged_in()
    draft = begun(client)
    client.get(LIST)
    client.get(f"{LIST}{draft}/")
    client.get(f"{LIST}{draft}/lap/")
    noted = ReadEntry.objects.order_by("id").values_list("page", "subject")
    assert list(noted) == [
        ("programme.grids", ""),
        ("programme.grid", f"programme:{draft}"),
        ("programme.grid", f"programme:{draft}"),
    ]


def queries(client: Client, address: str) -> int:
    with (
        CaptureQueriesContext(connections["default"]) as one,
        CaptureQueriesContext(connections["local"]) as two,
    ):
        assert client.get(address).status_code == 200
    statements = [query["sql"] for context in (one, two) for query in context.captured_queries]
    return sum(not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for sql in statements)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_few_questions_whatever_the_number_of_rows(rows: int) -> None:
    client = logged_in()
    draft = begun(client)
    fields = {
        f"o-{number}-{name}": said
        for number in range(1, rows + 1)
        for name, said in (("text", "việc"), ("lead", "Cục Chính trị"), ("coordinating", CLASS))
    }
    saved(client, draft, **fields, **{"o-9-lead": "Ban Tổ chức Tỉnh ủy Hải Dương", "day": "20-11-2026"})
    counted = [queries(client, f"{LIST}{page}") for page in ("", f"{draft}/", f"{draft}/lap/")]
    assert counted == [7, 7, 8]
