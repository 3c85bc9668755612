"""Sets `request.actor` and refuses views that do not say who may open them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from phoihop.access.gate import declared
from phoihop.access.session import end_when_too_old
from phoihop.access.standing import ArrivingRequest, read_standing


class ActorMiddleware:
    """Behind sessions and authentication: who acts in this request, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for the standing once per request; pages of a session are kept by no cache."""
        if request.user.is_authenticated:
            end_when_too_old(request)
        arriving = cast("ArrivingRequest", request)
        arriving.standing = read_standing(request)
        arriving.actor = arriving.standing.actor if arriving.standing else None
        response = self._get_response(request)
        if arriving.standing is not None:
            # OWASP ASVS 5.0, 14.3.2: after logout the back button shows nothing.
            patch_cache_control(response, no_store=True, private=True)
        return response

    def process_view(
        self, _request: HttpRequest, view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> None:
        """Fail closed: ImproperlyConfigured (a 500) for a view without `actor_required` or `public`."""
        if not declared(view):
            name = getattr(view, "__qualname__", type(view).__name__)
            raise ImproperlyConfigured(f"{view.__module__}.{name}: add actor_required or public (access.api)")
