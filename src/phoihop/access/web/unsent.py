"""What is being typed, kept on the server: saved by the page itself, dropped by a button."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from phoihop.access.domain.types import Role
from phoihop.access.gate import actor_required
from phoihop.access.models import Account
from phoihop.access.standing import ActorRequest
from phoihop.access.unsent import PAGE, forget_typed, keep_typed, own_page

KEPT, NOT_KEPT = 204, 422


@actor_required(roles=frozenset(Role))
@require_POST
def keep(request: ActorRequest) -> HttpResponse:
    """Keep what stands in the form of the page named in the address; it answers the script of the form."""
    page = own_page(request.GET.get(PAGE, ""))
    kept = page is not None and keep_typed(cast("Account", request.user), page, request.POST)
    return HttpResponse(status=KEPT if kept else NOT_KEPT)


@actor_required(roles=frozenset(Role))
@require_POST
def drop(request: ActorRequest) -> HttpResponse:
    """Drop what was kept and show the page afresh."""
    page = own_page(request.GET.get(PAGE, "")) or "/"
    forget_typed(cast("Account", request.user), page)
    return redirect(page)
