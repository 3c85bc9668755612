"""Copies of the two databases, made while the node goes on working."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from phoihop.kernel.decision import Accepted, Decision, refuse

# The order matters: what the second one holds may point into the first, never the other way round.
ALIASES: Final = (("default", "ledger"), ("local", "local"))
Address = Mapping[str, object]


def copy_sqlite(source: Path, target: Path) -> Decision[None]:
    """A consistent copy by SQLite's own means; writers are not held up. Refused: `node.copy_unsound`."""
    try:
        with closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True, timeout=30)) as live:
            target.touch(mode=0o600, exist_ok=False)
            with closing(sqlite3.connect(target)) as copy:
                live.backup(copy)
                faults = _faults_of(copy)
    except sqlite3.DatabaseError as fault:
        return refuse("node.copy_unsound", database=source.name, reason=str(fault))
    if faults:
        return refuse("node.copy_unsound", database=source.name, reason=faults)
    return Accepted(None)


def _faults_of(copy: sqlite3.Connection) -> str:
    """What SQLite finds wrong with a copy; nothing when it is sound. The copy is one file afterwards."""
    copy.execute("PRAGMA journal_mode=DELETE")
    found = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(5)")]
    return "" if found == ["ok"] else "; ".join(found)


def close_into_one_file(path: Path) -> None:
    """Write what a reader left beside an SQLite file back into it."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def dump_postgresql(address: Address, target: Path) -> Decision[None]:
    """A dump by pg_dump. Refused: `node.no_pg_tool`, `node.copy_unsound`."""
    return _run_tool("pg_dump", ["--format=custom", "--no-owner", f"--file={target}"], address)


def load_postgresql(address: Address, source: Path) -> Decision[None]:
    """Load a dump into an empty database. Refused: `node.no_pg_tool`, `node.copy_unsound`."""
    options = ["--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={address['NAME']}"]
    return _run_tool("pg_restore", [*options, str(source)], address)


def _run_tool(tool: str, arguments: list[str], address: Address) -> Decision[None]:
    program = shutil.which(tool)
    if program is None:
        return refuse("node.no_pg_tool", tool=tool)
    done = subprocess.run(  # noqa: S603  # a program of PostgreSQL with our own arguments
        [program, *arguments], env=_environment(address), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [str(done.returncode)]
        reason = next((line for line in lines if "error" in line.lower()), lines[-1])
        return refuse("node.copy_unsound", database=str(address["NAME"]), reason=reason)
    return Accepted(None)


def _environment(address: Address) -> dict[str, str]:
    """The address in the variables of PostgreSQL's programs: a password never stands in a command line."""
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}  # names
    given = {names[part]: str(address[part]) for part in names if address.get(part)}
    return dict(os.environ) | given | {"PGDATABASE": str(address["NAME"])}
