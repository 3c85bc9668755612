"""The first page follows the work: a draft waits there until it is a programme, then its tasks do."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter
from tests.journeys.steps import adopt, hand_in, issue, report

pytestmark = pytest.mark.journey


def test_a_draft_waits_on_the_first_page_until_it_is_a_programme(enter: Enter) -> None:
    page = enter("can-bo")
    hand_in(page, report("trang đầu", "lập danh sách trang đầu trước ngày 20-12-2026"))
    draft = page.url.partition("#")[0]
    page.goto("/")
    waiting = page.get_by_role("table", name="Dự thảo chờ lập chương trình")
    waiting.get_by_role("link", name=re.compile("trang đầu")).click()
    assert page.url == draft
    adopt(page)
    issue(page)
    page.goto("/")
    expect(page.get_by_role("link", name=re.compile("^Lập danh sách trang đầu"))).to_be_visible()
    expect(page.locator(f'a[href="{draft}"]')).to_have_count(0)
    expect(page.get_by_text(re.compile("lập chương trình · Cục Chính trị")).first).to_be_visible()
    partner = enter("hai-phong")
    expect(partner.get_by_role("link", name=re.compile("^Lập danh sách trang đầu"))).to_be_visible()
    expect(partner.get_by_text("Dự thảo chờ")).to_have_count(0)
