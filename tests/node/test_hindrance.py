"""A full disk and a wrong clock: told in a sentence, nothing half done, and the way back."""

from __future__ import annotations

import errno
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError

from phoihop.kernel.decision import Refusal, Refused
from phoihop.node.clock import Confirmed
from phoihop.node.hindrance import MachineHindrance, disk_full
from phoihop.node.upkeep import confirm_clock
from tests.node.conftest import acts, enter, environment, run, unguarded

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def codes(refused: Refused | None) -> list[str]:
    return [] if refused is None else [refusal.code for refusal in refused.refusals]


def test_too_little_room_refuses_before_anything_is_written(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    assert codes(MachineHindrance(tmp_path, min_free=free // 2)(NOW, NOW)) == []
    assert codes(MachineHindrance(tmp_path, min_free=free * 2)(NOW, NOW)) == ["node.disk_low"]


def test_a_clock_that_is_far_behind_refuses_until_the_operator_has_confirmed_it(tmp_path: Path) -> None:
    machine, last = MachineHindrance(tmp_path, min_free=0), NOW + timedelta(days=400)
    assert codes(machine(NOW, NOW + timedelta(hours=20))) == []
    assert codes(machine(NOW, last)) == ["node.clock_behind"]
    confirm_clock(tmp_path, Confirmed(NOW, last))
    assert codes(machine(NOW, last)) == []


def wrapped(cause: BaseException) -> OperationalError:
    fault = OperationalError()
    fault.__cause__ = cause
    return fault


class PostgresFault(Exception):
    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


FAULTS = {
    "PostgreSQL's disk is full": (wrapped(PostgresFault("53100")), Refusal("node.disk_full")),
    "PostgreSQL has too many connections": (wrapped(PostgresFault("53300")), None),
    "a file could not be written for want of room": (OSError(errno.ENOSPC, ""), Refusal("node.disk_full")),
    "a quota is used up": (OSError(errno.EDQUOT, ""), Refusal("node.disk_full")),
    "a file is not there": (FileNotFoundError(errno.ENOENT, ""), None),
    "a defect": (ZeroDivisionError(), None),
}


@pytest.mark.parametrize(("fault", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_a_full_disk_is_told_apart_from_other_faults(fault: BaseException, told: Refusal | None) -> None:
    assert disk_full(fault) == told


def test_a_disk_that_fills_up_in_the_middle_leaves_whole_commands_only(home: Path) -> None:
    before, names = len(acts(home)), ",".join(f"Người thứ {n}" for n in range(40))
    entered = enter(home, names, "8")
    recorded = entered.said.count("recorded")
    assert set(entered.said) == {"recorded", "node.disk_full"}
    assert len(acts(home)) == before + recorded
    assert run(home, "verify").returncode == 0
    assert run(home, "rebuild", "--compare").returncode == 0
    assert enter(home, "Người sau cùng").said == ["recorded"]
    assert entered.page is not None
    status, page = entered.page
    assert (status, "Đĩa của máy chủ đã đầy, nên chưa ghi được" in page) == (507, True)


def test_a_command_that_finds_no_room_for_its_result_says_so(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-u", "-m", "phoihop.node", "clock"],
            env=environment(home),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, "đã đầy" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def put_last_act_into_the_future(home: Path, later: str) -> None:
    with unguarded(home / "ledger.sqlite3") as database:
        database.execute(
            "UPDATE ledger_act SET received_at = datetime('now', ?) "
            "WHERE arrival = (SELECT max(arrival) FROM ledger_act)",
            [later],
        )


def test_acts_with_a_wrong_time_stop_the_node_until_the_operator_confirms_the_clock(home: Path) -> None:
    put_last_act_into_the_future(home, "+3000 days")
    assert enter(home, "Trần Thị Mẫu").said == ["node.clock_behind"]
    ill = run(home, "doctor")
    assert (ill.returncode, "LỖI   đồng hồ máy" in ill.stdout) == (1, True)
    assert run(home, "clock").returncode == 1
    assert run(home, "clock", "--confirm").returncode == 0
    assert run(home, "doctor").returncode == 0
    assert enter(home, "Trần Thị Mẫu,Lê Văn Mẫu").said == ["recorded", "recorded"]
    assert run(home, "verify").returncode == 0


def test_a_clock_some_hours_behind_is_told_and_stops_nobody(home: Path) -> None:
    put_last_act_into_the_future(home, "+6 hours")
    looked = run(home, "doctor")
    assert (looked.returncode, "CHÚ Ý đồng hồ máy" in looked.stdout) == (0, True)
    with socket.create_server(("127.0.0.1", 0)) as taken:  # so that the start ends after its words
        started = run(home, "serve", "--port", str(taken.getsockname()[1]))
    assert (started.returncode, "Chú ý: đồng hồ máy" in started.stderr) == (2, True)
    assert enter(home, "Trần Thị Mẫu").said == ["recorded"]
