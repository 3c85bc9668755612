"""Context processor of the node: every template sees `frame`."""

from __future__ import annotations

from django.http import HttpRequest

from phoihop.ui.frame import FrameData


def frame(request: HttpRequest) -> dict[str, FrameData]:
    """`frame` as set on the request by the node, or an empty one (login, error pages)."""
    return {"frame": getattr(request, "frame", None) or FrameData()}
