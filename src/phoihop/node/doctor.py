"""What an operator wants to know about the machine: no content, only whether it is in order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from phoihop.ledger.api import ledgers_here, missing

MIN_FREE_BYTES = 500_000_000
WANTED_PRAGMAS = {"foreign_keys": 1, "recursive_triggers": 1, "synchronous": 2}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is good, what was found, what to do."""

    what: str
    good: bool
    found: str
    remedy: str = ""


def examine() -> Iterator[Check]:
    """All checks, in the order in which they depend on each other."""
    for alias in ("default", "local"):
        yield _migrations(alias)
        yield _triggers(alias)
        if connections[alias].vendor == "sqlite":
            yield _pragmas(alias)
    yield from _keys()
    yield _disk(settings.HOME)


def _migrations(alias: str) -> Check:
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Check(
        f"cấu trúc dữ liệu ({alias})", not plan, f"{len(plan)} bước chưa chạy", "chạy `phoihop upgrade`"
    )


def _triggers(alias: str) -> Check:
    lost = missing(alias)
    names = ", ".join(trigger.name for trigger in lost) or "đủ"
    return Check(f"trigger chỉ-ghi-thêm ({alias})", not lost, names, "chạy `phoihop verify` trước khi sửa")


def _pragmas(alias: str) -> Check:
    with connections[alias].cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in WANTED_PRAGMAS}
    wrong = [f"{name} = {value}" for name, value in found.items() if value != WANTED_PRAGMAS[name]]
    return Check(
        f"cấu hình SQLite ({alias})", not wrong, ", ".join(wrong) or "đúng", "xem docs/operations.md"
    )


def _keys() -> Iterator[Check]:
    for ledger, epoch in ledgers_here():
        path = settings.HOME / "keys" / f"{ledger.replace('/', '_')}_{epoch}.pem"
        private = path.exists() and path.stat().st_mode & 0o077 == 0
        found = "chỉ chủ máy đọc được" if private else "thiếu, hoặc người khác đọc được"
        yield Check(f"khóa {ledger}/{epoch}", private, found, f"chmod 600 {path}")


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    return Check("đĩa còn trống", free > MIN_FREE_BYTES, f"{free // 1_000_000} MB", "giải phóng dung lượng")
