"""Sets `request.frame`, made only when a template asks for it; gives a refused method its page."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from phoihop.shell.web.errors import method_not_allowed
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
        """Put the frame on the request; an empty 405 becomes a page that says what to do."""
        lazy = SimpleLazyObject(lambda: frame_of(request))
        cast("FramedRequest", request).frame = cast("FrameData", lazy)
        answer = self._get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return method_not_allowed(request, answer)
        return answer
