"""A QR code as SVG: one path, no script, no style."""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from phoihop.access.domain.qr import qr_modules

QUIET: Final = 4
"""The light margin that readers need, in modules (ISO/IEC 18004, section 6.3.8)."""


def qr_picture(text: str) -> SafeString:
    """The picture; dark on light in every colour scheme, because readers expect it so."""
    modules = qr_modules(text)
    side = len(modules) + 2 * QUIET
    steps = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(modules)
        for x, dark in enumerate(row)
        if dark
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#fff"/><path d="{2}" fill="#000"/></svg>',
        side,
        gettext("Mã QR để quét bằng ứng dụng xác thực"),
        steps,
    )
