"""The page on which a text is handed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from phoihop.access.api import Ability, ActorRequest, actor_required, roles_with
from phoihop.intake.commands import receive_text
from phoihop.intake.web.forms import ReceiveForm
from phoihop.intake.web.opening import NOT_ACCEPTED
from phoihop.intake.web.secrecy import secrets_typed
from phoihop.kernel.decision import Refusal, Refused
from phoihop.ledger.api import new_id

# What was handed in is here already: the answer is the page of that text.
HERE = {"intake.already_received", "intake.same_text"}


@actor_required(roles=roles_with(Ability.ENTER))
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Hand a text in."""
    if request.method != "POST":
        return _page(request, _blank())
    secrets = secrets_typed(request)
    if secrets:
        return _page(request, _blank(), secrets)
    form = ReceiveForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    if form.both:
        return _page(request, form, (Refusal("intake.text_and_file"),))
    outcome = receive_text(request.actor, form.handed())
    if isinstance(outcome, Refused):
        return _refused(request, form, outcome)
    messages.success(request, gettext("Đã nhập văn bản và ghi vào Nhật ký hồ sơ."))
    return redirect("intake:text", form.cleaned_data["id"])


def _refused(request: ActorRequest, form: ReceiveForm, refused: Refused) -> HttpResponse:
    """The form again with what was pasted. A secret in it was refused before; one in a file is not here."""
    refusal = refused.refusals[0]
    if refusal.code in HERE:
        if refusal.code == "intake.same_text":
            messages.info(request, gettext("Văn bản có cùng nội dung đã được nhập trước đó."))
        return redirect("intake:text", dict(refusal.params)["text"])
    return _page(request, form, refused.refusals)


def _blank() -> ReceiveForm:
    return ReceiveForm(initial={"id": new_id()})


def _page(request: ActorRequest, form: ReceiveForm, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    status = NOT_ACCEPTED if refusals or form.errors else 200
    return render(request, "intake/new.html", {"form": form, "refusals": refusals}, status=status)
