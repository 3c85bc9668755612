"""Word files become text: list marks written out, rows of tables one a line, nothing that was deleted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from phoihop.kernel.decision import Accepted, Decision
from phoihop.reading.formats.extracted import Extracted, Format
from phoihop.reading.formats.extracting import extract
from tests.reading.papers import add_table, with_part, word, word_of

HEADER = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian")


def taken(decision: Decision[Extracted]) -> Extracted:
    assert isinstance(decision, Accepted)
    return decision.value


def lines(data: bytes) -> list[str]:
    return taken(extract(data)).text.splitlines()


def refused(data: bytes) -> list[str]:
    decision = extract(data)
    return [] if isinstance(decision, Accepted) else [refusal.code for refusal in decision.refusals]


def test_paragraphs_are_lines_and_empty_ones_are_none() -> None:
    found = taken(extract(word_of(["Kế hoạch phối hợp", "", "Dòng một\ndòng hai"])))
    assert found.format is Format.WORD
    assert found.text == "Kế hoạch phối hợp\nDòng một\ndòng hai\n"


def test_rows_of_a_table_are_lines_with_tabs_between_cells() -> None:
    rows = [HEADER, ("1", "Rà soát quy chế", "Cục Mẫu", "Sở A\nSở B", "Quý II/2026"), ("2", "Tổng kết")]
    assert lines(word_of(["Phân công:"], rows)) == [
        "Phân công:",
        "TT\tNội dung\tChủ trì\tPhối hợp\tThời gian",
        "1\tRà soát quy chế\tCục Mẫu\tSở A; Sở B\tQuý II/2026",
        "2\tTổng kết\t\t\t",
    ]


def test_a_merged_cell_is_repeated_and_one_over_the_whole_row_is_a_heading() -> None:
    document = Document()
    add_table(document, [HEADER, ("I. CÔNG TÁC A",), ("1", "Rà soát", "Cục Mẫu"), ("2", "Tổng kết")])
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(1, 4))
    table.cell(2, 2).merge(table.cell(3, 3))
    assert lines(word(document)) == [
        "\t".join(HEADER),
        "I. CÔNG TÁC A",
        "1\tRà soát\tCục Mẫu\tCục Mẫu\t",
        "2\tTổng kết\tCục Mẫu\tCục Mẫu\t",
    ]


def test_a_letterhead_in_a_table_is_read_column_by_column() -> None:
    rows = [
        ("TỈNH ỦY MẪU\nBAN TỔ CHỨC", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("Số 12-KH/BTC", "Mẫu, ngày 5 tháng 3 năm 2026"),
    ]
    assert lines(word_of([], rows)) == [
        "TỈNH ỦY MẪU",
        "BAN TỔ CHỨC",
        "Số 12-KH/BTC",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Mẫu, ngày 5 tháng 3 năm 2026",
    ]


def numbered() -> WordDocument:
    document = Document()
    for style, said in (
        ("List Number", "Mở đầu"),
        ("List Number", "Nội dung"),
        ("List Bullet", "Một ý"),
        ("Normal", "Không có số"),
        ("List Number", "Kết luận"),
    ):
        document.add_paragraph(said, style=style)
    return document


def test_list_marks_that_word_only_draws_are_written_out() -> None:
    assert lines(word(numbered())) == [
        "1. Mở đầu",
        "2. Nội dung",
        "- Một ý",
        "Không có số",
        "3. Kết luận",
    ]


LEVELS = f"""<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="2"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2.%3)"/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def test_levels_of_a_list_count_each_for_itself_and_begin_again_below_the_next() -> None:
    document = Document()
    for level, said in ((0, "A"), (1, "B"), (2, "C"), (2, "D"), (1, "E"), (0, "F"), (1, "G")):
        paragraph = document.add_paragraph(said)
        number = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')
        paragraph._p.get_or_add_pPr().append(number)
    data = with_part(word(document), "word/numbering.xml", LEVELS.encode())
    assert lines(data) == ["I. A", "1) B", "1.b) C", "1.c) D", "2) E", "II. F", "1) G"]


COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def body(xml: str) -> bytes:
    """A Word file with this content of its body."""
    names = f'{nsdecls("w")} xmlns:mc="{COMPATIBILITY}"'
    root = f"<w:document {names}><w:body>{xml}</w:body></w:document>"
    return with_part(word_of(), "word/document.xml", root.encode())


BOX = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (
            (
                "<w:p><w:r><w:t>Giữ</w:t></w:r><w:del><w:r><w:delText> bỏ</w:delText></w:r></w:del>"
                "<w:ins><w:r><w:t> thêm</w:t></w:r></w:ins></w:p>"
            ),
            ["Giữ thêm"],
        ),
        (
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            ["Trong ô"],
        ),
        (
            (
                f"<w:p><w:r><w:t>Ngoài</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
                f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
            ),
            ["Ngoài", "Trong khung"],
        ),
        (
            (
                '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b'
                "</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>"
            ),
            ["a\tb-c"],
        ),
        (
            (
                "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>xem</w:t></w:r>"
                "</w:hyperlink></w:p>"
            ),
            ["xem"],
        ),
    ],
    ids=["changes that were tracked", "a content control", "a text box, once", "tabs", "fields and links"],
)
def test_what_a_paragraph_says(xml: str, expected: list[str]) -> None:
    assert lines(body(xml)) == expected


def test_headers_notes_and_deleted_words_are_not_read_but_looked_through() -> None:
    document = Document()
    document.add_paragraph("Kế hoạch")
    document.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"
    document.core_properties.title = "Tên tệp"
    found = taken(extract(word(document)))
    assert found.text == "Kế hoạch\n"
    assert {"TUYỆT MẬT", "Tên tệp"} <= set(found.around.splitlines())


def bomb() -> bytes:
    """A Word file of some 100 kB that unpacks to 100 MB."""
    huge = b"<w:document>" + b" " * (100 * 1024 * 1024)
    return with_part(word_of(), "word/document.xml", huge)


def many_parts() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(5001):
            archive.writestr(f"{number}", b"")
    return made.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'
FOREIGN = b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>'


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"PK\x03\x04 no archive", "reading.damaged"),
        (lambda: word_of(["x"])[:-40], "reading.damaged"),
        (lambda: with_part(word_of(), "word/document.xml", b"<w:document"), "reading.damaged"),
        (lambda: with_part(word_of(), "word/document.xml", b"<other/>"), "reading.damaged"),
        (lambda: with_part(word_of(), "word/document.xml", ENTITIES), "reading.damaged"),
        (lambda: with_part(word_of(), "word/document.xml", FOREIGN), "reading.damaged"),
        (bomb, "reading.bomb"),
        (many_parts, "reading.bomb"),
        (lambda: with_part(b"PK\x05\x06" + b"\x00" * 18, "mimetype", b"x"), "reading.binary"),
        (lambda: word_of([""]), "reading.empty"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "reading.old_office"),
        (lambda: b"{\\rtf1\\ansi Ke hoach}", "reading.old_office"),
    ],
    ids=[
        "no archive at all",
        "its end is missing",
        "broken XML",
        "another document",
        "entities inside entities",
        "a document type that names a file",
        "a bomb",
        "thousands of parts",
        "an archive of something else",
        "nothing in it",
        "Word 97",
        "RTF",
    ],
)
def test_what_is_refused(make: Callable[[], bytes], code: str) -> None:
    assert refused(make()) == [code]
