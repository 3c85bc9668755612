"""What the operator is told, by `phoihop doctor` and on the operator's page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from phoihop.node.doctor import State, backup_check, drill_check
from phoihop.node.home_sources import MachineState
from phoihop.node.upkeep import Upkeep, last_upkeep, note_upkeep
from phoihop.shell.domain.types import Health
from tests.node.conftest import run

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
GOOD, ATTENTION = State.GOOD, State.ATTENTION


def done(ago: timedelta, *, apart: bool = True) -> Upkeep:
    return Upkeep(AT - ago, "x.zip", 1.5, apart)


BACKUPS = {
    "never": (None, ATTENTION, "chưa có lần nào"),
    "last night": (done(timedelta(hours=8)), GOOD, "00:30 23-11-2026"),
    "two days ago": (done(timedelta(days=2)), GOOD, "08:30 21-11-2026"),
    "two days and a minute ago": (done(timedelta(days=2, minutes=1)), ATTENTION, "08:29 21-11-2026"),
    "on the disk of the data": (
        done(timedelta(hours=8), apart=False),
        GOOD,
        "00:30 23-11-2026, cùng đĩa với dữ liệu",
    ),
}


@pytest.mark.parametrize(("last", "state", "found"), BACKUPS.values(), ids=BACKUPS.keys())
def test_the_last_backup(last: Upkeep | None, state: State, found: str) -> None:
    check = backup_check(last, at=AT)
    assert (check.state, check.found) == (state, found)


DRILLS = {
    "never": (None, ATTENTION),
    "a quarter ago": (done(timedelta(days=100)), GOOD),
    "longer ago": (done(timedelta(days=101)), ATTENTION),
}


@pytest.mark.parametrize(("last", "state"), DRILLS.values(), ids=DRILLS.keys())
def test_the_last_drill(last: Upkeep | None, state: State) -> None:
    assert drill_check(last, at=AT).state is state


def test_a_note_of_upkeep_is_read_back_and_a_broken_one_counts_as_none(tmp_path: Path) -> None:
    assert last_upkeep(tmp_path, "backup") is None
    note_upkeep(tmp_path, "backup", done(timedelta(0)))
    assert (last_upkeep(tmp_path, "backup"), last_upkeep(tmp_path, "drill")) == (done(timedelta(0)), None)
    (tmp_path / "upkeep" / "backup.json").write_text("{")
    assert last_upkeep(tmp_path, "backup") is None


def test_a_backup_is_seen_by_the_doctor(home: Path, tmp_path: Path) -> None:
    before = run(home, "doctor")
    assert (before.returncode, "CHÚ Ý sao lưu gần nhất: chưa có lần nào" in before.stdout) == (0, True)
    run(home, "backup", "--to", str(tmp_path / "b"), "--quick")
    assert "tốt   sao lưu gần nhất" in run(home, "doctor").stdout


@pytest.mark.django_db(databases=["default", "local"])
def test_the_operators_page_shows_what_needs_somebody_first(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(6, using="default"), django_assert_num_queries(4, using="local"):
        facts = MachineState().facts(at=AT)
    healths = [fact.health for fact in facts]
    assert healths == sorted(healths, key=[Health.BAD, Health.WARNING, Health.GOOD].index)
    shown = {fact.label: (fact.health, fact.remedy != "") for fact in facts}
    assert shown["sao lưu gần nhất"] == (Health.WARNING, True)
    assert shown["đồng hồ máy"] == (Health.GOOD, False)
