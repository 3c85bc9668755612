"""The check of pure modules must be able to fail: each case is a module that it refuses, or lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.check_purity import check, impurities

REFUSED = {
    "datetime.now() reads the clock": (
        "from datetime import datetime\n\ndef age():\n    return datetime.now()\n",
        (4, "reads the clock (datetime.now); hand the day or the instant in as an argument"),
    ),
    "a clock handed on without a call is a clock all the same": (
        "import datetime as dt\nreading = dt.date.today\n",
        (2, "reads the clock (date.today); hand the day or the instant in as an argument"),
    ),
    "a clock under another name is found": (
        "from datetime import date as day\nTODAY = day.today()\n",
        (2, "reads the clock (day.today); hand the day or the instant in as an argument"),
    ),
    "import time": (
        "import time\n",
        (1, "imports time, which reads the clock; hand the value in as an argument"),
    ),
    "from random import choice": (
        "from random import choice\n",
        (1, "imports random, which is chance; hand the value in as an argument"),
    ),
    "import secrets inside a function": (
        "def salt():\n    import secrets\n    return secrets.token_bytes(16)\n",
        (2, "imports secrets, which is chance; hand the value in as an argument"),
    ),
    "uuid": (
        "import uuid\n",
        (1, "imports uuid, which is chance; hand the value in as an argument"),
    ),
    "the environment": (
        "from os import environ\n",
        (
            1,
            "imports os, which reads the environment (paths: pathlib); hand the value in as an argument",
        ),
    ),
    "a submodule that talks to the network": (
        "from urllib import request\n",
        (1, "imports urllib.request, which talks to the network; hand the value in as an argument"),
    ),
}

PASSING = {
    "dates are values": "from datetime import date\nSTART = date(2018, 4, 6)\n",
    "a field may be called today": "def overdue(task, *, today):\n    return task.end <= today\n",
    "an attribute named now of something else": "def instant(acts):\n    return acts.now\n",
    "the libraries of pure modules": "import msgspec\nimport yaml\nfrom cryptography import exceptions\n",
    "other modules of the project": "from phoihop.kernel.period import Period\n",
    "relative imports": "from .types import Body\n",
}


@pytest.mark.parametrize(("source", "expected"), REFUSED.values(), ids=REFUSED)
def test_refuses(source: str, expected: tuple[int, str]) -> None:
    found = [(finding.line, finding.sentence) for finding in impurities(source, path="acts.py", pure=True)]
    assert found == [expected]


@pytest.mark.parametrize("source", PASSING.values(), ids=PASSING)
def test_lets_pass(source: str) -> None:
    assert impurities(source, path="acts.py", pure=True) == ()


def test_a_pure_module_has_only_the_named_libraries() -> None:
    (finding,) = impurities("from django.db import models\n", path="acts.py", pure=True)
    assert finding.sentence.startswith("imports django, which is not among the libraries of pure modules (")


@pytest.mark.parametrize(
    ("path", "expected"),
    [("src/phoihop/reading/formats/word.py", 0), ("src/phoihop/reading/word.py", 1), ("acts.py", 1)],
    ids=["files become text in one package", "not elsewhere in reading", "not where decisions are made"],
)
def test_only_one_package_opens_files(path: str, expected: int) -> None:
    assert len(impurities("from lxml import etree\n", path=path, pure=True)) == expected


def test_a_projection_may_know_tables_but_not_the_clock() -> None:
    source = "from datetime import datetime\nfrom django.db import models\nNOW = datetime.utcnow()\n"
    found = [finding.sentence for finding in impurities(source, path="projections.py", pure=False)]
    assert found == ["reads the clock (datetime.utcnow); hand the day or the instant in as an argument"]


@pytest.mark.parametrize(
    ("place", "is_checked"),
    [
        ("kernel/period.py", True),
        ("kernel/deep/inside.py", True),
        ("reading/grammar/dates.py", True),
        ("registry/acts.py", True),
        ("registry/domain/place.py", True),
        ("registry/projections.py", True),
        ("ledger/tree.py", True),
        ("ledger/fold.py", True),
        ("ledger/store.py", False),
        ("registry/commands.py", False),
        ("node/cli.py", False),
    ],
)
def test_looks_at_the_modules_that_decide(tmp_path: Path, place: str, is_checked: bool) -> None:
    module = tmp_path / "src" / "phoihop" / place
    module.parent.mkdir(parents=True)
    module.write_text("import random\n")
    found = [finding.path for finding in check(tmp_path / "src" / "phoihop")]
    assert found == ([f"src/phoihop/{place}"] if is_checked else [])
