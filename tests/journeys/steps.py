"""What people do again and again in a journey, and the invented texts that they do it with."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

LEADER = "Trịnh Xuân Khải, Phó Chủ nhiệm Chính trị"
FIRST = "hoàn chỉnh Quy chế phối hợp trước ngày 20-12-2026"
SECOND = "rà soát hồ sơ cán bộ trong quý I năm 2027"


def report(name: str, *tasks: str) -> str:
    """A conference report with fictional people; `name` makes it a text of its own."""
    wanted = "; ".join(tasks or (FIRST, SECOND))
    return (
        f"Hội nghị phối hợp {name}\n\n"
        f"Sáng 12-11-2026, tại Hải Phòng, Cục Chính trị Quân khu và Ban Tổ chức các tỉnh, thành ủy "
        f"trên địa bàn Quân khu tổ chức Hội nghị phối hợp {name}.\n\n"
        f"Phát biểu chỉ đạo hội nghị, Thiếu tướng Phạm Quốc Lâm, Chính ủy Quân khu yêu cầu, "
        f"trong thời gian tới, Cục Chính trị chủ động phối hợp với Ban Tổ chức các tỉnh, thành ủy {wanted}.\n"
    )


def fill_in(page: Page, *, text: str = "", file: Path | None = None, declared: bool = True) -> None:
    """Fill the intake form, without sending it."""
    page.goto("/nhap-van-ban/moi/")
    if text:
        page.get_by_label("Nội dung văn bản").fill(text)
    if file is not None:
        page.get_by_label("Hoặc chọn tệp").set_input_files(file)
    if declared:
        page.get_by_label("Tôi xác nhận văn bản không chứa bí mật nhà nước.").check()


def send(page: Page) -> None:
    """Send the intake form."""
    page.get_by_role("button", name="Nhập và đọc văn bản").click()


def hand_in(page: Page, text: str) -> None:
    """Paste a text and let it be read."""
    fill_in(page, text=text)
    send(page)


def adopt(page: Page) -> None:
    """From the draft to the programme."""
    page.get_by_role("link", name=re.compile("Lập dự thảo chương trình")).click()
    page.get_by_role("button", name=re.compile("Lập dự thảo chương trình")).click()


def issue(page: Page, *, number: str = "15-CTr/CCT", day: str = "") -> None:
    """From the draft on its page to the issued programme: laid before the leader, signed on paper."""
    page.get_by_role("link", name="Trình ký", exact=True).click()
    page.get_by_label(re.compile("^Người ký")).select_option(label=LEADER)
    page.get_by_role("button", name="Trình ký").click()
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_label("Số, ký hiệu văn bản ban hành").fill(number)
    if day:
        page.get_by_label("Ngày ban hành").fill(day)
    page.get_by_role("button", name="Ban hành").click()


def open_report(page: Page, body: str) -> None:
    """On the page of a task: open the form in which the body's progress is reported."""
    row = page.get_by_role("row").filter(has_text=body)
    row.get_by_role("link", name=re.compile("Báo cáo|Ghi theo văn bản")).first.click()


def form_fields(page: Page) -> dict[str, str]:
    """All fields of the form in the page's main part as the browser would send them."""
    script = "() => Object.fromEntries(new FormData(document.querySelector('main form[method=post]')))"
    fields: dict[str, str] = page.evaluate(script)
    return fields
