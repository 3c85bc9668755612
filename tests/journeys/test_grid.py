"""A programme without a text to read: typed with the keyboard, pasted from Word or Excel, copied."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Adopted, Enter
from tests.journeys.test_pages import faults_of

pytestmark = pytest.mark.journey

MERGED = (
    "TT\tNội dung công việc\tCơ quan chủ trì\tPhối hợp\tThời gian\tSản phẩm\tGhi chú\n"
    "I. CÔNG TÁC TỔ CHỨC\t\t\t\t\t\t\n"
    "1\tHoàn chỉnh Quy chế phối hợp\tCục Chính trị\tBan Tổ chức các tỉnh ủy, thành ủy"
    "\ttrước 30/6\tQuy chế\tgấp\n"
    "2\tRà soát đảng ủy quân sự địa phương\t\t\tQuý II\tBáo cáo\t\n"
    "3\tBồi dưỡng cấp ủy viên\tBan Tổ chức Tỉnh ủy Hải Dương\t\tthường xuyên, hằng quý\t\t\n"
)
WORD = """<html><body><!--StartFragment--><table>
<tr><td>TT</td><td>Nội dung</td><td>Chủ trì</td><td>Phối hợp</td><td>Thời gian</td></tr>
<tr><td colspan="5"><p>I. CÔNG TÁC CÁN BỘ</p></td></tr>
<tr><td>1</td><td><p>Rà soát quy hoạch</p><p>cán bộ</p></td><td rowspan="2">Cục Chính trị</td>
    <td rowspan="2">Ban Tổ chức các tỉnh ủy, thành ủy</td><td>Quý I</td></tr>
<tr><td>2</td><td>Trao đổi “kinh nghiệm”<br>bồi dưỡng</td><td>Quý II</td></tr>
<tr><td>3</td><td>Sơ kết công tác</td><td>Cục Chính trị</td><td></td><td>Quý III</td></tr>
</table><!--EndFragment--></body></html>"""
COPY = """async ([html, text]) => {
  const part = (type, words) => [type, new Blob([words], { type })];
  const parts = [part("text/plain", text), ...(html ? [part("text/html", html)] : [])];
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
}"""


def begin(page: Page, title: str) -> None:
    """From the list of programmes to an empty grid with its head filled in."""
    page.goto("/chuong-trinh/")
    page.get_by_role("link", name="Lập bằng bảng").click()
    page.get_by_role("button", name="Mở bảng trống").click()
    page.get_by_label("Tên chương trình").fill(title)
    page.get_by_label("Ngày của văn bản").fill("20-11-2026")
    page.get_by_label("Năm thực hiện").fill("2027")


def cell(page: Page, heading: str, row: int) -> Locator:
    return page.get_by_label(f"{heading}, hàng {row}", exact=True)


def copied(page: Page, text: str, html: str = "") -> None:
    """Put a table on the clipboard, as Word and Excel do."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(COPY, [html, text])


def draw_up(page: Page) -> None:
    page.get_by_role("button", name="Lập dự thảo chương trình").click()
    expect(page.get_by_role("heading", name="Điều được ghi")).to_be_visible()
    page.get_by_role("button", name="Lập dự thảo chương trình").click()
    expect(page.get_by_text("Đã lập dự thảo chương trình")).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")


def test_a_table_whose_merged_cells_came_empty_is_refused_with_its_cells_then_pasted(enter: Enter) -> None:
    page = enter("can-bo")
    begin(page, "Chương trình dán từ bảng văn bản thuần")
    copied(page, MERGED)
    cell(page, "Nội dung", 1).click()
    with page.expect_navigation():
        page.keyboard.press("Control+V")
    expect(page.get_by_role("alert")).to_contain_text("Các ô C2, D2, D3, F3 trống mà ô phía trên có chữ")
    expect(cell(page, "Nội dung", 1)).to_have_value("")
    for heading, answer in (
        ("C Chủ trì", "là ô gộp"),
        ("D Phối hợp", "là ô gộp"),
        ("F Sản phẩm", "để trống"),
    ):
        page.get_by_role("group", name=re.compile(heading)).get_by_label(re.compile(answer)).check()
    page.get_by_role("button", name="Dán vào bảng").click()
    expect(page.get_by_text("Đã dán 3 hàng.")).to_be_visible()
    expect(page.get_by_text("Bỏ qua hàng tiêu đề: I. CÔNG TÁC TỔ CHỨC.")).to_be_visible()
    expect(page.get_by_text("Bảng không có cột cho: Ghi chú.")).to_be_visible()
    expect(cell(page, "Chủ trì", 2)).to_have_value("Cục Chính trị")
    expect(cell(page, "Sản phẩm", 3)).to_have_value("")

    # The body ended in 2025: its successor is offered, and nothing is drawn up before somebody chooses.
    expect(page.locator("#d-o-3-lead")).to_contain_text("cần chọn tổ chức kế thừa")
    page.get_by_role("button", name="Ban Tổ chức Thành ủy Hải Phòng").click()
    expect(page.get_by_text("Không có chỗ nào chưa rõ.")).to_be_visible()
    assert faults_of(page) == []
    draw_up(page)
    rows = page.locator("table.programme tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("đến 30-6-2027")
    expect(rows.nth(2)).to_contain_text("Ban Tổ chức Thành ủy Hải Phòng")


def test_of_a_table_from_word_the_browser_sees_which_cells_are_merged(enter: Enter) -> None:
    page = enter("can-bo")
    begin(page, "Chương trình dán từ Word")
    copied(page, "x", WORD)
    cell(page, "Nội dung", 1).click()
    with page.expect_navigation():
        page.keyboard.press("Control+V")
    expect(page.get_by_text("Đã dán 3 hàng.")).to_be_visible()
    expect(page.get_by_text("Bỏ qua hàng tiêu đề: I. CÔNG TÁC CÁN BỘ.")).to_be_visible()
    expect(cell(page, "Nội dung", 1)).to_have_value("Rà soát quy hoạch\ncán bộ")
    expect(cell(page, "Nội dung", 2)).to_have_value("Trao đổi “kinh nghiệm”\nbồi dưỡng")
    expect(cell(page, "Chủ trì", 2)).to_have_value("Cục Chính trị")
    expect(cell(page, "Phối hợp", 2)).to_have_value("Ban Tổ chức các tỉnh ủy, thành ủy")
    expect(cell(page, "Phối hợp", 3)).to_have_value("")
    expect(cell(page, "Nội dung", 1)).to_be_focused()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(cell(page, "Nội dung", 1)).to_have_value("")


def test_a_few_words_are_pasted_into_the_cell_as_everywhere(enter: Enter) -> None:
    page = enter("can-bo")
    begin(page, "Chương trình dán một ô")
    copied(page, "Sơ kết công tác", "<p>Sơ kết công tác</p>")
    cell(page, "Nội dung", 1).click()
    page.keyboard.press("Control+V")
    expect(cell(page, "Nội dung", 1)).to_have_value("Sơ kết công tác")
    saved(page)


def test_a_programme_is_typed_with_the_keyboard_alone_and_saves_itself(enter: Enter) -> None:
    page = enter("can-bo")
    begin(page, "Chương trình gõ bằng bàn phím")
    page.get_by_label("Năm thực hiện").focus()
    keys = page.keyboard
    keys.press("Tab")
    expect(cell(page, "Nội dung", 1)).to_be_focused()
    keys.type("Hoàn chỉnh Quy chế")
    keys.press("Alt+Enter")
    keys.type("phối hợp")
    expect(cell(page, "Nội dung", 1)).to_have_value("Hoàn chỉnh Quy chế\nphối hợp")
    keys.press("Tab")
    keys.type("Cục Chính trị")
    keys.press("Enter")
    expect(cell(page, "Chủ trì", 2)).to_be_focused()
    keys.press("Control+D")
    expect(cell(page, "Chủ trì", 2)).to_have_value("Cục Chính trị")
    keys.press("Home")
    keys.press("ArrowLeft")
    expect(cell(page, "Nội dung", 2)).to_be_focused()
    keys.type("Rà soát hồ sơ")
    keys.press("ArrowDown")
    keys.type("nhầm")
    keys.press("Escape")
    expect(cell(page, "Nội dung", 3)).to_have_value("")
    keys.press("ArrowUp")
    for _ in range(3):
        keys.press("End")
        keys.press("ArrowRight")
    expect(cell(page, "Thời gian", 2)).to_be_focused()
    keys.type("khi nào xong")
    # What is not clear shows by itself once the grid has saved itself.
    expect(page.locator("#d-o-2-time")).to_contain_text("không đọc được thời gian")
    keys.press("Control+A")
    keys.type("quý III")
    expect(page.locator("#d-o-2-time")).to_have_count(0)
    page.reload()
    expect(cell(page, "Nội dung", 1)).to_have_value("Hoàn chỉnh Quy chế\nphối hợp")
    expect(cell(page, "Thời gian", 2)).to_have_value("quý III")
    draw_up(page)
    expect(page.locator("table.programme tbody tr")).to_have_count(2)


def test_enter_in_the_last_row_begins_a_new_one(enter: Enter) -> None:
    page = enter("can-bo")
    begin(page, "Chương trình dài")
    cell(page, "Nội dung", 10).fill("việc thứ mười")
    page.keyboard.press("Enter")
    expect(cell(page, "Nội dung", 11)).to_be_focused()
    page.keyboard.type("việc thứ mười một")
    saved(page)
    page.reload()
    expect(cell(page, "Nội dung", 11)).to_have_value("việc thứ mười một")
    page.get_by_role("button", name="Bỏ hàng 10").click()
    expect(cell(page, "Nội dung", 10)).to_have_value("việc thứ mười một")


def test_everything_works_without_javascript(enter: Enter) -> None:
    page = enter("can-bo", javascript=False)
    begin(page, "Chương trình không kịch bản")
    page.get_by_label("Bảng chép từ Word hoặc Excel").fill(MERGED)
    page.get_by_role("button", name="Dán vào bảng").click()
    expect(page.get_by_role("alert")).to_contain_text("C2, D2, D3, F3")
    for heading in ("C Chủ trì", "D Phối hợp", "F Sản phẩm"):
        page.get_by_role("group", name=re.compile(heading)).get_by_label("để trống").check()
    page.get_by_role("button", name="Dán vào bảng").click()
    expect(cell(page, "Nội dung", 2)).to_have_value("Rà soát đảng ủy quân sự địa phương")
    cell(page, "Chủ trì", 2).fill("nt")
    cell(page, "Chủ trì", 3).fill("nt")
    page.get_by_role("button", name="Lưu và kiểm tra").click()
    expect(cell(page, "Chủ trì", 3)).to_have_value("Cục Chính trị")
    page.get_by_role("button", name="Chèn hàng trống phía trên hàng 2").click()
    cell(page, "Nội dung", 2).fill("Trao đổi thông tin")
    page.get_by_role("button", name="Thêm 10 hàng").click()
    expect(cell(page, "Nội dung", 14)).to_be_visible()
    expect(page.get_by_text("C2 Chủ trì")).to_be_visible()
    draw_up(page)
    expect(page.locator("table.programme tbody tr")).to_have_count(4)


def test_last_years_programme_is_copied_and_its_times_move(enter: Enter, adopted: Adopted) -> None:
    page = enter("can-bo")
    page.goto("/chuong-trinh/bang/")
    page.get_by_label("Chương trình được chép").select_option(adopted.programme.split("/")[-2])
    page.get_by_label("Tên chương trình mới").fill("Chương trình phối hợp năm sau")
    page.get_by_label("Ngày của văn bản mới").fill("20-11-2026")
    page.get_by_role("button", name="Chép vào bảng mới").click()
    expect(page.get_by_text("Đã chép.")).to_be_visible()
    expect(page.get_by_label("Tên chương trình")).to_have_value("Chương trình phối hợp năm sau")
    times = page.locator("td.c-time textarea")
    assert any("2027" in times.nth(at).input_value() for at in range(times.count()))
    assert faults_of(page) == []


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(enter: Enter) -> None:
    page = enter("can-bo")
    page.goto("/chuong-trinh/bang/")
    found = faults_of(page)
    begin(page, "Chương trình để xem")
    found += faults_of(page)
    cell(page, "Nội dung", 1).fill("Sơ kết")
    page.get_by_role("button", name="Dán vào bảng").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa có bảng nào để dán.")
    found += faults_of(page)
    page.get_by_role("button", name="Lưu và kiểm tra").click()
    grid = page.url.partition("#")[0]
    for form in ("lap/", "bo/"):
        page.goto(f"{grid}{form}")
        found += faults_of(page)
    assert found == []
