"""The locks: every package with version and hashes, no address, one version of each in all environments."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("installer", "base", "dev", "bench")
PIN = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)[^\\\n]*(\\\n +--hash=sha256:[0-9a-f]{64} )*", re.MULTILINE
)


def lock_of(project_root: Path, name: str) -> str:
    return (project_root / "requirements" / f"{name}.lock").read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    return {match[1]: match[2] for match in PIN.finditer(lock)}


def wanted(text: str) -> set[str]:
    """Lines that ask for a package, without remarks, options and the build backend."""
    lines = {line.strip() for line in text.splitlines()}
    return {line for line in lines if line and line[0] not in "#-"} - {"editables", "hatchling"}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_no_folder(project_root: Path, name: str) -> None:
    assert re.findall(r"://|--(?:index|extra-index|find-links)|(?:^|\s)/", lock_of(project_root, name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_each_package_of_a_lock_has_hashes(project_root: Path, name: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", lock_of(project_root, name), flags=re.MULTILINE)[1:]
    assert blocks != []
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["dev", "bench"])
def test_tests_and_benchmarks_run_with_the_versions_of_an_installation(project_root: Path, name: str) -> None:
    base, other = pins(lock_of(project_root, "base")), pins(lock_of(project_root, name))
    assert {package: other[package] for package in base} == base


def test_the_wheel_asks_for_what_the_base_lock_was_made_from(project_root: Path) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    base = (project_root / "requirements" / "base.in").read_text(encoding="utf-8")
    assert set(project["dependencies"]) == wanted(base)
