"""A program for test_killed: runs one command again and again, each time killed one step later.

    python tests/ledger/killed.py FOLDER

Before each SQL statement of the command (COMMIT included) a child of its own is ended by SIGKILL; then the
database must verify, rebuild without difference, and hold all acts of the command or none. Prints the number
of steps.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import django
from django.db import connections

BATCH = 3


def start(folder: Path) -> None:
    """Django on SQLite files in `folder`, the toy room plugged in, its ledger open."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "phoihop.node.settings_test"
    from phoihop.node import settings_test as settings
    from phoihop.node.configuration import sqlite_database

    settings.DATABASES = {
        "default": sqlite_database(folder / "ledger.sqlite3"),
        "local": sqlite_database(folder / "local.sqlite3"),
    }
    django.setup()
    from django.core.management import call_command

    from phoihop.ledger.api import open_ledger
    from tests.ledger.conftest import LEDGER, plug_toy

    call_command("migrate", database="default", run_syncdb=True, verbosity=0, interactive=False)
    ring = plug_toy(folder / "keys")
    open_ledger(LEDGER, agency="M-TOY", title="Nhật ký thử", key=ring.create(LEDGER, 1))


def run_and_die(step: int) -> None:
    """In a child: run the command, be killed before statement `step`; exit 0 when it has fewer."""
    connection = connections["default"]
    seen = 0

    def count(execute, sql, params, many, context):  # Django's wrapper signature
        step_or_die()
        return execute(sql, params, many, context)

    def step_or_die() -> None:
        nonlocal seen
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    commit = connection._commit

    def commit_or_die() -> None:
        step_or_die()
        commit()
        step_or_die()

    connection._commit = commit_or_die  # type: ignore[method-assign]  # Django has no hook before COMMIT
    from tests.ledger.conftest import put

    with connection.execute_wrapper(count):
        put(*[f"Dòng {n}" for n in range(BATCH)], board=f"board:{step}")


def check(step: int) -> None:
    """In a child: everything verifies, nothing is left over, and the command is there whole or not at all."""
    from phoihop.ledger.api import compare, verify_node
    from tests.toy_room.models import BoardNote

    findings, differences = verify_node().findings, compare()
    rows = BoardNote.objects.filter(subject=f"board:{step}").count()
    if findings or differences or rows not in {0, BATCH}:
        sys.stderr.write(f"step {step}: {findings} {differences} {rows} rows\n")
        os._exit(1)


def in_child(work, step: int) -> int:  # one of the two functions above
    """The wait status of a child that does `work`."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        code = 3  # of a child that did not come to its end
        try:
            work(step)
            connections.close_all()
            code = 0
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def main() -> int:
    """Kill at every step until the command runs through."""
    start(Path(sys.argv[1]))
    step = 0
    while True:
        status = in_child(run_and_die, step)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not killed and status != 0:
            return 2
        if in_child(check, step) != 0:
            return 1
        if not killed:
            sys.stdout.write(f"{step}\n")
            return 0
        step += 1


if __name__ == "__main__":
    sys.exit(main())
