"""What the machine itself puts in the way of a command: too little disk, a clock that went back."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from phoihop.kernel.dates import show_date
from phoihop.kernel.decision import Refusal, Refused, refuse
from phoihop.node.clock import Standing, clock_standing
from phoihop.node.upkeep import confirmed_clock

MIN_FREE_BYTES: Final = 100_000_000
MEGABYTE: Final = 1_000_000
VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_SQLITE_FULL: Final = 13  # SQLITE_FULL, https://sqlite.org/rescode.html#full
_POSTGRESQL_FULL: Final = "53100"  # disk_full, appendix A of its manual


@dataclass(frozen=True, slots=True)
class MachineHindrance:
    """Port `Hindrance` of the ledger over the disk and the clock of this machine."""

    home: Path
    min_free: int = MIN_FREE_BYTES

    def __call__(self, now: datetime, last: datetime) -> Refused | None:
        """Refused: `node.disk_low`, `node.clock_behind`. Opens a file only when the clock is behind."""
        free = shutil.disk_usage(self.home).free
        if free < self.min_free:
            needed = self.min_free // MEGABYTE
            return refuse("node.disk_low", free=free // MEGABYTE, needed=needed)
        if clock_standing(now, last=last) is not Standing.FAR_BEHIND:
            return None
        if clock_standing(now, last=last, confirmed=confirmed_clock(self.home)) is Standing.FAR_BEHIND:
            return refuse("node.clock_behind", now=_shown(now), last=_shown(last))
        return None


def _shown(moment: datetime) -> str:
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M} ngày {show_date(local.date())}"


def disk_full(fault: BaseException) -> Refusal | None:
    """`node.disk_full` when a fault, or what caused it, is a full disk; None for every other fault."""
    for cause in _causes(fault):
        code = getattr(cause, "sqlite_errorcode", None)
        state = getattr(cause, "sqlstate", None)
        number = cause.errno if isinstance(cause, OSError) else None
        if code == _SQLITE_FULL or state == _POSTGRESQL_FULL or number in {errno.ENOSPC, errno.EDQUOT}:
            return Refusal("node.disk_full")
    return None


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__
