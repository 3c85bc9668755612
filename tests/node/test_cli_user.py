"""Accounts at the command line: results, exit codes, whose hand it was; a person goes to another post."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from phoihop.node.configuration import SignIn, read_configuration
from tests.node.conftest import PASSWORD, run

PERSON = "01J00000000000000000000009"
OFFICER_PASSWORD = "sông Cấm chảy ra biển"
TODAY = date.today()  # noqa: DTZ011  # the day at the machine, as `init` takes it
# Further people of the installation, recorded by its officer as the pages of the registry will do it.
PEOPLE = f"""
import django; django.setup()
from datetime import date
from phoihop.access.api import actor_of_login, create_account
from phoihop.access.commands import change_own_password
from phoihop.access.domain.types import Role
from phoihop.registry import api as registry
change_own_password("can-bo", old="{PASSWORD}", new="{OFFICER_PASSWORD}")
actor = actor_of_login("can-bo")
ids = ["01J0000000000000000000000" + n for n in "ABCDE"]
person, old, new, held, tenure = ids
registry.record_person(actor, person=person, name="Phạm Thị Mơ")
for post, title, role in ((old, "Văn thư", Role.CLERK), (new, "Ủy viên kiểm tra", Role.INSPECTOR)):
    registry.record_post(actor, post=post, body=actor.body, title=title, role=role)
registry.start_tenure(actor, tenure=tenure, person=person, post=old, start=date(2026, 1, 5))
create_account("mo.pham", person=person, password="{OFFICER_PASSWORD}", must_change_password=False)
"""
OLD, NEW = "01J0000000000000000000000B", "01J0000000000000000000000C"


@pytest.fixture(scope="session")
def people_once(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation with a clerk and an empty post of an inspector."""
    home = Path(shutil.copytree(made_once, tmp_path_factory.mktemp("people") / "home"))
    python(home, PEOPLE)
    return home


@pytest.fixture
def people(people_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(people_once, tmp_path / "people"))


def python(home: Path, script: str) -> str:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=kept | {"PHOIHOP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "phoihop.node.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def journal(home: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(home / "local.sqlite3") as database:
        rows = database.execute("SELECT account, what, system FROM access_accountentry ORDER BY id")
        return rows.fetchall()


def users(home: Path) -> dict[str, dict[str, object]]:
    done = run(home, "user", "list", "--json")
    assert done.returncode == 0, done.stderr
    return {row["login"]: row for row in json.loads(done.stdout)}


def test_the_list_says_who_signs_in_how(home: Path) -> None:
    row = users(home)["can-bo"]
    assert (row["name"], row["active"], row["locked"], row["codes_left"], row["authenticator"]) == (
        "Nguyễn Văn Thử",
        True,
        False,
        None,
        False,
    )
    printed = run(home, "user", "list").stdout
    assert printed.startswith("can-bo\tNguyễn Văn Thử\tchỉ mật khẩu\tphải đổi mật khẩu\tTrợ lý · ")


def test_every_command_is_written_down_with_the_user_of_the_machine(home: Path) -> None:
    steps = [
        (("add", "lan.nguyen", "--person", PERSON), "created"),
        (("reset-password", "lan.nguyen"), "password_reset"),
        (("reset-factor", "lan.nguyen"), "factors_reset"),
        (("unlock", "lan.nguyen"), "unlocked"),
        (("disable", "lan.nguyen"), "disabled"),
    ]
    for command, result in steps:
        done = run(home, "user", *command, "--json")
        assert (done.returncode, json.loads(done.stdout)) == (0, {"login": "lan.nguyen", "done": result})
    by = getpass.getuser()
    assert journal(home) == [
        ("can-bo", "created", ""),
        *(("lan.nguyen", result, by) for _, result in steps),
    ]
    assert users(home)["lan.nguyen"]["active"] is False


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("add", "can-bo", "--person", PERSON), 1, "Đã có tài khoản tên “can-bo”."),
        (("add", "Lân", "--person", PERSON), 1, "chưa đúng dạng"),
        (("add", "lan.nguyen"), 2, "--person"),
        (("disable", "ai"), 1, "Không có tài khoản nào tên “ai”."),
        (("unlock", "ai"), 1, "Không có tài khoản nào tên “ai”."),
        (("reset-password", "ai"), 1, "Không có tài khoản nào tên “ai”."),
        (("reset-factor", "ai"), 1, "Không có tài khoản nào tên “ai”."),
    ],
    ids=["a taken name", "a malformed name", "no person", "disable", "unlock", "password", "factor"],
)
def test_a_refusal_is_a_sentence_and_changes_nothing(
    home: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    before = journal(home)
    done = run(home, "user", *arguments)
    assert (done.returncode, sentence in done.stderr, done.stdout) == (code, True, "")
    assert "Traceback" not in done.stderr
    assert journal(home) == before


def test_without_an_installation_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "user", "list")
    assert (done.returncode, "phoihop init" in done.stderr) == (3, True)


# ---------------------------------------------------------------------------------------------- another post
def move(
    home: Path, *more: str, password: str = OFFICER_PASSWORD, on: str = ""
) -> subprocess.CompletedProcess[str]:
    day = on or f"{TODAY:%d-%m-%Y}"
    arguments = ("move-post", "mo.pham", "--to", NEW, "--on", day, "--officer", "can-bo")
    return run(home, "user", *arguments, "--officer-password", password, *more)


def role_of(home: Path, on: date = TODAY) -> str:
    script = f"""
import django; django.setup()
from datetime import date
from phoihop.registry.api import RegistryActorSource
held = RegistryActorSource().holdings("01J0000000000000000000000A", date.fromisoformat("{on}"))
print(",".join(holding.role for holding in held))
"""
    return python(home, script).strip()


def test_the_rights_move_with_the_post_on_the_day(people: Path) -> None:
    done = move(people, "--number", "12-QĐ", "--dated", "20-11-2026", "--issuer", "Cục Chính trị")
    assert done.returncode == 0, done.stderr
    assert "Phạm Thị Mơ: Văn thư → Ủy viên kiểm tra" in done.stderr
    assert [role_of(people, TODAY - timedelta(days=1)), role_of(people)] == ["clerk", "inspector"]
    assert journal(people)[-1] == ("mo.pham", "post_moved", getpass.getuser())
    assert run(people, "verify").returncode == 0
    assert run(people, "rebuild", "--compare").returncode == 0


def test_a_move_that_was_half_done_is_finished_by_the_second_run(people: Path) -> None:
    half = """
import django; django.setup()
from datetime import date
from phoihop.access.api import actor_of_login
from phoihop.registry import api as registry
registry.start_tenure(actor_of_login("can-bo"), tenure="01J0000000000000000000000F",
    person="01J0000000000000000000000A", post="01J0000000000000000000000C", start=date.today())
"""
    python(people, half)
    assert sorted(role_of(people).split(",")) == ["clerk", "inspector"]
    assert move(people).returncode == 0
    assert role_of(people) == "inspector"


@pytest.mark.parametrize(
    ("more", "password", "sentence"),
    [
        ((), "sai", "của cán bộ ghi quyết định không đúng"),
        (("--officer", "mo.pham"), OFFICER_PASSWORD, "không tự ghi việc chuyển chức vụ"),
        (("--from", NEW), OFFICER_PASSWORD, "không giữ chức vụ nào để chuyển"),
        (("--to", "01J0000000000000000000000Z"), OFFICER_PASSWORD, "Chức vụ này chưa có"),
        (("--on", "01-01-2020"), OFFICER_PASSWORD, "không giữ chức vụ nào để chuyển"),
    ],
    ids=["a wrong password", "a clerk's own move", "a post not held", "an unknown post", "a day before"],
)
def test_a_move_that_is_refused_changes_nothing(
    people: Path, more: tuple[str, ...], password: str, sentence: str
) -> None:
    before = journal(people)
    done = move(people, *more, password=password)
    assert (done.returncode, sentence in done.stderr) == (1, True), done.stderr
    assert (role_of(people), journal(people)) == ("clerk", before)


def test_a_day_that_is_none_is_wrong_use(people: Path) -> None:
    assert move(people, on="hôm nào đó").returncode == 2


# ------------------------------------------------------------------------------------------------- node.toml
def test_the_policy_stands_in_node_toml(home: Path) -> None:
    assert read_configuration(home).sign_in is None
    with (home / "node.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[sign_in]\nsecond_factor = "required"\nidle_minutes = 20\n'
            'second_factor_of = { leader = "offered" }\nidle_minutes_of = { operator = 3 }\n'
        )
    said = read_configuration(home).sign_in
    assert isinstance(said, SignIn)
    assert (said.second_factor, said.second_factor_of, said.idle_minutes, said.idle_minutes_of) == (
        "required",
        {"leader": "offered"},
        20,
        {"operator": 3},
    )


@pytest.mark.parametrize(
    "line", ['second_factor = "sms"', "idle_minutes = 0", 'second_factor_of = { chief = "off" }']
)
def test_a_policy_that_cannot_be_read_stops_the_program_and_names_the_place(home: Path, line: str) -> None:
    with (home / "node.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[sign_in]\n{line}\n")
    done = run(home, "user", "list")
    assert done.returncode != 0
    assert "node.toml" in done.stderr
