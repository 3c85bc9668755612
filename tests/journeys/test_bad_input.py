"""What must not come in, and what cannot be read: a clear sentence, nothing lost, nothing secret kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Enter
from tests.journeys.steps import fill_in, hand_in, report, send

pytestmark = pytest.mark.journey
ENGLISH = "The committee met on Monday. Everybody agreed that the minutes should be shorter next time.\n"
SECRET = "TỐI MẬT\n\nKế hoạch tuyệt đối không được lộ ở bến Vạn Hoa năm 2026.\n"


def refused(page: Page, sentence: str) -> None:
    """The page says why, what can be done, and that with the status of a refusal."""
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(sentence)
    expect(alert).to_contain_text("Cách xử lý:")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("rong.txt", b"", "Văn bản trống"),
        ("khoang-trang.txt", b" \n\t\n ", "Văn bản trống"),
        ("anh.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "không đọc được loại tệp này"),
        ("windows-1258.txt", "Cộng hòa Đà Nẵng".encode("cp1258", "replace"), "không dùng bảng mã UTF-8"),
    ],
    ids=["an empty file", "only spaces", "a picture", "an old Vietnamese encoding"],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_remedy(
    enter: Enter, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    page = enter("can-bo")
    (tmp_path / name).write_bytes(data)
    fill_in(page, file=tmp_path / name)
    send(page)
    refused(page, sentence)


def test_a_file_as_notepad_writes_unicode_is_read(enter: Enter, tmp_path: Path) -> None:
    page = enter("can-bo")
    (tmp_path / "utf16.txt").write_bytes(report("mã khác").encode("utf-16"))
    fill_in(page, file=tmp_path / "utf16.txt")
    send(page)
    expect(page.locator(".paper").get_by_text("Hội nghị phối hợp mã khác").first).to_be_visible()


def test_an_empty_form_says_that_there_is_nothing_to_read(enter: Enter) -> None:
    page = enter("can-bo")
    fill_in(page)
    send(page)
    refused(page, "Văn bản trống")


def test_a_text_with_a_secrecy_mark_is_refused_and_is_nowhere_afterwards(enter: Enter) -> None:
    page = enter("can-bo")
    fill_in(page, text=SECRET)
    send(page)
    refused(page, "Văn bản có dấu chỉ độ mật")
    assert "Vạn Hoa" not in page.content()
    page.goto("/nhap-van-ban/")
    assert "Vạn Hoa" not in page.content()


def test_a_file_whose_name_bears_a_secrecy_mark_is_refused(enter: Enter, tmp_path: Path) -> None:
    page = enter("can-bo")
    file = tmp_path / "TUYET MAT - bao cao.txt"
    file.write_text(report("tên tệp có dấu mật"), encoding="utf-8")
    fill_in(page, file=file)
    send(page)
    refused(page, "Văn bản có dấu chỉ độ mật")
    page.goto("/nhap-van-ban/")
    assert "tên tệp có dấu mật" not in page.content()


def test_an_english_text_gives_an_empty_draft_with_a_sentence(enter: Enter) -> None:
    page = enter("can-bo")
    hand_in(page, ENGLISH)
    expect(page.get_by_text("Chưa đọc được nhiệm vụ nào")).to_be_visible()
    expect(page.get_by_text("Văn bản có thể không phải tiếng Việt")).to_be_visible()
    expect(page.locator(".paper").get_by_text("Everybody agreed")).to_be_visible()
    assert page.locator(".draft-item").count() == 0


def test_a_million_characters_are_refused_and_stay_in_the_field(enter: Enter) -> None:
    page = enter("can-bo")
    content = (report("dài một triệu") * 2000)[:1_000_000]
    fill_in(page)
    # `fill` would type it; pasted text comes at once.
    page.get_by_label("Nội dung văn bản").evaluate("(field, text) => { field.value = text; }", content)
    send(page)
    refused(page, "dài hơn mức 300.000 chữ cái")
    assert page.get_by_label("Nội dung văn bản").input_value() == content


def test_without_the_declaration_nothing_is_kept_but_the_typed_text_stays(enter: Enter) -> None:
    page = enter("can-bo", javascript=False)
    content = report("thiếu xác nhận")
    fill_in(page, text=content, declared=False)
    page.locator("form[enctype]").evaluate("form => form.noValidate = true")
    send(page)
    refused(page, "Chưa xác nhận văn bản không chứa bí mật nhà nước")
    assert page.get_by_label("Nội dung văn bản").input_value().replace("\r\n", "\n") == content
