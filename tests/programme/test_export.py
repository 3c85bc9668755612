"""A programme taken away over the pages: the tasks of the table, the words of the day, names of files."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pytest
from django.test import Client
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from phoihop.access.models import ReadEntry
from phoihop.kernel.period import Period
from phoihop.programme import api
from phoihop.programme.acts import DutyRole, Rhythm, TaskKind
from phoihop.programme.queries.tasks import Wanted, tasks_of
from phoihop.programme.web.bodies import Bodies
from phoihop.programme.web.contents import contents_of
from phoihop.programme.web.export import file_name
from tests.programme.issued import PAGE, drafted, issued, lead, queries, task, with_
from tests.programme.office import (
    NINE,
    PROGRAMME,
    QUANG_NINH,
    REGION,
    actor,
    logged_in,
    report,
)

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("site"),
]
SHEET, ANNEX, DAYS = (f"{PAGE}xuat/{file}" for file in ("nhiem-vu.xlsx", "phu-luc.docx", "thoi-han.ics"))
MAY = Period(None, date(2018, 5, 16))
DAY = {"as_of": "20-9-2018"}


def sheet(client: Client, **query: str) -> list[list[object]]:
    data = client.get(SHEET, query).content
    return [
        list(row)
        for row in CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    ]


def annex(client: Client, **query: str) -> list[list[str]]:
    document = docx.Document(io.BytesIO(client.get(ANNEX, query).content))
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_table_annex_and_calendar_say_the_same_of_a_task() -> None:
    nine = with_(*NINE)
    carrying = with_("P-31-BTC", role=DutyRole.CARRYING_OUT)
    issued(
        task("hoàn chỉnh Quy chế", lead(), nine, carrying, period=MAY, product="Quy chế", level="Thường vụ")
    )
    client = logged_in()
    row = sheet(client, **DAY)[4]
    assert row == [
        1,
        "Hoàn chỉnh Quy chế",
        "Cục Chính trị Quân khu 3",
        "Ban Tổ chức (9)",
        "Thực hiện: Ban Tổ chức Thành ủy Hải Phòng",
        "Thường vụ",
        "",
        date(2018, 5, 15),
        "đến 15-5-2018",
        "Quy chế",
        "",
        "Quá hạn 128 ngày",
        128,
        "",
    ]
    assert annex(client, **DAY)[1] == [
        "1",
        "Hoàn chỉnh Quy chế",
        "Cục Chính trị Quân khu 3",
        "Ban Tổ chức (9)",
        "Thường vụ",
        "đến 15-5-2018",
        "Quy chế",
        "Thực hiện: Ban Tổ chức Thành ủy Hải Phòng",
    ]
    (entry,) = Calendar.from_ical(client.get(DAYS, DAY).content).walk("VEVENT")
    assert entry.decoded("dtstart") == date(2018, 5, 15)


def test_the_board_and_the_sheet_by_bodies_agree_about_every_part() -> None:
    first, second, _ = issued(
        task("hoàn chỉnh Quy chế", lead(), with_(*NINE), period=MAY),
        task("rà soát quy hoạch", lead(), with_(*NINE)),
        task("tổng kết", lead(*NINE), with_(REGION, role=DutyRole.FOLLOWING), period=MAY),
    )
    report(first, body=REGION, by=actor())
    report(second, body=QUANG_NINH, by=actor(body=QUANG_NINH))
    client = logged_in()
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(SHEET, DAY).content))
    rows = book.get_sheet_by_name("Theo tổ chức").to_python()[4:]
    in_file = {(str(row[2]), int(str(row[0]).partition(".")[0])): row[4] for row in rows if row[4]}
    assert in_file == on_board(client)
    assert len(in_file) == 29


def on_board(client: Client) -> dict[tuple[str, int], str]:
    """By agency and task what the board says."""
    found: dict[tuple[str, int], str] = {}
    for part in client.get(f"{PAGE}theo-to-chuc/", DAY).content.decode().split("<h2 id=")[1:]:
        name = part.partition(">")[2].partition("<")[0]
        for card in part.split('<li class="part">')[1:]:
            number = re.search(r">(\d+)\. ", card)
            status = re.search(r'class="st [a-z]+">([^<]+)<', card)
            assert number is not None
            assert status is not None
            found[name, int(number[1])] = status[1]
    return found


def test_a_file_holds_what_the_table_was_filtered_to() -> None:
    issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch"))
    client = logged_in()
    rows = sheet(client, q="ra soat", mine="1")
    assert [row[1] for row in rows[4:]] == ["Rà soát quy hoạch"]
    assert "Lọc: có “ra soat”, việc của tổ chức mình" in str(rows[1][0])


def test_papers_are_vietnamese_whatever_the_language_of_the_page() -> None:
    issued(task("hoàn chỉnh Quy chế", period=MAY))
    client = logged_in()
    client.cookies["django_language"] = "en"
    assert sheet(client, **DAY)[4][11] == "Quá hạn 128 ngày"


def test_the_annex_of_an_issued_programme_names_the_signed_paper_and_that_of_a_draft_says_so() -> None:
    drafted(task("hoàn chỉnh Quy chế"))
    client = logged_in()
    draft = docx.Document(io.BytesIO(client.get(ANNEX).content))
    assert [paragraph.text for paragraph in draft.paragraphs][:2] == ["DỰ THẢO", "PHỤ LỤC"]


def test_the_annex_of_an_issued_programme_names_the_signed_paper() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    document = docx.Document(io.BytesIO(logged_in().get(ANNEX).content))
    assert [paragraph.text for paragraph in document.paragraphs][2] == (
        "(Kèm theo văn bản số 12-CTr/CT ngày 06 tháng 4 năm 2018 của Cục Chính trị Quân khu 3)"
    )


def test_the_calendar_leaves_out_drafts_and_what_is_done() -> None:
    (first, _) = issued(task("hoàn chỉnh Quy chế", lead(), period=MAY), task("rà soát", lead(), period=MAY))
    report(first, body=REGION, by=actor())
    entries = Calendar.from_ical(logged_in().get(DAYS, DAY).content).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["Hạn: Rà soát"]


def test_a_file_says_when_it_does_not_hold_all_tasks() -> None:
    issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch"))
    found = api.programme(PROGRAMME)
    assert found is not None
    on = date(2018, 9, 20)
    page = tasks_of(PROGRAMME, Wanted(), on=on, after=None, limit=1)
    contents = contents_of(found, page, Bodies({}), wanted=Wanted(), on=on, made_at=found.recorded_at)
    assert contents.left_out == "Tệp này chỉ có 1 nhiệm vụ đầu; đề nghị lọc bớt."


def test_a_continuing_task_says_its_rhythm() -> None:
    issued(task("cung cấp tài liệu", kind=TaskKind.CONTINUING, rhythm=Rhythm.QUARTERLY))
    assert annex(logged_in())[1][5] == "Thường xuyên, báo cáo hằng quý"


def test_a_file_comes_as_a_download_with_a_plain_name() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    answer = logged_in().get(SHEET)
    assert answer["Content-Disposition"] == (
        'attachment; filename="chuong-trinh-phoi-hop-nam-2018-nhiem-vu.xlsx"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("title", "name"),
    [("Chương trình “A/B”: 2018", "chuong-trinh-a-b-2018-phu-luc.docx"), ("", "phu-luc.docx")],
    ids=["signs that no file system takes", "no title"],
)
def test_names_of_files(title: str, name: str) -> None:
    assert file_name(title, "phu-luc.docx") == name


def test_a_file_of_a_kind_that_is_not_made_and_a_programme_not_to_be_seen_are_not_found() -> None:
    drafted(task("hoàn chỉnh Quy chế"))
    assert logged_in().get(f"{PAGE}xuat/bang.pdf").status_code == 404
    assert logged_in(body=QUANG_NINH).get(SHEET).status_code == 404


def test_the_read_log_knows_what_was_taken_away() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    logged_in().get(SHEET)
    assert ReadEntry.objects.get(page="programme.export").subject == f"programme:{PROGRAMME}"


@pytest.mark.parametrize("file", [SHEET, ANNEX, DAYS], ids=["xlsx", "docx", "ics"])
@pytest.mark.parametrize("tasks", [1, 3])
def test_a_file_costs_nine_queries_whatever_is_in_it(file: str, tasks: int) -> None:
    issued(*(task(f"việc {n}", period=MAY) for n in range(tasks)))
    client = logged_in()
    client.get("/chuong-trinh/")
    assert queries(client, file) == 9
