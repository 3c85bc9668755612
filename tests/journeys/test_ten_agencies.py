"""Ten agencies, three of them on paper only: the real report from the draft to what stands in Word and Excel.

The report is read from ../shared (it belongs to its publisher and is not part of the project).
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from phoihop.programme.report_forms.blank import Field
from tests.journeys.conftest import Enter, Site
from tests.journeys.steps import adopt, hand_in, open_report
from tests.programme.report_forms.filling import filled_word

pytestmark = [pytest.mark.journey, pytest.mark.needs_shared]
REPORT = "seed/conference-2018-04-06.txt"
BOARD = "Ban Tổ chức {}"
BY_ACCOUNT = {
    "hai-phong": ["Thành ủy Hải Phòng", "Tỉnh ủy Hải Dương"],
    "hung-yen": ["Tỉnh ủy Hưng Yên", "Tỉnh ủy Thái Bình"],
    "ninh-binh": ["Tỉnh ủy Ninh Bình"],
    "quang-ninh": ["Tỉnh ủy Quảng Ninh"],
}
BY_LETTER = ["Tỉnh ủy Nam Định", "Tỉnh ủy Hà Nam", "Tỉnh ủy Hòa Bình"]


def test_ten_agencies_carry_out_one_programme(site: Site, enter: Enter, shared: Path) -> None:
    officer = enter("can-bo")
    # A line more makes it a text of its own: another journey hands the same report in.
    hand_in(officer, (shared / REPORT).read_text(encoding="utf-8") + "\nBản gửi cho mười cơ quan.\n")
    adopt(officer)
    programme = officer.url
    ask_for_opinions(officer, programme)
    for login, boards in BY_ACCOUNT.items():
        page = enter(login)
        for board in boards:
            answer(page, programme, board)
    for number, board in enumerate(BY_LETTER, start=41):
        answer(officer, programme, board, letter=f"{number}-CV/BTCTU")
    officer.goto(f"{programme}y-kien/")
    expect(officer.get_by_text("9 trên 9 đã trả lời")).to_be_visible()
    expect(officer.get_by_text("ghi theo văn bản số")).to_have_count(3)

    tasks = task_addresses(officer, programme)
    quang_ninh = enter("quang-ninh")
    quang_ninh.goto("/")
    expect(quang_ninh.locator(f'a[href="{tasks[2]}"]')).to_have_count(0)
    sign_without_account(officer, programme)
    quang_ninh.goto("/")
    expect(quang_ninh.locator(f'a[href="{tasks[2]}"]').first).to_be_visible()

    report_by_account(quang_ninh, tasks[2], officer)
    report_by_letter(officer, tasks[2])
    report_by_form(officer, programme)
    extend(officer, tasks[3])
    change_lead(officer, tasks[4])
    everything_agrees(site, officer, programme)


def ask_for_opinions(page: Page, programme: str) -> None:
    """All nine boards of the day of the document are asked in one letter of that time."""
    page.goto(f"{programme}y-kien/")
    expect(page.locator("input[name=bodies]:checked")).to_have_count(9)
    page.get_by_label(re.compile("^Số, ký hiệu công văn gửi")).fill("512-CV/CCT")
    page.get_by_label(re.compile("^Ngày công văn")).fill("09-4-2018")
    page.get_by_label(re.compile("^Đề nghị trả lời")).fill("20-4-2018")
    page.get_by_role("button", name="Ghi việc gửi").click()
    expect(page.get_by_text("0 trên 9 đã trả lời")).to_be_visible()


def answer(page: Page, programme: str, board: str, *, letter: str = "") -> None:
    """A board agrees: by account, or typed from its letter."""
    page.goto(f"{programme}y-kien/")
    row = page.get_by_role("row").filter(has_text=BOARD.format(board))
    row.get_by_role("link", name=re.compile("Tham gia ý kiến|Ghi theo văn bản")).click()
    page.get_by_label("Nhất trí", exact=True).check()
    if letter:
        page.get_by_label("Số, ký hiệu văn bản").first.fill(letter)
        page.get_by_label("Ngày văn bản").fill("18-4-2018")
    page.get_by_role("button", name="Ghi ý kiến").click()
    expect(page.get_by_text("Đã ghi ý kiến của")).to_be_visible()


def sign_without_account(page: Page, programme: str) -> None:
    """A leader who never logs in signs on paper; the officer records number, day, signer and scan."""
    page.goto(programme)
    page.get_by_role("link", name="Trình ký", exact=True).click()
    page.get_by_label(re.compile("^Họ tên người ký")).fill("Vũ Văn Thử")
    page.get_by_label(re.compile("^Chức vụ người ký")).fill("Chủ nhiệm Chính trị")
    page.get_by_role("button", name="Trình ký").click()
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_label("Số, ký hiệu văn bản ban hành").fill("12-CTr/CCT")
    page.get_by_label("Ngày ban hành").fill("25-4-2018")
    scan = {"name": "ctr.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 scan"}
    page.get_by_label(re.compile("^Bản chụp")).set_input_files(scan)  # type: ignore[arg-type]  # a FilePayload
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_text("Ban hành theo văn bản số 12-CTr/CCT ngày 25-4-2018")).to_be_visible()


def task_addresses(page: Page, programme: str) -> list[str]:
    """The pages of the tasks in the order of the programme."""
    page.goto(programme)
    links = page.locator("table.programme td.lead a")
    expect(links).to_have_count(7)
    return [link.get_attribute("href") or "" for link in links.all()]


def report_by_account(board: Page, task: str, lead: Page) -> None:
    """A board reports its part as done; the leading body confirms it."""
    board.goto(task)
    open_report(board, BOARD.format("Tỉnh ủy Quảng Ninh"))
    board.get_by_label("Đã xong").check()
    board.get_by_role("textbox", name=re.compile("^Kết quả")).fill("Đã góp ý toàn văn.")
    board.get_by_role("button", name="Ghi báo cáo").click()
    lead.goto(task)
    lead.get_by_role("link", name="Xác nhận kết quả").click()
    lead.get_by_label("Đã hoàn thành").check()
    lead.get_by_role("button", name="Ghi", exact=True).click()
    expect(lead.get_by_text("xác nhận Ban Tổ chức Tỉnh ủy Quảng Ninh đã hoàn thành")).to_be_visible()


def report_by_letter(officer: Page, task: str) -> None:
    """What a board wrote in a letter is typed and shown as such."""
    officer.goto(task)
    open_report(officer, BOARD.format("Tỉnh ủy Hòa Bình"))
    officer.get_by_label("Đang làm").check()
    officer.get_by_label("Số, ký hiệu văn bản").first.fill("77-CV/TU")
    officer.get_by_label("Ngày văn bản").fill("15-5-2018")
    officer.get_by_role("button", name="Ghi báo cáo").click()
    expect(officer.get_by_text("ghi theo văn bản số 77-CV/TU").first).to_be_visible()


def report_by_form(officer: Page, programme: str) -> None:
    """The Word form that was sent to Hà Nam comes back filled in and is looked at before it is recorded."""
    officer.goto(f"{programme}phieu-bao-cao/")
    with officer.expect_download() as waiting:
        officer.get_by_role("link", name="Phiếu Word của Ban Tổ chức Tỉnh ủy Hà Nam").click()
    blank = Path(waiting.value.path()).read_bytes()
    typed = {(1, Field.STATE): "Đang làm", (1, Field.RESULT): "Đang lấy ý kiến các huyện ủy."}
    filled = filled_word(blank, typed, day="20-5-2018")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file = {"name": "phieu.docx", "mimeType": kind, "buffer": filled}
    officer.get_by_label(re.compile("^Phiếu đã ghi")).set_input_files(file)  # type: ignore[arg-type]  # a FilePayload
    officer.get_by_text("Phiếu đến kèm văn bản của tổ chức khác").click()
    officer.get_by_label(re.compile("^Số, ký hiệu văn bản")).first.fill("90-CV/BTCTU")
    officer.get_by_label(re.compile("^Ngày văn bản")).fill("20-5-2018")
    officer.get_by_role("button", name="Xem trước").click()
    expect(officer.get_by_text("Đang lấy ý kiến các huyện ủy.")).to_be_visible()
    officer.get_by_role("button", name="Ghi vào Nhật ký hồ sơ").click()
    expect(officer.get_by_role("status").or_(officer.locator(".messages, .message")).first).to_be_visible()


def extend(page: Page, task: str) -> None:
    """A task gets a day, on the paper of who approved it."""
    amend(
        page,
        task,
        "Điều chỉnh thời hạn",
        {"^Thời hạn mới": "31-12-2018"},
        reason="Chờ hướng dẫn của Trung ương",
    )
    expect(page.get_by_text("đến 31-12-2018").first).to_be_visible()


def change_lead(page: Page, task: str) -> None:
    """Another body leads a task."""
    lead = {"^Chủ trì": "Ban Tổ chức Tỉnh ủy Quảng Ninh", "^Phối hợp": ""}
    amend(page, task, "Điều chỉnh phân công", lead, reason="Phân công lại sau khi thống nhất")
    expect(page.get_by_role("row", name=re.compile("Ban Tổ chức Tỉnh ủy Quảng Ninh"))).to_be_visible()


def amend(page: Page, task: str, change: str, typed: dict[str, str], *, reason: str) -> None:
    """Fill in the form of a change as it was approved on paper."""
    page.goto(task)
    page.get_by_role("link", name=change).click()
    for label, words in typed.items():
        page.get_by_label(re.compile(label)).fill(words)
    page.get_by_label(re.compile("^Có hiệu lực từ ngày")).fill("01-6-2018")
    page.get_by_label(re.compile("^Lý do")).fill(reason)
    page.get_by_label("Số, ký hiệu văn bản").first.fill("300-CV/CCT")
    page.get_by_label("Ngày văn bản").fill("30-5-2018")
    page.get_by_label(re.compile("^Người ký")).fill("Vũ Văn Thử")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("Đã ghi vào Nhật ký hồ sơ.")).to_be_visible()


def everything_agrees(site: Site, page: Page, programme: str) -> None:
    """Table, board, Word and Excel name the same tasks; everything replays equal."""
    page.goto(programme)
    titles = [link.inner_text() for link in page.locator("table.programme td.lead a").all()]
    word = docx.Document(io.BytesIO(page.request.get(f"{programme}xuat/phu-luc.docx").body()))
    (annex,) = word.tables
    assert [row.cells[1].text for row in annex.rows if row.cells[0].text.isdigit()] == titles
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(page.request.get(f"{programme}xuat/nhiem-vu.xlsx").body())
    )
    lines = book.get_sheet_by_index(0).to_python()
    assert [line[1] for line in lines if isinstance(line[0], float)] == titles
    page.goto(f"{programme}theo-to-chuc/")
    expect(page.get_by_role("heading", name=re.compile("Cục Chính trị Quân khu 3"))).to_be_visible()
    assert site.run("rebuild", "--compare").returncode == 0
    assert site.run("verify").returncode == 0
