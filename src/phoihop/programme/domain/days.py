"""Days as acts state them."""

from __future__ import annotations

from datetime import date


def day(iso: str | None) -> date | None:
    """An ISO day; None for what is none: an act of another agency must not stop an import or a page."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
