"""A node whose registry ledger is open, with throw-away keys, and clients that are logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from phoihop.access import ports as access_ports
from phoihop.access.api import AccessPorts, create_account
from phoihop.access.domain.types import Role
from phoihop.kernel.refusal_catalogue import load_catalogue
from phoihop.ledger import ports as ledger_ports
from phoihop.norms import api as norms
from phoihop.norms.queries import source
from phoihop.ui import refusals
from tests.access.office import LEDGERS, PASSWORD, Office, person
from tests.norms.catalogues import CONTENT
from tests.norms.node import LEDGER, Node, plug_node
from tests.norms.pages import Pages

# Static files need a folder of the installation; the frame belongs to a room above.
LEFT_OUT = {"whitenoise.middleware.WhiteNoiseMiddleware", "phoihop.shell.web.middleware.FrameMiddleware"}


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """Ledger and norms plugged in for one test; what was plugged before is put back."""
    before, before_source = list(ledger_ports._plugged), list(source._plugged)
    yield plug_node(tmp_path / "keys")
    ledger_ports._plugged[:], source._plugged[:] = before, before_source


@pytest.fixture
def opened(db: None, node: Node) -> Node:
    """The registry ledger, open and without an edition."""
    node.open(LEDGER)
    return node


@pytest.fixture
def loaded(opened: Node) -> Node:
    """The registry ledger with the shipped edition."""
    norms.load_edition(CONTENT)
    return opened


@pytest.fixture
def site(settings: Settings, opened: Node, project_root: Path) -> Iterator[Office]:
    """The pages of norms behind the login."""
    settings.ROOT_URLCONF = Pages
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in LEFT_OUT]
    before, words = list(access_ports._plugged), list(refusals._plugged)
    office = Office()
    access_ports.plug(AccessPorts(source=office, names=office, ledgers=LEDGERS.get, clock=office.clock))
    refusals.plug(load_catalogue(project_root / "content" / "refusals"))
    yield office
    access_ports._plugged[:], refusals._plugged[:] = before, words


@pytest.fixture
def visitor(site: Office) -> Callable[..., Client]:
    """A client that has logged in as somebody with the given role."""

    def logged_in(role: Role = Role.OFFICER) -> Client:
        site.appoint(1, role)
        create_account("lan.nguyen", person=person(1), password=PASSWORD, must_change_password=False)
        client = Client()
        answer = client.post("/dang-nhap/", {"login": "lan.nguyen", "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return logged_in
