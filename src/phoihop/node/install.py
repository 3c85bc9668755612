"""Setting an installation up: folder, keys, databases, ledgers. Every step can be repeated after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from phoihop.kernel.decision import Refused, refuse
from phoihop.ledger.api import Recorded, ledgers_here, open_ledger
from phoihop.node.configuration import Configuration
from phoihop.node.keys import FileKeyRing
from phoihop.norms import api as norms
from phoihop.registry import api as registry

REGISTRY_TITLE = "Sổ đăng ký tổ chức"
WORK_TITLE = "Nhật ký hồ sơ"


def load_content() -> Iterator[tuple[str, int]]:
    """Load registry and norms as acts: what and how many acts; nothing when it is there already."""
    loads = (
        ("danh mục tổ chức", registry.load_edition, "registry"),
        ("danh mục văn bản chỉ đạo", norms.load_edition, "norms"),
    )
    for what, load, folder in loads:
        outcome = load(settings.CONTENT / folder)
        if isinstance(outcome, Recorded) and outcome.acts:
            yield what, len(outcome.acts)


def migrate() -> None:
    """Bring both databases to the present form; triggers are made anew after it."""
    for alias in ("local", "default"):
        call_command("migrate", database=alias, interactive=False, verbosity=0)


def refuse_newer_data() -> Refused | None:
    """`node.data_newer` when the databases have seen migrations that this program does not know."""
    unknown: set[str] = set()
    for alias in ("default", "local"):
        loader = MigrationLoader(connections[alias])
        seen = set(loader.applied_migrations or {})
        unknown |= {f"{app}.{name}" for app, name in seen - set(loader.disk_migrations or {})}
    return refuse("node.data_newer", steps=", ".join(sorted(unknown))) if unknown else None


def refuse_older_data() -> Refused | None:
    """`node.data_older` when this program has migrations that the databases have not seen."""
    waiting = 0
    for alias in ("default", "local"):
        executor = MigrationExecutor(connections[alias])
        waiting += len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return refuse("node.data_older", steps=waiting) if waiting else None


def open_ledgers(folder: Path, configuration: Configuration) -> tuple[str, ...]:
    """Open the registry ledger and one ledger per agency served; those that are open already are skipped."""
    ring = FileKeyRing(folder / "keys")
    wanted = [(configuration.registry_ledger, configuration.home_body, REGISTRY_TITLE)]
    wanted += [(agency.ledger, agency.body, WORK_TITLE) for agency in configuration.agency]
    opened: list[str] = []
    present = {name for name, _ in ledgers_here()}
    for ledger, body, title in wanted:
        key = ring.create(ledger, 1)
        if ledger not in present:
            open_ledger(ledger, agency=body, title=title, key=key)
            opened.append(ledger)
    return tuple(opened)
