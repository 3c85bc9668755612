"""The parts of a Word or Excel file (ZIP with XML inside), opened within bounds.

A few kilobytes can hold gigabytes of zeros, so what a part unpacks to is counted while it is unpacked: the
sizes that the archive states about itself prove nothing.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from lxml import etree

from phoihop.reading.formats.extracted import CannotRead

MOST_PARTS = 5_000
MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts that are opened. A plan of 150 pages has some 3 MB of XML."""
_CHUNK = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


class Archive:
    """An opened file. `parts`: the names in it; reading more than MOST_UNPACKED bytes is refused."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self._left = MOST_UNPACKED
        if len(opened.infolist()) > MOST_PARTS:
            raise CannotRead("reading.bomb", megabytes=MOST_UNPACKED // 1024 // 1024)
        self.parts = frozenset(opened.namelist())

    def read(self, part: str) -> bytes:
        """The bytes of a part, b"" when there is none. Raises CannotRead."""
        if part not in self.parts:
            return b""
        try:
            with self._zip.open(part) as stream:
                return b"".join(self._chunks(stream))
        except _BROKEN as fault:
            raise CannotRead("reading.damaged") from fault

    def _chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        while chunk := stream.read(_CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise CannotRead("reading.bomb", megabytes=MOST_UNPACKED // 1024 // 1024)
            yield chunk

    def xml(self, part: str) -> etree._Element | None:
        """The root of an XML part, None when there is none. Raises CannotRead."""
        data = self.read(part)
        return parsed(data) if data else None

    def named(self, start: str, end: str = ".xml") -> list[str]:
        """The names of parts that begin and end so, sorted."""
        return sorted(name for name in self.parts if name.startswith(start) and name.endswith(end))


@contextmanager
def opened(data: bytes) -> Iterator[Archive]:
    """The archive in these bytes. Raises CannotRead when it is none, is locked or has too many parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Archive(archive)
    except _BROKEN as fault:
        raise CannotRead("reading.damaged") from fault


def parsed(data: bytes) -> etree._Element:
    """The root of an XML document: no entities, no DTD, no network. Raises CannotRead.

    OOXML forbids a document type, so a part with one was not made by an office program.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise CannotRead("reading.damaged") from fault
    if root.getroottree().docinfo.doctype:
        raise CannotRead("reading.damaged")
    return root
