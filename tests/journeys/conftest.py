"""A demonstration served on loopback and a real Chromium in front of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from phoihop.node.demo import PASSWORD

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
START_SECONDS = 60.0
STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Site:
    """A served demonstration: its address and home folder."""

    url: str
    home: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `phoihop` on this installation, as its operator would."""
        return phoihop(self.home, *arguments)


def phoihop(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `phoihop --home HOME …` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "phoihop.node", *arguments],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def environment(home: Path) -> dict[str, str]:
    """The environment of a program that works on the installation in `home`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PHOIHOP_", "DJANGO_"))}
    return kept | {"PHOIHOP_HOME": str(home)}


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One demonstration for all journeys of a process; each journey brings its own texts."""
    home = tmp_path_factory.mktemp("demo")
    prepared = phoihop(home, "demo", "--prepare-only")
    assert prepared.returncode == 0, prepared.stderr
    yield from serving(home)


def serving(home: Path, *arguments: str) -> Iterator[Site]:
    """Serve an installation until the generator is closed."""
    port = free_port()
    log = (home / "server.log").open("w+b")
    server = subprocess.Popen(
        [sys.executable, "-m", "phoihop.node", "serve", "--port", str(port), *arguments],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=log,
    )
    try:
        _wait_until_answering(server, f"http://127.0.0.1:{port}/", home / "server.log")
        yield Site(f"http://127.0.0.1:{port}", home)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(STOP_SECONDS)
        log.close()


def _wait_until_answering(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError("the server ended: " + log.read_text(errors="replace"))
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """The system's Chromium with an empty profile."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium), args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


Enter = Callable[[str], Page]


@pytest.fixture
def enter(browser: Browser, site: Site) -> Iterator[Enter]:
    """Log in under a login name of the demonstration, in a browser context of its own: the page after it."""
    contexts = []

    def log_in(login: str) -> Page:
        context = browser.new_context(locale="vi-VN", base_url=site.url, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        return page

    yield log_in
    for context in contexts:
        context.close()
