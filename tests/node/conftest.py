"""An installation made by `phoihop init`, as an operator makes it; copied for each test that changes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PASSWORD = "mot-mat-khau-dai"
Phoihop = Callable[..., subprocess.CompletedProcess[str]]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `phoihop` on the installation in `home` to its end."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PHOIHOP_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "phoihop.node", *arguments],
        env=kept | {"PHOIHOP_HOME": str(home), "PHOIHOP_PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one officer."""
    home = tmp_path_factory.mktemp("made")
    done = init(home)
    assert done.returncode == 0, done.stderr
    return home


def init(home: Path) -> subprocess.CompletedProcess[str]:
    """`phoihop init` with a fictional officer."""
    return run(home, "init", "--officer", "Nguyễn Văn Thử", "--title", "Trợ lý", "--login", "can-bo")


@pytest.fixture
def home(made_once: Path, tmp_path: Path) -> Path:
    """A copy of the installation."""
    return Path(shutil.copytree(made_once, tmp_path / "home"))
