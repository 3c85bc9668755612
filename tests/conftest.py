"""What every test may ask for, and which tests this machine cannot run.

A test that is skipped says so in the closing summary. In CI nothing may be skipped for want of a browser:
PHOIHOP_REQUIRE_BROWSER=1 turns the skip into a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

# Two cores shared with a browser and a database: a deadline per example would fail at random.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def chromium_program() -> Path | None:
    """The system's Chromium: PHOIHOP_CHROMIUM, or the first one on the path."""
    named = os.environ.get("PHOIHOP_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return Path(found) if found else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or fail, what this machine cannot run."""
    if item.get_closest_marker("needs_shared") and not SHARED.is_dir():
        pytest.skip("reads ../shared, which is not here: it is reference material beside the project")
    if item.get_closest_marker("journey") and chromium_program() is None:
        sentence = "needs Chromium, which is not installed; on Debian: apt-get install chromium"
        if os.environ.get("PHOIHOP_REQUIRE_BROWSER") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference material beside the project; mark the test `needs_shared`."""
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The system's Chromium for playwright's `executable_path`; mark the test `journey`."""
    program = chromium_program()
    assert program is not None, "mark this test with @pytest.mark.journey"
    return program


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """The system's Chromium with an empty profile: one for a process, playwright allows no two."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=CHROMIUM_FLAGS)
        yield opened
        opened.close()
