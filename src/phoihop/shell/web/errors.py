"""Error pages: one sentence, one remedy, no detail of the program (OWASP ASVS 5.0, 16.5.1)."""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from phoihop.shell.api import ports
from phoihop.ui.refusals import shown_refusals


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """400."""
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """403."""
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """404."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def method_not_allowed(request: HttpRequest, answer: HttpResponseBase) -> HttpResponse:
    """405, in the place of Django's empty page."""
    page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
    page["Allow"] = answer["Allow"]
    return page


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django's signature
    """500, or 507 where the machine has no room left.

    Asks for nothing: what failed may be the database, the session or the frame.
    """
    fault = sys.exc_info()[1]
    refusal = ports().fault_in_words(fault) if fault is not None else None
    if refusal is not None:
        shown = shown_refusals([refusal], lang="en" if get_language() == "en" else "vi")[0]
        page = render_to_string("507.html", {"refusal": shown})
        return HttpResponse(page, status=HTTPStatus.INSUFFICIENT_STORAGE)
    return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
