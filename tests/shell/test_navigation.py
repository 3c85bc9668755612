from __future__ import annotations

import pytest
from pytest_django import Settings

from phoihop.access.domain.types import Role
from phoihop.shell.web.navigation import navigation
from tests.access.office import actor
from tests.shell.pages import Pages

READING = ["Hôm nay", "Chương trình", "Tổ chức", "Văn bản chỉ đạo", "Nhật ký hồ sơ"]
ENTERING = ["Hôm nay", "Nhập văn bản", "Chương trình", "Tổ chức", "Văn bản chỉ đạo", "Nhật ký hồ sơ"]
SHOWN = {
    Role.OFFICER: ENTERING,
    Role.CLERK: ENTERING,
    Role.LEADER: READING,
    Role.INSPECTOR: [*READING, "Nhật ký đọc"],
    Role.OPERATOR: ["Máy chủ"],
}


@pytest.fixture(autouse=True)
def _addresses(settings: Settings):
    settings.ROOT_URLCONF = Pages


@pytest.mark.parametrize(("role", "labels"), SHOWN.items(), ids=[role.value for role in SHOWN])
def test_the_navigation_shows_what_the_role_may_open(role: Role, labels: list[str]):
    assert [item.label for item in navigation(actor(role), room="")] == labels


@pytest.mark.parametrize("room", ["shell", "intake", "programme", "registry", "norms", "ledger"])
def test_one_entry_is_the_present_one(room: str):
    current = [item for item in navigation(actor(Role.OFFICER), room=room) if item.current]
    assert [item.url.strip("/") or "shell" for item in current] == [room]
