"""The navigation: which entry exists, where it leads, and which ability it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from phoihop.access.api import Ability, Actor, may
from phoihop.ui.frame import NavItem


@dataclass(frozen=True, slots=True)
class Place:
    """One entry. `view` is the name of its first page; every page of the same room belongs to the entry."""

    label: Promise
    view: str
    icon: str
    ability: Ability

    @property
    def room(self) -> str:
        """The room (URL namespace) that the entry leads to."""
        return self.view.partition(":")[0]


PLACES: Final = (
    Place(gettext_lazy("Hôm nay"), "shell:home", "home", Ability.READ),
    Place(gettext_lazy("Máy chủ"), "shell:home", "home", Ability.RUN_MACHINE),
    Place(gettext_lazy("Nhập văn bản"), "intake:index", "intake", Ability.ENTER),
    Place(gettext_lazy("Chương trình"), "programme:index", "programme", Ability.READ),
    Place(gettext_lazy("Tổ chức"), "registry:index", "organisation", Ability.READ),
    Place(gettext_lazy("Văn bản chỉ đạo"), "norms:index", "norms", Ability.READ),
    Place(gettext_lazy("Nhật ký hồ sơ"), "ledger:acts", "ledger", Ability.READ),
    Place(gettext_lazy("Nhật ký đọc"), "access:read-log", "person", Ability.READ_LOG),
)


def navigation(actor: Actor, *, room: str) -> tuple[NavItem, ...]:
    """The entries that the actor may open; `room` is the one the present page belongs to."""
    return tuple(
        NavItem(label=str(place.label), url=reverse(place.view), icon=place.icon, current=place.room == room)
        for place in PLACES
        if may(actor, place.ability) is None
    )
