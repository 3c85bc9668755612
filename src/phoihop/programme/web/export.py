"""A programme taken away: the table as it is filtered, the annex, the last days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, now, roles_with
from phoihop.kernel.ids import subject
from phoihop.kernel.text import fold
from phoihop.programme.exports.annex import annex
from phoihop.programme.exports.contents import Contents
from phoihop.programme.exports.deadlines import calendar
from phoihop.programme.exports.workbook import workbook
from phoihop.programme.queries.tasks import tasks_of
from phoihop.programme.web.bodies import in_protocol_order
from phoihop.programme.web.contents import contents_of
from phoihop.programme.web.day import as_of
from phoihop.programme.web.listing import wanted_in
from phoihop.programme.web.matrix import bodies_of
from phoihop.programme.web.opening import programme_or_404

LONGEST_NAME: Final = 60


SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `most`: so many tasks fit into one that can still be opened with pleasure."""

    name: str
    type: str
    made: Callable[[Contents], bytes]
    most: int


KINDS: Final[Mapping[str, Kind]] = {
    "nhiem-vu.xlsx": Kind(
        "nhiem-vu.xlsx",
        SHEET_TYPE,
        workbook,
        2_000,
    ),
    "phu-luc.docx": Kind(
        "phu-luc.docx",
        WORD_TYPE,
        annex,
        1_000,
    ),
    "thoi-han.ics": Kind("thoi-han.ics", "text/calendar; charset=utf-8", calendar, 2_000),
}


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def export(request: ActorRequest, programme: str, file: str) -> HttpResponse:
    """A file of the programme, for the day and with the filters in the address."""
    kind = KINDS.get(file)
    if kind is None:
        raise Http404
    found = programme_or_404(programme, request.actor)
    at, wanted = as_of(request), wanted_in(request.GET, request.actor)
    page = tasks_of(programme, wanted, on=at.day, after=None, limit=kind.most)
    bodies = in_protocol_order({found.body, *bodies_of(page.tasks)}, on=at.day)
    contents = contents_of(found, page, bodies, wanted=wanted, on=at.day, made_at=now())
    note_read(request, "programme.export", subject("programme", programme))
    return sent(kind.made(contents), type_=kind.type, name=file_name(found.title, file))


def file_name(title: str, file: str) -> str:
    """A name that every file system takes: "chuong-trinh-phoi-hop-nam-2018-phu-luc.docx"."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(title))
    return f"{'-'.join(words.split())[:LONGEST_NAME].rstrip('-')}-{file}".lstrip("-")


def sent(data: bytes, *, type_: str, name: str) -> HttpResponse:
    """A file to be kept, never shown inside the page."""
    answer = HttpResponse(data, content_type=type_)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
