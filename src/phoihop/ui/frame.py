"""What stands around every page, as values.

`ui` knows no context, so navigation, counts, the officer and the day come through the port `Frame`.
Whoever implements it sets `request.frame`; `context.frame` hands it to the templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

AS_OF_PARAMETER: Final = "as_of"

_PROFILES: Final = {
    "networked": ("network", gettext_lazy("Có nối mạng với cơ quan khác")),
    "independent-lan": ("lan", gettext_lazy("Mạng nội bộ độc lập")),
    "offline": ("offline", gettext_lazy("Máy không nối mạng")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One entry of a navigation list; `icon` is an id of `icons.svg`, `count` is shown when not None."""

    label: str
    url: str
    icon: str = "document"
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameData:
    """Everything the base template shows beside the page itself.

    `user_name` empty: nobody is logged in. `as_of` None: today. `as_of_fault`: the typed day that could not
    be read. `search_url`, `logout_url`, `switch_url`, `language_url` empty: the control is not shown.
    """

    nav: tuple[NavItem, ...] = ()
    user_name: str = ""
    post_title: str = ""
    body_name: str = ""
    as_of: date | None = None
    as_of_supported: bool = False
    as_of_fault: str = ""
    profile: str = ""
    version: str = ""
    node_name: str = ""
    home_url: str = "/"
    search_url: str = ""
    logout_url: str = ""
    switch_url: str = ""
    language_url: str = ""
    account: tuple[NavItem, ...] = ()

    @property
    def here(self) -> str:
        """Label of the current entry of the navigation, empty when none is."""
        return next((item.label for item in self.nav if item.current), "")

    @property
    def profile_label(self) -> str:
        """The node profile in words; an unknown profile is shown as written in `node.toml`."""
        known = _PROFILES.get(self.profile)
        return str(known[1]) if known else self.profile

    @property
    def profile_icon(self) -> str:
        """Icon of the node profile."""
        known = _PROFILES.get(self.profile)
        return known[0] if known else "info"


class Frame(Protocol):
    """Port: says what stands around the page for this request."""

    def __call__(self, request: HttpRequest, /) -> FrameData: ...
