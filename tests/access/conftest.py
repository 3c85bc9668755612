"""An office whose ports are plugged in, and clients that are logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.access.office import Office, logged_in, open_account, plugged
from tests.access.pages import Pages

# Static files need a folder of the installation; the frame belongs to a room above.
LEFT_OUT = {"whitenoise.middleware.WhiteNoiseMiddleware", "phoihop.shell.web.middleware.FrameMiddleware"}


@pytest.fixture
def office(project_root: Path) -> Iterator[Office]:
    """Ports of access, restored afterwards."""
    office = Office()
    with plugged(office, project_root):
        yield office


@pytest.fixture
def site(settings: Settings, office: Office) -> Office:
    """The pages of access and of a room that uses it, without the frame of the shell."""
    settings.ROOT_URLCONF = Pages
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in LEFT_OUT]
    return office


@pytest.fixture
def account(site: Office) -> Callable[..., str]:
    """Make the account of the person with a number."""
    return open_account


@pytest.fixture
def visitor(site: Office) -> Callable[..., Client]:
    """A client that has logged in, through the login page, as somebody in these roles."""
    return partial(logged_in, site)
