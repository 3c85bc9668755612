"""A demonstration served on loopback and a real Chromium in front of it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    expect,
)

from phoihop.node.demo import PASSWORD
from tests.journeys.steps import adopt, issue

START_SECONDS = 60.0
STOP_SECONDS = 20.0
EXPECT_MILLISECONDS = 15_000


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
    # After all that people did: the tables are what the acts say, and no act was touched.
    for check in (("rebuild", "--compare"), ("verify",)):
        result = phoihop(home, *check)
        assert result.returncode == 0, (check, result.stdout, result.stderr)


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


class Enter(Protocol):
    """Log in under a login name of the demonstration, in a browser context of its own: the page after it."""

    def __call__(self, login: str, *, javascript: bool = True) -> Page:
        """The page after the login."""
        ...


# An answer in the range of 400 is what a journey asks for when it does something wrong.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@dataclass  # without slots: playwright hangs marks of its own on the owner of a handler
class Visits:
    """The browser contexts of one journey, and what went wrong in them without anybody looking."""

    browser: Browser
    site: Site
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, *, javascript: bool = True) -> Page:
        """A page in a fresh context; errors on its console and faults of the server are noted."""
        context = self.browser.new_context(
            locale="vi-VN",
            base_url=self.site.url,
            viewport={"width": 1280, "height": 900},
            java_script_enabled=javascript,
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("response", self._response)
        return page

    def enter(self, login: str, *, javascript: bool = True) -> Page:
        """A page after the login."""
        page = self.open(javascript=javascript)
        page.goto("/")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "/dang-nhap/" not in url)
        return page

    def close(self) -> None:
        """Close all contexts."""
        for context in self.contexts:
            context.close()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.match(message.text):
            self.faults.append(f"{message.location['url']}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.url}: {response.status}")


@pytest.fixture
def visits(browser: Browser, site: Site) -> Iterator[Visits]:
    """The visits of one journey. What breaks the content security policy shows on the console."""
    expect.set_options(timeout=EXPECT_MILLISECONDS)
    visits = Visits(browser, site)
    yield visits
    visits.close()
    assert visits.faults == []


@pytest.fixture
def enter(visits: Visits) -> Enter:
    """Log in, in a browser context of its own."""
    return visits.enter


@dataclass(frozen=True, slots=True)
class Adopted:
    """Addresses of the demonstration's own text after its programme was drawn up."""

    text: str
    programme: str
    task: str


@pytest.fixture(scope="session")
def adopted(browser: Browser, site: Site) -> Adopted:
    """The sample report as a programme; journeys that use it only look at it."""
    visits = Visits(browser, site)
    page = visits.enter("can-bo")
    page.goto("/nhap-van-ban/")
    page.get_by_role("link", name=re.compile("công tác xây dựng Đảng")).last.click()
    text = page.url
    adopt(page)
    issue(page)
    programme = page.url
    task = page.locator("table.programme td.lead a").first.get_attribute("href")
    visits.close()
    assert (task is not None, visits.faults) == (True, [])
    return Adopted(text, programme, f"{site.url}{task}")
