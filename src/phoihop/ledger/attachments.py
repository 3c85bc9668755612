"""Attachments: files kept by their content beside the database, named by acts (HOME/attachments/ab/<sha256>).

A file is written and fsynced before the act that names it commits; what no act names is swept a day later,
and so is what a redacted act named. Every file is checked by its signature, not by its name.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from phoihop.kernel.decision import Refused, refuse
from phoihop.kernel.text import collapse, nfc
from phoihop.ledger.models import VaultEntry
from phoihop.reading.api import refuse_secret

MOST_BYTES: Final = 20 * 1024 * 1024
KEPT_ORPHAN: Final = timedelta(days=1)
LONGEST_NAME: Final = 120
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_NAMED: Final = re.compile(r'"sha256":"([0-9a-f]{64})"')
_SIGNATURES: Final = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
}
_PARTS: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MEDIA: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
}
"""The kinds that are taken, with what a browser is told."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is kept; `size` in bytes."""

    sha256: str
    name: str
    size: int


def put(data: bytes, *, name: str) -> Attachment | Refused:
    """Keep a file; the same bytes are kept once. On the disk when it returns.

    Refused: `ledger.attachment_empty`, `ledger.attachment_too_large`, `ledger.attachment_kind`,
    `reading.secret` (a mark of secrecy in the name, or in a text).
    """
    if not data:
        return refuse("ledger.attachment_empty")
    if len(data) > MOST_BYTES:
        return refuse("ledger.attachment_too_large", megabytes=MOST_BYTES // 1024**2)
    kind = kind_of(data)
    if kind is None:
        return refuse("ledger.attachment_kind")
    secret = refuse_secret(data.decode() if kind == "txt" else "", name)
    if isinstance(secret, Refused):
        return secret
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_kept(sha256):
        _write(_path(sha256), data)
    return Attachment(sha256, _clean_name(name, kind), len(data))


def kind_of(data: bytes) -> str | None:
    """What the file is by its own signature; None for what is not taken."""
    for kind, beginnings in _SIGNATURES.items():
        if data.startswith(beginnings):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _office_kind(data)
    return "txt" if _is_text(data) else None


def _office_kind(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            inside = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    return next((kind for kind, part in _PARTS.items() if part in inside), None)


def _is_text(data: bytes) -> bool:
    try:
        words = data.decode()
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\r\n\t\ufeff" for sign in words)


def _clean_name(name: str, kind: str) -> str:
    """The name without folders, control characters and false endings: it is shown and sent back."""
    last = re.split(r"[/\\]", nfc(name))[-1]
    stem = collapse("".join(sign for sign in last if sign.isprintable()))
    if stem.lower().endswith((f".{kind}", ".jpeg" if kind == "jpg" else f".{kind}")):
        stem = stem[: stem.rindex(".")]
    return f"{stem[:LONGEST_NAME].strip('. ') or 'tep'}.{kind}"


def open_attachment(sha256: str) -> BinaryIO:
    """The file, to be closed by the caller. FileNotFoundError when it is not kept here."""
    if not _HASH.fullmatch(sha256):
        raise FileNotFoundError(sha256)
    return _path(sha256).open("rb")


def is_kept(sha256: str) -> bool:
    """Whether the file is here."""
    return _HASH.fullmatch(sha256) is not None and _path(sha256).is_file()


def media_of(name: str) -> str:
    """What a browser is told of a kept file; its name carries the kind that was checked."""
    return MEDIA.get(name.rpartition(".")[2], "application/octet-stream")


def sweep(now: datetime) -> int:
    """Remove the files older than a day that no act names (any more): how many. Reads every act's content."""
    old = [path for path in _files() if now.timestamp() - path.stat().st_mtime > KEPT_ORPHAN.total_seconds()]
    if not old:
        return 0
    named = _named_in_acts()
    orphans = [path for path in old if path.name not in named]
    for path in orphans:
        path.unlink()
    return len(orphans)


def _named_in_acts() -> set[str]:
    contents = VaultEntry.objects.filter(body__contains='"sha256":"').values_list("body", flat=True)
    return {sha256 for body in contents.iterator() for sha256 in _NAMED.findall(body or "")}


def _folder() -> Path:
    return Path(settings.HOME) / "attachments"


def _path(sha256: str) -> Path:
    return _folder() / sha256[:2] / sha256


def _files() -> Iterator[Path]:
    """Kept files, and what a broken write left behind."""
    return (path for path in _folder().glob("??/*") if path.is_file())


def _write(path: Path, data: bytes) -> None:
    """Written whole or not at all, on the disk when it returns."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
