"""Which files the acts of a programme name: only these may be taken away from its pages."""

from __future__ import annotations

from typing import Final

import msgspec

from phoihop.programme.domain.types import AttachmentStated, ProgrammeView
from phoihop.programme.models import Progress, Standing

_ATTACHMENTS: Final = msgspec.json.Decoder(tuple[AttachmentStated, ...])


def named_file(programme: ProgrammeView, sha256: str) -> AttachmentStated | None:
    """The file as the programme or a report on one of its tasks names it. At most one query."""
    scan = programme.issued.scan if programme.issued is not None else None
    if scan is not None and scan.sha256 == sha256:
        return scan
    tasks = Standing.objects.filter(programme=programme.id).values("task")
    stated = Progress.objects.filter(task__in=tasks, attachments__contains=sha256)
    for text in stated.values_list("attachments", flat=True):
        for file in _ATTACHMENTS.decode(text):
            if file.sha256 == sha256:
                return file
    return None
