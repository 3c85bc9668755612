"""The whole main job without JavaScript: hand in, correct, drop, restore, add by quoting, adopt, report."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter
from tests.journeys.steps import FIRST, SECOND, adopt, hand_in, issue, open_report, report

pytestmark = pytest.mark.journey


def test_everything_works_without_javascript(enter: Enter) -> None:
    page = enter("can-bo", javascript=False)
    hand_in(page, report("không kịch bản", FIRST, SECOND, "tổ chức sơ kết trong tháng 6 năm 2027"))
    items = page.locator(".draft-item")
    expect(items).to_have_count(3)

    items.nth(0).get_by_role("link", name="Sửa").click()
    page.get_by_label("Nhiệm vụ", exact=True).fill("Hoàn chỉnh và ban hành Quy chế phối hợp")
    page.get_by_label("Đến hết").fill("quý I/2027")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(items.nth(0)).to_contain_text("Hoàn chỉnh và ban hành Quy chế phối hợp")
    expect(items.nth(0)).to_contain_text("31-3-2027")
    expect(items.nth(0)).to_contain_text("cán bộ đã sửa")

    items.nth(1).get_by_role("button", name="Bỏ").click()
    items.nth(2).get_by_role("button", name="Bỏ").click()
    expect(page.locator(".draft-item.is-dropped")).to_have_count(2)
    items.nth(2).get_by_role("button", name="Lấy lại").click()
    expect(page.locator(".draft-item.is-dropped")).to_have_count(1)

    page.get_by_text("Thêm nhiệm vụ từ văn bản").click()
    page.get_by_label("Đoạn trích").fill("tổ chức Hội nghị phối hợp không kịch bản")
    page.get_by_role("button", name="Thêm vào dự thảo").click()
    expect(page.get_by_text("Đã thêm nhiệm vụ.")).to_be_visible()
    expect(items).to_have_count(4)

    adopt(page)
    issue(page)
    expect(page.locator("table.programme tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Hoàn chỉnh và ban hành Quy chế phối hợp").first.click()
    open_report(page, "Cục Chính trị")
    page.get_by_label("Đã xong").check()
    page.get_by_role("textbox", name=re.compile("^Kết quả")).fill("Đã ban hành, không cần kịch bản.")
    page.get_by_role("button", name="Ghi báo cáo").click()
    expect(page.get_by_text("Đã ban hành, không cần kịch bản.").first).to_be_visible()
