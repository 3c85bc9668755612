"""A programme is laid before who signs it, comes back, or is issued with number, day, signer and scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import Ability, ActorRequest, actor_required, note_read, roles_with, today
from phoihop.access.domain.types import Role
from phoihop.kernel.decision import Refused
from phoihop.kernel.ids import subject
from phoihop.ledger.api import Outcome, Recorded
from phoihop.ledger.attachments import put
from phoihop.programme.commands import issue_programme, return_to_draft, send_for_signature
from phoihop.programme.domain.types import AttachmentStated, ProgrammeView, Stage
from phoihop.programme.web.forms_lifecycle import IssueForm, ReturnForm, SignerForm
from phoihop.programme.web.lifecycle import owns
from phoihop.programme.web.opening import eyebrow_of, programme_or_404
from phoihop.registry import api as registry

HANDLERS: Final = roles_with(Ability.ENTER) | roles_with(Ability.DECIDE)
NOT_ACCEPTED: Final = 422


@actor_required(roles=HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: ActorRequest, programme: str) -> HttpResponse:
    """Lay the draft before who is to sign it."""
    found = _own(request, programme, {Stage.DRAFT, Stage.CONSULTING})
    form = SignerForm(_data(request), people=_leaders(found.body))
    if request.method == "POST" and form.is_valid():
        outcome = send_for_signature(request.actor, form.signer_named(), programme=programme)
        return _done(request, found, form, outcome, gettext("Đã ghi việc trình ký vào Nhật ký hồ sơ."))
    return _page(request, found, form, "programme/sign.html")


@actor_required(roles=HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: ActorRequest, programme: str) -> HttpResponse:
    """Return a programme to its drafter, with the reason."""
    found = _own(request, programme, {Stage.CONSULTING, Stage.SIGNING})
    form = ReturnForm(_data(request))
    if request.method == "POST" and form.is_valid():
        outcome = return_to_draft(request.actor, programme=programme, reason=form.cleaned_data["reason"])
        return _done(request, found, form, outcome, gettext("Đã trả lại dự thảo."))
    return _page(request, found, form, "programme/return.html")


@actor_required(roles=HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: ActorRequest, programme: str) -> HttpResponse:
    """Record that the programme was signed, numbered and issued."""
    found = _own(request, programme, {Stage.SIGNING})
    form = IssueForm(
        _data(request),
        people=_leaders(found.body),
        files=request.FILES if request.method == "POST" else None,
        initial=_proposed(found),
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, "programme/issue.html")
    scan = _kept(form)
    if isinstance(scan, Refused):
        return _page(request, found, form, "programme/issue.html", refused=scan)
    outcome = issue_programme(request.actor, form.issuing(scan), programme=programme)
    return _done(request, found, form, outcome, gettext("Đã ban hành; các cơ quan thấy phần việc của mình."))


def _own(request: ActorRequest, programme: str, stages: set[Stage]) -> ProgrammeView:
    found = programme_or_404(programme, request.actor)
    if not owns(request.actor, found) or found.stage not in stages:
        raise Http404
    return found


def _data(request: ActorRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _leaders(body: str) -> Mapping[str, tuple[str, str]]:
    """Who holds a leading post of the body today: name and title by person."""
    on = today()
    return {
        tenure.person: (tenure.person_name, post.title)
        for post in registry.posts_of(body)
        if post.role is Role.LEADER
        for tenure in post.holders
        if tenure.period.contains(on)
    }


def _proposed(found: ProgrammeView) -> Mapping[str, object]:
    """The signer that the programme was laid before."""
    asked = found.signing
    if asked is None:
        return {"day": today()}
    named = {"person": asked.person} if asked.person else {}
    typed = {} if asked.person else {"signer": asked.signer, "signer_title": asked.signer_title}
    return {"day": today(), **named, **typed}


def _kept(form: IssueForm) -> AttachmentStated | Refused | None:
    """The scan, kept by its content before the act that names it."""
    file = form.scanned
    if file is None:
        return None
    kept = put(file.read(), name=file.name or "")
    if isinstance(kept, Refused):
        return kept
    return AttachmentStated(kept.sha256, kept.name, kept.size)


def _done(
    request: ActorRequest,
    found: ProgrammeView,
    form: SignerForm | ReturnForm,
    outcome: Outcome,
    words: str,
) -> HttpResponse:
    if isinstance(outcome, Recorded):
        messages.success(request, words)
        return redirect("programme:programme", found.id)
    templates = {IssueForm: "issue", ReturnForm: "return", SignerForm: "sign"}
    return _page(request, found, form, f"programme/{templates[type(form)]}.html", refused=outcome)


def _page(
    request: ActorRequest,
    found: ProgrammeView,
    form: SignerForm | ReturnForm,
    template: str,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    if request.method != "POST":
        note_read(request, "programme.signing", subject("programme", found.id))
    context = {
        "programme": found,
        "eyebrow": eyebrow_of(found),
        "form": form,
        "refusals": refused.refusals if refused is not None else (),
    }
    status = NOT_ACCEPTED if form.errors or refused is not None else 200
    return render(request, template, context, status=status)
