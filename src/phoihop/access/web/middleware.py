"""Sets `request.actor` and refuses views that do not say who may open them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from phoihop.access.gate import declared, works_with_content
from phoihop.access.session import end_when_over, over_account
from phoihop.access.standing import ArrivingRequest, read_standing
from phoihop.access.unsent import form_place, keep_typed


class ActorMiddleware:
    """Behind sessions and authentication: who acts in this request, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for the standing once per request; pages of a session are kept by no cache."""
        arriving = cast("ArrivingRequest", request)
        if request.user.is_authenticated:
            end_when_over(request)
        arriving.standing = read_standing(request)
        arriving.actor = arriving.standing.actor if arriving.standing else None
        response = self._get_response(request)
        if arriving.standing is not None:
            # OWASP ASVS 5.0, 14.3.2: after logout the back button shows nothing.
            patch_cache_control(response, no_store=True, private=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> None:
        """Fail closed: ImproperlyConfigured (a 500) for a view without `actor_required` or `public`.

        What was typed into a form whose session is over is kept for its writer; CSRF was checked before this.
        """
        if not declared(view):
            name = getattr(view, "__qualname__", type(view).__name__)
            raise ImproperlyConfigured(f"{view.__module__}.{name}: add actor_required or public (access.api)")
        if request.method == "POST" and not request.user.is_authenticated and works_with_content(view):
            cast("ArrivingRequest", request).kept = _kept(request)


def _kept(request: HttpRequest) -> bool:
    account, place = over_account(request), form_place(request)
    return account is not None and place is not None and keep_typed(account, place, request.POST)
