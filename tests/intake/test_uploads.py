"""Files stay in memory, and no more of them than is taken."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from phoihop.intake.web.uploads import BoundedMemoryUpload
from phoihop.kernel.decision import Refused
from phoihop.reading.api import MAX_BYTES, extract


def sent(data: bytes) -> InMemoryUploadedFile:
    """The file as a view gets it."""
    posted = RequestFactory().post("/", {"file": SimpleUploadedFile("bao-cao.txt", data)})
    posted.upload_handlers = [BoundedMemoryUpload(posted)]
    found = posted.FILES["file"]
    assert isinstance(found, InMemoryUploadedFile)
    return found


@pytest.mark.parametrize("data", [b"", b"x", b"b\xe1o" * 70_000], ids=["empty", "one byte", "several chunks"])
def test_a_file_arrives_as_it_was_sent(data: bytes) -> None:
    found = sent(data)
    assert (found.read(), found.name, found.size) == (data, "bao-cao.txt", len(data))


def test_of_a_file_that_is_too_large_only_enough_is_kept_to_say_so() -> None:
    data = sent(b"x" * (MAX_BYTES + 200_000)).read()
    decision = extract(data)
    assert len(data) == MAX_BYTES + 1
    assert isinstance(decision, Refused)
    assert [refusal.code for refusal in decision.refusals] == ["reading.too_large"]
