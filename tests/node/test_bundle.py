"""The bundle as an operator without a network gets it: install, begin, upgrade, roll back.

The wheels come from PHOIHOP_WHEELHOUSE, or are fetched once into build/wheels. Without both the test is
skipped; PHOIHOP_REQUIRE_BUNDLE=1 turns the skip into a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import msgspec
import pytest

from tests.node.conftest import PASSWORD, Entered, acts
from tools.bundle_wheels import fetch
from tools.make_bundle import make_bundle

FIRST, SECOND = "1.0.0", "1.1.0"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def wheelhouse(project_root: Path) -> Path:
    """A folder with the wheels of base.lock."""
    given = os.environ.get("PHOIHOP_WHEELHOUSE")
    if given:
        return Path(given)
    folder = project_root / "build" / "wheels"
    try:
        fetch(folder, project_root / "requirements" / "base.lock")
    except subprocess.CalledProcessError:
        sentence = "needs the wheels of base.lock: no network, and PHOIHOP_WHEELHOUSE names no folder"
        if os.environ.get("PHOIHOP_REQUIRE_BUNDLE") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return folder


def offline(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command without any network: in a name space of its own, or where that is not allowed with every
    setting that leads outside leading nowhere.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PHOIHOP_", "DJANGO_", "PIP_"))}
    blind = {"http_proxy": NOWHERE, "https_proxy": NOWHERE, "PIP_INDEX_URL": f"{NOWHERE}/simple"}
    alone = ["unshare", "--map-root-user", "--net"] if _may_unshare() else []
    return subprocess.run(
        [*alone, *map(str, command)],
        env=kept | blind | {"PHOIHOP_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        check=False,
    )


def _may_unshare() -> bool:
    program = shutil.which("unshare")
    return program is not None and (
        subprocess.run(
            [program, "--map-root-user", "--net", "true"], check=False, capture_output=True
        ).returncode
        == 0
    )


class Node:
    """An installation made from bundles."""

    def __init__(self, prefix: Path) -> None:
        self.prefix, self.home = prefix, prefix / "data"

    def install(self, bundle: Path) -> None:
        done = offline("sh", bundle / "install.sh", "--prefix", self.prefix, "--python", sys.executable)
        assert done.returncode == 0, done.stderr

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        done = offline(self.prefix / "bin" / "phoihop", *arguments)
        assert done.returncode == 0, done.stderr
        return done

    def rollback(self, *options: str) -> subprocess.CompletedProcess[str]:
        return offline(self.prefix / "bin" / "phoihop-rollback", *options)

    def enter(self, name: str) -> list[str]:
        program = Path(__file__).with_name("entering.py")
        done = offline(
            "env", f"PHOIHOP_HOME={self.home}", self.prefix / "current/bin/python", "-I", program, name
        )
        assert done.returncode == 0, done.stderr
        return msgspec.json.decode(done.stdout, type=Entered).said

    def links(self) -> dict[str, str]:
        return {
            name: str((self.prefix / name).readlink())
            for name in ("current", "previous")
            if (self.prefix / name).is_symlink()
        }


def unpacked(archive: Path, to: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(to)  # our own archive; Python 3.11.2 has no filter
    return to / archive.name.removesuffix(".tar.gz")


def test_a_node_is_installed_upgraded_and_rolled_back_without_network(
    project_root: Path, wheelhouse: Path, tmp_path: Path
) -> None:
    first, second = (
        unpacked(make_bundle(project_root, wheelhouse=wheelhouse, version=v, to=tmp_path), tmp_path)
        for v in (FIRST, SECOND)
    )
    node = Node(tmp_path / "opt")

    node.install(first)
    node.run("init", "--officer", "Nguyễn Văn Thử", "--title", "Trợ lý", "--login", "can-bo")
    assert node.links() == {"current": f"versions/{FIRST}"}
    assert node.enter("Trần Thị Mẫu") == ["recorded"]
    before = acts(node.home)

    node.install(second)
    assert node.links() == {"current": f"versions/{SECOND}", "previous": f"versions/{FIRST}"}
    assert acts(node.home) == before
    assert node.enter("Lê Văn Mẫu") == ["recorded"]
    upgraded = acts(node.home)

    done = node.rollback()
    assert done.returncode == 0, done.stderr
    assert node.links() == {"current": f"versions/{FIRST}", "previous": f"versions/{SECOND}"}
    after = acts(node.home)
    assert after[: len(before)] == before
    assert [(a.ledger, a.number) for a in after[len(before) :]] == [
        ("m-qk3-ct/registry", 0),
        ("m-qk3-ct/work", 0),
    ]
    (kept,) = node.prefix.glob("data.*")
    assert acts(kept) == upgraded
    node.run("verify")
    node.run("rebuild", "--compare")
    assert node.enter("Phạm Thị Mẫu") == ["recorded"]

    node.run("upgrade")
    done = node.rollback("--data-only")
    assert (done.returncode, node.links()["current"]) == (0, f"versions/{FIRST}")
    done = node.rollback()
    assert (done.returncode, "không có bản sao lưu trước khi nâng cấp" in done.stderr) == (1, True)

    node.install(second)
    node.run("verify")
    assert node.links() == {"current": f"versions/{SECOND}", "previous": f"versions/{FIRST}"}
