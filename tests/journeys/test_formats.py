"""Papers as they come: a Word plan with a table, a PDF in two columns, a text in an old font, a scan."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from phoihop.reading.vocabulary import load_vocabulary
from tests.journeys.conftest import Enter
from tests.journeys.steps import adopt, fill_in, send
from tests.reading.papers import add_table, scan, word

pytestmark = pytest.mark.journey
BOARDS = "Ban Tổ chức các tỉnh ủy, thành ủy"
HEAD = ("TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian")


def plan() -> bytes:
    """A plan as an office writes it: letterhead in a table, numbered headings, an assignment table."""
    document = Document()
    letterhead = [
        ("QUÂN KHU MẪU\nCỤC CHÍNH TRỊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ("Số: 12/KH-CCT", "Hải Phòng, ngày 12 tháng 11 năm 2026"),
    ]
    add_table(document, letterhead)
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Phối hợp công tác xây dựng Đảng năm 2027")
    document.add_paragraph("Mục đích, yêu cầu", style="List Number")
    document.add_paragraph("Nâng cao chất lượng phối hợp giữa các cơ quan.")
    document.add_paragraph("Phân công nhiệm vụ", style="List Number")
    rows = [
        HEAD,
        ("I. CÔNG TÁC TỔ CHỨC",),
        ("1", "Rà soát Quy chế phối hợp", "Cục Chính trị", BOARDS, "Trước 30/6/2027"),
        ("2", "Tổng kết công tác phối hợp", "", BOARDS, "Quý IV/2027"),
    ]
    add_table(document, rows)
    table = document.tables[1]
    table.cell(1, 0).merge(table.cell(1, 4))
    table.cell(2, 2).merge(table.cell(3, 2))
    return word(document)


def hand_in_file(page: Page, file: Path) -> None:
    """Choose a file in the intake form and let it be read."""
    fill_in(page, file=file)
    send(page)


def test_a_word_plan_with_an_assignment_table_becomes_a_programme(enter: Enter, tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(plan())
    page = enter("can-bo")
    hand_in_file(page, file)
    items = page.locator(".draft-item")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Rà soát Quy chế phối hợp")
    expect(items.first).to_contain_text("Cục Chính trị")
    expect(items.last).to_contain_text("quý IV/2027")
    adopt(page)
    rows = page.locator("table.programme tbody tr")
    expect(rows).to_have_count(2)
    page.get_by_role("link", name="Tổng kết công tác phối hợp").first.click()
    expect(page.locator("blockquote.evidence")).to_have_text("Tổng kết công tác phối hợp")


REPORT = (
    (
        "Sáng 12-11-2026, tại Hải Phòng, Cục Chính trị Quân khu và Ban Tổ chức các tỉnh, thành ủy trên "
        "địa bàn Quân khu tổ chức Hội nghị phối hợp in hai cột."
    ),
    (
        "Phát biểu chỉ đạo hội nghị, Thiếu tướng Phạm Quốc Lâm, Chính ủy Quân khu yêu cầu, trong thời "
        "gian tới, Cục Chính trị chủ động phối hợp với Ban Tổ chức các tỉnh, thành ủy hoàn chỉnh Quy chế "
        "phối hợp trước ngày 20-12-2026; rà soát hồ sơ cán bộ trong quý I năm 2027; tổ chức tập huấn "
        "nghiệp vụ công tác tổ chức cho cán bộ cơ sở trước ngày 30-6-2027."
    ),
    (
        "Năm qua, các cơ quan đã trao đổi kinh nghiệm về công tác cán bộ, bảo vệ chính trị nội bộ; kết "
        "quả đạt được góp phần nâng cao chất lượng công tác phối hợp trên địa bàn."
    ),
)
TWO_COLUMNS = """<!doctype html><meta charset="utf-8"><style>body {{ font: 12px serif }}
main {{ columns: 2; column-gap: 9mm; text-align: justify; column-fill: auto; height: 60mm }}</style>
<h1>Hội nghị phối hợp công tác xây dựng Đảng giữa các cơ quan trên địa bàn Quân khu, bản in hai cột</h1>
<main>{paragraphs}</main>"""


def two_columns(browser: Browser) -> bytes:
    """The report printed in two columns, with a page number below."""
    page = browser.new_page()
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in (*REPORT, REPORT[2]))
    page.set_content(TWO_COLUMNS.format(paragraphs=paragraphs))
    footer = '<span style="font-size: 9px; margin: auto" class="pageNumber"></span>'
    printed = page.pdf(
        format="A4", display_header_footer=True, header_template="<span></span>", footer_template=footer
    )
    page.close()
    return printed


def test_a_pdf_in_two_columns_becomes_a_programme(enter: Enter, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(two_columns(browser))
    page = enter("can-bo")
    hand_in_file(page, file)
    items = page.locator(".draft-item")
    expect(items).to_have_count(3)
    expect(items.nth(1)).to_contain_text("Rà soát hồ sơ cán bộ trong quý I năm 2027")
    expect(page.locator(".paper")).to_contain_text(f"{REPORT[1]}")
    adopt(page)
    expect(page.locator("table.programme tbody tr")).to_have_count(3)


OLD = (
    "Hội nghị phối hợp phông chữ cũ\n\n"
    "Sáng 12-11-2026, tại Hải Phòng, Cục Chính trị Quân khu và Ban Tổ chức các tỉnh, thành ủy trên địa bàn "
    "Quân khu tổ chức Hội nghị phối hợp phông chữ cũ.\n\n"
    "Phát biểu chỉ đạo hội nghị, Thiếu tướng Phạm Quốc Lâm, Chính ủy Quân khu yêu cầu, trong thời gian tới, "
    "Cục Chính trị chủ động phối hợp với Ban Tổ chức các tỉnh, thành ủy hoàn chỉnh Quy chế phối hợp trước "
    "ngày 20-12-2026; rà soát hồ sơ cán bộ trong quý I năm 2027.\n"
)


def in_tcvn3(text: str, project_root: Path) -> bytes:
    """The text in the bytes of a TCVN3 font."""
    fonts = load_vocabulary(project_root / "content" / "vocab").fonts
    letters = {shown: code for code, shown in next(font for font in fonts if font.name == "tcvn3").table}
    return "".join(letters.get(letter, letter) for letter in text).encode("latin-1")


def test_a_text_in_an_old_font_becomes_a_programme_that_people_can_read(
    enter: Enter, project_root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bao-cao-tcvn3.txt"
    file.write_bytes(in_tcvn3(OLD, project_root))
    page = enter("can-bo")
    hand_in_file(page, file)
    expect(page.get_by_text("Văn bản dùng phông chữ cũ")).to_be_visible()
    items = page.locator(".draft-item")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Hoàn chỉnh Quy chế phối hợp trước ngày 20-12-2026")
    expect(page.locator(".paper mark.m-task").first).to_contain_text("hoàn chỉnh Quy chế phối hợp")
    adopt(page)
    page.get_by_role("link", name="Hoàn chỉnh Quy chế phối hợp").first.click()
    expect(page.locator("blockquote.evidence")).to_contain_text("hoàn chỉnh Quy chế phối hợp")
    page.get_by_role("link", name="Xem trong văn bản gốc").click()
    expect(page.locator("#s-bang-chung")).to_contain_text("hoàn chỉnh Quy chế phối hợp")


def test_a_scan_is_refused_with_the_way_out(enter: Enter, tmp_path: Path) -> None:
    file = tmp_path / "cong-van.pdf"
    file.write_bytes(scan())
    page = enter("can-bo")
    hand_in_file(page, file)
    expect(page.get_by_text("là bản chụp (scan), 2 trang")).to_be_visible()
    expect(page.get_by_text("gõ phần giao nhiệm vụ vào ô văn bản")).to_be_visible()
