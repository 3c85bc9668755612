"""PDF files: columns in reading order, paragraphs whole, ruled tables row by row, scans told apart."""

from __future__ import annotations

import zlib

import pytest

from phoihop.kernel.decision import Accepted, Refused
from phoihop.reading.formats.extracted import Format
from phoihop.reading.formats.extracting import extract
from tests.reading.papers import EM, Printed, pdf, scan
from tests.reading.test_formats_word import lines, refused, taken

SIZE = 12.0
LEADING = 15.0


def column(words: str, *, x: float, y: float, wide: int) -> list[Printed]:
    """Words wrapped to lines of at most `wide` letters from (x, y) downwards."""
    rows: list[str] = []
    for word in words.split():
        if rows and len(rows[-1]) + 1 + len(word) <= wide:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return [Printed(x, y - LEADING * number, row, SIZE) for number, row in enumerate(rows)]


FIRST = "Cục Mẫu chủ trì, phối hợp với Ban Tổ chức các tỉnh ủy rà soát quy chế trong quý II năm 2026."
SECOND = "Sở Mẫu lập danh sách cán bộ, báo cáo trước ngày 30 tháng 6 năm 2026 theo đúng quy định."
THIRD = "Các cơ quan tổng kết công tác phối hợp vào tháng 12 năm 2026."


def test_wrapped_lines_are_one_paragraph_and_a_new_one_begins_after_a_short_line() -> None:
    page = [*column(FIRST, x=60, y=700, wide=40), *column(SECOND, x=60, y=640, wide=40)]
    assert lines(pdf([page])) == [FIRST, SECOND]


def test_two_columns_are_read_one_after_the_other_below_a_title_over_both() -> None:
    title = Printed(60, 760, "KẾ HOẠCH PHỐI HỢP CỦA CÁC CƠ QUAN TRÊN ĐỊA BÀN NĂM 2026", SIZE)
    left = column(f"{FIRST} {SECOND}", x=60, y=720, wide=36)
    right = column(THIRD, x=320, y=713, wide=36)
    assert lines(pdf([[title, *right, *left]])) == [title.words, f"{FIRST} {SECOND}", THIRD]


def test_the_short_last_line_of_a_title_over_both_columns_belongs_to_the_title() -> None:
    words = "KẾ HOẠCH PHỐI HỢP CÔNG TÁC CỦA CÁC CƠ QUAN TRÊN ĐỊA BÀN TOÀN QUÂN KHU NĂM 2026"
    left = column(f"{FIRST} {SECOND}", x=60, y=700, wide=36)
    right = column(f"{THIRD} {THIRD}", x=320, y=700, wide=36)
    title = column(words, x=60, y=760, wide=70)
    assert lines(pdf([[*title, *left, *right]])) == [words, f"{FIRST} {SECOND}", f"{THIRD} {THIRD}"]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    words = f"{FIRST} {SECOND}"
    rows = column(words, x=60, y=700, wide=36)
    left, right, over = rows[:2], rows[2:4], rows[4:]
    right = [Printed(320, row.y + 2 * LEADING, row.words, SIZE) for row in right]
    over = [Printed(60, 700 - LEADING * number, row.words, SIZE) for number, row in enumerate(over)]
    assert lines(pdf([[*left, *right], over])) == [words]


def test_list_items_stay_apart_and_their_lines_together() -> None:
    page = [
        *column("- Sở Mẫu lập danh sách cán bộ báo cáo trước", x=60, y=700, wide=30),
        Printed(60, 670, "- Sở Mới rà soát.", SIZE),
        Printed(60, 655, "1.2. Mục hai", SIZE),
    ]
    assert lines(pdf([page])) == [
        "- Sở Mẫu lập danh sách cán bộ báo cáo trước",
        "- Sở Mới rà soát.",
        "1.2. Mục hai",
    ]


def test_a_symbol_that_was_parted_at_the_end_of_a_line_is_whole_again() -> None:
    page = [Printed(60, 700, "Theo Nghị quyết số 28-", SIZE), Printed(60, 685, "NQ/TW của Trung ương", SIZE)]
    assert lines(pdf([page])) == ["Theo Nghị quyết số 28-NQ/TW của Trung ương"]


def test_page_numbers_and_running_headers_are_not_read_but_looked_through() -> None:
    pages = [
        [Printed(60, 810, "Kế hoạch phối hợp", SIZE), Printed(290, 30, f"Trang {number}/3", SIZE), *words]
        for number, words in enumerate(
            (column(said, x=60, y=700, wide=40) for said in (FIRST, SECOND, THIRD)), start=1
        )
    ]
    found = taken(extract(pdf(pages)))
    assert found.text.splitlines() == [FIRST, SECOND, THIRD]
    assert found.around.splitlines() == [
        line for number in (1, 2, 3) for line in ("Kế hoạch phối hợp", f"Trang {number}/3")
    ]


def ruled() -> bytes:
    """A table of three rows and columns; the second cell of the last column reaches over two rows."""
    across, down = (60.0, 100.0, 300.0, 500.0), (700.0, 680.0, 640.0, 620.0)
    level = [(60.0, y, 500.0, y) for y in (700.0, 680.0, 620.0)] + [(60.0, 640.0, 300.0, 640.0)]
    upright = [(x, down[-1], x, down[0]) for x in across]
    cells = [
        Printed(62, 686, "TT"),
        Printed(102, 686, "Nội dung"),
        Printed(302, 686, "Chủ trì"),
        Printed(62, 666, "1"),
        *column("Rà soát quy chế phối hợp của các cơ quan", x=102, y=666, wide=32),
        Printed(302, 655, "Cục Mẫu"),
        Printed(62, 626, "2"),
        Printed(102, 626, "Tổng kết"),
    ]
    above, below = Printed(60, 730, "Phân công như sau:"), Printed(60, 590, "Hết.")
    return pdf([[below, *cells, above]], rules=[*level, *upright])


def test_a_ruled_table_is_read_row_by_row_where_it_stands() -> None:
    assert lines(ruled()) == [
        "Phân công như sau:",
        "TT\tNội dung\tChủ trì",
        "1\tRà soát quy chế phối hợp của các cơ quan\tCục Mẫu",
        "2\tTổng kết\tCục Mẫu",
        "Hết.",
    ]


def test_bold_print_that_is_struck_twice_is_read_once() -> None:
    twice = [Printed(60, 700, THIRD, SIZE), Printed(60.4, 700, THIRD, SIZE)]
    assert lines(pdf([twice])) == [THIRD]


def test_what_stands_beside_the_page_is_not_read() -> None:
    page = [*column(FIRST, x=60, y=700, wide=40), Printed(90_000_000, 600, "ẩn"), Printed(60, -40, "ẩn")]
    assert lines(pdf([page])) == [FIRST]


def test_a_scan_is_called_a_scan() -> None:
    decision = extract(scan(3))
    assert isinstance(decision, Refused)
    assert [(refusal.code, refusal.params) for refusal in decision.refusals] == [
        ("reading.scan", (("pages", "3"),))
    ]


def test_a_scan_with_a_number_on_each_page_is_a_scan() -> None:
    assert refused(pdf([[Printed(290, 30, str(number))] for number in range(1, 4)])) == ["reading.scan"]


WHOLE = pdf([column(FIRST, x=60, y=700, wide=40)])


@pytest.mark.parametrize("end", range(20, len(WHOLE), len(WHOLE) // 40))
def test_half_a_file_is_read_or_refused(end: int) -> None:
    decision = extract(WHOLE[:end])
    assert isinstance(decision, Accepted) or decision.refusals[0].code in {"reading.damaged", "reading.scan"}


def test_more_pages_than_are_taken_are_refused() -> None:
    assert refused(pdf([[Printed(60, 700, "x")]] * 301)) == ["reading.too_many_pages"]


def test_what_unpacks_to_too_much_is_refused_before_it_is_opened() -> None:
    packed = zlib.compress(zlib.compress(bytes(110_000_000), 1))
    assert refused(b"%PDF-1.5\n1 0 obj\n<< >>\nstream\n" + packed + b"\nendstream") == ["reading.bomb"]


@pytest.mark.parametrize(
    "part",
    [b"1 beginbfrange <0000> <ffffffff> <0000> endbfrange", b"<< /W [ 0 999999999 500 ] >>"],
    ids=["a range of letters", "a list of widths"],
)
def test_a_font_that_names_more_letters_than_there_are_is_refused(part: bytes) -> None:
    packed = zlib.compress(part)
    for data in (part, b"1 0 obj\n<< >>\nstream\n" + packed + b"\nendstream"):
        assert refused(b"%PDF-1.5\n" + data) == ["reading.bomb"]


def test_the_format_is_told_from_the_bytes() -> None:
    assert taken(extract(b"\n" + WHOLE)).format is Format.PDF
    assert EM * SIZE == 6
