"""The page of a text: the paper with what was read in it, beside the draft of a programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, refused_page, roles_with
from phoihop.intake.commands import read_draft
from phoihop.intake.domain.plan import open_in
from phoihop.intake.domain.types import DraftView
from phoihop.intake.queries.source import shown, vocabulary
from phoihop.intake.web.forms import CELL_EDGE, QuoteForm
from phoihop.intake.web.measured import measured
from phoihop.intake.web.opening import Opened, opened
from phoihop.intake.web.rows import item_rows, known_in, spans
from phoihop.intake.web.words import DAY_SOURCES, HOW, open_words
from phoihop.kernel.decision import Refusal, Refused
from phoihop.kernel.ids import subject
from phoihop.reading.api import Source, font_of
from phoihop.ui.markup import Span, marked_text

ITEMS: Final = 100
EVIDENCE: Final = "bang-chung"


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def text(request: ActorRequest, text: str) -> HttpResponse:
    """One text with its draft."""
    found = opened(request, text)
    if isinstance(found, HttpResponse):
        return found
    note_read(request, "intake.text", subject("text", text))
    return text_page(request, found)


@actor_required(roles=roles_with(Ability.ENTER))
@require_POST
def read(request: ActorRequest, text: str) -> HttpResponse:
    """Read a draft in a text that has none."""
    found = opened(request, text)
    if isinstance(found, HttpResponse):
        return found
    outcome = read_draft(request.actor, text=text)
    if isinstance(outcome, Refused):
        return refused_page(request, *outcome.refusals)
    return redirect("intake:text", text)


def text_page(
    request: ActorRequest,
    found: Opened,
    *,
    quote: QuoteForm | None = None,
    refusals: tuple[Refusal, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, also as the answer to a change that was refused."""
    source = shown(found.text.content)
    evidence = tuple(_evidence(request, len(found.text.content)))
    draft, marks = (found.draft.content, found.draft.marks) if found.draft else (None, ())
    places = [_placed(span, source) for span in (*spans(draft, marks), *evidence)]
    context = {
        "text": found.text.row,
        "measured": measured(),
        "converted": font_of(found.text.content, vocabulary().fonts) is not None,
        "how": HOW[found.text.row.how],
        "marked": marked_text(source.text.replace("\t", CELL_EDGE), places),
        "draft": found.draft,
        "programme": found.programme,
        "editable": found.editable(request.actor),
        "refusals": refusals,
        **(_draft_words(request, found.draft, quote) if found.draft else {}),
    }
    return render(request, "intake/text.html", context, status=status)


def _placed(span: Span, source: Source) -> Span:
    """The span where it stands in what is shown."""
    start, end = source.shown_span(span.start, span.end)
    return replace(span, start=start, end=end)


def _draft_words(request: HttpRequest, draft: DraftView, quote: QuoteForm | None) -> dict[str, object]:
    content, page = draft.content, _page_number(request)
    items = content.items[(page - 1) * ITEMS : page * ITEMS]
    return {
        "content": content,
        "rows": list(item_rows(content, items, known_in(items, on=content.day))),
        "kept": len(content.kept),
        "open": open_words(open_in(content.items)),
        "day_source": DAY_SOURCES[content.day_source],
        "quote": quote or QuoteForm(initial={"version": draft.version}),
        "next_page": page + 1 if len(content.items) > page * ITEMS else None,
        "later_page": page > 1,
    }


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("trang", "")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < ITEMS else 1


def _evidence(request: HttpRequest, length: int) -> Iterator[Span]:
    """The stretch that another page refers to (`api.evidence_url`)."""
    start, end = request.GET.get("tu", ""), request.GET.get("den", "")
    figures = start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < ITEMS
    if figures and int(start) < int(end) <= length:
        yield Span(start=int(start), end=int(end), layer="task", id=EVIDENCE, active=True)
