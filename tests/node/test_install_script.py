"""What install.sh refuses before it touches anything, and the units it writes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.make_bundle import target


@pytest.fixture
def bundle(project_root: Path, tmp_path: Path) -> Path:
    """A bundle without wheels: enough for everything before them."""
    folder = tmp_path / "bundle"
    shutil.copytree(project_root / "deploy", folder)
    (folder / "VERSION").write_text("1.0.0\n")
    (folder / "TARGET").write_text(target() + "\n")
    seal(folder)
    return folder


def seal(bundle: Path) -> None:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bundle)}\n"
        for path in sorted(bundle.rglob("*"))
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    (bundle / "SHA256SUMS").write_text("".join(lines))


def install(bundle: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(bundle / "install.sh"), *options], capture_output=True, text=True, check=False
    )


def test_a_bundle_that_was_changed_is_not_installed(bundle: Path, tmp_path: Path) -> None:
    (bundle / "systemd" / "phoihop.service").write_text("ExecStart=/bin/sh\n")
    done = install(bundle, "--prefix", str(tmp_path / "opt"), "--python", sys.executable)
    assert (done.returncode, "gói cài bị hỏng hoặc bị sửa" in done.stderr) == (1, True)
    assert not (tmp_path / "opt" / "versions").exists()


def test_a_bundle_for_another_machine_is_not_installed(bundle: Path, tmp_path: Path) -> None:
    (bundle / "TARGET").write_text("cp27-plan9_mips\n")
    seal(bundle)
    done = install(bundle, "--prefix", str(tmp_path / "opt"), "--python", sys.executable)
    assert (done.returncode, f"máy này là {target()}" in done.stderr) == (1, True)
    assert not (tmp_path / "opt" / "versions").exists()


WRONG = {
    "no prefix": ((), "chưa ghi --prefix"),
    "an unknown option": (("--prefix", "opt", "--force", "x"), "không hiểu tùy chọn --force"),
    "an option without a value": (("--prefix",), "thiếu giá trị sau --prefix"),
    "a path with a blank": (("--prefix", "my opt"), "ký tự đặc biệt"),
    "a path that would break the units": (("--prefix", "a|b"), "ký tự đặc biệt"),
    "a home that depends on where one stands": (("--prefix", "opt", "--home", "data"), "đường dẫn đầy đủ"),
}


@pytest.mark.parametrize(("options", "words"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use_is_said_in_a_sentence(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = install(bundle, *options)
    assert (done.returncode, words in done.stderr, "Cách khắc phục" in done.stderr) == (1, True, True)


def test_nothing_of_the_scripts_asks_for_more_than_a_posix_shell(project_root: Path) -> None:
    for script in sorted((project_root / "deploy").rglob("*.sh")):
        assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
        assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0


def test_systemd_understands_the_units(project_root: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze, which is not installed")
    program = tmp_path / "opt" / "current" / "bin" / "phoihop"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    units = []
    for unit in sorted((project_root / "deploy" / "systemd").iterdir()):
        words = unit.read_text(encoding="utf-8").replace("@PREFIX@", str(tmp_path / "opt"))
        words = words.replace("@HOME@", "/srv/phoihop").replace("@BACKUPS@", "/srv/backups")
        units.append(tmp_path / unit.name)
        units[-1].write_text(words.replace("@USER@", "daemon"), encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, units)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in said.stderr.splitlines() if "phoihop" in line]
    assert ours == []
