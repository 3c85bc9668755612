"""Two steps, another person at the same computer, and what was typed when the session was over."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PASSWORD, Adopted, Site, Visits, environment
from tests.journeys.test_pages import faults_of

pytestmark = pytest.mark.journey

OWN = "sông Cấm chảy ra biển"
# What the clock does in a quarter of an hour, done to every open session at once.
GROWN_OLD = """
import django; django.setup()
from datetime import timedelta, datetime
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for row in Session.objects.all():
    session = SessionStore(row.session_key)
    if "access.seen" in session:
        seen = datetime.fromisoformat(session["access.seen"])
        session["access.seen"] = (seen - timedelta(minutes=20)).isoformat()
        session.save()
"""


def everybody_goes_to_lunch(site: Site) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GROWN_OLD],
        env=environment(site.home) | {"DJANGO_SETTINGS_MODULE": "phoihop.node.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def second_account(site: Site, login: str, *, of: str) -> str:
    """An account of its own for a person of the demonstration, so that the others go on as they are."""
    persons = {row["login"]: row["person"] for row in json.loads(site.run("user", "list", "--json").stdout)}
    made = site.run("user", "add", login, "--person", persons[of], "--password", PASSWORD)
    assert made.returncode == 0, made.stderr
    return login


def first_login(page: Page, login: str) -> None:
    """The first password is changed before anything else."""
    give_password(page, login, PASSWORD)
    page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=True).fill(OWN)
    page.get_by_label("Nhập lại mật khẩu mới").fill(OWN)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_role("status").first).to_contain_text("Đã đổi mật khẩu.")


def give_password(page: Page, login: str, password: str) -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def give_code(page: Page, code: str) -> None:
    page.get_by_role("textbox", name="Mã").fill(code)
    page.get_by_role("button", name="Đăng nhập").click()


def from_the_menu(page: Page, name: str) -> None:
    page.locator(".menu.who summary").click()
    page.locator(".menu.who .menu-panel").get_by_text(name, exact=True).click()


def test_a_printed_card_is_all_that_the_second_step_needs(visits: Visits, site: Site) -> None:
    login = second_account(site, "van-thu.the", of="van-thu")
    page = visits.open()
    first_login(page, login)
    from_the_menu(page, "Xác thực hai bước")
    found = faults_of(page)
    page.get_by_role("link", name="In thẻ mã").click()
    found += faults_of(page)
    page.get_by_label("Mật khẩu đang dùng").fill(OWN)
    page.get_by_role("button", name="Tạo thẻ").click()
    codes = page.locator(".code-card li b").all_inner_texts()
    assert (len(codes), len(set(codes))) == (20, 20)
    found += faults_of(page)
    page.get_by_role("textbox", name="Mã").fill(codes[0])
    page.get_by_role("button", name="Bắt đầu dùng thẻ").click()
    expect(page.get_by_text("còn 19/20 mã")).to_be_visible()

    other = visits.open()
    give_password(other, login, OWN)
    expect(other.get_by_text("mã số 2")).to_be_visible()
    found += faults_of(other)
    give_code(other, codes[0])
    expect(other.get_by_role("alert")).to_contain_text("Mã không đúng, đã dùng rồi hoặc đã hết hạn.")
    found += faults_of(other)
    give_code(other, codes[1])
    expect(other.get_by_role("heading", name="Hôm nay", level=1)).to_be_visible()
    assert found == []

    inspector = visits.enter("thanh-tra")
    inspector.goto("/nhat-ky-doc/")
    inspector.get_by_role("link", name="Nhật ký tài khoản").click()
    for words in ("bắt đầu dùng thẻ mã số 1", "tự đổi mật khẩu", "dòng lệnh, người dùng máy"):
        expect(inspector.get_by_role("row").filter(has_text=words).first).to_be_visible()
    assert faults_of(inspector) == []


def test_the_next_person_at_the_computer_sees_the_same_page(visits: Visits, adopted: Adopted) -> None:
    page = visits.enter("quang-ninh")
    page.goto(adopted.task)
    heading = page.get_by_role("heading", level=1).inner_text()
    from_the_menu(page, "Đổi người dùng")
    expect(page.get_by_text("Phiên trước đã kết thúc.")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_label("Tên đăng nhập").fill("lanh-dao")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.locator(".menu.who summary")).to_contain_text("Trịnh Xuân Khải")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_report_sent_after_lunch_is_not_lost(
    visits: Visits, site: Site, adopted: Adopted, javascript: bool
) -> None:
    page = visits.enter("can-bo", javascript=javascript)
    page.goto(adopted.task)
    page.locator("td.act").get_by_role("link", name="Báo cáo", exact=True).first.click()
    form = page.url
    everybody_goes_to_lunch(site)
    page.get_by_label("Đang làm").check()
    page.locator("[name=note]").fill("Đã trao đổi với bốn ban tổ chức")
    page.get_by_role("button", name="Ghi báo cáo").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.get_by_label("Tên đăng nhập").fill("can-bo")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text(re.compile("Đã điền lại nội dung gõ dở lúc"))).to_be_visible()
    expect(page.locator("[name=note]")).to_have_value("Đã trao đổi với bốn ban tổ chức")
    expect(page.get_by_label("Đang làm")).to_be_checked()
    assert page.url.startswith(form)
    page.get_by_role("button", name="Bỏ nội dung gõ dở").click()
    expect(page.locator("[name=note]")).to_have_value("")
    expect(page.get_by_text(re.compile("nội dung gõ dở lúc"))).to_have_count(0)


def test_a_report_is_saved_while_it_is_typed(visits: Visits, adopted: Adopted) -> None:
    page = visits.enter("can-bo")
    page.goto(adopted.task)
    page.locator("td.act").get_by_role("link", name="Báo cáo", exact=True).first.click()
    page.locator("[name=note]").fill("Đang soạn")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")
    page.reload()
    expect(page.get_by_text(re.compile("Ở đây còn nội dung gõ dở lúc"))).to_be_visible()
    page.get_by_role("link", name="Điền lại").click()
    expect(page.locator("[name=note]")).to_have_value("Đang soạn")
    page.get_by_role("button", name="Bỏ nội dung gõ dở").click()
