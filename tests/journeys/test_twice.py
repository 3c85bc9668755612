"""A form that is sent twice does its work once; of two who correct one draft the second is told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Enter
from tests.journeys.steps import adopt, fill_in, form_fields, hand_in, issue, open_report, report, send

pytestmark = pytest.mark.journey


def send_again(page: Page, fields: dict[str, str], address: str) -> str:
    """Send the fields of a form once more, as a browser does after a second click: the page that answers."""
    return page.request.post(address, form=fields).url


def acts_about(page: Page, subject: str) -> int:
    """How many acts the ledger holds about a subject."""
    page.goto(f"/nhat-ky/?subject={subject}")
    return page.locator("tbody td[data-label='Vị trí']").count()


def key(address: str) -> str:
    """The id at the end of an address."""
    return address.partition("#")[0].rstrip("/").rpartition("/")[2]


def test_an_intake_form_sent_twice_makes_one_text(enter: Enter) -> None:
    page = enter("can-bo")
    fill_in(page, text=report("hai lần nhập"))
    fields, form = form_fields(page), page.url
    send(page)
    text = page.url
    assert send_again(page, fields, form) == text
    assert acts_about(page, f"text:{key(text)}") == 1


def test_who_goes_back_and_hands_the_same_text_in_lands_on_the_text_that_is_there(enter: Enter) -> None:
    page = enter("can-bo")
    content = report("quay lại rồi nhập")
    hand_in(page, content)
    text = page.url
    page.go_back()
    hand_in(page, content)
    expect(page.get_by_text("Văn bản có cùng nội dung đã được nhập trước đó.")).to_be_visible()
    assert page.url == text


def test_an_adoption_sent_twice_makes_one_programme(enter: Enter) -> None:
    page = enter("can-bo")
    hand_in(page, report("hai lần lập"))
    page.get_by_role("link", name=re.compile("Lập dự thảo chương trình")).click()
    fields, form = form_fields(page), page.url
    page.get_by_role("button", name=re.compile("Lập dự thảo chương trình")).click()
    programme = page.url
    assert send_again(page, fields, form) == programme
    page.goto("/chuong-trinh/?q=hai lần lập")
    assert page.locator("table.list tbody tr").count() == 1
    assert acts_about(page, f"programme:{key(programme)}") == 1


def test_a_report_sent_twice_is_recorded_once(enter: Enter) -> None:
    page = enter("can-bo")
    hand_in(page, report("hai lần báo cáo"))
    adopt(page)
    issue(page)
    page.locator("table.programme td.lead a").first.click()
    task = page.url
    open_report(page, "Cục Chính trị")
    page.get_by_label("Đang làm").check()
    fields, form = form_fields(page), page.url
    page.get_by_role("button", name="Ghi báo cáo").click()
    expect(page.get_by_text("Đã ghi báo cáo của")).to_be_visible()
    assert send_again(page, fields, form) == task
    assert acts_about(page, f"task:{key(task)}") == 2


def test_of_two_who_correct_one_draft_the_second_is_told_and_keeps_what_was_typed(enter: Enter) -> None:
    first, second = enter("can-bo"), enter("can-bo")
    hand_in(first, report("hai người sửa"))
    address = first.locator(".draft-act a").first.get_attribute("href")
    assert address is not None
    second.goto(address)
    first.goto(address)
    first.get_by_label("Nhiệm vụ", exact=True).fill("Hoàn chỉnh Quy chế phối hợp, người thứ nhất ghi")
    first.get_by_role("button", name="Ghi", exact=True).click()
    expect(first.locator(".draft-item").first).to_contain_text("người thứ nhất ghi")

    second.get_by_label("Nhiệm vụ", exact=True).fill("Hoàn chỉnh Quy chế phối hợp, người thứ hai ghi")
    second.get_by_role("button", name="Ghi", exact=True).click()
    expect(second.get_by_role("alert")).to_contain_text("Đồng chí Nguyễn Thanh Bình đã sửa bản soạn này")
    expect(second.get_by_label("Nhiệm vụ", exact=True)).to_have_value(
        "Hoàn chỉnh Quy chế phối hợp, người thứ hai ghi"
    )
    expect(second.get_by_text("người thứ nhất ghi")).to_be_visible()

    second.get_by_role("button", name="Ghi", exact=True).click()
    expect(second.locator(".draft-item").first).to_contain_text("người thứ hai ghi")
