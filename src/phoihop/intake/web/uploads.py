"""Uploads stay in memory: a file that turns out to be secret has never been on a disk."""

from __future__ import annotations

import io
from typing import Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from phoihop.reading.api import MAX_BYTES


class BoundedMemoryUpload(FileUploadHandler):
    """Keeps a file in memory, one byte more than the most that is taken, so that it is refused as too large.

    For the setting FILE_UPLOAD_HANDLERS, in the place of Django's own, which write large files to a folder.
    """

    kept_at_most: Final = MAX_BYTES + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what is still wanted; the rest of the file passes by."""
        if start == 0:
            self._kept = bytearray()
        self._kept += raw_data[: max(0, self.kept_at_most - len(self._kept))]

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file as far as it was kept."""
        data = bytes(self._kept) if file_size else b""
        return InMemoryUploadedFile(
            io.BytesIO(data),
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            len(data),
            self.charset,
            self.content_type_extra,
        )
