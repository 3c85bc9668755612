"""`phoihop restore` and `restore-drill`: from one file back to a node that goes on, in a new epoch."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from phoihop.node.restore import NewEpoch
from phoihop.node.upkeep import last_upkeep
from tests.node.conftest import acts, enter, run, unguarded

WORK, REGISTRY = "m-qk3-ct/work", "m-qk3-ct/registry"


@pytest.fixture(scope="session")
def backup_made_once(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the installation, without private keys."""
    folder = tmp_path_factory.mktemp("backups")
    done = run(made_once, "backup", "--to", str(folder))
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


@pytest.fixture
def backup(backup_made_once: Path, tmp_path: Path) -> Path:
    """A copy of that backup."""
    return Path(shutil.copy(backup_made_once, tmp_path / backup_made_once.name))


def restore(backup: Path, to: Path) -> list[NewEpoch]:
    done = run(to.parent, "restore", "--from", str(backup), "--to", str(to), "--json")
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout, type=list[NewEpoch])


def test_a_restored_node_holds_every_act_and_goes_on_in_an_epoch_that_cites_the_last_one(
    made_once: Path, backup: Path, tmp_path: Path
) -> None:
    opened = restore(backup, tmp_path / "new")
    before, after = acts(made_once), acts(tmp_path / "new")
    assert after[: len(before)] == before
    sizes = {ledger: sum(act.ledger == ledger for act in before) for ledger in (REGISTRY, WORK)}
    assert [(e.ledger, e.cited_origin, e.cited_size) for e in opened] == [
        (ledger, f"{ledger}/1", sizes[ledger]) for ledger in (REGISTRY, WORK)
    ]
    assert [(a.ledger, a.epoch, a.number) for a in after[len(before) :]] == [
        (e.ledger, e.epoch, 0) for e in opened
    ]
    assert run(tmp_path / "new", "verify").returncode == 0
    assert run(tmp_path / "new", "rebuild", "--compare").returncode == 0
    assert run(tmp_path / "new", "doctor").returncode == 0


def test_what_is_recorded_after_a_restore_stands_in_the_new_epoch(backup: Path, tmp_path: Path) -> None:
    epochs = {e.ledger: e.epoch for e in restore(backup, tmp_path / "new")}
    assert enter(tmp_path / "new", "Trần Thị Mẫu,Lê Văn Mẫu").said == ["recorded", "recorded"]
    last = acts(tmp_path / "new")[-2:]
    assert [(a.epoch, a.number) for a in last] == [(epochs[last[0].ledger], 1), (epochs[last[0].ledger], 2)]
    assert run(tmp_path / "new", "verify").returncode == 0


def test_two_restores_of_one_backup_do_not_meet_in_one_epoch(backup: Path, tmp_path: Path) -> None:
    one, other = restore(backup, tmp_path / "one"), restore(backup, tmp_path / "other")
    assert {e.epoch for e in one} & {e.epoch for e in other} == set()


def test_nobody_stays_signed_in_over_a_restore(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "local.sqlite3")) as local, local:
        local.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date) "
            "VALUES ('k', '', '2099-01-01')"
        )
    run(home, "backup", "--to", str(tmp_path / "b"), "--quick", "--with-keys")
    restore(tmp_path / "b", tmp_path / "new")
    with closing(sqlite3.connect(tmp_path / "new" / "local.sqlite3")) as local:
        assert local.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
        assert local.execute("SELECT login FROM access_account").fetchall() == [("can-bo",)]


def test_a_restored_home_is_for_its_owner_only(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    secret = [*(tmp_path / "new" / "keys").glob("*.pem"), tmp_path / "new" / "keys" / "django.secret"]
    assert {path.stat().st_mode & 0o777 for path in secret} == {0o600}


def refused(home: Path, backup: Path, to: Path) -> str:
    """What a restore that is refused says; what stood around `to` stands there still, and nothing else."""
    before = sorted(path.name for path in to.parent.iterdir())
    done = run(home, "restore", "--from", str(backup), "--to", str(to))
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)
    assert sorted(path.name for path in to.parent.iterdir()) == before
    return done.stderr


def test_a_restore_never_overwrites(home: Path, backup: Path) -> None:
    before = acts(home)
    assert "không bao giờ ghi đè" in refused(home, backup, home)
    assert acts(home) == before


def test_a_backup_of_which_a_byte_was_changed_is_not_restored(backup: Path, tmp_path: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)
    assert "bị hỏng hoặc bị sửa: ledger.sqlite3" in refused(tmp_path, backup, tmp_path / "new")


def test_another_file_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("x")
    assert "Không đọc được x.zip" in refused(tmp_path, tmp_path / "x.zip", tmp_path / "new")


def backup_of(home: Path, to: Path) -> Path:
    """A backup whose acts nobody has checked: how a fault gets into one."""
    return Path(run(home, "backup", "--to", str(to), "--quick").stdout.strip())


def test_a_ledger_that_does_not_verify_is_not_restored(home: Path, tmp_path: Path) -> None:
    with unguarded(home / "ledger.sqlite3") as database:
        database.execute("UPDATE ledger_act SET envelope = replace(envelope, 'a', 'b') WHERE arrival = 5")
    backup = backup_of(home, tmp_path / "b")
    assert "chỗ sai, nên không khôi phục" in refused(home, backup, tmp_path / "new")


def test_a_backup_of_a_later_version_is_not_restored(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "ledger.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '9999_later', '2030-01-01')"
        )
    backup = backup_of(home, tmp_path / "b")
    assert "phiên bản mới hơn ghi (ledger.9999_later)" in refused(home, backup, tmp_path / "new")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--database", "postgresql://x/y"), 2, "hai cơ sở dữ liệu"),
        (("--database", "postgresql://x/y", "--local-database", "postgresql://x/z"), 1, "không khớp"),
    ],
    ids=["one PostgreSQL database of two", "PostgreSQL for a backup of SQLite files"],
)
def test_wrong_use_is_said_in_a_sentence(
    backup: Path, tmp_path: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    done = run(tmp_path, "restore", "--from", str(backup), "--to", str(tmp_path / "new"), *options)
    assert (done.returncode, words in done.stderr, (tmp_path / "new").exists()) == (code, True, False)


def test_a_folder_without_a_backup_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "restore", "--from", str(tmp_path), "--to", str(tmp_path / "new"))
    assert (done.returncode, "không có bản sao lưu nào" in done.stderr) == (2, True)


def test_a_drill_restores_verifies_compares_and_is_noted(home: Path, backup: Path) -> None:
    before = acts(home)
    done = run(home, "restore-drill", "--from", str(backup.parent), "--json")
    assert done.returncode == 0, done.stderr
    sizes = [epoch["size"] for epoch in json.loads(done.stdout)["epochs"]]
    assert sum(sizes) == len(before) + 2
    noted = last_upkeep(home, "drill")
    assert noted is not None
    assert (noted.file, noted.seconds > 0, acts(home)) == (backup.name, True, before)
    assert "tốt   diễn tập khôi phục gần nhất" in run(home, "doctor").stdout


def test_a_drill_that_fails_says_where_and_is_not_noted(home: Path, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-30])
    done = run(home, "restore-drill", "--from", str(backup))
    assert (done.returncode, "dừng ở bước “restore”" in done.stderr) == (1, True)
    assert last_upkeep(home, "drill") is None
    assert "CHÚ Ý diễn tập khôi phục gần nhất: chưa có lần nào" in run(home, "doctor").stdout
