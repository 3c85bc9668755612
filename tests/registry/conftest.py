"""A node whose registry ledger is open, with throw-away keys, and actors of it."""

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
from phoihop.registry import api as registry
from phoihop.registry.queries import source
from phoihop.ui import refusals
from tests.registry.node import LEDGER, Node, plug_node
from tests.registry.pages import Pages
from tests.registry.registers import HOME, MERGED

PASSWORD = "sông Cấm chảy ra biển"


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """Ledger and registry plugged in for one test; what was plugged before is put back."""
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
    """The registry ledger with a small edition: the home agency, boards before and after a merger."""
    opened.load()
    return opened


# Static files need a folder of the installation; the frame belongs to a room above.
LEFT_OUT = {"whitenoise.middleware.WhiteNoiseMiddleware", "phoihop.shell.web.middleware.FrameMiddleware"}


@pytest.fixture
def site(settings: Settings, node: Node, project_root: Path) -> Iterator[Node]:
    """The pages of the registry behind the login, rights read from the registry itself."""
    settings.ROOT_URLCONF = Pages
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in LEFT_OUT]
    before, words = list(access_ports._plugged), list(refusals._plugged)
    names, source_of_rights = registry.Names(), registry.RegistryActorSource()
    access_ports.plug(AccessPorts(source_of_rights, names, {HOME: LEDGER}.get, node.clock))
    refusals.plug(load_catalogue(project_root / "content" / "refusals"))
    yield node
    access_ports._plugged[:], refusals._plugged[:] = before, words


@pytest.fixture
def visitor(site: Node, loaded: Node) -> Callable[..., Client]:
    """A client that has logged in as the first officer, whose post has the given role."""

    def logged_in(role: Role = Role.OFFICER, body: str = HOME) -> Client:
        first = registry.install_first_officer(
            body=body, person_name="Đỗ Thị Mai", title="Trợ lý", start=MERGED, role=role
        )
        assert isinstance(first, registry.FirstOfficer)
        create_account("mai.do", person=first.person, password=PASSWORD, must_change_password=False)
        client = Client()
        answer = client.post("/dang-nhap/", {"login": "mai.do", "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return logged_in
