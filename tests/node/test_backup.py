"""`phoihop backup`: what it writes, what it refuses, what it thins out."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from phoihop.kernel.decision import Accepted, Refused
from phoihop.node.backup_file import Manifest, file_name, read_manifest
from phoihop.node.database_copy import dump_postgresql
from tests.node.conftest import acts, enter, run, unguarded


def the_backup(folder: Path) -> tuple[Path, Manifest]:
    """The only thing in the folder: a complete backup."""
    (path,) = folder.iterdir()
    manifest = read_manifest(path)
    assert isinstance(manifest, Accepted)
    return path, manifest.value


def test_a_backup_holds_both_databases_the_configuration_and_public_keys(home: Path, tmp_path: Path) -> None:
    to = tmp_path / "backups"
    done = run(home, "backup", "--to", str(to))
    path, manifest = the_backup(to)
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    assert "đã kiểm tra từng hồ sơ" in done.stderr
    assert [member.name for member in manifest.members] == [
        "ledger.sqlite3",
        "local.sqlite3",
        "node.toml",
        "keys/m-qk3-ct_registry_1.vkey",
        "keys/m-qk3-ct_work_1.vkey",
    ]
    assert (manifest.checked, manifest.with_keys) == ("verified", False)
    sizes = {(e.ledger, e.epoch): (e.size, e.signed_size) for e in manifest.epochs}
    registry = sum(act.ledger == "m-qk3-ct/registry" for act in acts(home))
    assert sizes == {("m-qk3-ct/registry", 1): (registry, registry), ("m-qk3-ct/work", 1): (1, 1)}


def test_private_keys_go_along_only_when_asked_for(home: Path, tmp_path: Path) -> None:
    done = run(home, "backup", "--to", str(tmp_path / "b"), "--with-keys", "--quick", "--json")
    assert done.returncode == 0
    printed = msgspec.json.decode(done.stdout, type=Manifest)
    assert (printed.with_keys, printed.checked, printed.epochs) == (True, "copied", ())
    secret = {m.name for m in printed.members if m.name.startswith("keys/") and not m.name.endswith(".vkey")}
    assert secret == {
        "keys/django.secret",
        "keys/m-qk3-ct_registry_1.pem",
        "keys/m-qk3-ct_work_1.pem",
    }


def test_what_is_not_committed_yet_is_not_in_the_backup_and_does_not_hold_it_up(
    home: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(home / "ledger.sqlite3", isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        busy.execute("DELETE FROM ledger_subjectact")
        assert run(home, "backup", "--to", str(tmp_path / "b")).returncode == 0
        busy.execute("ROLLBACK")
    path, _ = the_backup(tmp_path / "b")
    with zipfile.ZipFile(path) as archive:
        archive.extract("ledger.sqlite3", tmp_path)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) > 0 FROM ledger_subjectact").fetchone() == (1,)


def test_a_ledger_that_was_changed_makes_no_backup_and_older_ones_stay(home: Path, tmp_path: Path) -> None:
    older = tmp_path / "b" / file_name("M-QK3-CT", datetime(2026, 1, 1, tzinfo=UTC))
    older.parent.mkdir()
    older.touch()
    with unguarded(home / "ledger.sqlite3") as database:
        database.execute("UPDATE ledger_act SET envelope = replace(envelope, 'a', 'b') WHERE arrival = 5")
    done = run(home, "backup", "--to", str(older.parent), "--keep", "daily:1")
    assert done.returncode == 1
    assert "phoihop verify" in done.stderr
    assert list(older.parent.iterdir()) == [older]


def test_a_broken_database_file_makes_no_backup(home: Path, tmp_path: Path) -> None:
    with (home / "local.sqlite3").open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096)
    done = run(home, "backup", "--to", str(tmp_path / "b"), "--quick")
    assert (done.returncode, "local.sqlite3" in done.stderr) == (1, True)
    assert list((tmp_path / "b").iterdir()) == []


def test_old_copies_are_thinned_out_and_those_of_other_nodes_are_left_alone(
    home: Path, tmp_path: Path
) -> None:
    to = tmp_path / "b"
    to.mkdir()
    now = datetime.now(UTC)
    old = [to / file_name("M-QK3-CT", now - timedelta(days=days)) for days in (1, 2, 3, 200)]
    foreign = [to / file_name("M-OTHER", now - timedelta(days=3)), to / "luu-tay.zip"]
    for path in (*old, *foreign):
        path.touch()
    done = run(home, "backup", "--to", str(to), "--quick", "--keep", "daily:3")
    assert done.returncode == 0
    left = {path.name for path in to.iterdir()} - {Path(done.stdout.strip()).name}
    assert left == {path.name for path in (*old[:2], *foreign)}


def test_a_draft_of_a_crashed_run_goes_after_a_day(home: Path, tmp_path: Path) -> None:
    import os
    import time

    crashed, running = tmp_path / "b" / ".phoihop-crashed", tmp_path / "b" / ".phoihop-running"
    for folder in (crashed, running):
        folder.mkdir(parents=True)
    os.utime(crashed, (time.time() - 90_000,) * 2)
    assert run(home, "backup", "--to", str(tmp_path / "b"), "--quick").returncode == 0
    assert (crashed.exists(), running.exists()) == (False, True)


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--keep", "hourly:3"), 2, "daily:7"),
        (("--to", "node.toml"), 1, "Không ghi được vào thư mục sao lưu"),
    ],
    ids=["a rule that is none", "a file where the folder should be"],
)
def test_wrong_use_is_said_in_a_sentence(
    home: Path, tmp_path: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    to = (str(home / options[1]),) if options[0] == "--to" else (str(tmp_path / "b"), *options)
    done = run(home, "backup", "--to", *to)
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (code, True, False)


def test_postgresql_without_its_programs_is_refused_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = dump_postgresql({"NAME": "phoihop"}, tmp_path / "ledger.pgdump")
    assert isinstance(outcome, Refused)
    assert [(r.code, r.params) for r in outcome.refusals] == [("node.no_pg_tool", (("tool", "pg_dump"),))]


def test_acts_recorded_while_the_node_works_are_in_the_next_backup(home: Path, tmp_path: Path) -> None:
    assert enter(home, "Trần Thị Mẫu").said == ["recorded"]
    assert run(home, "backup", "--to", str(tmp_path / "b")).returncode == 0
    _, manifest = the_backup(tmp_path / "b")
    assert sum(epoch.size for epoch in manifest.epochs) == len(acts(home))
