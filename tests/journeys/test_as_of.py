"""The register on a day: partners before and after the mergers, trees, the past and future of a body."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Enter

pytestmark = pytest.mark.journey
LINES = (
    ("Tham mưu", "Ban Tổ chức Thành ủy Hải Phòng"),
    ("Chỉ huy", "Bộ Chỉ huy quân sự thành phố Hải Phòng"),
    ("Phối hợp", "Ban Tổ chức Thành ủy Hải Phòng"),
    ("Hướng dẫn nghiệp vụ", "Ban Tổ chức Thành ủy Hải Phòng"),
    ("Tổ chức đảng", "Thành ủy Hải Phòng"),
)


def look_at(page: Page, day: str) -> None:
    """Type the day into the header."""
    page.get_by_role("textbox", name="Tính đến ngày").fill(day)
    page.get_by_role("button", name="Xem", exact=True).click()


def test_nine_partners_before_the_mergers_and_four_after(enter: Enter) -> None:
    page = enter("can-bo")
    page.get_by_role("link", name="Tổ chức", exact=True).first.click()
    page.get_by_role("link", name="Cơ quan phối hợp").click()
    partners = page.locator("table.list tbody tr")
    look_at(page, "06-04-2018")
    expect(page.get_by_text("Đang xem tình hình tính đến ngày 06-4-2018.")).to_be_visible()
    expect(partners).to_have_count(9)
    expect(partners.filter(has_text="Ban Tổ chức Tỉnh ủy Hải Dương")).to_have_count(1)
    look_at(page, "1/7/2025")
    expect(partners).to_have_count(4)
    expect(partners.filter(has_text="Ban Tổ chức Tỉnh ủy Hải Dương")).to_have_count(1)
    expect(partners.get_by_role("link", name="Hải Dương")).to_have_count(0)
    look_at(page, "30/6/2025")
    expect(partners).to_have_count(9)


def test_a_day_that_cannot_be_read_is_said_to_be_so_and_stays_in_the_field(enter: Enter) -> None:
    page = enter("can-bo")
    page.goto("/to-chuc/co-quan-phoi-hop/")
    look_at(page, "hôm kia")
    expect(page.get_by_role("textbox", name="Tính đến ngày")).to_have_value("hôm kia")
    expect(page.get_by_role("textbox", name="Tính đến ngày")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#as-of-fault")).to_be_visible()


def test_every_line_has_its_tree_of_the_day(enter: Enter) -> None:
    page = enter("can-bo")
    page.goto("/to-chuc/?as_of=06-4-2018")
    for line, body in LINES:
        page.get_by_label("Các trang của danh mục").get_by_role("link", name=line, exact=True).click()
        expect(page.get_by_role("heading", name=line, level=1)).to_be_visible()
        expect(page.locator(".tree").get_by_text(body, exact=True).first).to_be_attached()
        expect(page.get_by_text("Đang xem tình hình tính đến ngày 06-4-2018.")).to_be_visible()


def test_a_body_that_has_ended_shows_its_past_and_who_took_over(enter: Enter) -> None:
    page = enter("can-bo")
    page.goto("/to-chuc/P-30-BTC/")
    expect(page.get_by_text("Công việc chuyển cho:")).to_be_visible()
    expect(page.get_by_role("link", name="Ban Tổ chức Thành ủy Hải Phòng").first).to_be_visible()
    times = page.get_by_label("Thời gian", exact=True)
    times.get_by_role("link", name="Quá khứ").click()
    expect(page.get_by_role("heading", name="Phối hợp với")).to_be_visible()
    look_at(page, "6-4-2018")
    expect(page.get_by_text("Công việc chuyển cho:")).to_have_count(0)
    times.get_by_role("link", name="Hiện tại").click()
    expect(page.get_by_role("heading", name="Phối hợp với")).to_be_visible()
    times.get_by_role("link", name="Tương lai").click()
    expect(page.get_by_role("heading", name="Thay đổi tổ chức")).to_be_visible()
