"""Coming in and going out: wrong passwords, logging out, pages asked for without a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD, Enter, Site, Visits

pytestmark = pytest.mark.journey


def try_password(page: Page, login: str, password: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.fixture
def unlocked(site: Site) -> Iterator[None]:
    """Other journeys come in under the same login names."""
    yield
    for login in ("hung-yen", "ninh-binh"):
        assert site.run("user", "unlock", login).returncode == 0


@pytest.mark.usefixtures("unlocked")
def test_five_wrong_passwords_lock_the_login_name_and_no_other(visits: Visits) -> None:
    page = visits.open()
    page.goto("/")
    for _ in range(4):
        try_password(page, "ninh-binh", "không phải mật khẩu")
        expect(page.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    try_password(page, "ninh-binh", "không phải mật khẩu")
    expect(page.get_by_role("heading", name="Tên đăng nhập này đang tạm khóa")).to_be_visible()
    page.get_by_role("link", name="Về trang đăng nhập").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    expect(visits.enter("quang-ninh").get_by_role("heading", name="Hôm nay", level=1)).to_be_visible()


@pytest.mark.usefixtures("unlocked")
def test_the_right_password_does_not_open_a_locked_login_name(visits: Visits) -> None:
    page = visits.open()
    page.goto("/")
    for _ in range(5):
        try_password(page, "hung-yen", "không phải mật khẩu")
        page.goto("/")
    try_password(page, "hung-yen", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tên đăng nhập này đang tạm khóa")


def test_logging_out_ends_the_session_and_the_back_button_shows_nothing(enter: Enter) -> None:
    page = enter("quang-ninh")
    page.goto("/chuong-trinh/")
    expect(page.get_by_role("heading", name="Chương trình phối hợp", level=1)).to_be_visible()
    page.locator(".menu.who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.goto("/chuong-trinh/")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_after_the_login_the_page_that_was_asked_for_opens(visits: Visits) -> None:
    page = visits.open()
    page.goto("/to-chuc/co-quan-phoi-hop/")
    try_password(page, "quang-ninh", "thu-nghiem-2026")
    expect(page.get_by_role("heading", name="Cơ quan phối hợp", level=1)).to_be_visible()
