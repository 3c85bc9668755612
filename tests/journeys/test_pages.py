"""Every page for every role: it opens, fits the screen, breaks no policy, and axe finds nothing on it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from phoihop.programme.domain.types import Change
from tests.journeys.conftest import Adopted, Enter, Visits
from tests.journeys.steps import adopt, hand_in, report

pytestmark = pytest.mark.journey
WIDTHS = (1280, 390)
READING = ["Hôm nay", "Chương trình", "Tổ chức", "Văn bản chỉ đạo", "Nhật ký hồ sơ"]
ENTERING = [READING[0], "Nhập văn bản", *READING[1:]]
NAVIGATION = {
    "can-bo": ENTERING,
    "van-thu": ENTERING,
    "lanh-dao": READING,
    "thanh-tra": [*READING, "Nhật ký đọc"],
    "quan-tri": ["Máy chủ"],
}
ROOMS: dict[str, Sequence[str]] = {
    "home and password": ["/", "/mat-khau/", "/khong-co-trang-nay/"],
    "intake": ["/nhap-van-ban/", "/nhap-van-ban/moi/", "/nhap-van-ban/cach-viet/", "text"],
    "programme": ["/chuong-trinh/", "programme", "task"],
    "programme looked at": [f"programme:{page}/" for page in ("tien-trinh", "theo-to-chuc", "phieu-bao-cao")],
    "opinions and added tasks": ["programme:y-kien/", "programme:them-nhiem-vu/"],
    "changes of a task": [f"task:dieu-chinh/{change.value}/" for change in Change],
    "work inside an agency": [
        "/chuong-trinh/trong-co-quan/",
        "/chuong-trinh/trong-co-quan/viec-trong-tuan/",
        "task:giao-viec/",
    ],
    "grid": ["/chuong-trinh/bang/"],
    "lists of the register": [
        "/to-chuc/",
        "/to-chuc/co-quan-phoi-hop/?as_of=6-4-2018",
        "/to-chuc/mau-thuan/",
    ],
    "trees and bodies": ["/to-chuc/cay/party/", "/to-chuc/P-31-BTC.v2/", "/to-chuc/P-30-BTC/?thoi=qua-khu"],
    "instruments": ["/van-ban-chi-dao/", "first instrument"],
    "ledger": ["/nhat-ky/", "/nhat-ky/m-qk3-ct/work/1/1/", "/nhat-ky/?subject=nothing:here"],
}


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page at each width: too wide, or found by axe.

    With PHOIHOP_SCREENSHOTS=folder the page is photographed as well, to be looked at by people.
    """
    found = []
    page.wait_for_function("document.documentElement && document.readyState === 'complete'")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        _photograph(page, width)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{page.url} at {width}: wider than the screen")
        violations = Axe().run(page).response["violations"]
        found += [f"{page.url} at {width}: {v['id']} {v['nodes'][0]['target']}" for v in violations]
    return found


def _photograph(page: Page, width: int) -> None:
    folder = os.environ.get("PHOIHOP_SCREENSHOTS")
    if folder:
        path = re.sub(r"[0-9A-HJKMNP-TV-Z]{26}", "id", urlsplit(page.url).path)
        name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "trang-dau"
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def address(page: Page, adopted: Adopted, name: str) -> str:
    """The address of a page that has no fixed one."""
    if name == "first instrument":
        page.goto("/van-ban-chi-dao/")
        return page.locator("td.lead a").first.get_attribute("href") or ""
    kind, colon, rest = name.partition(":")
    if colon and kind in Adopted.__slots__:
        return f"{getattr(adopted, kind)}{rest}"
    return str(getattr(adopted, name)) if name in Adopted.__slots__ else name


@pytest.mark.parametrize("login", NAVIGATION)
def test_the_navigation_leads_everybody_where_they_may_go(enter: Enter, adopted: Adopted, login: str) -> None:
    page = enter(login)
    links = page.locator("nav.mainnav a")
    assert [link.inner_text().strip() for link in links.all()] == NAVIGATION[login]
    for label in NAVIGATION[login]:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if width < 600:
                page.locator(".navmenu summary").click()
            with page.expect_navigation() as answer:
                page.locator("nav:visible a").filter(has_text=label).first.click()
            assert (label, answer.value.status) == (label, 200)
            expect(page.locator("nav.mainnav a[aria-current=page]")).to_have_text(label)
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), (
                label,
                width,
            )


@pytest.mark.parametrize("room", ROOMS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    enter: Enter, adopted: Adopted, room: str
) -> None:
    page = enter("can-bo")
    found = []
    for name in ROOMS[room]:
        answer = page.goto(address(page, adopted, name))
        assert answer is not None
        assert (name, answer.status) == (name, 404 if "khong-co" in name else 200)
        found += faults_of(page)
    assert found == []


def test_axe_finds_nothing_on_the_way_from_draft_to_issue(enter: Enter) -> None:
    page = enter("can-bo")
    hand_in(page, report("các bước ban hành"))
    adopt(page)
    programme, found = page.url, faults_of(page)
    page.goto(f"{programme}y-kien/")
    found += faults_of(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Ghi việc gửi").click()
    board = enter("hai-phong")
    board.goto(f"{programme}y-kien/")
    with board.expect_navigation():
        board.get_by_role("link", name="Tham gia ý kiến").click()
    found += faults_of(board)
    for form in ("tra-lai/", "trinh-ky/"):
        page.goto(f"{programme}{form}")
        found += faults_of(page)
    page.get_by_label(re.compile("^Họ tên người ký")).fill("Vũ Văn Thử")
    page.get_by_label(re.compile("^Chức vụ người ký")).fill("Chủ nhiệm Chính trị")
    with page.expect_navigation():
        page.get_by_role("button", name="Trình ký").click()
    page.goto(f"{programme}ban-hanh/")
    assert found + faults_of(page) == []


def test_axe_finds_nothing_on_the_forms_of_a_draft(enter: Enter) -> None:
    page = enter("can-bo")
    hand_in(page, report("các biểu mẫu"))
    text = page.url.partition("#")[0]
    item = page.locator(".draft-act a").first.get_attribute("href") or ""
    found = faults_of(page)
    for form in (item, f"{text}thong-tin/", f"{text}lap/"):
        page.goto(form)
        found += faults_of(page)
    assert found == []


def test_axe_finds_nothing_on_the_reports_of_a_task(enter: Enter, adopted: Adopted) -> None:
    found = []
    for login, link in (("can-bo", "Báo cáo"), ("van-thu", "Ghi theo văn bản")):
        page = enter(login)
        page.goto(adopted.task)
        with page.expect_navigation():
            page.locator("td.act").get_by_role("link", name=link, exact=True).first.click()
        found += faults_of(page)
        page.get_by_role("button", name="Ghi báo cáo").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        found += faults_of(page)
    assert found == []


def test_axe_finds_nothing_on_the_pages_of_single_roles(visits: Visits) -> None:
    stranger = visits.open()
    stranger.goto("/")
    found = faults_of(stranger)
    operator = visits.enter("quan-tri")
    found += faults_of(operator)
    operator.goto("/nhat-ky/")
    found += faults_of(operator)
    inspector = visits.enter("thanh-tra")
    inspector.goto("/nhat-ky-doc/")
    found += faults_of(inspector)
    inspector.goto("/nhat-ky/")
    with inspector.expect_navigation():
        inspector.get_by_role("button", name="Kiểm tra toàn bộ").click()
    found += faults_of(inspector)
    assert found == []


def test_who_runs_the_machine_opens_no_page_with_content(enter: Enter, adopted: Adopted) -> None:
    page = enter("quan-tri")
    names = [
        name for room in ROOMS.values() for name in room if name.startswith("/") or name in Adopted.__slots__
    ]
    own = {"/", "/mat-khau/", "/khong-co-trang-nay/"}
    for name in [name for name in names if name not in own]:
        answer = page.goto(address(page, adopted, name))
        assert answer is not None
        assert (name, answer.status) == (name, 403)
        expect(page.get_by_role("alert")).to_contain_text("không có quyền mở trang hoặc làm việc này")
