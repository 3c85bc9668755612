"""Sample sentences for refusals, the pages of the style guide, and a small server for the browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from phoihop.ui import refusals
from tests.ui.render_styleguide import CATALOGUE, rendered_pages, write_styleguide

# As the node sends it: the pages must live with it.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@contextlib.contextmanager
def _sample_catalogue() -> Iterator[None]:
    """The sample catalogue instead of the one in force, which comes back: other tests have their own."""
    before = list(refusals._plugged)
    refusals.plug(CATALOGUE)
    try:
        yield
    finally:
        refusals._plugged[:] = before


@pytest.fixture
def sample_sentences() -> Iterator[None]:
    """The sample catalogue for one test."""
    with _sample_catalogue():
        yield


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """Every page of the style guide and every error page."""
    with _sample_catalogue():
        return rendered_pages()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Static files under the content security policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


class _Server(http.server.ThreadingHTTPServer):
    """A browser may leave before the answer is written; that is no fault."""

    def handle_error(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="session")
def styleguide_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the style guide on this machine."""
    folder: Path = tmp_path_factory.mktemp("styleguide") / "pages"
    with _sample_catalogue():
        write_styleguide(folder)
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
