"""A board answers on paper: a clerk records it, and it never looks like the board's own act."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter
from tests.journeys.steps import adopt, hand_in, issue, open_report, report

pytestmark = pytest.mark.journey
BOARD = "Ban Tổ chức Tỉnh ủy Ninh Bình"
PAPER = "ghi theo văn bản số 15-CV/BTCTU ngày 20-11-2026"


def test_a_clerk_records_the_paper_report_of_a_board(enter: Enter) -> None:
    officer = enter("can-bo")
    hand_in(officer, report("báo cáo trên giấy"))
    adopt(officer)
    issue(officer)
    officer.locator("table.programme td.lead a").first.click()
    task = officer.url

    clerk = enter("van-thu")
    clerk.goto(task)
    open_report(clerk, BOARD)
    expect(clerk.get_by_role("heading", name="Ghi báo cáo theo văn bản")).to_be_visible()
    clerk.get_by_label("Đã xong").check()
    clerk.get_by_role("button", name="Ghi báo cáo").click()
    expect(clerk.get_by_label("Số, ký hiệu văn bản").first).to_be_focused()

    clerk.get_by_label("Số, ký hiệu văn bản").first.fill("15-CV/BTCTU")
    clerk.get_by_label("Ngày văn bản").fill("20/11/2026")
    clerk.get_by_label("Người ký").fill("Đinh Công Tráng")
    clerk.get_by_role("textbox", name=re.compile("^Kết quả")).fill("Đã góp ý xong.")
    clerk.get_by_role("button", name="Ghi báo cáo").click()

    for page in (clerk, officer):
        page.goto(task)
        row = page.locator("tr").filter(has_text=BOARD)
        expect(row).to_contain_text(PAPER)
        expect(row).to_contain_text("Đã góp ý xong.")
        event = page.locator(".timeline li").first
        expect(event).to_contain_text(f"{BOARD}: xong, {PAPER}")
        expect(event).to_contain_text(re.compile(rf"Quyết định: {BOARD}\. Nhập: Mai Thị Lụa"))

    clerk.locator(".timeline li a").first.click()
    facts = clerk.locator(".facts").first
    expect(facts).to_contain_text("15-CV/BTCTU ngày 20-11-2026")
    assert [facts.locator("dd").nth(n).inner_text() for n in (0, 1)] == [
        BOARD,
        "Mai Thị Lụa, Nhân viên văn thư, Cục Chính trị Quân khu 3",
    ]


def test_a_board_reports_for_itself_alone(enter: Enter) -> None:
    officer = enter("can-bo")
    hand_in(officer, report("chỉ nói cho mình"))
    adopt(officer)
    issue(officer)
    officer.locator("table.programme td.lead a").first.click()
    board = enter("quang-ninh")
    board.goto(officer.url)
    own = board.locator("tr").filter(has_text="Ban Tổ chức Tỉnh ủy Quảng Ninh")
    other = board.locator("tr").filter(has_text="Cục Chính trị Quân khu 3")
    expect(own.get_by_role("link", name="Báo cáo", exact=True)).to_be_visible()
    expect(other.get_by_role("link", name="Báo cáo", exact=True)).to_have_count(0)
