"""The PostgreSQL of a test run: a real one, private, gone at the end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.postgres_server import (
    LOCAL_URL_VARIABLE,
    URL_VARIABLE,
    NoServer,
    local_url,
    private_server,
    run_with_server,
)

REPORT = """
import os, pathlib, psycopg
names = []
for variable in ("PHOIHOP_TEST_DATABASE_URL", "PHOIHOP_TEST_LOCAL_DATABASE_URL"):
    with psycopg.connect(os.environ[variable]) as connection:
        names.append(connection.info.dbname)
pathlib.Path("report").write_text(" ".join(names))
"""


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no server had been named from outside, and none could be had: then the test is skipped loudly."""
    monkeypatch.delenv(URL_VARIABLE, raising=False)
    monkeypatch.delenv(LOCAL_URL_VARIABLE, raising=False)


@pytest.mark.usefixtures("own_server")
def test_a_private_server_answers_and_is_gone_afterwards() -> None:
    try:
        with private_server() as url:
            folder = Path(str(conninfo_to_dict(url)["host"]))
            with psycopg.connect(url) as connection:
                answer = connection.execute("SELECT 6 * 7").fetchone()
    except NoServer as fault:
        if os.environ.get("PHOIHOP_REQUIRE_POSTGRES") == "1":
            raise
        pytest.skip(str(fault))
    assert answer == (42,)
    assert not folder.exists()


@pytest.mark.usefixtures("own_server")
def test_a_command_gets_two_databases_and_its_exit_code_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = run_with_server([sys.executable, "-c", f"{REPORT}\nraise SystemExit(3)"])
    if code == 0 and os.environ.get("PHOIHOP_REQUIRE_POSTGRES") != "1":
        pytest.skip("no PostgreSQL for this machine")
    assert (code, Path("report").read_text()) == (3, "phoihop phoihop_local")


def test_a_server_named_from_outside_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, "postgresql://lan@db.example:5433/thu")
    with private_server() as url:
        assert url == "postgresql://lan@db.example:5433/thu"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://lan@db.example:5433/thu", "postgresql://lan@db.example:5433/thu_local"),
        (
            "postgresql://postgres@/phoihop?host=%2Frun%2Fpg",
            "postgresql://postgres@/phoihop_local?host=%2Frun%2Fpg",
        ),
    ],
    ids=["over the network", "through a socket"],
)
def test_local_data_have_a_database_of_their_own(url: str, expected: str) -> None:
    assert local_url(url) == expected
