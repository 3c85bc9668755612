"""What a bundle is made of: wheels by their hashes, a bill of materials, bytes that can be made again."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools.bundle_wheels import WheelMissing, choose, wanted
from tools.make_bundle import make_bundle, target
from tools.sbom import bill, read_wheel


def wheel(folder: Path, name: str, *headers: str) -> Path:
    """A wheel that holds nothing but its metadata."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        said = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0", *headers, "", ""])
        archive.writestr(zipfile.ZipInfo(f"{name}-1.0.dist-info/METADATA"), said)
    return path


def locked(path: Path, marker: str = "") -> str:
    name = path.name.partition("-")[0]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return (
        f"{name}==1.0{marker} \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{digest}\n    # via x\n"
    )


def test_wheels_are_chosen_by_the_hashes_of_the_lock(tmp_path: Path) -> None:
    one, other, _unasked = (wheel(tmp_path, name) for name in ("one", "other", "unasked"))
    assert choose(tmp_path, locked(other) + locked(one)) == (one, other)


def test_what_other_systems_need_is_left_out(tmp_path: Path) -> None:
    lock = locked(wheel(tmp_path, "one")) + locked(wheel(tmp_path, "two"), " ; sys_platform == 'win32'")
    assert list(wanted(lock)) == ["one==1.0"]


def test_a_wheel_that_is_not_the_locked_one_is_missed_by_name(tmp_path: Path) -> None:
    lock = locked(wheel(tmp_path, "one"))
    wheel(tmp_path, "one", "Summary: changed")
    with pytest.raises(WheelMissing, match=r"one==1\.0"):
        choose(tmp_path, lock)


def test_the_lock_of_the_project_is_read_whole(project_root: Path) -> None:
    lock = (project_root / "requirements" / "base.lock").read_text(encoding="utf-8")
    everywhere = [line.split("==")[0] for line in lock.splitlines() if "==" in line and " ; " not in line]
    assert {requirement.split("==")[0] for requirement in wanted(lock)} >= set(everywhere)


LICENCES = {
    "an SPDX expression": (("License-Expression: MIT OR Apache-2.0",), [{"expression": "MIT OR Apache-2.0"}]),
    "classifiers": (
        ("Classifier: License :: OSI Approved :: BSD License", "License: a long text"),
        [{"license": {"name": "BSD License"}}],
    ),
    "a free text": (("License: ISC",), [{"license": {"name": "ISC"}}]),
}


@pytest.mark.parametrize(("headers", "said"), LICENCES.values(), ids=LICENCES.keys())
def test_the_licence_of_a_package_stands_in_the_bill(
    tmp_path: Path, headers: tuple[str, ...], said: list[object]
) -> None:
    assert list(read_wheel(wheel(tmp_path, "one", *headers)).licences) == said


def test_the_bill_names_every_package_with_its_file(tmp_path: Path) -> None:
    project = read_wheel(wheel(tmp_path, "phoihop"))
    parts = [read_wheel(wheel(tmp_path, name)) for name in ("b_two", "a.one")]
    stated = json.loads(bill(project, parts))
    assert (stated["bomFormat"], stated["specVersion"]) == ("CycloneDX", "1.6")
    assert stated["metadata"]["component"]["purl"] == "pkg:pypi/phoihop@1.0"
    assert [(c["type"], c["purl"], c["hashes"][0]["content"]) for c in stated["components"]] == [
        ("library", "pkg:pypi/a-one@1.0", parts[1].sha256),
        ("library", "pkg:pypi/b-two@1.0", parts[0].sha256),
    ]
    assert "licenses" not in stated["components"][0]
    assert bill(project, parts[::-1]) == bill(project, parts)


@pytest.fixture
def small_project(project_root: Path, tmp_path: Path) -> Path:
    """The project with one requirement, so that a bundle of it is made in a moment."""
    root = tmp_path / "project"
    for name in ("src/phoihop/kernel", "content/calendar", "deploy"):
        shutil.copytree(project_root / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "tools/verify_ledger.py", "docs/operations.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project_root / name, root / name)
    (root / "requirements").mkdir()
    (root / "requirements" / "base.lock").write_text(locked(wheel(tmp_path / "wheels", "one")))
    return root


def test_the_same_sources_give_the_same_bytes_and_the_sums_hold(small_project: Path, tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    once, again = (
        make_bundle(small_project, wheelhouse=wheels, version="1.2.3", to=tmp_path / to)
        for to in ("once", "again")
    )
    assert once.read_bytes() == again.read_bytes()
    with tarfile.open(once) as tar:
        tar.extractall(tmp_path / "out")  # our own archive; Python 3.11.2 has no filter
    (out,) = (tmp_path / "out").iterdir()
    assert out.name == f"phoihop-1.2.3-{target()}"
    assert sorted(path.name for path in (out / "wheels").iterdir()) == [
        "one-1.0-py3-none-any.whl",
        "phoihop-1.2.3-py3-none-any.whl",
    ]
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    checked = subprocess.run(command, cwd=out, capture_output=True, check=False)
    named = len((out / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert (checked.returncode, named) == (0, sum(path.is_file() for path in out.rglob("*")) - 1)
    assert read_wheel(out / "wheels" / "phoihop-1.2.3-py3-none-any.whl").version == "1.2.3"


def test_a_wheel_of_the_project_holds_its_content_and_the_verifier(
    small_project: Path, tmp_path: Path
) -> None:
    archive = make_bundle(small_project, wheelhouse=tmp_path / "wheels", version="1.2.3", to=tmp_path / "to")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path)  # our own archive; Python 3.11.2 has no filter
    with zipfile.ZipFile(next(tmp_path.glob("phoihop-*/wheels/phoihop-*.whl"))) as packed:
        names = packed.namelist()
    assert "phoihop/_content/verify_ledger.py" in names
    assert any(name.startswith("phoihop/_content/calendar/") for name in names)


@pytest.mark.parametrize("version", ["", "v1", "1.0 beta", "1.0;x"])
def test_a_version_that_is_none_makes_no_bundle(project_root: Path, tmp_path: Path, version: str) -> None:
    with pytest.raises(ValueError, match="is no version"):
        make_bundle(project_root, wheelhouse=tmp_path, version=version, to=tmp_path)
