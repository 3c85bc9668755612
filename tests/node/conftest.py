"""An installation made by `phoihop init`, as an operator makes it; copied for each test that changes it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

PASSWORD = "mot-mat-khau-dai"
Phoihop = Callable[..., subprocess.CompletedProcess[str]]


class Entered(msgspec.Struct, frozen=True):
    """What `entering.py` prints: for each name what came of it, and the page when the disk was full."""

    said: list[str]
    page: tuple[int, str] | None


def environment(home: Path) -> dict[str, str]:
    """The environment of an operator of the installation in `home`, without what the test run has set."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PHOIHOP_", "DJANGO_"))}
    return kept | {"PHOIHOP_HOME": str(home), "PHOIHOP_PASSWORD": PASSWORD}


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `phoihop` on the installation in `home` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "phoihop.node", *arguments],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one officer."""
    home = tmp_path_factory.mktemp("made")
    done = init(home)
    assert done.returncode == 0, done.stderr
    return home


def init(home: Path) -> subprocess.CompletedProcess[str]:
    """`phoihop init` with a fictional officer."""
    return run(home, "init", "--officer", "Nguyễn Văn Thử", "--title", "Trợ lý", "--login", "can-bo")


@pytest.fixture
def home(made_once: Path, tmp_path: Path) -> Path:
    """A copy of the installation."""
    return Path(shutil.copytree(made_once, tmp_path / "home"))


def enter(home: Path, names: str, *limit: str) -> Entered:
    """Record persons as the first officer, by the program `entering.py`."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("entering.py")), names, *limit],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout, type=Entered)


class Act(NamedTuple):
    """One act as it stands in the database."""

    ledger: str
    epoch: int
    number: int
    leaf: str


def acts(home: Path) -> list[Act]:
    """All acts in the order in which the node took them in."""
    with closing(sqlite3.connect(home / "ledger.sqlite3")) as database:
        rows = database.execute('SELECT ledger, epoch, "index", leaf FROM ledger_act ORDER BY arrival')
        return [Act(*row) for row in rows]


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """A database as somebody changes it who knows how: triggers off, change, triggers on again."""
    with closing(sqlite3.connect(path)) as database, database:
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        yield database
        for _, statement in triggers:
            database.execute(statement)
