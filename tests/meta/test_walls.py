"""The walls must be able to fall: import-linter, with our contracts, on small houses that break one.

Every case builds a package `phoihop` of a few files in a folder of its own and runs the real `lint-imports`
on it with the contracts of pyproject.toml.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

# Rooms that the contracts demand; a case adds its files to these.
SOUND_HOUSE = {
    "kernel/period.py": "",
    "reading/spans.py": "from phoihop.kernel import period",
    "reading/api.py": "from phoihop.reading import spans",
    "access/domain/types.py": "from phoihop.kernel import period",
    "access/api.py": "from phoihop.access.domain import types",
    "ledger/note.py": "",
    "ledger/tree.py": "import hashlib",
    "ledger/api.py": "from phoihop.ledger import tree",
    "registry/acts.py": "import msgspec",
    "registry/domain/types.py": "from phoihop.registry import acts",
    "registry/domain/place.py": "from phoihop.registry.domain import types",
    "registry/models.py": "from django.db import models",
    "registry/commands.py": "from phoihop.ledger import api\nfrom phoihop.registry import models",
    "registry/api.py": "from phoihop.registry import commands",
    "registry/web/pages.py": "from phoihop.registry import api",
    "programme/acts.py": "from phoihop.registry import acts",
    "programme/domain/adopt.py": "from phoihop.registry.domain import types",
    "programme/commands.py": "from phoihop.registry import api",
}

BREAKS = {
    "the kernel knows no room": (
        {"kernel/text.py": "from phoihop.reading import api"},
        "phoihop.kernel is not allowed to import phoihop.reading",
    ),
    "a low room knows no high one": (
        {"registry/queries.py": "from phoihop.programme import api", "programme/api.py": ""},
        "phoihop.registry is not allowed to import phoihop.programme",
    ),
    "what the ledger keeps knows nothing of who keeps it": (
        {"ledger/tree.py": "from phoihop.ledger import store", "ledger/store.py": ""},
        "phoihop.ledger.tree is not allowed to import phoihop.ledger.store",
    ),
    "rooms on one level do not know each other": (
        {"access/api.py": "from phoihop.reading import api"},
        "phoihop.access is not allowed to import phoihop.reading",
    ),
    "a room without a place in the house is refused": (
        {"billing/api.py": ""},
        "phoihop.billing",
    ),
    "a decision does not know its page": (
        {"registry/domain/place.py": "from phoihop.registry import queries", "registry/queries.py": ""},
        "phoihop.registry.domain is not allowed to import phoihop.registry.queries",
    ),
    "a module outside the anatomy is refused": (
        {"registry/services.py": ""},
        "phoihop.registry.services",
    ),
    "a new room has the anatomy from its first day": (
        {"returns/models.py": "from phoihop.returns import api", "returns/api.py": ""},
        "phoihop.returns.models is not allowed to import phoihop.returns.api",
    ),
    "an act knows no framework": (
        {"programme/acts.py": "import django"},
        "phoihop.programme.acts is not allowed to import django",
    ),
    "a decision has no chance, not even through another module": (
        {"registry/domain/place.py": "from phoihop.kernel import dice", "kernel/dice.py": "import random"},
        "phoihop.registry.domain is not allowed to import random",
    ),
    "the tree does not read the environment": (
        {"ledger/tree.py": "import os"},
        "phoihop.ledger.tree is not allowed to import os",
    ),
    "tables of another room are not touched": (
        {"programme/commands.py": "from phoihop.registry import models"},
        "phoihop.programme.commands -> phoihop.registry.models",
    ),
    "a decision of another room is not called past its door": (
        {"programme/commands.py": "from phoihop.registry.domain import place"},
        "phoihop.programme.commands -> phoihop.registry.domain.place",
    ),
}


def lint(house: Path, files: dict[str, str], *, project_root: Path) -> subprocess.CompletedProcess[str]:
    for place, source in files.items():
        module = house / "phoihop" / place
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(source + "\n", encoding="utf-8")
    for folder in {path.parent for path in (house / "phoihop").rglob("*.py")} | {house / "phoihop"}:
        (folder / "__init__.py").touch()
    # The contract types of the project are imported from the working folder.
    (house / "tools").symlink_to(project_root / "tools")
    return subprocess.run(
        [
            str(Path(sys.executable).with_name("lint-imports")),
            f"--config={project_root / 'pyproject.toml'}",
            "--no-cache",
            "--no-logo",
        ],
        cwd=house,
        env={"COLUMNS": "400", "PATH": "", "PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_sound_house_stands(tmp_path: Path, project_root: Path) -> None:
    done = lint(tmp_path, SOUND_HOUSE, project_root=project_root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(("files", "sentence"), BREAKS.values(), ids=BREAKS)
def test_refuses(tmp_path: Path, project_root: Path, files: dict[str, str], sentence: str) -> None:
    done = lint(tmp_path, SOUND_HOUSE | files, project_root=project_root)
    assert sentence in done.stdout
    assert "1 broken" in done.stdout
    assert done.returncode == 1


def test_every_room_with_a_door_has_its_door_guarded(project_root: Path) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    guarded = {
        contract["id"].removeprefix("doors-of-") for contract in contracts if contract["type"] == "protected"
    }
    rooms = {path.parent.name for path in (project_root / "src" / "phoihop").glob("*/api.py")}
    assert rooms - guarded == set()
