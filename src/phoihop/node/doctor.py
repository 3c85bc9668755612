"""What an operator wants to know about the machine: no content, only whether it is in order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from phoihop.kernel.dates import show_date
from phoihop.ledger.api import epochs_written, last_received, missing
from phoihop.node.certificates import certificate_end
from phoihop.node.clock import Standing, clock_standing
from phoihop.node.hindrance import MEGABYTE, MIN_FREE_BYTES
from phoihop.node.upkeep import Upkeep, confirmed_clock, last_upkeep

LITTLE_BYTES: Final = 5 * MIN_FREE_BYTES
BACKUP_AGE: Final = timedelta(days=2)
DRILL_AGE: Final = timedelta(days=100)  # once a quarter, with some days of grace
CERTIFICATE_LEFT: Final = timedelta(days=30)
WANTED_PRAGMAS: Final = {"foreign_keys": 1, "recursive_triggers": 1, "synchronous": 2}
VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")


class State(StrEnum):
    """How one thing is: in order, to be looked after soon, or wrong."""

    GOOD = "good"
    ATTENTION = "attention"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: how it is, what was found, what to do."""

    what: str
    state: State
    found: str
    remedy: str = ""


def examine(*, at: datetime) -> Iterator[Check]:
    """All checks: first what an operator looks after, then what depends on the databases.

    `at`: the clock of the machine.
    """
    yield backup_check(last_upkeep(settings.HOME, "backup"), at=at)
    yield drill_check(last_upkeep(settings.HOME, "drill"), at=at)
    yield _disk(settings.HOME)
    yield from _certificate(settings.HOME, at=at)
    for alias in ("default", "local"):
        yield _migrations(alias)
        yield _triggers(alias)
        if connections[alias].vendor == "sqlite":
            yield _pragmas(alias)
    yield clock_check(at)
    yield from _keys()


def _state(good: bool) -> State:  # noqa: FBT001  # one truth value into another
    return State.GOOD if good else State.FAULT


def _migrations(alias: str) -> Check:
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    found = f"{len(plan)} bước chưa chạy"
    return Check(f"cấu trúc dữ liệu ({alias})", _state(not plan), found, "chạy `phoihop upgrade`")


def _triggers(alias: str) -> Check:
    lost = missing(alias)
    names = ", ".join(trigger.name for trigger in lost) or "đủ"
    remedy = "chạy `phoihop verify` trước khi sửa"
    return Check(f"trigger chỉ-ghi-thêm ({alias})", _state(not lost), names, remedy)


def _pragmas(alias: str) -> Check:
    columns = ", ".join(f"(SELECT {name} FROM pragma_{name})" for name in WANTED_PRAGMAS)  # noqa: S608  # our own names
    with connections[alias].cursor() as cursor:
        values = cursor.execute(f"SELECT {columns}").fetchone()
    found = dict(zip(WANTED_PRAGMAS, values, strict=True))
    wrong = [f"{name} = {value}" for name, value in found.items() if value != WANTED_PRAGMAS[name]]
    words = ", ".join(wrong) or "đúng"
    return Check(f"cấu hình SQLite ({alias})", _state(not wrong), words, "xem docs/operations.md")


def _keys() -> Iterator[Check]:
    """The keys that are needed to go on writing; a restore may leave those of earlier epochs behind."""
    for ledger, epoch in epochs_written():
        path = settings.HOME / "keys" / f"{ledger.replace('/', '_')}_{epoch}.pem"
        private = path.exists() and path.stat().st_mode & 0o077 == 0
        found = "chỉ chủ máy đọc được" if private else "thiếu, hoặc người khác đọc được"
        yield Check(f"khóa {ledger}/{epoch}", _state(private), found, f"chmod 600 {path}")


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    state = State.GOOD if free >= LITTLE_BYTES else State.ATTENTION
    if free < MIN_FREE_BYTES:
        state = State.FAULT
    remedy = f"giải phóng dung lượng; dưới {MIN_FREE_BYTES // MEGABYTE} MB thì không ghi thêm hồ sơ được"
    return Check("đĩa còn trống", state, f"{free // MEGABYTE} MB", remedy)


def _certificate(home: Path, *, at: datetime) -> Iterator[Check]:
    """Only where the node serves HTTPS by a certificate of its own."""
    end = certificate_end(home)
    if end is not None:
        state = State.GOOD if end - at > CERTIFICATE_LEFT else State.ATTENTION
        state = state if end > at else State.FAULT
        yield Check("chứng thư HTTPS", state, f"đến {shown(end)}", "chạy `phoihop certificate` để cấp lại")


def backup_check(last: Upkeep | None, *, at: datetime) -> Check:
    """The last backup, and whether it is recent enough."""
    remedy = "chạy `phoihop backup --to …` và bật phoihop-backup.timer"
    return _upkeep_check("sao lưu gần nhất", last, at=at, age=BACKUP_AGE, remedy=remedy)


def drill_check(last: Upkeep | None, *, at: datetime) -> Check:
    """The last restore drill: a backup that nobody ever restored is a hope."""
    remedy = "chạy `phoihop restore-drill --from …`, mỗi quý một lần"
    return _upkeep_check("diễn tập khôi phục gần nhất", last, at=at, age=DRILL_AGE, remedy=remedy)


def _upkeep_check(what: str, last: Upkeep | None, *, at: datetime, age: timedelta, remedy: str) -> Check:
    if last is None:
        return Check(what, State.ATTENTION, "chưa có lần nào", remedy)
    state = State.GOOD if at - last.at <= age else State.ATTENTION
    place = "" if last.apart else ", cùng đĩa với dữ liệu"
    return Check(what, state, f"{shown(last.at)}{place}", remedy)


def clock_check(at: datetime) -> Check:
    """The clock of the machine, judged by the last act taken in. One query."""
    last = last_received()
    standing = clock_standing(at, last=last, confirmed=confirmed_clock(settings.HOME))
    found = shown(at)
    if standing is Standing.RIGHT or last is None:
        return Check("đồng hồ máy", State.GOOD, found)
    state = State.ATTENTION if standing is Standing.BEHIND else State.FAULT
    remedy = "chỉnh đồng hồ; nếu đồng hồ đúng và lần ghi trước sai giờ thì chạy `phoihop clock --confirm`"
    return Check("đồng hồ máy", state, f"{found}, chậm hơn lần ghi gần nhất ({shown(last)})", remedy)


def shown(moment: datetime) -> str:
    """A moment in local time, as it stands on pages."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M} {show_date(local.date())}"
