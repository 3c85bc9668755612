"""Pages: the list and one instrument, each for one day and for who may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with
from phoihop.kernel.dates import show_date
from phoihop.kernel.ids import subject
from phoihop.norms import api
from phoihop.norms.domain.types import Catalogue, InstrumentView, Knowledge, Relation, Unread
from phoihop.norms.web.day import AsOf, as_of
from phoihop.norms.web.forms import InstrumentFilter
from phoihop.norms.web.words import (
    ARRIVING,
    KNOWLEDGE,
    LEADING,
    UNREAD,
    change_words,
    force_note,
    force_sign,
    issued_words,
    knowledge,
)
from phoihop.ui.parts import Fact

PAGE: Final = 50
MOST_DIGITS: Final = 6
READERS: Final = roles_with(Ability.READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An instrument in a list. `mark`: nothing beside one that was read in the text itself."""

    instrument: InstrumentView
    url: str
    issued: str
    force: SafeString
    mark: SafeString


@dataclass(frozen=True, slots=True)
class Group:
    """Instruments that stand in one relation to the one shown."""

    title: str
    rows: tuple[Row, ...]


@actor_required(roles=READERS)
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """The instruments, filtered, with their force on the day."""
    at, known = as_of(request), api.catalogue()
    form = InstrumentFilter(request.GET, catalogue=known)
    typed = request.GET.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 0
    page = api.listed(known, form.wanted(), on=at.day, after=after, limit=PAGE)
    note_read(request, "norms.index")
    context = {
        "form": form,
        "rows": [_row(instrument, at) for instrument in page.instruments],
        "page": page,
        "edition": api.edition(),
    }
    return render(request, "norms/index.html", context)


@actor_required(roles=READERS)
@require_safe
def instrument(request: ActorRequest, id_: str) -> HttpResponse:
    """One instrument: what is known of it, what replaced it, others with the same number."""
    at, known = as_of(request), api.catalogue()
    by_id = {other.id: other for other in known.instruments}
    found = by_id.get(id_)
    if found is None:
        raise Http404
    about = subject("instrument", id_)
    note_read(request, "norms.instrument", about)
    context = {
        "instrument": found,
        "facts": _facts(found, at.day),
        "groups": _groups(found, known, at),
        "namesakes": [_row(other, at) for other in api.namesakes(known, found)],
        "index_url": at.index_url(),
        "ledger_url": f"{reverse('ledger:acts')}?{urlencode({'subject': about})}",
    }
    return render(request, "norms/instrument.html", context)


def _row(found: InstrumentView, at: AsOf, mark: SafeString | None = None) -> Row:
    return Row(
        instrument=found,
        url=at.url(found.id),
        issued=issued_words(found),
        force=force_sign(found, at.day),
        mark=knowledge(found.state) if mark is None else mark,
    )


def _facts(found: InstrumentView, on: date) -> tuple[Fact, ...]:
    """Only what is known, or said to be not known."""
    unread = ", ".join(str(UNREAD[field]) for field in found.to_confirm)
    in_force = Fact(
        term=gettext("Hiệu lực ngày %(day)s") % {"day": show_date(on)},
        value=force_sign(found, on),
        note=force_note(found, on),
    )
    rows = (
        (gettext("Cơ quan ban hành"), found.issuer or gettext("chưa rõ"), Unread.ISSUER),
        (gettext("Ngày ban hành"), issued_words(found), Unread.DATE),
        (gettext("Trích yếu"), found.title or gettext("chưa rõ"), Unread.TITLE),
        (gettext("Có hiệu lực từ"), change_words(found.begins), Unread.BEGINS),
        (gettext("Hết hiệu lực từ"), change_words(found.ends), Unread.ENDS),
        (gettext("Mức độ đối chiếu"), str(KNOWLEDGE[found.state]), None),
        (gettext("Còn phải xác nhận"), unread, None),
        (gettext("Ghi chú"), found.note, None),
        (
            gettext("Nguồn đã đọc"),
            format_html_join(mark_safe("<br>"), "{}", ((source,) for source in found.sources)),
            None,
        ),
    )
    doubt = str(KNOWLEDGE[Knowledge.TO_CONFIRM])
    said = (
        Fact(term=term, value=value, note=doubt if field in found.to_confirm else "")
        for term, value, field in rows
        if value
    )
    return (in_force, *said)


def _groups(found: InstrumentView, known: Catalogue, at: AsOf) -> tuple[Group, ...]:
    by_id = {other.id: other for other in known.instruments}

    def rows(relations: tuple[Relation, ...]) -> tuple[Row, ...]:
        listed = (relation for relation in relations if relation.instrument in by_id)
        return tuple(_row(by_id[r.instrument], at, knowledge(r.state)) for r in listed)

    sides = ((ARRIVING, found.reverse), (LEADING, found.relations))
    groups = (
        Group(str(title), rows(tuple(r for r in relations if r.kind is kind)))
        for titles, relations in sides
        for kind, title in titles.items()
    )
    return tuple(group for group in groups if group.rows)
