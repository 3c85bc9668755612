"""Opening a text for a page: it is here, and the actor may see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse

from phoihop.access.api import Actor, ActorRequest, refused_page
from phoihop.intake.domain.types import DraftView, TextView
from phoihop.intake.permissions import may_change, may_read
from phoihop.intake.queries.drafts import draft_of
from phoihop.intake.queries.texts import text_of
from phoihop.kernel.ids import is_ulid
from phoihop.programme import api as programme
from phoihop.programme.domain.types import ProgrammeView

NOT_ACCEPTED = 422
CONFLICT = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A text with its draft and the programme that was drawn up from it, as far as they are there."""

    text: TextView
    draft: DraftView | None
    programme: ProgrammeView | None

    @property
    def id(self) -> str:
        """The id of the text."""
        return self.text.row.id

    def editable(self, actor: Actor) -> bool:
        """Whether the actor may correct the draft now."""
        return self.programme is None and may_change(actor, body=self.text.row.body) is None


def opened(request: ActorRequest, text: str) -> Opened | HttpResponse:
    """The text, or the page that says why not. Http404 when there is none. Three queries."""
    found = text_of(text) if is_ulid(text) else None
    if found is None:
        raise Http404
    refusal = may_read(request.actor, body=found.row.body)
    if refusal is not None:
        return refused_page(request, refusal)
    draft = draft_of(text)
    drawn_up = programme.programme(draft.id) if draft is not None else None
    return Opened(text=found, draft=draft, programme=drawn_up)


def status_of(codes: list[str]) -> int:
    """The HTTP status of a refusal."""
    return CONFLICT if "intake.draft_changed" in codes else NOT_ACCEPTED
