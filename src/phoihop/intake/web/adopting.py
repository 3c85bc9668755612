"""The page on which a draft becomes a programme: what will be recorded, what is still open, who decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import (
    Ability,
    Actor,
    ActorRequest,
    actor_required,
    may,
    note_read,
    roles_with,
    today,
)
from phoihop.intake import commands
from phoihop.intake.domain.plan import open_in
from phoihop.intake.domain.types import DraftView
from phoihop.intake.web.forms import HIMSELF, AdoptForm, deciders
from phoihop.intake.web.opening import NOT_ACCEPTED, Opened, opened, status_of
from phoihop.intake.web.secrecy import secrets_typed
from phoihop.intake.web.words import open_words
from phoihop.kernel.decision import Refusal, Refused
from phoihop.kernel.ids import subject
from phoihop.programme import api as programme
from phoihop.registry import api as registry

# The form came twice: it is answered like the first time.
TWICE = {"intake.draft_adopted", "programme.already_adopted"}


@actor_required(roles=roles_with(Ability.ENTER))
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: ActorRequest, text: str) -> HttpResponse:
    """Draw up the programme."""
    found = opened(request, text)
    if isinstance(found, HttpResponse):
        return found
    if found.programme is not None:
        return redirect("programme:programme", found.programme.id)
    if found.draft is None:
        return redirect("intake:text", text)
    if request.method == "POST":
        return _posted(request, found, found.draft)
    note_read(request, "intake.text", subject("text", text))
    return _page(request, found, found.draft, None)


def _posted(request: ActorRequest, found: Opened, draft: DraftView) -> HttpResponse:
    secrets = secrets_typed(request)
    if secrets:
        return _page(request, found, draft, None, secrets)
    form = AdoptForm(request.POST, deciders=_deciders(request.actor))
    if not form.is_valid():
        return _page(request, found, draft, request.POST)
    actor = request.actor
    grounds = programme.Grounds(decided_by=form.decided_by(actor.body), paper=form.paper(actor.body_name))
    version = form.cleaned_data["version"]
    outcome = commands.adopt(actor, text=found.id, version=version, grounds=grounds)
    if not isinstance(outcome, Refused):
        messages.success(request, gettext("Đã lập dự thảo chương trình và ghi vào Nhật ký hồ sơ."))
        return redirect("programme:programme", draft.id)
    if TWICE & {refusal.code for refusal in outcome.refusals}:
        return redirect("programme:programme", draft.id)
    now = opened(request, found.id)
    if isinstance(now, HttpResponse) or now.draft is None:
        return redirect("intake:text", found.id)
    data = request.POST.copy()
    data["version"] = str(now.draft.version)
    return _page(request, now, now.draft, data, outcome.refusals)


def _deciders(actor: Actor) -> dict[str, str]:
    """Posts of the agency; first, for who may decide himself, the one who enters."""
    others = deciders(registry.posts_of(actor.body), on=today())
    others.pop(f"{actor.post} {actor.person}", None)
    if may(actor, Ability.ADOPT) is not None:
        return {"": gettext("Chọn người quyết định"), **others}
    himself = gettext("%(person)s, %(post)s (người nhập)")
    return {HIMSELF: himself % {"person": actor.person_name, "post": actor.post_title}, **others}


def _page(
    request: ActorRequest,
    found: Opened,
    draft: DraftView,
    data: QueryDict | None,
    refusals: tuple[Refusal, ...] = (),
) -> HttpResponse:
    form = AdoptForm(data, deciders=_deciders(request.actor), initial={"version": draft.version})
    context = {
        "text": found.text.row,
        "content": draft.content,
        "kept": len(draft.content.kept),
        "open": open_words(open_in(draft.content.items)),
        "form": form,
        "refusals": refusals,
        "paper_needed": may(request.actor, Ability.ADOPT) is not None,
    }
    status = status_of([refusal.code for refusal in refusals]) if refusals else 200
    return render(
        request, "intake/adopt.html", context, status=NOT_ACCEPTED if form.errors and not refusals else status
    )
