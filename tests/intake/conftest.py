"""A desk with its ports plugged in, its ledgers open, its pages served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.intake.desk import load_norms, plugged
from tests.intake.pages import Pages
from tests.programme.office import Office

# Static files need a folder of the installation; the frame belongs to a room above.
LEFT_OUT = {"whitenoise.middleware.WhiteNoiseMiddleware", "phoihop.shell.web.middleware.FrameMiddleware"}


@pytest.fixture
def desk(tmp_path: Path, project_root: Path) -> Iterator[Office]:
    """Everything plugged in for one test."""
    with plugged(tmp_path, project_root) as office:
        yield office


@pytest.fixture
def opened(db: None, desk: Office) -> Office:
    """The ledgers open, the register and the catalogue of instruments loaded, no text yet."""
    desk.open()
    load_norms()
    return desk


@pytest.fixture
def site(settings: Settings, opened: Office) -> Office:
    """The pages of intake, without the frame of the shell."""
    settings.ROOT_URLCONF = Pages
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in LEFT_OUT]
    return opened
