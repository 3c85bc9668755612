"""An office whose ports are plugged in, and clients that are logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from phoihop.access import ports
from phoihop.access.api import AccessPorts, Role, create_account
from phoihop.kernel.refusal_catalogue import load_catalogue
from phoihop.ui import refusals
from tests.access.office import LEDGERS, PASSWORD, Office, person
from tests.access.pages import Pages

# Static files need a folder of the installation; the frame belongs to a room above.
LEFT_OUT = {"whitenoise.middleware.WhiteNoiseMiddleware", "phoihop.shell.web.middleware.FrameMiddleware"}
Visitor = Callable[..., Client]


@pytest.fixture
def office(project_root: Path) -> Iterator[Office]:
    """Ports of access, restored afterwards."""
    before, words = list(ports._plugged), list(refusals._plugged)
    office = Office()
    ports.plug(AccessPorts(source=office, names=office, ledgers=LEDGERS.get, clock=office.clock))
    refusals.plug(load_catalogue(project_root / "content" / "refusals"))
    yield office
    ports._plugged[:], refusals._plugged[:] = before, words


@pytest.fixture
def site(settings: Settings, office: Office) -> Office:
    """The pages of access and of a room that uses it, without the frame of the shell."""
    settings.ROOT_URLCONF = Pages
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in LEFT_OUT]
    return office


@pytest.fixture
def account(site: Office) -> Callable[..., str]:
    """Make the account of the person with a number."""

    def make(number: int = 1, login: str = "lan.nguyen", *, must_change_password: bool = False) -> str:
        create_account(
            login,
            person=person(number),
            password=PASSWORD,
            must_change_password=must_change_password,
        )
        return login

    return make


@pytest.fixture
def visitor(site: Office, account: Callable[..., str]) -> Visitor:
    """A client that has logged in, through the login page, as somebody in these roles."""

    def enter(*roles: Role, number: int = 1, login: str = "lan.nguyen", body: str = "M-QK3-CT") -> Client:
        for role in roles:
            site.appoint(number, role, body=body)
        account(number, login)
        client = Client()
        answer = client.post("/dang-nhap/", {"login": login, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return enter
