"""Files beside the database: what is taken, under which name, how long it stays."""

from __future__ import annotations

import os
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings

from phoihop.kernel.decision import Refused
from phoihop.ledger import attachments
from phoihop.ledger.attachments import Attachment, is_kept, media_of, open_attachment, put, sweep
from phoihop.ledger.models import Act, VaultEntry

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PDF = b"%PDF-1.7 phu luc"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A home of its own for every test."""
    settings.HOME = tmp_path
    return tmp_path


def office_file(part: str) -> bytes:
    """A ZIP with this part inside."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(part, "<x/>")
    return buffer.getvalue()


def kept(data: bytes = PDF, name: str = "a.pdf") -> Attachment:
    found = put(data, name=name)
    assert isinstance(found, Attachment)
    return found


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PDF, "bản chụp.pdf", "bản chụp.pdf"),
        (PDF, "C:\\công văn\\so 12.PDF", "so 12.pdf"),
        (PDF, "../../etc/passwd", "passwd.pdf"),
        (PDF, "macro.exe", "macro.exe.pdf"),
        (PDF, " \n.. ", "tep.pdf"),
        (b"\x89PNG\r\n\x1a\n...", "a.png", "a.png"),
        (b"\xff\xd8\xff\xe0...", "a.JPEG", "a.jpg"),
        (office_file("word/document.xml"), "a.docx", "a.docx"),
        (office_file("xl/workbook.xml"), "a.docx", "a.docx.xlsx"),
        ("Phụ lục\r\n1".encode(), "a.txt", "a.txt"),
    ],
    ids=[
        "a scan",
        "a path of another system",
        "a path upwards",
        "an ending that says something else",
        "nothing left of the name",
        "a picture",
        "a photograph",
        "a paper",
        "a table that calls itself a paper",
        "a text",
    ],
)
def test_a_file_is_what_it_is_and_not_what_it_is_called(data: bytes, name: str, expected: str) -> None:
    found = kept(data, name)
    assert (found.name, found.size) == (expected, len(data))
    with open_attachment(found.sha256) as file:
        assert file.read() == data


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.pdf", "ledger.attachment_empty"),
        (b"MZ\x90\x00", "a.pdf", "ledger.attachment_kind"),
        (office_file("x/y.xml"), "a.docx", "ledger.attachment_kind"),
        (b"PK\x03\x04 broken", "a.docx", "ledger.attachment_kind"),
        (b"%PDF-" + b"0" * attachments.MOST_BYTES, "a.pdf", "ledger.attachment_too_large"),
        (PDF, "12-TỐI MẬT.pdf", "reading.secret"),
        ("TUYỆT MẬT\nKế hoạch".encode(), "a.txt", "reading.secret"),
    ],
    ids=[
        "nothing",
        "a program",
        "an archive",
        "half an archive",
        "too large",
        "a mark in the name",
        "a mark in the text",
    ],
)
def test_what_is_not_taken(home: Path, data: bytes, name: str, code: str) -> None:
    outcome = put(data, name=name)
    assert isinstance(outcome, Refused)
    assert [refusal.code for refusal in outcome.refusals] == [code]
    assert not (home / "attachments").exists()


def test_the_same_bytes_are_kept_once(home: Path) -> None:
    assert kept(PDF, "một.pdf").sha256 == kept(PDF, "hai.pdf").sha256
    (file,) = [path for path in (home / "attachments").rglob("*") if path.is_file()]
    assert (file.name, file.parent.name) == (kept().sha256, kept().sha256[:2])


@pytest.mark.parametrize("sha256", ["", "../../ledger.sqlite3", "ab" * 32, "AB" * 32])
def test_what_is_no_kept_file_is_not_opened(sha256: str) -> None:
    assert not is_kept(sha256)
    with pytest.raises(FileNotFoundError):
        open_attachment(sha256)


@pytest.mark.parametrize(
    ("name", "media"), [("a.pdf", "application/pdf"), ("a.html", "application/octet-stream")]
)
def test_what_a_browser_is_told(name: str, media: str) -> None:
    assert media_of(name) == media


@pytest.mark.django_db
@pytest.mark.db_again
def test_what_no_act_names_is_swept_after_a_day(home: Path) -> None:
    named, orphan, fresh = kept(b"%PDF-1"), kept(b"%PDF-2"), kept(b"%PDF-3")
    broken = home / "attachments" / "ab" / f"{'ab' * 32}.7.partial"
    broken.parent.mkdir(exist_ok=True)
    broken.write_bytes(b"x")
    act = Act.objects.create(ledger="m-toy/work", epoch=1, index=0, leaf="0" * 64, received_at=NOW)
    VaultEntry.objects.create(act=act, salt="", body=f'{{"scan":{{"name":"a","sha256":"{named.sha256}"}}}}')
    day_ago = (NOW - timedelta(days=1, seconds=1)).timestamp()
    for path in (home / "attachments").rglob("*"):
        if path.is_file() and path.name != fresh.sha256:
            os.utime(path, (day_ago, day_ago))
    os.utime(home / "attachments" / fresh.sha256[:2] / fresh.sha256, (NOW.timestamp(), NOW.timestamp()))
    assert sweep(NOW) == 2
    assert [is_kept(file.sha256) for file in (named, orphan, fresh)] == [True, False, True]
    assert sweep(NOW) == 0
