"""The pages of the shell with an office and a desk behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from phoihop.shell import api
from phoihop.shell.api import ShellPorts
from tests.access.office import Office, logged_in, plugged
from tests.shell.desk import Desk
from tests.shell.pages import Pages


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Ports of the shell, restored afterwards."""
    before = list(api._plugged)
    desk = Desk()
    api.plug(
        ShellPorts(
            today=desk, machine=desk, node_name="Máy chủ thử", profile="independent-lan", version="0.1.0"
        )
    )
    yield desk
    api._plugged[:] = before


@pytest.fixture
def office(settings: Settings, desk: Desk, project_root: Path) -> Iterator[Office]:
    """Ports of access and the addresses of the shell."""
    settings.ROOT_URLCONF = Pages
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    office = Office()
    with plugged(office, project_root):
        yield office


@pytest.fixture
def visitor(office: Office) -> Callable[..., Client]:
    """A client that has logged in as somebody in these roles."""
    return partial(logged_in, office)
