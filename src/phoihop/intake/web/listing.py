"""The texts of the agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with
from phoihop.intake.domain.types import DraftView, TextRow
from phoihop.intake.permissions import may_enter
from phoihop.intake.queries.drafts import drafts_of
from phoihop.intake.queries.texts import texts
from phoihop.intake.web.words import HOW
from phoihop.kernel.ids import is_ulid
from phoihop.programme import api as programme
from phoihop.programme.domain.types import ProgrammeView
from phoihop.registry import api as registry

ROWS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A text in the list with what became of it."""

    text: TextRow
    title: str
    person: str
    source: str
    draft: DraftView | None
    tasks: int
    programme: ProgrammeView | None


@actor_required(roles=roles_with(Ability.READ))
@require_safe
def index(request: ActorRequest) -> HttpResponse:
    """All texts of the agency, the latest first."""
    after = request.GET.get("after", "")
    found, following = texts(request.actor.acts_for, after=after if is_ulid(after) else "", limit=ROWS)
    ids = [row.id for row in found]
    drafts, drawn_up = drafts_of(ids), programme.programmes_from(ids)
    names = registry.Names().names(sorted({row.person for row in found}))
    note_read(request, "intake.index")
    context = {
        "rows": [_row(row, drafts.get(row.id), drawn_up.get(row.id, ()), names) for row in found],
        "after": following,
        "may_enter": may_enter(request.actor) is None,
    }
    return render(request, "intake/index.html", context)


def _row(
    text: TextRow, draft: DraftView | None, drawn_up: tuple[ProgrammeView, ...], names: Mapping[str, str]
) -> Row:
    return Row(
        text=text,
        title=(draft.content.title if draft is not None else "") or text.opening,
        person=names.get(text.person, ""),
        source=text.file_name or str(HOW[text.how]),
        draft=draft,
        tasks=len(draft.content.kept) if draft is not None else 0,
        programme=drawn_up[0] if drawn_up else None,
    )
