"""A server and an upgrade keep out of each other's way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from phoihop.kernel.decision import Accepted, Refused
from phoihop.node.running import mark_running, stopped
from tests.node.conftest import acts, run

# A server in short: it holds the lock and becomes another program, as `serve` does.
SERVER = """
import os, sys
from pathlib import Path
from phoihop.kernel.decision import Accepted
from phoihop.node.running import mark_running
assert isinstance(mark_running(Path(sys.argv[1])), Accepted)
os.execv(sys.executable, [sys.executable, "-c", "print('up', flush=True); input()"])
"""


@pytest.fixture
def server(home: Path) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "up\n"
        yield child
        child.kill()


def test_nothing_is_upgraded_under_a_running_server(home: Path, server: subprocess.Popen[str]) -> None:
    before = acts(home)
    done = run(home, "upgrade")
    assert (done.returncode, "Máy chủ đang chạy" in done.stderr) == (1, True)
    assert (acts(home), (home / "before-upgrade").exists()) == (before, False)


def test_a_second_server_may_run_beside_the_first(home: Path, server: subprocess.Popen[str]) -> None:
    assert mark_running(home) == Accepted(None)


def test_a_server_that_was_killed_leaves_no_lock_behind(home: Path, server: subprocess.Popen[str]) -> None:
    server.kill()
    server.wait()
    with stopped(home) as free:
        assert free == Accepted(None)


def test_no_server_starts_while_an_upgrade_runs(home: Path) -> None:
    with stopped(home) as free:
        assert free == Accepted(None)
        done = run(home, "serve", "--port", "0")
    assert (done.returncode, "đang được nâng cấp" in done.stderr) == (1, True)


def test_an_upgrade_backs_up_first_and_changes_nothing_where_nothing_is_new(home: Path) -> None:
    before = acts(home)
    done = run(home, "upgrade")
    assert (done.returncode, "Đã nâng cấp" in done.stderr) == (0, True)
    (backup,) = (home / "before-upgrade").iterdir()
    assert acts(home) == before
    assert run(home, "restore", "--from", str(backup), "--to", str(home.parent / "x")).returncode == 0


def test_an_older_program_does_not_touch_the_data_of_a_later_one(home: Path) -> None:
    with closing(sqlite3.connect(home / "local.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('access', '9999_later', '2030-01-01')"
        )
    done = run(home, "upgrade")
    assert (done.returncode, "phiên bản mới hơn ghi (access.9999_later)" in done.stderr) == (1, True)
    assert not (home / "before-upgrade").exists()


def test_data_of_an_earlier_version_are_served_after_an_upgrade_only(home: Path) -> None:
    with closing(sqlite3.connect(home / "local.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.execute("DROP TABLE django_session")
    refused = run(home, "serve", "--port", "0")
    assert (refused.returncode, "còn 1 bước nâng cấp chưa chạy" in refused.stderr) == (1, True)
    assert run(home, "upgrade").returncode == 0
    assert run(home, "doctor").returncode == 0


def test_a_command_on_data_of_an_earlier_version_says_so_instead_of_failing(home: Path) -> None:
    with closing(sqlite3.connect(home / "ledger.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'norms'")
        for (table,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'norms_%'"
        ).fetchall():
            database.execute(f'DROP TABLE "{table}"')
    done = run(home, "rebuild", "--compare")
    assert (done.returncode, "`phoihop upgrade`" in done.stderr, "Traceback" in done.stderr) == (
        1,
        True,
        False,
    )


def test_two_upgrades_at_once_are_one_too_many(home: Path) -> None:
    with stopped(home) as first, stopped(home) as second:
        assert first == Accepted(None)
        assert isinstance(second, Refused)


def test_an_upgrade_over_new_tables_makes_their_rows_anew(home: Path) -> None:
    with sqlite3.connect(home / "ledger.sqlite3") as database:
        database.execute("DROP TABLE programme_work")
        database.execute("DELETE FROM django_migrations WHERE app = 'programme' AND name = '0004_work'")
        database.execute("DELETE FROM registry_bodyname")
    done = run(home, "upgrade")
    assert (done.returncode, "Dựng lại từ" in done.stderr) == (0, True)
    assert run(home, "rebuild", "--compare").returncode == 0
