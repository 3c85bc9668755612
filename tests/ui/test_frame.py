from __future__ import annotations

import pytest
from django.test import RequestFactory

from phoihop.ui.context import frame
from phoihop.ui.frame import FrameData, NavItem

PROFILES = {
    "networked": ("network", "Có nối mạng với cơ quan khác"),
    "independent-lan": ("lan", "Mạng nội bộ độc lập"),
    "offline": ("offline", "Máy không nối mạng"),
    "something new": ("info", "something new"),
}


@pytest.mark.parametrize(("profile", "shown"), PROFILES.items(), ids=PROFILES.keys())
def test_the_profile_is_said_in_words(profile: str, shown: tuple[str, str]) -> None:
    data = FrameData(profile=profile)
    assert (data.profile_icon, data.profile_label) == shown


def test_templates_see_the_frame_of_the_request() -> None:
    request = RequestFactory().get("/")
    data = FrameData(nav=(NavItem(label="Hôm nay", url="/"),))
    request.frame = data  # type: ignore[attr-defined]  # set by the node's middleware
    assert frame(request) == {"frame": data}


def test_without_a_frame_there_is_an_empty_one() -> None:
    assert frame(RequestFactory().get("/")) == {"frame": FrameData()}
