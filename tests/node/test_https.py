"""A server that speaks HTTPS itself: trusted by who trusts the office, with cookies for HTTPS only."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

import pytest

from tests.node.conftest import PASSWORD, environment, run

HOST = "localhost"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, *options: str) -> Iterator[int]:
    """`phoihop serve` on a port of its own until the block ends."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "phoihop.node", "serve", "--port", str(port), *options],
        env=environment(home),
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended by itself"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("no server after half a minute")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    text: str


def ask(
    connection: http.client.HTTPConnection,
    path: str,
    *,
    headers: Mapping[str, str] = MappingProxyType({}),
    form: Mapping[str, str] | None = None,
) -> Answer:
    """One request on a connection of its own."""
    with closing(connection):
        method, body = ("GET", None) if form is None else ("POST", urlencode(form))
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())


class Browser:
    """As much of a browser as signing in needs; trusts the authority and nobody else."""

    def __init__(self, port: int, authority: Path) -> None:
        self.port, self.origin = port, f"https://{HOST}:{port}"
        self.trust = ssl.create_default_context(cafile=str(authority))
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, form: Mapping[str, str] | None = None) -> Answer:
        connection = http.client.HTTPSConnection(HOST, self.port, context=self.trust)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        answer = ask(connection, path, headers=headers, form=form)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.strip().partition(";")[0].partition("=")
            assert "; Secure" in cookie
            self.cookies[name] = value
        return answer


def test_signing_in_over_https_works_and_every_cookie_is_secure(home: Path) -> None:
    assert run(home, "certificate", "--host", HOST).returncode == 0
    tls = home / "keys" / "tls"
    with serving(home, "--certificate", str(tls / "server.crt"), "--key", str(tls / "server.key")) as port:
        browser = Browser(port, tls / "office-ca.crt")
        page = browser.ask("/dang-nhap/")
        assert page.headers["Strict-Transport-Security"] == "max-age=15552000"
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert token is not None
        form = {"csrfmiddlewaretoken": token[1], "login": "can-bo", "password": PASSWORD}
        answer = browser.ask("/dang-nhap/", form)
        assert answer.status == 302
        assert "sessionid" in browser.cookies


def test_who_does_not_trust_the_office_is_warned(home: Path) -> None:
    run(home, "certificate", "--host", HOST)
    tls = home / "keys" / "tls"
    with serving(home, "--certificate", str(tls / "server.crt"), "--key", str(tls / "server.key")) as port:
        stranger = http.client.HTTPSConnection(HOST, port, context=ssl.create_default_context())
        with pytest.raises(ssl.SSLCertVerificationError):
            ask(stranger, "/")


def test_without_a_certificate_nothing_is_promised_about_https(home: Path) -> None:
    with serving(home) as port:
        answer = ask(http.client.HTTPConnection(HOST, port), "/dang-nhap/")
    assert (answer.status, answer.headers["Strict-Transport-Security"]) == (200, None)
    assert "Secure" not in str(answer.headers["Set-Cookie"])


def test_behind_a_proxy_the_word_of_the_proxy_counts(home: Path) -> None:
    with (home / "node.toml").open("r+", encoding="utf-8") as file:
        said = file.read().replace("behind_https_proxy = false", "behind_https_proxy = true")
        file.seek(0)
        file.write(said)
        file.truncate()
    with serving(home) as port:
        inside = http.client.HTTPConnection(HOST, port)
        answer = ask(inside, "/dang-nhap/", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["Strict-Transport-Security"] == "max-age=15552000"
    assert "Secure" in str(answer.headers["Set-Cookie"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--certificate", "x.crt"), "không có tệp x.crt"),
        (("--key", "x.key"), "chưa có --certificate"),
    ],
    ids=["files that are not there", "a key without a certificate"],
)
def test_half_of_https_is_refused(home: Path, options: tuple[str, ...], words: str) -> None:
    done = run(home, "serve", *options)
    assert (done.returncode, words in done.stderr) == (2, True)
