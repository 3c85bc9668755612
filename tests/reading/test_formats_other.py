"""Excel files, web pages and text files in 8-bit fonts become text."""

from __future__ import annotations

from datetime import datetime

import pytest

from phoihop.kernel.decision import Accepted
from phoihop.reading.api import read_bytes
from phoihop.reading.formats.extracted import Format
from phoihop.reading.formats.extracting import MAX_BYTES, extract
from phoihop.reading.vocabulary import Vocabulary
from tests.reading.papers import sheet_of, with_part, word_of
from tests.reading.test_formats_word import lines, refused, taken

TCVN3 = "Ban chØ huy huyÖn MÉu më líp tËp huÊn vÒ c«ng t¸c d©n vËn, gi÷ g×n trËt tù th«n b¶n"


def test_a_sheet_gives_its_rows_with_dates_and_figures_as_people_write_them() -> None:
    rows = [
        ("KẾ HOẠCH",),
        ("TT", "Nội dung", "Thời hạn", "Kinh phí"),
        (1, "Rà soát", datetime(2026, 6, 30), 1.5),  # noqa: DTZ001  # Excel knows no time zones
        (2, "Tổng kết\ncông tác", "Quý III", 1200.0),
    ]
    assert lines(sheet_of(rows)) == [
        "KẾ HOẠCH",
        "TT\tNội dung\tThời hạn\tKinh phí",
        "1\tRà soát\t30/6/2026\t1,5",
        "2\tTổng kết; công tác\tQuý III\t1200",
        "",
    ]


def test_merged_cells_of_a_sheet_are_repeated() -> None:
    rows = [("TT", "Nội dung", "Chủ trì"), (1, "A", "Cục Mẫu"), (2, "B")]
    assert lines(sheet_of(rows, merged=["C2:C3"]))[1:3] == ["1\tA\tCục Mẫu", "2\tB\tCục Mẫu"]


def test_names_of_sheets_and_their_headers_are_looked_through() -> None:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>'
    sheet += "<headerFooter><oddHeader>&amp;C&amp;14TỐI MẬT</oddHeader></headerFooter></worksheet>".encode()
    data = with_part(sheet_of([("x",), ("y",)]), "xl/worksheets/sheet2.xml", sheet)
    assert taken(extract(data)).around.splitlines() == ["Kế hoạch", "TỐI MẬT"]


FAR = (
    b'<worksheet><sheetData><row r="1"><c r="A1"/></row>'
    b"<row><c s=\"1\" r='XFD1048576'/></row></sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_part(sheet_of([("x",)]), "xl/worksheets/sheet1.xml", FAR), "reading.sheet_too_large"),
        (with_part(sheet_of([("x",)]), "xl/workbook.xml", b"<no"), "reading.damaged"),
        (with_part(sheet_of([("x",)]), "xl/media/a.bin", b"\x00" * 70_000_000), "reading.bomb"),
        (sheet_of([]), "reading.empty"),
    ],
    ids=["one stray cell in the last corner", "broken XML", "a bomb beside the sheets", "nothing in it"],
)
def test_what_is_refused_of_sheets(data: bytes, code: str) -> None:
    assert refused(data) == [code]


PAGE = """<!DOCTYPE html><html><head><title>Tên trang</title><style>p{{}}</style><meta charset="utf-8"></head>
<body><nav>Trang chủ</nav><h1>Kế hoạch  phối hợp</h1><p>Một <b>hai</b><br>ba</p>
<ol><li>A</li><li>B</li></ol><ul><li>C</li></ul><script>x()</script>{table}<p>Hết</p><footer>Chân</footer>
</body></html>"""
TABLE = """<table><tr><th rowspan=2>TT</th><th rowspan="2">Nội dung<th colspan=2>Phân công</tr>
<tr><th>Chủ trì<th>Phối hợp</tr><tr><td>1<td>Rà soát<br>quy chế<td rowspan=2>Cục Mẫu<td>Sở A</tr>
<tr><td>2<td>Tổng kết<td>Sở B</tr><tr><td colspan=4>II. PHẦN HAI</table>"""


def test_a_page_gives_its_words_list_marks_and_rows() -> None:
    data = PAGE.format(table=TABLE).encode()
    assert lines(data) == [
        "Kế hoạch phối hợp",
        "Một hai",
        "ba",
        "1. A",
        "2. B",
        "- C",
        "TT\tNội dung\tPhân công\tPhân công",
        "TT\tNội dung\tChủ trì\tPhối hợp",
        "1\tRà soát; quy chế\tCục Mẫu\tSở A",
        "2\tTổng kết\tCục Mẫu\tSở B",
        "II. PHẦN HAI",
        "Hết",
    ]
    assert (taken(extract(data)).format, taken(extract(data)).around) == (Format.WEB, "Tên trang")


def test_control_characters_in_a_cell_do_no_harm() -> None:
    data = b"<html><body><table><tr><td>a\x01b<td>c</tr><tr><td>d&#2;<td>e</table></body></html>"
    assert lines(data) == ["a\x01b\tc", "d\x02\te"]


def test_tables_that_hold_tables_only_lay_out_the_page() -> None:
    data = PAGE.format(table="<table><tr><td>Trái<td><table><tr><td>a<td>b<td>c</table></table>").encode()
    assert lines(data)[6:9] == ["Trái", "a\tb\tc", "Hết"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_page_in_the_encoding_that_it_has(encoding: str) -> None:
    assert lines("<html><body><p>Huyện Mẫu</p></body></html>".encode(encoding)) == ["Huyện Mẫu"]


def test_a_page_in_another_encoding_than_it_says_is_refused() -> None:
    assert refused(b"<html><body>\xe1\xe2\xff</body></html>") == ["reading.encoding"]


def test_a_text_file_that_speaks_of_tags_is_no_page() -> None:
    assert taken(extract(b"Trang web dung the <html> va <body>.")).format is Format.TEXT


def test_a_text_in_an_old_font_is_taken_byte_by_byte(vocabulary: Vocabulary) -> None:
    data = TCVN3.encode("cp1252")
    assert extract(data, fonts=vocabulary.fonts) == extract(TCVN3.encode())
    assert len(taken(extract(data, fonts=vocabulary.fonts)).text) == len(data)


@pytest.mark.parametrize(
    "data",
    ["Le café français, déjà vu à l’été".encode("cp1252"), bytes(range(1, 256)) * 4, b"\xff\xfe\xff"],
    ids=["French", "all bytes", "half a letter of UTF-16"],
)
def test_other_8_bit_texts_are_refused(vocabulary: Vocabulary, data: bytes) -> None:
    decision = extract(data, fonts=vocabulary.fonts)
    assert not isinstance(decision, Accepted)
    assert decision.refusals[0].code in {"reading.encoding", "reading.binary"}


def test_a_file_beyond_the_limit_is_not_opened() -> None:
    assert refused(b"PK\x03\x04" + b"x" * MAX_BYTES) == ["reading.too_large"]


def test_a_file_is_read_through_the_door_and_what_stands_around_it_is_looked_through(
    vocabulary: Vocabulary,
) -> None:
    rows = [("Nội dung", "Chủ trì"), ("Rà soát quy chế", "Sở Nội vụ")]
    data = word_of(["Kế hoạch năm 2026"], rows)
    done = read_bytes(data, file_name="ke-hoach.docx", vocabulary=vocabulary)
    assert isinstance(done, Accepted)
    assert [(task.text, task.lead) for task in done.value.reading.tasks] == [
        ("Rà soát quy chế", ("Sở Nội vụ",))
    ]
    stamped = with_part(data, "word/header1.xml", HEADER.encode())
    decision = read_bytes(stamped, file_name="ke-hoach.docx", vocabulary=vocabulary)
    assert not isinstance(decision, Accepted)
    assert [refusal.code for refusal in decision.refusals] == ["reading.secret"]


HEADER = (
    '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:p><w:r><w:t>TUYỆT</w:t></w:r><w:r><w:t> MẬT</w:t></w:r></w:p></w:hdr>"
)
