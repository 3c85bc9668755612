"""Report forms over the pages: sent out, filled in, handed in, looked at, recorded once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from phoihop.access.domain.types import Role
from phoihop.access.models import ReadEntry
from phoihop.kernel.period import Period
from phoihop.ledger.api import acts_about, compare
from phoihop.programme import api
from phoihop.programme.acts import ProgressState, Way
from phoihop.programme.domain.types import ReportView
from phoihop.programme.models import Progress
from phoihop.programme.report_forms.blank import Field
from tests.programme.issued import PAGE, drafted, issued, lead, queries, task, with_, words_of
from tests.programme.office import (
    HAI_PHONG,
    OLD_HAI_PHONG,
    QUANG_NINH,
    REGION,
    actor,
    logged_in,
    report,
)
from tests.programme.report_forms.filling import Typed, filled_sheet, filled_word

pytestmark = [
    pytest.mark.django_db(databases=["default", "local"]),
    pytest.mark.db_again,
    pytest.mark.usefixtures("site"),
]
FORMS, RECORD = f"{PAGE}phieu-bao-cao/", f"{PAGE}phieu-bao-cao/ghi/"
FILLED: Typed = {"E9": "Đã xong", "F9": "11-5-2018", "G9": "Đã gửi Quy chế", "H9": "16-HD/BTCTU"}


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    """Files are kept in a folder of the test."""
    settings.HOME = tmp_path


@pytest.fixture(autouse=True)
def rebuilt(home: None) -> Iterator[None]:
    """After every journey a rebuild finds no difference."""
    yield
    assert compare() == ()


def form_of(client: Client, body: str = QUANG_NINH, file: str = "phieu.xlsx") -> bytes:
    answer = client.get(f"{FORMS}{body}/{file}")
    assert answer.status_code == 200
    return answer.content


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says to a form."""

    status_code: int
    content: bytes


def handed_in(client: Client, data: bytes, name: str = "phieu.xlsx", **paper: str) -> Answer:
    answer = client.post(FORMS, {"file": SimpleUploadedFile(name, data), **paper})
    return Answer(answer.status_code, answer.content)


def held(answer: Answer) -> str:
    """What the preview asks to be confirmed."""
    return answer.content.decode().partition('name="held" value="')[2].partition('"')[0]


def board() -> Client:
    """Somebody of the board that has a part."""
    return logged_in(body=QUANG_NINH)


def reports(task_: str) -> tuple[ReportView, ...]:
    return api.reports(task_)


# ------------------------------------------------------------------------------------------------- sent out


def test_every_body_with_an_open_part_has_a_form_and_the_own_one_is_first() -> None:
    (first, _) = issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch", lead(REGION)))
    report(first, body=REGION, by=actor())
    said = words_of(board().get(FORMS).content)
    assert "Ban Tổ chức Tỉnh ủy Quảng Ninh tổ chức mình 1 Excel · Word Cục Chính trị Quân khu 3 1" in said


def test_a_form_holds_only_what_is_open() -> None:
    (first, _) = issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch"))
    report(first, body=QUANG_NINH, by=actor(body=QUANG_NINH))
    document = docx.Document(io.BytesIO(form_of(board(), file="phieu.docx")))
    rows = [[cell.text for cell in row.cells][:4] for row in document.tables[0].rows]
    assert rows[1:] == [
        ["1", "Hoàn chỉnh Quy chế", "Phối hợp", "Chưa có thời hạn"],
        ["2", "Rà soát quy hoạch", "Phối hợp", "Chưa có thời hạn"],
    ]


def test_a_draft_has_no_forms() -> None:
    drafted(task("hoàn chỉnh Quy chế"))
    client = logged_in()
    assert "Chương trình chưa ban hành nên chưa có báo cáo." in words_of(client.get(FORMS).content)
    assert client.get(f"{FORMS}{QUANG_NINH}/phieu.xlsx").status_code == 404


def test_a_body_without_a_part_and_a_kind_that_is_not_made_have_no_form() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    assert board().get(f"{FORMS}{OLD_HAI_PHONG}/phieu.xlsx").status_code == 404
    assert board().get(f"{FORMS}{QUANG_NINH}/phieu.pdf").status_code == 404


# ---------------------------------------------------------------------------- handed in, looked at, recorded


def test_a_form_is_shown_before_anything_is_recorded() -> None:
    (first,) = issued(task("hoàn chỉnh Quy chế"))
    client = board()
    answer = handed_in(client, filled_sheet(form_of(client), FILLED))
    assert answer.status_code == 200
    said = words_of(answer.content)
    assert "1 Hoàn chỉnh Quy chế Xong tính đến 11-5-2018 Đã gửi Quy chế 16-HD/BTCTU" in said
    assert "Tệp phieu.xlsx được giữ làm bằng chứng cho từng báo cáo." in said
    assert reports(first) == ()


@pytest.mark.parametrize("kind", ["sheet", "word"])
def test_what_was_confirmed_is_recorded_as_come_by_form(kind: str) -> None:
    (first,) = issued(task("hoàn chỉnh Quy chế"))
    client = board()
    if kind == "sheet":
        data, name = filled_sheet(form_of(client), FILLED), "phieu.xlsx"
    else:
        typed = {(1, Field.STATE): "Đã xong", (1, Field.RESULT): "Đã gửi Quy chế"}
        typed[1, Field.PRODUCT] = "16-HD/BTCTU"
        data = filled_word(form_of(client, file="phieu.docx"), typed, day="11-5-2018")
        name = "phieu.docx"
    answer = client.post(RECORD, {"held": held(handed_in(client, data, name))}, follow=True)
    assert "Đã ghi 1 báo cáo từ phiếu." in words_of(answer.content)
    (said,) = reports(first)
    assert (said.body, said.state, said.reported_on, said.note, said.product_number, said.way) == (
        QUANG_NINH,
        ProgressState.DONE,
        date(2018, 5, 11),
        "Đã gửi Quy chế",
        "16-HD/BTCTU",
        Way.FORM,
    )
    assert [file.name for file in said.attachments] == [name]
    assert not said.on_paper


def test_a_form_with_the_letter_it_came_with_is_recorded_from_that_paper() -> None:
    (first,) = issued(task("hoàn chỉnh Quy chế"))
    client = logged_in(Role.CLERK)
    paper = {"paper_number": "41-CV/BTCTU", "paper_date": "12-5-2018", "signer": "Vũ Văn Thanh"}
    answer = handed_in(client, filled_sheet(form_of(client), FILLED), **paper)
    assert "Ghi theo văn bản số 41-CV/BTCTU." in words_of(answer.content)
    client.post(RECORD, {"held": held(answer)})
    (said,) = reports(first)
    assert (said.on_paper, said.paper_number, said.paper_date) == (True, "41-CV/BTCTU", date(2018, 5, 12))


def test_a_board_hands_in_the_form_of_the_one_whose_work_it_took_over() -> None:
    (first,) = issued(task("hoàn chỉnh Quy chế", lead(), with_(OLD_HAI_PHONG)))
    client = logged_in(body=HAI_PHONG)
    answer = handed_in(client, filled_sheet(form_of(client, OLD_HAI_PHONG), FILLED))
    client.post(RECORD, {"held": held(answer)})
    (said,) = reports(first)
    assert (said.body, said.on_paper) == (OLD_HAI_PHONG, False)


def test_confirmed_twice_it_is_recorded_once() -> None:
    (first,) = issued(task("hoàn chỉnh Quy chế"))
    client = board()
    token = held(handed_in(client, filled_sheet(form_of(client), FILLED)))
    for _ in range(2):
        answer = client.post(RECORD, {"held": token})
        assert answer.status_code == 302
    assert len(reports(first)) == 1


def test_all_rows_are_one_batch_in_the_ledger() -> None:
    ids = issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch"))
    client = board()
    typed = {**FILLED, "E10": "Đang làm", "F10": "1-6-2018"}
    client.post(RECORD, {"held": held(handed_in(client, filled_sheet(form_of(client), typed)))})
    acts = [acts_about(f"task:{id_}")[-1] for id_ in ids]
    assert acts[1].place.index == acts[0].place.index + 1


# ----------------------------------------------------------------------------------------------- refused


def test_the_form_of_another_body_needs_its_paper() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    client = logged_in()
    answer = handed_in(client, filled_sheet(form_of(client), FILLED))
    assert answer.status_code == 422
    assert "Phần việc này giao cho tổ chức khác" in words_of(answer.content)
    assert held(answer) == ""


def test_one_row_at_fault_and_nothing_can_be_confirmed() -> None:
    ids = issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch"))
    client = board()
    typed = {**FILLED, "E10": "Đang làm", "F10": "1-6-2027"}
    answer = handed_in(client, filled_sheet(form_of(client), typed))
    assert answer.status_code == 422
    assert words_of(answer.content).count("chưa đến") == 1
    assert held(answer) == ""
    assert [reports(id_) for id_ in ids] == [(), ()]


def test_slips_are_named_with_their_cells() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    client = board()
    answer = handed_in(client, filled_sheet(form_of(client), {"E9": "gần xong", "F9": "hôm qua"}))
    assert answer.status_code == 422
    said = words_of(answer.content)
    assert "Ô E9: “gần xong” không phải là tình hình ghi được." in said
    assert "Ô F9: “hôm qua” không phải là một ngày." in said


def test_ids_changed_by_hand_are_refused() -> None:
    ids = issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch"))
    client = board()
    data = filled_sheet(form_of(client), FILLED, hidden={"B4": ids[1], "B5": ids[0]})
    assert "Mã của phiếu không còn như khi gửi đi" in words_of(handed_in(client, data).content)


def test_the_form_of_another_programme_is_refused() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    client = board()
    data = filled_sheet(form_of(client), FILLED)
    other = "01J0000000000000000000THER"
    drafted(task("việc khác"), programme=other)
    elsewhere = logged_in().post(
        f"/chuong-trinh/{other}/phieu-bao-cao/", {"file": SimpleUploadedFile("phieu.xlsx", data)}
    )
    assert "Đây là phiếu của chương trình khác." in words_of(elsewhere.content)


def test_a_row_of_a_task_that_went_to_another_body_is_refused() -> None:
    issued(task("hoàn chỉnh Quy chế"), task("rà soát quy hoạch", lead(), with_(HAI_PHONG)))
    client = board()
    data = filled_sheet(form_of(client, HAI_PHONG), FILLED, hidden={})
    own = form_of(client)
    assert own != data
    code = docx_code(form_of(client, HAI_PHONG, "phieu.docx"))
    answer = handed_in(client, filled_sheet(own, {**FILLED, "M9": code}))
    assert f"Ô M9: mã hàng “{code}” không phải của nhiệm vụ nào trong phiếu này." in words_of(answer.content)


def docx_code(data: bytes) -> str:
    return docx.Document(io.BytesIO(data)).tables[0].rows[1].cells[-1].text


def test_a_file_that_is_no_form_and_a_file_that_is_secret_are_refused_and_not_kept(tmp_path: Path) -> None:
    issued(task("hoàn chỉnh Quy chế"))
    client = board()
    plain = handed_in(client, b"Kinh gui: Cuc Chinh tri", "bao-cao.txt")
    assert "Tệp này không phải phiếu báo cáo tải về từ hệ thống." in words_of(plain.content)
    secret = filled_sheet(form_of(client), {**FILLED, "A1": "MẬT"})
    assert handed_in(client, secret).status_code == 422
    assert list(tmp_path.glob("attachments/*/*")) == []


def test_what_is_confirmed_must_have_been_looked_at_here() -> None:
    (first,) = issued(task("hoàn chỉnh Quy chế"))
    answer = board().post(RECORD, {"held": "7b7d:abc:def"})
    assert answer.status_code == 422
    assert "Biểu mẫu không còn nguyên vẹn" in words_of(answer.content)
    assert Progress.objects.filter(task=first).count() == 0


def test_a_form_whose_file_was_swept_is_handed_in_again(tmp_path: Path) -> None:
    issued(task("hoàn chỉnh Quy chế"))
    client = board()
    token = held(handed_in(client, filled_sheet(form_of(client), FILLED)))
    for file in tmp_path.glob("attachments/*/*"):
        file.unlink()
    assert client.post(RECORD, {"held": token}).status_code == 422


def test_who_may_not_report_hands_nothing_in() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    client = logged_in(Role.INSPECTOR)
    assert "Nhận phiếu đã ghi" not in words_of(client.get(FORMS).content)
    assert handed_in(client, b"x").status_code == 403
    assert client.post(RECORD, {"held": "x"}).status_code == 403


# ------------------------------------------------------------------------------------------------- around it


def test_the_read_log_knows_the_pages() -> None:
    issued(task("hoàn chỉnh Quy chế"))
    client = board()
    client.get(FORMS)
    handed_in(client, filled_sheet(form_of(client), FILLED))
    pages = ReadEntry.objects.order_by("page").values_list("page", flat=True)
    assert {"programme.report_forms", "programme.report_form", "programme.form_preview"} <= set(pages)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_costs_ten_queries_whatever_is_in_it(rows: int) -> None:
    issued(*(task(f"việc {n}") for n in range(rows)))
    client = board()
    typed = {f"{column}{9 + n}": FILLED[f"{column}9"] for n in range(rows) for column in "EFGH"}
    data = filled_sheet(form_of(client), typed)
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
        assert handed_in(client, data).status_code == 200
    assert sum(map(len, captured)) == 10


@pytest.mark.parametrize("tasks", [1, 3])
def test_the_page_of_forms_costs_nine_queries_whatever_is_on_it(tasks: int) -> None:
    issued(*(task(f"việc {n}", period=Period(None, date(2018, 5, 16))) for n in range(tasks)))
    client = logged_in()
    client.get("/chuong-trinh/")
    assert queries(client, FORMS) == 9
