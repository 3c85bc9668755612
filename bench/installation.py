"""A throw-away installation on SQLite files, with the settings of a real one, for benchmarks."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import django


def start() -> Path:
    """Django on files in a temporary folder, tables made, the toy room of the tests plugged in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phoihop.node.settings_test")
    from phoihop.node import settings_test as settings
    from phoihop.node.configuration import sqlite_database

    folder = Path(tempfile.mkdtemp(prefix="phoihop-bench-"))
    settings.DATABASES = {
        "default": sqlite_database(folder / "ledger.sqlite3"),
        "local": sqlite_database(folder / "local.sqlite3"),
    }
    django.setup()
    from django.core.management import call_command

    for alias in ("default", "local"):
        call_command("migrate", database=alias, run_syncdb=True, verbosity=0, interactive=False)
    return folder


def open_toy_ledger(folder: Path) -> None:
    """The toy room of the tests with an open ledger."""
    from phoihop.ledger.api import open_ledger
    from tests.ledger.conftest import LEDGER, plug_toy

    ring = plug_toy(folder / "keys")
    open_ledger(LEDGER, agency="M-TOY", title="Đo tốc độ", key=ring.create(LEDGER, 1))
