"""What an operator types: results, exit codes, sentences with a remedy."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.node.conftest import init, run

REGISTRY = "m-qk3-ct/registry"


def test_without_an_installation_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "verify")
    assert done.returncode == 3
    assert "phoihop init" in done.stderr
    assert done.stdout == ""


def test_a_fresh_installation_verifies_and_rebuilds_without_difference(home: Path) -> None:
    verified = run(home, "verify", "--json")
    report = json.loads(verified.stdout)
    assert (verified.returncode, report["findings"]) == (0, [])
    assert {(e["ledger"], e["size"] == e["signed_size"]) for e in report["epochs"]} == {
        ("m-qk3-ct/work", True),
        (REGISTRY, True),
    }
    compared = run(home, "rebuild", "--compare")
    assert (compared.returncode, compared.stdout) == (0, "")


def test_init_again_is_refused_and_changes_nothing(home: Path) -> None:
    before = acts(home)
    done = init(home)
    assert done.returncode == 1
    assert acts(home) == before


def acts(home: Path) -> list[tuple[str, int, str]]:
    with sqlite3.connect(home / "ledger.sqlite3") as database:
        return database.execute('SELECT ledger, "index", leaf FROM ledger_act ORDER BY arrival').fetchall()


def test_init_that_was_interrupted_goes_on(made_once: Path, tmp_path: Path) -> None:
    half = tmp_path / "half"
    half.mkdir()
    shutil.copy(made_once / "node.toml", half)
    shutil.copytree(made_once / "keys", half / "keys")
    assert init(half).returncode == 0
    assert run(half, "verify").returncode == 0


def test_one_byte_changed_is_found_by_name(home: Path) -> None:
    with sqlite3.connect(home / "ledger.sqlite3") as database:
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_act'"
        ).fetchall()
        for name, _ in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute(
            "UPDATE ledger_act SET envelope = replace(envelope, '\"height\":4,', '\"height\":5,') "
            'WHERE ledger = ? AND "index" = 3',
            [REGISTRY],
        )
        for _, statement in triggers:
            database.execute(statement)
    done = run(home, "verify")
    assert done.returncode == 1
    assert f"{REGISTRY}/1#3" in done.stdout
    assert "Cách khắc phục" in done.stderr


def test_a_table_changed_behind_the_ledger_is_found_and_mended(home: Path) -> None:
    with sqlite3.connect(home / "ledger.sqlite3") as database:
        database.execute("DELETE FROM ledger_subjectact WHERE act_id = 5")
    found = run(home, "rebuild", "--compare")
    assert (found.returncode, "ledger_subjectact missing" in found.stdout) == (1, True)
    assert run(home, "rebuild").returncode == 0
    assert run(home, "rebuild", "--compare").returncode == 0


def test_an_export_is_checked_by_its_own_script_and_a_changed_one_fails(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "xuat"
    assert run(home, "export", "--out", str(target)).returncode == 0
    assert check(target).returncode == 0
    path = target / REGISTRY / "1" / "envelopes.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"height":4,', b'"height":5,', 1))
    changed = check(target)
    assert (changed.returncode, "3" in changed.stdout + changed.stderr) == (1, True)


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "verify_ledger.py"), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_export_never_overwrites(home: Path, tmp_path: Path) -> None:
    assert run(home, "export", "--out", str(tmp_path)).returncode == 2


def test_doctor_finds_a_healthy_machine_and_a_lost_trigger(home: Path) -> None:
    assert run(home, "doctor").returncode == 0
    with sqlite3.connect(home / "ledger.sqlite3") as database:
        database.execute('DROP TRIGGER "ledger_checkpoint_no_update"')
    ill = run(home, "doctor")
    assert (ill.returncode, "ledger_checkpoint_no_update" in ill.stdout) == (1, True)


def test_a_replay_holds_what_was_known_and_is_read_only(home: Path, tmp_path: Path) -> None:
    earlier, later = tmp_path / "truoc.sqlite3", tmp_path / "sau.sqlite3"
    assert run(home, "replay", "--until", "01-01-2020", "--to", str(earlier)).returncode == 0
    assert run(home, "replay", "--until", "31-12-2099", "--to", str(later)).returncode == 0
    count = "SELECT count(*) FROM ledger_act"
    with sqlite3.connect(earlier) as old, sqlite3.connect(later) as new:
        assert old.execute(count).fetchone() == (0,)
        assert new.execute(count).fetchone() == (len(acts(home)),)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("replay", "--until", "hôm nào đó", "--to", "x.sqlite3"), 2),
        (("replay", "--until", "01-01-2020", "--to", "."), 2),
        (("serve", "--as-known", "khong-co.sqlite3"), 2),
        (("user", "disable", "khong-co"), 1),
    ],
    ids=["a day that is none", "a file that is there", "a replay that is not there", "an unknown account"],
)
def test_wrong_use_is_said_in_a_sentence(home: Path, arguments: tuple[str, ...], code: int) -> None:
    done = run(home, *arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert done.stderr.strip() != ""
