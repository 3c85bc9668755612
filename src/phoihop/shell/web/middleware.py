"""Sets `request.frame`: made only when a template asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from phoihop.shell.web.frame import frame_of
from phoihop.ui.frame import FrameData


class FramedRequest(HttpRequest):
    """A request behind FrameMiddleware."""

    frame: FrameData


class FrameMiddleware:
    """Behind ActorMiddleware: navigation, day and user around the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put the frame on the request."""
        lazy = SimpleLazyObject(lambda: frame_of(request))
        cast("FramedRequest", request).frame = cast("FrameData", lazy)
        return self._get_response(request)
