"""What is taken in, and why not: before anything is kept."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from docx import Document

from phoihop.intake.acts import TEXT_RECEIVED, TextFormat, TextReceived
from phoihop.intake.domain.receiving import LONGEST, decide_receiving, decide_text
from phoihop.intake.domain.types import How
from phoihop.kernel.decision import Accepted, Decision, Refused
from phoihop.reading.api import Extracted, Format
from tests.intake.desk import ENGLISH, REPORT, TABLE, handed, vocabulary
from tests.reading.papers import word

ID, OTHER = "01J0000000000000000000TEXT", "01J000000000000000000THER1"
TODAY = date(2026, 11, 23)


def codes(decision: Decision[object]) -> list[str]:
    return [refusal.code for refusal in decision.refusals] if isinstance(decision, Refused) else []


@pytest.mark.parametrize(
    ("data", "file_name", "code"),
    [
        (b"", "", "reading.empty"),
        (b" \n\t ", "", "reading.empty"),
        (b"PK\x03\x04 a Word file", "bao-cao.docx", "reading.damaged"),
        (b"words\x00words", "", "reading.binary"),
        ("Báo cáo".encode("cp1258", errors="replace") + b"\xff", "", "reading.encoding"),
        (b"x" * (10 * 1024 * 1024 + 1), "", "reading.too_large"),
        (b"x " * 500_000, "", "intake.too_long"),
        ("MẬT\n\nBáo cáo kết quả".encode(), "", "reading.secret"),
        ("Độ mật: Tối mật\nBáo cáo".encode(), "", "reading.secret"),
        (REPORT.encode(), "bao-cao-TUYET-MAT.txt", "reading.secret"),
        (b"PK\x03\x04", "Bao cao (TOI MAT).docx", "reading.secret"),
        (b"MAT\n" + b"x " * 500_000, "", "reading.secret"),
    ],
    ids=[
        "nothing",
        "blanks",
        "a Word file that is none",
        "a NUL",
        "wrong encoding",
        "more than 10 MB",
        "1 MB",
        "a mark on its own line",
        "a mark with its label",
        "a mark in the file name",
        "a mark in the name of a file that cannot be read",
        "a mark in a text that is too long as well",
    ],
)
def test_what_is_refused(data: bytes, file_name: str, code: str) -> None:
    assert codes(decide_text(handed(data=data, file_name=file_name))) == [code]


def plain(text: str) -> Accepted[Extracted]:
    return Accepted(Extracted(text, Format.TEXT))


@pytest.mark.parametrize(
    "text", [REPORT, ENGLISH, TABLE, "x" * LONGEST], ids=["report", "English", "table", "long"]
)
def test_what_is_taken(text: str) -> None:
    assert decide_text(handed(text)) == plain(text)


def test_lines_end_with_lf_whoever_sent_them() -> None:
    assert decide_text(handed("một\r\nhai\rba\n")) == plain("một\nhai\nba\n")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decide_text(handed(data="\ufeffBáo cáo".encode())) == plain("Báo cáo")
    assert decide_text(handed(data="Báo cáo".encode("utf-16"))) == plain("Báo cáo")


def test_a_word_file_is_taken_as_its_text_and_a_mark_in_its_header_is_found() -> None:
    document = Document()
    document.add_paragraph("Báo cáo kết quả")
    found = decide_text(handed(data=word(document)))
    assert isinstance(found, Accepted)
    assert (found.value.text, found.value.format) == ("Báo cáo kết quả\n", Format.WORD)
    document.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    assert codes(decide_text(handed(data=word(document)))) == ["reading.secret"]


def test_a_text_in_an_old_font_is_kept_as_it_came() -> None:
    text = "Ban chØ huy huyÖn MÉu më líp tËp huÊn vÒ c«ng t¸c d©n vËn, gi÷ g×n trËt tù th«n b¶n"
    found = decide_text(handed(data=text.encode("cp1252")), fonts=vocabulary().fonts)
    assert found == plain(text)


def test_without_the_declaration_nothing_is_taken() -> None:
    assert codes(decide_text(handed(no_secret=False))) == ["intake.not_declared"]


def test_a_secret_text_is_refused_for_its_mark_even_without_the_declaration() -> None:
    assert codes(decide_text(handed("MẬT\nBáo cáo", no_secret=False))) == ["reading.secret"]


def decided(**more: object) -> Decision[object]:
    known, same = bool(more.pop("known", False)), more.pop("same", None)
    paper = handed(**{"id": ID, **more})
    return decide_receiving(
        paper,
        Extracted("Báo cáo", Format.TEXT),
        known=known,
        same=None if same is None else str(same),
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"id": "x"}, "intake.id_malformed"),
        ({"known": True}, "intake.already_received"),
        ({"same": OTHER}, "intake.same_text"),
        ({"day": date(2026, 11, 24)}, "intake.day_in_future"),
    ],
    ids=["no id", "the form came twice", "the same content", "a document of tomorrow"],
)
def test_what_is_not_recorded(more: dict[str, object], code: str) -> None:
    assert codes(decided(**more)) == [code]


def test_refusals_name_the_text_that_is_there() -> None:
    found = [decided(known=True), decided(same=OTHER)]
    assert [dict(one.refusals[0].params) for one in found if isinstance(one, Refused)] == [
        {"text": ID},
        {"text": OTHER},
    ]


def test_the_act_holds_the_text_its_hash_and_the_declaration() -> None:
    decision = decided(file_name="bao-cao.txt", how=How.FILE, day=TODAY)
    assert isinstance(decision, Accepted)
    (proposal,) = decision.value
    assert (proposal.kind, proposal.subjects) == (TEXT_RECEIVED, (f"text:{ID}",))
    assert proposal.payload == TextReceived(
        file_name="bao-cao.txt",
        how=How.FILE,
        sha256=hashlib.sha256("Báo cáo".encode()).hexdigest(),
        characters=7,
        text="Báo cáo",
        no_secret_declared=True,
        format=TextFormat.TEXT,
        file_sha256=hashlib.sha256(handed().data).hexdigest(),
    )
    assert proposal.audience().group == "agency"
